import { AxeBuilder } from '@axe-core/playwright'
import type { FollowupSummary } from '@earshot/sdk/contract'
import { complain, visitor } from './customer.ts'
import { DAY, expect, type Office, test } from './office.ts'

const HOUR = DAY / 24

// One office for all of them: its days pass one journey after the other.
test.describe.configure({ mode: 'default', timeout: 120_000 })

/** What time it is for the server. */
const now = async ({ earshot }: Office) => Date.parse((await earshot.staff.followups.coverage()).to)

/** Lets time pass, and has the visits planned and sent that are due by then. */
async function pass(office: Office, ms: number): Promise<void> {
  await office.pass(ms)
  await office.earshot.cli('jobs', 'run', 'followups')
}

/** The visit that waits for what the test is about, once its hour has come. */
async function visit(office: Office, is: (one: FollowupSummary) => boolean): Promise<FollowupSummary> {
  const all = await Array.fromAsync(office.earshot.staff.followups.all({ state: 'waiting' }))
  const one = all.find(is)
  expect(one).toBeDefined()
  const wait = Date.parse(one!.notBefore) - (await now(office))
  if (wait > 0) await pass(office, wait + 1000)
  return one!
}

test('a closed complaint is visited by phone: not satisfied opens it again, put right and satisfied it rests', async ({
  office,
}) => {
  const { complaints, followups } = office.earshot.staff
  const { number } = await complain(office.earshot, { contact: { name: 'Ada Brandt', phone: '+49 30 1234567' } })
  await complaints.give(number, 'answer', { words: 'A new mug is on its way.' })
  await complaints.give(number, 'confirm', { satisfied: true, heard: 'phone' })
  await pass(office, 25 * HOUR)

  const first = await visit(office, ({ complaint }) => complaint === number)
  const call = await followups.take(first.id)
  expect(call.contact).toMatchObject({ phone: '+49 30 1234567' })
  expect(call.script.greeting).toMatch(/^Hello, Ada Brandt\. This is .* from Lumen & Loaf\./)
  expect(call.script.greeting).toContain(number)
  const said = { reached: true, satisfied: false, words: 'The new mug leaks, too.' } as const
  const done = await followups.result(first.id, said)
  expect(done.result).toMatchObject({ satisfied: false, complaint: number })
  expect(await complaints.get(number)).toMatchObject({ stage: 'investigating', outcome: null })

  await complaints.give(number, 'propose', { remedies: [{ kind: 'refund', terms: 'Your money back' }] })
  await complaints.give(number, 'accept', { name: 'Ada Brandt', heard: 'phone' })
  await complaints.give(number, 'confirm', { satisfied: true, heard: 'phone' })
  await pass(office, 25 * HOUR)
  const second = await visit(office, ({ complaint }) => complaint === number)
  expect(second.id).not.toBe(first.id)
  await followups.result(second.id, { reached: true, satisfied: true })

  const rests = await complaints.get(number)
  expect([rests.stage, rests.outcome]).toEqual(['closed', 'resolved'])
  expect(rests.clocks.filter(({ state }) => state !== 'stopped')).toEqual([])
  const answers = await Array.fromAsync(office.earshot.staff.feedback.all({ moment: 'followup' }))
  expect(answers.map(({ satisfaction }) => satisfaction)).toEqual([4, 2])
})

test('a mail asks by a page without script, and its answer opens the complaint again', async ({ browser, office }) => {
  const { complaints, followups } = office.earshot.staff
  const email = 'bo.visited@example.com'
  const { number } = await complain(office.earshot, { contact: { name: 'Bo', email } })
  await complaints.give(number, 'answer', { words: 'A new mug is on its way.' })
  await complaints.give(number, 'confirm', { satisfied: true, heard: 'phone' })
  await pass(office, 25 * HOUR)
  const sent = async () => (await followups.list({ state: 'open,sent' })).items.find((one) => one.complaint === number)
  if ((await sent())!.state === 'open') await pass(office, Date.parse((await sent())!.notBefore) - (await now(office)))
  const { id } = (await sent())!
  await expect.poll(() => office.mailsTo(email)).toContain('Lumen & Loaf: how is it now?')

  const page = await visitor(browser)
  await page.goto((await followups.get(id)).url)
  await expect(page.getByLabel('What should we improve?')).toBeHidden()
  await page.getByRole('radio', { name: 'Not quite' }).check()
  await page.getByLabel('What should we improve?').fill('Still no mug.')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('heading', { name: 'Thank you. We are on it.' })).toBeVisible()
  await expect(page.getByText(number)).toBeVisible()

  expect((await followups.get(id)).result).toMatchObject({ satisfied: false, words: 'Still no mug.', heard: 'link' })
  const again = await complaints.get(number)
  expect(again.stage).toBe('investigating')
  expect(again.messages.at(-1)).toMatchObject({ by: 'customer', words: 'Still no mug.' })
  // Going back leads to thanks, not to a second answer.
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Thank you. We have your answer.' })).toBeVisible()
  await page.context().close()
})

test('a member is visited after a purchase, but not at night where they live', async ({ office }) => {
  const { followups, orders } = office.earshot.staff
  const bought = await now(office)
  const customer = {
    id: 'visited-1',
    name: 'Shufen',
    phone: '+886 2 1234 5678',
    language: 'zh-Hant',
    member: true,
    consent: { phone: true },
    timeZone: 'Asia/Taipei',
  }
  const at = new Date(bought).toISOString()
  await orders.upsert({ id: 'visit-1', placed: at, delivered: at, items: [{ name: '杯子' }], customer })
  // Three in the morning in Taipei, three days later at least.
  const night = Math.ceil((bought + 3 * DAY - 19 * HOUR) / DAY) * DAY + 19 * HOUR
  await pass(office, night - bought)
  const mine = ({ order }: FollowupSummary) => order === 'visit-1'
  const [one] = (await Array.fromAsync(followups.all({ state: 'waiting' }))).filter(mine)
  expect(one).toMatchObject({ kind: 'purchase', channel: 'phone', name: 'Shufen' })
  expect((await Array.fromAsync(followups.all({ now: true }))).filter(mine)).toEqual([])
  await expect(followups.take(one!.id)).rejects.toMatchObject({ code: 'followup_not_possible' })

  await pass(office, 6.5 * HOUR)
  expect((await Array.fromAsync(followups.all({ now: true }))).filter(mine)).toHaveLength(1)
  const call = await followups.take(one!.id)
  expect(call.script.greeting).toMatch(/^Shufen 您好，.*訂單 visit-1.*杯子/)
  await followups.result(one!.id, { reached: true, satisfied: true, words: '很好' })
  const { members } = await followups.coverage()
  expect(members).toEqual({ bought: 1, visited: 1, share: 1 })
})

for (const [locale, colorScheme, width] of [
  ['en', 'light', 390],
  ['ko', 'dark', 390],
  ['zh-Hant', 'light', 1280],
] as const)
  test(`axe finds nothing on the page of a moment, ${locale}, ${colorScheme}, ${width} wide`, async ({
    browser,
    office,
  }) => {
    const { url } = await office.earshot.staff.link({ moment: 'delivery', order: '1001', name: 'Ada', locale })
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const look = async (state: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${state}: ${id} ${String(nodes[0]?.target)}`)).toEqual([])
    }
    await page.goto(url)
    await look('asked')
    await page.locator('.faces label').nth(1).click()
    await page.locator('.chips label').first().click()
    await look('not satisfied')
    // What a browser would hold back by itself.
    await page.locator('form').evaluate((form: HTMLFormElement) => (form.noValidate = true))
    await page.locator('[type=email]').fill('nonsense')
    await page.locator('button').click()
    await expect(page.getByRole('alert')).toBeVisible()
    await look('something is wrong')
    await page.locator('[type=email]').fill('axe@example.com')
    await page.locator('button').click()
    await expect(page.getByRole('status')).toBeVisible()
    await look('thanks')
    await page.goto(`${office.earshot.url}/m/pk_demo/service?kiosk&lang=${locale}`)
    await look('on a tablet')
    await page.goto(`${office.earshot.url}/m/nothing`)
    await look('dead link')
    await context.close()
  })
