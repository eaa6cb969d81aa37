import { AxeBuilder } from '@axe-core/playwright'
import { createClient } from '@earshot/sdk'
import type { Page } from '@playwright/test'
import { openConsole, settled, signedIn, still } from './console.ts'
import type { Earshot } from './earshot.ts'
import { expect, test } from './test.ts'

/** A customer says something on the shop's page. Resolves to its id. */
async function say(
  { url }: Pick<Earshot, 'url'>,
  words: string,
  { satisfaction = 5, email, order }: { satisfaction?: number; email?: string; order?: string } = {},
): Promise<string> {
  const { id } = await createClient({ url, site: 'pk_demo' }).feedback.submit({
    moment: 'purchase',
    answers: { satisfaction, comment: words },
    ...(email ? { contact: { name: 'Ada Brandt', email } } : {}),
    ...(order ? { order: { id: order } } : {}),
  })
  return id
}

/** The row that holds these words. */
const row = (page: Page, words: string) => page.getByRole('listitem').filter({ hasText: words })

test('what a customer says appears while staff look on, and is unread for each until they have opened it', async ({
  page,
  browser,
  earshot,
}) => {
  await signedIn(page, earshot)
  await openConsole(page, earshot, '/inbox')
  const other = await (await browser.newContext()).newPage()
  await signedIn(other, earshot, 'agent', 'Bo Lind')
  await openConsole(other, earshot, '/inbox')

  await say(earshot, 'The lamp is lovely.')
  await expect(row(page, 'The lamp is lovely.')).toContainText('Unread')
  await expect(row(other, 'The lamp is lovely.')).toContainText('Unread')

  await row(page, 'The lamp is lovely.').getByRole('link').click()
  await expect(page.getByRole('blockquote')).toHaveText('The lamp is lovely.')
  await expect(row(page, 'The lamp is lovely.')).not.toContainText('Unread')
  await expect(row(other, 'The lamp is lovely.')).toContainText('Unread')

  // Kept by the server, for this member.
  await page.reload()
  await expect(page.getByRole('blockquote')).toHaveText('The lamp is lovely.')
  await expect(row(page, 'The lamp is lovely.')).not.toContainText('Unread')
  await page.keyboard.press('u')
  await expect(row(page, 'The lamp is lovely.')).toContainText('Unread')
  await other.context().close()
})

test('what a customer says before the page hears of it is there as soon as it does', async ({ page, earshot }) => {
  await signedIn(page, earshot)
  const { promise: said, resolve } = Promise.withResolvers<void>()
  await page.route('**/api/events*', async (route) => {
    await said
    await route.continue()
  })
  await openConsole(page, earshot, '/inbox')
  await settled(page)
  await expect(page.getByText('Loading…')).toHaveCount(0)
  await say(earshot, 'Said between the two.')
  resolve()
  await expect(row(page, 'Said between the two.')).toBeVisible()
})

test('who reads further down keeps their place: what is new waits above', async ({ page, earshot }) => {
  await signedIn(page, earshot)
  for (let i = 1; i <= 30; i++) await say(earshot, `Answer number ${i} of many`)
  await openConsole(page, earshot, '/inbox')
  const first = row(page, 'Answer number 30 of many')
  await expect(first).toBeVisible()
  await row(page, 'Answer number 29 of many').hover()
  await page.mouse.wheel(0, 900)
  const there = row(page, 'Answer number 21 of many')
  const scrolled = () => page.getByRole('list', { name: 'Inbox' }).evaluate((list) => list.parentElement!.scrollTop)
  await expect.poll(scrolled).toBe(900)
  // Rows that come into sight are measured, which may move those below them once more.
  const place = async () => JSON.stringify(await there.boundingBox())
  let before = ''
  await expect.poll(async () => before === (before = await place())).toBe(true)

  await say(earshot, 'Said meanwhile')
  const pill = page.getByRole('button', { name: '1 new' })
  await expect(pill).toBeVisible()
  expect(await place()).toBe(before)
  await expect(row(page, 'Said meanwhile')).toHaveCount(0)

  await pill.click()
  await expect(row(page, 'Said meanwhile')).toBeVisible()
  await expect(pill).toHaveCount(0)
})

test('thanks go out by one key, can be taken back, and refusals are said in words', async ({ page, earshot }) => {
  await signedIn(page, earshot)
  const id = await say(earshot, 'You answered on a Sunday.', { email: 'sunday@example.com' })
  const silent = await say(earshot, 'No address from me.')
  await openConsole(page, earshot, `/inbox/${id}`)
  await expect(page.getByRole('blockquote')).toHaveText('You answered on a Sunday.')
  await page.keyboard.press('t')
  await expect(page.getByText('Thanked by Mina Park')).toBeVisible()
  await expect.poll(async () => (await earshot.staff.feedback.get(id)).thanked?.by).toBe('Mina Park')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Thanks taken back')).toBeVisible()
  expect((await earshot.staff.feedback.get(id)).thanked).toBeNull()

  await openConsole(page, earshot, `/inbox/${silent}`)
  await expect(page.getByRole('blockquote')).toHaveText('No address from me.')
  await page.keyboard.press('t')
  await expect(page.getByText('They left no mail address.')).toBeVisible()
})

test('staff make a complaint of what somebody said, and go to it', async ({ page, earshot }) => {
  await signedIn(page, earshot)
  const id = await say(earshot, 'The shade has a dent.', { satisfaction: 4, email: 'sunday@example.com' })
  await openConsole(page, earshot, `/inbox/${id}`)
  await expect(page.getByRole('blockquote')).toHaveText('The shade has a dent.')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.keyboard.press('c')
  const form = page.getByRole('dialog', { name: 'Make a complaint' })
  await expect(form).toBeVisible()
  await still(page)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await form.getByLabel('Severity').selectOption('high')
  await form.getByRole('button', { name: 'Make a complaint' }).click()
  await expect(page.getByText('Now a complaint')).toBeVisible()
  const { complaint } = await earshot.staff.feedback.get(id)
  expect(await earshot.staff.complaints.get(complaint!.number)).toMatchObject({ severity: 'high' })
  await page.getByRole('link', { name: 'Open the complaint' }).click()
  await expect(page).toHaveURL(new RegExp(`/complaints/${complaint!.number}`))
})

test('filters and words to find stand in the address, which a colleague can open', async ({
  page,
  browser,
  earshot,
}) => {
  await signedIn(page, earshot)
  await say(earshot, '포장이 찢어져서 왔어요', { satisfaction: 1, order: 'F-1' })
  await say(earshot, '포장이 예뻐요', { satisfaction: 5, order: 'F-2' })
  await openConsole(page, earshot, '/inbox')
  await page.getByRole('link', { name: 'Unhappy', exact: true }).click()
  await page.getByRole('searchbox').fill('포장')
  await expect(row(page, '포장이 찢어져서 왔어요')).toBeVisible()
  await expect(row(page, '포장이 예뻐요')).toHaveCount(0)
  await expect(page).toHaveURL(/satisfaction=1%2C2/)
  await expect(page).toHaveURL(/text=/)

  const other = await (await browser.newContext()).newPage()
  await signedIn(other, earshot, 'agent', 'Bo Lind')
  await other.goto(page.url())
  await expect(row(other, '포장이 찢어져서 왔어요')).toBeVisible()
  await expect(row(other, '포장이 예뻐요')).toHaveCount(0)
  // A filter is taken away by its chip.
  await other.getByRole('link', { name: /Satisfaction: .*take the filter away/ }).click()
  await expect(row(other, '포장이 예뻐요')).toBeVisible()

  // Days and orders are written.
  await other.getByRole('button', { name: 'Filter', exact: true }).click()
  await other.getByRole('menuitem', { name: 'Days, product, order …' }).click()
  await other.getByLabel('Order').fill('F-2')
  await other.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(row(other, '포장이 찢어져서 왔어요')).toHaveCount(0)
  await expect(row(other, '포장이 예뻐요')).toBeVisible()
  await other.context().close()
})

test('many at once are labelled, marked and thanked', async ({ page, earshot }) => {
  await signedIn(page, earshot)
  const label = await earshot.staff.labels.add({ name: 'Window display', colour: 'teal' })
  const ids: string[] = []
  for (const who of ['one', 'two'])
    ids.push(await say(earshot, `Wonderful window ${who}`, { email: `${who}@example.com` }))
  await openConsole(page, earshot, '/inbox?text=wonderful+window')
  for (const who of ['one', 'two']) await expect(row(page, `Wonderful window ${who}`)).toBeVisible()
  for (const who of ['one', 'two']) {
    await row(page, `Wonderful window ${who}`).hover()
    await row(page, `Wonderful window ${who}`).getByRole('checkbox').check()
  }
  const bar = page.getByRole('toolbar', { name: '2 selected' })
  await bar.getByRole('button', { name: 'Label' }).click()
  await page.getByRole('menuitemradio', { name: 'Window display' }).click()
  await expect(row(page, 'Wonderful window one')).toContainText('Window display')
  await bar.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Mark as read' }).click()
  await expect(row(page, 'Wonderful window two')).not.toContainText('Unread')
  await bar.getByRole('button', { name: 'Thank' }).click()
  await expect(page.getByText('2 thanks go out in half a minute')).toBeVisible()
  await expect
    .poll(async () => Promise.all(ids.map(async (id) => earshot.staff.feedback.get(id))))
    .toEqual(ids.map(() => expect.objectContaining({ labels: [label.id], thanked: expect.anything() })))
})

test('what one reads at one device is read at the other', async ({ page, browser, earshot }) => {
  await signedIn(page, earshot)
  const other = await (await browser.newContext({ storageState: await page.context().storageState() })).newPage()
  await say(earshot, 'Marvellous mirror one')
  for (const here of [page, other]) {
    await openConsole(here, earshot, '/inbox?text=marvellous+mirror')
    await expect(row(here, 'Marvellous mirror one')).toContainText('Unread')
  }
  // What comes now is told live, so both listen.
  await say(earshot, 'Marvellous mirror two')
  for (const here of [page, other]) await expect(row(here, 'Marvellous mirror two')).toContainText('Unread')
  await row(page, 'Marvellous mirror one').getByRole('link').first().click()
  for (const here of [page, other]) {
    await expect(row(here, 'Marvellous mirror one')).not.toContainText('Unread')
    await expect(row(here, 'Marvellous mirror two')).toContainText('Unread')
  }
  await other.context().close()
})

test('staff put what somebody said on their card, and take it off again', async ({ page, earshot }) => {
  await earshot.staff.orders.upsert({
    id: 'KIM-1',
    placed: '2026-11-01T08:00:00Z',
    customer: { id: 'kim', name: 'Kim Seoyeon', email: 'kim@example.com' },
  })
  await signedIn(page, earshot)
  const id = await say(earshot, 'It came a day early.', { email: 'kim@example.com' })
  await openConsole(page, earshot, `/inbox/${id}`)
  const aside = page.getByRole('complementary')
  await aside.getByRole('button', { name: 'Put on a card' }).click()
  // Whose address it names is looked up at once.
  await aside.getByRole('option', { name: /Kim Seoyeon/ }).click()
  await expect(aside.getByRole('link', { name: 'Open the card' })).toBeVisible()
  expect((await earshot.staff.feedback.get(id)).customer).not.toBeNull()
  await aside.getByRole('button', { name: 'Take off this card' }).click()
  await expect(aside.getByText('Nothing proves whose it is.')).toBeVisible()
  await expect.poll(async () => (await earshot.staff.feedback.get(id)).customer).toBeNull()
})
