import { AxeBuilder } from '@axe-core/playwright'
import { openConsole, sideways } from './console.ts'
import { type Earshot, startEarshot } from './earshot.ts'
import { expect, test as base, type Page } from './test.ts'

/** Nobody was here before: a server of its own. The way through the steps is walked in console-owner.test.ts. */
const test = base.extend<{ fresh: Earshot }>({
  // eslint-disable-next-line no-empty-pattern
  fresh: async ({}, use) => {
    const fresh = await startEarshot()
    await fresh.cli('site', 'set', 'pk_demo', '--origin', 'https://elsewhere.example')
    await use(fresh)
    await fresh.stop()
  },
})

const PASSWORD = 'four quite random words'

/** Becomes the first owner by the link that the server printed. */
async function becomeOwner(page: Page, { ownerLink }: Earshot): Promise<void> {
  await page.goto(ownerLink!)
  await page.getByLabel(/Your name/).fill('Olive Owner')
  await page.getByLabel('Mail address').fill('olive@shop.example')
  await page.getByLabel(/^Password/).fill(PASSWORD)
  await page.getByRole('button').click()
  await page.waitForURL('**/console/welcome')
}

test('each step stands by itself, on a phone, and in light and dark for everybody', async ({ page, fresh }) => {
  await becomeOwner(page, fresh)
  for (const step of ['shop', 'look', 'page', 'mail', 'team', 'first']) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await openConsole(page, fresh, `/welcome/${step}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
      expect(violations).toEqual([])
    }
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await sideways(page)).toBe(false)
  }
})

test('two owners who set the shop at once: the second reads who was faster, and loses nothing', async ({
  page,
  fresh,
}) => {
  await becomeOwner(page, fresh)
  await openConsole(page, fresh, '/settings/shop')
  await page.getByLabel('Name', { exact: true }).fill('Ten Loaves')
  await fresh.cli('site', 'set', 'pk_demo', '--accent', '#112233')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('alert')).toContainText('colours')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ten Loaves')
  await page.getByRole('button', { name: 'Keep mine where I changed it' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(async () => (await fresh.staff.site.get()).name).toBe('Ten Loaves')
  expect((await fresh.staff.site.get()).theme.accent).toBe('#112233')

  await openConsole(page, fresh, '/settings/history')
  await expect(page.getByRole('listitem').filter({ hasText: 'Olive Owner' })).toContainText('name')

  await openConsole(page, fresh, '/settings/origins')
  await page.getByRole('button', { name: 'Add an address' }).click()
  await page.getByLabel('Address 2').fill('https://shop.example/home')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Write the beginning alone')).toBeVisible()
  await page.getByRole('button', { name: 'Take https://shop.example' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect
    .poll(async () => (await fresh.staff.site.get()).origins)
    .toEqual(['https://elsewhere.example', 'https://shop.example'])
})

test('colours and words are seen in the real widget before they are saved', async ({ page, fresh }) => {
  await becomeOwner(page, fresh)
  await openConsole(page, fresh, '/settings/look')
  const shown = page.frameLocator('iframe[title=Preview]').frameLocator('iframe:not(.coming)')
  await shown.getByRole('radio', { name: 'Delighted' }).click()
  const send = shown.getByRole('button', { name: 'Send' })
  const before = await send.evaluate((button) => getComputedStyle(button).backgroundColor)
  await page.getByRole('textbox', { name: 'Colour of buttons and marks' }).fill('#7a2e2e')
  await expect(send).not.toHaveCSS('background-color', before)
  await page.getByLabel('Send', { exact: true }).fill('Off it goes')
  await expect(shown.getByRole('button', { name: 'Off it goes' })).toBeVisible()
  expect((await fresh.staff.site.get()).theme.accent).toBe('#14655a')
  // Each section is saved by itself.
  await page.getByRole('button', { name: 'Save', exact: true }).last().click()
  await expect.poll(async () => (await fresh.staff.site.get()).texts).toEqual({ send: { en: 'Off it goes' } })
})

test('an empty shop is filled with a made-up one, which says so everywhere, and emptied of it', async ({
  page,
  fresh,
}) => {
  test.slow()
  await becomeOwner(page, fresh)
  await openConsole(page, fresh, '/settings/shop')
  await page.getByRole('button', { name: 'Fill with demo data' }).click()
  await expect(page.getByText('You are looking at demo data.')).toBeVisible()
  await expect(page.getByText(/words of customers/)).toBeVisible({ timeout: 120_000 })
  await openConsole(page, fresh, '/inbox')
  await expect(page.getByText('You are looking at demo data.')).toBeVisible()
  await page.getByRole('link', { name: 'Take it away' }).click()
  await page.getByRole('button', { name: 'Take the demo data away' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take the demo data away' }).click()
  await expect(page.getByRole('button', { name: 'Fill with demo data' })).toBeVisible({ timeout: 120_000 })
  await expect(page.getByText('You are looking at demo data.')).toHaveCount(0)
  expect((await fresh.staff.feedback.list()).items).toEqual([])
})
