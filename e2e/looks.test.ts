import { AxeBuilder } from '@axe-core/playwright'
import { buy, expect, test, type Page } from './test.ts'

/** Every state is looked at by axe with the rules of WCAG 2.2 AA and good practice. */
async function accessible(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${state}: ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
  ).toEqual([])
}

// Each size and each scheme once: together they would tell nothing more.
for (const [device, viewport, colorScheme] of [
  ['desktop', { width: 1280, height: 900 }, 'light'],
  ['phone', { width: 390, height: 844 }, 'dark'],
] as const) {
  test(`axe finds nothing in any state, ${device}, ${colorScheme}`, async ({ browser, earshot }) => {
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(`${earshot.url}/`)
    await accessible(page, 'start page')
    await buy(page, `${earshot.url}/demo`)
    const place = page.locator('[data-earshot-moment]')
    await expect(place.getByRole('radio').first()).toBeVisible()
    await accessible(page, 'asked')
    await place.getByRole('radio', { name: 'Delighted' }).click()
    await accessible(page, 'happy')
    await place.getByRole('radio', { name: 'Not quite' }).click()
    await accessible(page, 'not satisfied')
    await place.getByRole('button', { name: 'Next' }).click()
    await place.getByLabel(/e-?mail/i).fill('not an address')
    await place.getByRole('button', { name: 'Send' }).click()
    await expect(place.getByLabel(/e-?mail/i)).toBeFocused()
    await accessible(page, 'field error')
    await place.getByLabel(/e-?mail/i).fill('ada@example.com')
    await context.setOffline(true)
    await place.getByRole('button', { name: 'Send' }).click()
    await expect(place.getByRole('alert')).toBeVisible()
    await accessible(page, 'not sent')
    await context.setOffline(false)
    await place.getByRole('button', { name: 'Try again' }).click()
    await expect(place.getByText(/^\d{4}-\d{6}$/)).toBeVisible()
    await accessible(page, 'complaint')
    const link = await place.getByRole('link', { name: /follow/i }).getAttribute('href')
    // Where the page asks in a place there is no button over it.
    await expect(page.getByRole('button', { name: 'How was it?' })).toHaveCount(0)
    await page.goto(`${earshot.url}/demo/index.html`)
    await page.getByRole('button', { name: 'How was it?' }).click()
    await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible()
    await accessible(page, 'dialog')
    await page.goto(link!)
    await accessible(page, 'complaint page')
    await context.close()
  })
}
