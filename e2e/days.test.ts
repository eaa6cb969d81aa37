import type { Browser } from '@playwright/test'
import { complain, type Device, DEVICES, send, step, unfold, visitor } from './customer.ts'
import { DAY, expect, type Office, test } from './office.ts'
import type { Page } from './test.ts'

const HOUR = DAY / 24

// One office for all of them: its days pass one journey after the other.
test.describe.configure({ mode: 'default', timeout: 120_000 })

/** One customer on each device, with a complaint of their own, as the same days pass for both. */
interface Customer {
  page: Page
  number: string
  url: string
  email: string
}

async function customers(browser: Browser, { earshot }: Office, name: string): Promise<Customer[]> {
  return Promise.all(
    (Object.keys(DEVICES) as Device[]).map(async (device) => {
      const email = `${name}.${device.replaceAll(' ', '-')}@example.com`
      const made = await complain(earshot, { contact: { name: 'Ada Brandt', email } })
      return { ...made, email, page: await visitor(browser, device) }
    }),
  )
}

/** What is over is put away, so that it is not due in the next journey. */
async function leave({ earshot }: Office, all: readonly Customer[]): Promise<void> {
  for (const { number, page } of all) {
    await earshot.staff.complaints.give(number, 'withdraw', { heard: 'phone' })
    await page.context().close()
  }
}

const headline = (page: Page) => page.getByRole('heading', { level: 1 })
const times = async ({ earshot }: Office, number: string, wanted: string) =>
  (await earshot.staff.complaints.get(number)).history.filter(({ command }) => command === wanted).length

test('what nobody answers is told to the assignee, then managers, then owners, each once, also over restarts', async ({
  browser,
  office,
}) => {
  const { earshot, people } = office
  const { complaints } = earshot.staff
  const all = await customers(browser, office, 'overdue')
  for (const { number } of all) {
    await complaints.give(number, 'assign', { staff: people.agent })
    // Judged, but without a word to the customer: the day within which they were promised an answer runs on.
    await complaints.give(number, 'assess', { founded: true })
  }
  const told = async (role: keyof typeof people) =>
    (await office.mailsTo(`${role}@shop.example`))
      .filter((subject) => /: (Soon due|Overdue)/.test(subject) && all.some(({ number }) => subject.startsWith(number)))
      .toSorted()
  const each = (event: string) => all.map(({ number }) => `${number}: ${event}`).toSorted()

  await office.pass(18.1 * HOUR)
  await office.work()
  expect([await told('agent'), await told('manager'), await told('owner')]).toEqual([each('Soon due'), [], []])
  for (const { page, url } of all) {
    await page.goto(url)
    await expect(page.getByText(/We tell you how we put it right by/)).toBeVisible()
  }

  await earshot.restart()
  await office.pass(6 * HOUR)
  await office.work()
  expect([await told('manager'), await told('owner')]).toEqual([each('Overdue'), []])
  for (const { page, url } of all) {
    await page.goto(url)
    await expect(page.getByText('We are late, and we are sorry. Those responsible know.')).toBeVisible()
  }

  await office.pass(12 * HOUR)
  await earshot.restart()
  await office.work()
  expect([await told('agent'), await told('manager')]).toEqual([each('Soon due'), each('Overdue')])
  expect(await told('owner')).toEqual(each('Overdue'))
  for (const { page, number, url } of all) {
    expect(await times(office, number, 'escalate')).toBe(3)
    await complaints.give(number, 'message', { words: 'We are sorry that you had to wait.' })
    await page.goto(url)
    await expect(page.getByText('We are sorry that you had to wait.').first()).toBeVisible()
    await expect(page.getByText('We are late')).toHaveCount(0)
  }
  await leave(office, all)
})

test('an offer without an answer is brought to mind twice, rests after 14 days, and can be opened again', async ({
  browser,
  office,
}) => {
  const { complaints } = office.earshot.staff
  const all = await customers(browser, office, 'silent')
  for (const { number } of all)
    await complaints.give(number, 'resolve', { remedy: { kind: 'gift', terms: 'A voucher of 10 €' } })
  for (const days of [3.1, 4]) await office.pass(days * DAY)
  await office.work()
  for (const { page, number, url } of all) {
    expect(await times(office, number, 'remind')).toBe(2)
    await page.goto(url)
    await expect(step(page)).toContainText('Your turn')
    await expect(page.getByText(/Without a word from you, the complaint rests then/)).toBeVisible()
    await page.getByLabel('Your name').fill('Ada Brandt')
  }

  await office.pass(7 * DAY)
  for (const { page, number, email } of all) {
    // Too late for the offer, as the page says that stood open all the while.
    await send(page, 'Yes, please do')
    await expect(page.getByRole('alert')).toContainText('Something changed meanwhile')
    await expect(headline(page)).toContainText('We have not heard from you')
    expect(await complaints.get(number)).toMatchObject({ stage: 'closed', outcome: 'unanswered' })
    expect(await office.mailsTo(email)).toEqual([
      expect.stringContaining('we have your complaint'),
      expect.stringContaining('how we would like to put it right'),
      expect.stringContaining('we wait for your answer'),
      expect.stringContaining('we wait for your answer'),
      expect.stringContaining('is closed'),
    ])
  }

  await office.pass(29.9 * DAY)
  for (const { page, number, url } of all) {
    await page.goto(url)
    await expect(page.getByText(/you can open it again until/)).toBeVisible()
    await unfold(page, 'Open it again')
    await page.getByLabel('What has happened since?').fill('I was away. I would like the voucher.')
    await send(page, 'Open it again')
    await expect(page.getByRole('status')).toContainText('It is open again')
    await expect(step(page)).toContainText('We look into it')
    await expect(page.getByText('I was away. I would like the voucher.')).toBeVisible()
    expect(await complaints.get(number)).toMatchObject({ stage: 'investigating', outcome: null })
  }
  await leave(office, all)
})

test('after 30 days the customer cannot open it again, but who is above can', async ({ browser, office }) => {
  const { complaints } = office.earshot.staff
  const all = await customers(browser, office, 'late')
  for (const { page, number, url } of all) {
    await complaints.give(number, 'withdraw', { heard: 'phone' })
    await page.goto(url)
    await unfold(page, 'Open it again')
    await page.getByLabel('What has happened since?').fill('It cracked, too')
  }
  await office.pass(30.1 * DAY)
  for (const { page, number, url } of all) {
    await send(page, 'Open it again')
    await expect(page.getByRole('alert')).toContainText('Something changed meanwhile')
    // No form takes the words any more, but they are still there to be copied.
    await expect(page.getByText('It cracked, too')).toBeVisible()
    await page.goto(url)
    await expect(page.getByText('Open it again')).toHaveCount(0)
    await expect(page.getByText(/you can open it again until/)).toHaveCount(0)
    await complaints.give(number, 'reopen', { words: 'They wrote us a letter.' })
    await page.goto(url)
    await expect(step(page)).toContainText('We look into it')
  }
  await leave(office, all)
})

test('clocks stand still while the customer is asked, and go on by themselves after 14 days', async ({
  browser,
  office,
}) => {
  const { complaints } = office.earshot.staff
  const all = await customers(browser, office, 'asked')
  const clock = async ({ number }: Customer) =>
    (await complaints.get(number)).clocks.find(({ kind, state }) => kind === 'remedy' && state !== 'stopped')!
  const due = async (one: Customer) => Date.parse((await clock(one)).dueAt)
  const before: number[] = []
  for (const one of all) {
    await complaints.give(one.number, 'assess', { founded: true })
    before.push(await due(one))
    await complaints.give(one.number, 'ask', { words: 'Which of the two mugs is it?' })
    expect((await clock(one)).state).toBe('paused')
    await one.page.goto(one.url)
    await expect(headline(one.page)).toHaveText('We have a question for you')
    await expect(one.page.getByText('Which of the two mugs is it?').first()).toBeVisible()
  }

  for (const days of [3.1, 4]) await office.pass(days * DAY)
  for (const one of all) {
    expect(await times(office, one.number, 'remind')).toBe(2)
    expect(await clock(one)).toMatchObject({ state: 'paused', escalated: 0 })
  }
  await office.pass(7 * DAY)
  for (const [at, one] of all.entries()) {
    // The next step is the shop's: nothing is closed, and what was left of the time is left.
    expect(await complaints.get(one.number)).toMatchObject({ stage: 'investigating', outcome: null, asked: false })
    expect(await clock(one)).toMatchObject({ state: 'running', escalated: 0 })
    expect(await due(one)).toBeGreaterThan(before[at]! + 13 * DAY)
    await one.page.goto(one.url)
    await expect(headline(one.page)).toContainText('We are looking for a way')
    expect(await office.mailsTo(one.email)).toEqual([
      expect.stringContaining('we have your complaint'),
      expect.stringContaining('has a question'),
      expect.stringContaining('we wait for your answer'),
      expect.stringContaining('we wait for your answer'),
    ])

    await complaints.give(one.number, 'ask', { words: 'Would a photo be possible?' })
    await one.page.goto(one.url)
    await one.page.getByLabel('Your answer').fill('The white one. No photo, sorry.')
    await send(one.page, 'Send your answer')
    await expect(one.page.getByRole('status')).toContainText('we have your words')
    expect((await clock(one)).state).toBe('running')
    expect((await complaints.get(one.number)).asked).toBe(false)
  }
  await leave(office, all)
})
