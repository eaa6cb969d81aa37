import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { createClient } from '@earshot/sdk'
import { openConsole, pressInTurn, settled, signedIn } from './console.ts'
import { complain } from './customer.ts'
import { startEarshot, type Earshot } from './earshot.ts'
import { expect, test as base } from './test.ts'

/** A small shop that twelve have spoken to after a purchase, and three after a delivery; one of them complains. */
const test = base.extend<object, { small: Earshot & { complaint: string } }>({
  small: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const earshot = await startEarshot()
      const { feedback } = createClient({ url: earshot.url, site: 'pk_demo' })
      const say = (moment: string, satisfaction: number, comment: string) =>
        feedback.submit({ moment, answers: { satisfaction, comment } })
      for (let i = 1; i <= 9; i++) await say('purchase', 5, `Lovely, number ${i}.`)
      for (let i = 1; i <= 2; i++) await say('purchase', 2, `<img src=x onerror=alert(${i})> is not what I ordered.`)
      for (let i = 1; i <= 3; i++) await say('delivery', 4, `Here on time, number ${i}.`)
      const { number } = await complain(earshot)
      await use({ ...earshot, complaint: number })
      await earshot.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

test('the figures of a shop lead to the rows that they count, and these to what was said', async ({ page, small }) => {
  await signedIn(page, small, 'manager')
  await openConsole(page, small, '/inbox')
  await settled(page)
  await pressInTurn(page, 'g', 'd')
  await expect(page.getByRole('heading', { name: 'How it really stands' })).toBeVisible()
  const tiles = page.getByRole('region', { name: 'Figures of the period' })
  await expect(tiles.getByRole('link', { name: 'Complaints' })).toContainText('1')

  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('menuitem', { name: 'After a purchase' }).click()
  await expect(page).toHaveURL(/moment=purchase/)
  const satisfied = tiles.getByRole('link', { name: 'Satisfied', exact: false }).first()
  await expect(satisfied).toContainText('75%')
  await expect(satisfied).toContainText('of 12')
  await satisfied.click()
  await expect(page.getByRole('heading', { name: 'Who said how satisfied they are' })).toBeVisible()
  await expect(page.getByRole('listitem')).toHaveCount(12)

  // Words that would be markup are words.
  await page.getByRole('listitem').filter({ hasText: '<img src=x onerror=alert(2)>' }).getByRole('link').click()
  await expect(page).toHaveURL(/\/console\/inbox\//)
  await page.goBack()
  await page.getByRole('link', { name: 'Back to the figures' }).click()
  await expect(page).toHaveURL(/dashboard\?moment=purchase/)

  await page
    .getByRole('link', { name: /Without the filter|After a purchase/ })
    .first()
    .click()
  await page.getByRole('region', { name: 'Open now' }).getByRole('link', { name: '1 Open' }).click()
  await page.getByRole('listitem').getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/complaints/${small.complaint}`))
})

test('of three answers no share is told, but how many there were', async ({ page, small }) => {
  await signedIn(page, small, 'manager')
  await openConsole(page, small, '/dashboard?moment=delivery')
  const tiles = page.getByRole('region', { name: 'Figures of the period' })
  const satisfied = tiles.getByRole('link', { name: 'Satisfied', exact: false }).first()
  await expect(satisfied).toContainText('too few to say')
  await expect(satisfied).toContainText('of 3')
  await expect(tiles).not.toContainText('100%')
})

test('what a chart shows is there as a table, for screen readers at once, as a picture, and on paper', async ({
  page,
  small,
}) => {
  await signedIn(page, small, 'manager')
  await openConsole(page, small, '/dashboard?period=week')
  const panel = page.getByRole('region', { name: 'Complaints by day' })
  const table = panel.getByRole('table', { name: 'Complaints by day' })
  await expect(table.getByRole('columnheader')).toHaveText(['When', 'Complaints', 'Before'])
  const chart = panel.getByRole('slider')
  await chart.focus()
  await page.keyboard.press('Home')
  await expect(chart).toHaveAttribute('aria-valuenow', '0')
  const first = await chart.getAttribute('aria-valuetext')
  expect(first).toMatch(/: \d+; before \d+$/)

  await expect(panel.locator('canvas')).toBeVisible()
  const picture = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'More about “Complaints by day”' }).click()
  await page.getByRole('menuitem', { name: 'Save as picture' }).click()
  const file = await picture
  expect(file.suggestedFilename()).toBe('Complaints-by-day.png')
  const bytes = await readFile(await file.path())
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG')
  expect([bytes.readUInt32BE(16) > 300, bytes.readUInt32BE(20) > 200]).toEqual([true, true])

  await panel.getByRole('button', { name: 'Show as table' }).click()
  await expect(page).toHaveURL(/table=opened/)
  await expect(chart).toHaveCount(0)
  await expect(table.getByRole('rowheader').last()).toHaveText(first!.split(':')[0]!)

  // A4 without its edges.
  await page.setViewportSize({ width: 703, height: 1000 })
  await page.emulateMedia({ media: 'print' })
  const head = page.getByRole('heading', { level: 1 })
  await expect(head).toHaveText(/ · How it really stands$/)
  await expect(head.locator('..')).toContainText(/ against /)
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Filter' })).toBeHidden()
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(PANELS)
  await expect.poll(() => page.evaluate(tooWide)).toEqual([])
})

const PANELS = [
  /^Satisfaction by/,
  'Why not satisfied',
  'Complaints by day',
  /^NPS by/,
  'Open now',
  'How long it takes',
  'Promises kept',
  'Causes and what is done about them',
  'In their words',
  'Moments',
  'Products',
  'Departments',
  'Who has how much',
  'What complaints are about',
  'What putting right cost',
]

/** Panels that are wider than the page, or whose content is wider than they are. */
function tooWide(): (string | null)[] {
  return [...document.querySelectorAll('main section')]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > innerWidth)
    .map((one) => one.getAttribute('aria-label') ?? one.querySelector('h2')!.textContent)
}

test('what the address holds and cannot be understood is left out, and agents are told that it is not for them', async ({
  page,
  browser,
  small,
}) => {
  await signedIn(page, small, 'manager')
  await openConsole(page, small, '/dashboard?period=century&date=never&steps=x')
  await expect(page.getByRole('link', { name: 'Month' })).toHaveAttribute('aria-current', 'true')
  await expect(page.getByRole('region', { name: 'Figures of the period' })).toContainText('Satisfied')
  await openConsole(page, small, '/dashboard/rows?of=nonsense')
  await expect(page.getByRole('alert')).toBeVisible()

  const agent = await (await browser.newContext()).newPage()
  await signedIn(agent, small, 'agent')
  await openConsole(agent, small, '/dashboard')
  await expect(agent.getByText('This is not for your role')).toBeVisible()
  await agent.context().close()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the dashboard and the rows behind a figure, ${colorScheme}`, async ({ page, small }) => {
    await page.emulateMedia({ colorScheme })
    await signedIn(page, small, 'manager')
    for (const address of ['/dashboard', '/dashboard?table=satisfaction,opened,nps', '/dashboard/rows?of=rated']) {
      await openConsole(page, small, address)
      await expect(page.locator('main').getByRole('heading').first()).toBeVisible()
      await expect(page.getByText('Loading…')).toHaveCount(0)
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    }
  })
