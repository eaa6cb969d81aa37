import { expect, test as base, type Page } from '@playwright/test'
import { startEarshot, type Earshot } from './earshot.ts'
import { startShop } from './shop.ts'

export { expect, type Page }

/** What the journeys share: a real server for each worker, and a shop on an origin of its own. */
export const test = base.extend<{ quiet: void }, { earshot: Earshot; shop: { url: string } }>({
  earshot: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const earshot = await startEarshot()
      await use(earshot)
      await earshot.stop()
    },
    { scope: 'worker' },
  ],
  shop: [
    async ({ earshot }, use) => {
      const shop = await startShop(earshot.url)
      await use(shop)
      await shop.stop()
    },
    { scope: 'worker' },
  ],
  /** No journey may end with an error in the page: not the shop's, not ours, not a policy's. */
  quiet: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => {
        // A refused or failed request is logged by the browser itself; journeys that break the network expect it.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          errors.push(message.text())
      })
      await use()
      expect(errors).toEqual([])
    },
    { auto: true },
  ],
})

/** Buys something in the demo shop, and arrives at the thank-you page. Resolves with the order's id. */
export async function buy(page: Page, shop: string, words = ''): Promise<string> {
  await page.goto(`${shop}/index.html`)
  await page.locator('#goods button').first().click()
  await page.goto(`${shop}/checkout.html`)
  await page.locator('#name').fill('Ada Brandt')
  await page.locator('#email').fill('ada@example.com')
  await page.locator('#street').fill('Lindenweg 4')
  await page.locator('#postcode').fill('10115')
  await page.locator('#city').fill('Berlin')
  if (words) {
    await page.locator('#comment').fill(words)
    await heeded(page)
  }
  const id = await page.locator('input[name=order]').inputValue()
  await page.locator('#place').click()
  await page.waitForURL('**/thanks.html?*')
  return id
}

/** Resolves when the comment field of an order form is heeded: what is submitted sooner goes with the order alone. */
export async function heeded(page: Page): Promise<void> {
  await expect(page.locator('textarea + input[type=hidden], earshot-field:defined').first()).toBeAttached()
}

/** What the shop's owner reads of an order, as soon as something is there. */
export async function heard(earshot: Earshot, order: string, moment: string) {
  const said = async () => (await earshot.staff.feedback.list({ text: order, moment })).items
  await expect
    .poll(async () => (await said()).length, { message: `feedback on ${order} at ${moment}` })
    .toBeGreaterThan(0)
  return said()
}
