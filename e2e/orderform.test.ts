import { once } from 'node:events'
import { createShop } from '../examples/order-form/server.ts'
import { buy, expect, heard, heeded, test as base } from './test.ts'

/** The example shop whose back end sends the same words by the SDK. */
const test = base.extend<object, { backend: string }>({
  backend: [
    async ({ earshot }, use) => {
      const server = createShop({ url: earshot.url, site: 'pk_demo' }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      await use(`http://127.0.0.1:${(server.address() as { port: number }).port}`)
      server.closeAllConnections()
      server.close()
    },
    { scope: 'worker' },
  ],
})

test('a comment on the order form is in the inbox though the page is gone at once', async ({ page, earshot }) => {
  const order = await buy(page, `${earshot.url}/demo`, 'Please ring twice.')
  const [feedback] = await heard(earshot, order, 'order')
  expect(feedback).toMatchObject({
    answers: { comment: 'Please ring twice.' },
    contact: { email: 'ada@example.com', name: 'Ada Brandt' },
    order: { id: order, total: expect.any(Number) as unknown, currency: 'EUR' },
  })
})

test('an order form without a comment sends nothing', async ({ page, earshot }) => {
  const sent: string[] = []
  page.on('request', (request) => request.url().includes('/v1/feedback') && sent.push(request.url()))
  await buy(page, `${earshot.url}/demo`)
  await expect(page.locator('[data-earshot-moment]').getByRole('radio').first()).toBeVisible()
  expect(sent).toEqual([])
})

for (const [path, what] of [
  ['/', 'the shop’s own textarea'],
  ['/field', '<earshot-field>'],
] as const) {
  test(`the same words from page and back end are one feedback (${what})`, async ({ page, earshot, backend }) => {
    const words = `Two bags, please, one of them decaf. ${crypto.randomUUID()}`
    await page.goto(backend + path)
    await page.getByLabel('Name').fill('Ada Brandt')
    await page.getByLabel(/e-?mail/i).fill('ada@example.com')
    const sent = page.waitForRequest('**/v1/feedback')
    await page
      .getByRole('textbox', { name: /order|comment|know|word/i })
      .last()
      .fill(words)
    await heeded(page)
    await page.getByRole('button', { name: /order/i }).click()
    await page.waitForURL('**/thanks/*')
    await sent
    await heard(earshot, words, 'order')
    // The back end's own sending ends after the page's answer; both have been there when a third changes nothing.
    await expect.poll(async () => (await earshot.staff.feedback.list({ text: words })).items.length).toBe(1)
  })

  test(`without JavaScript the words arrive with the order (${what})`, async ({ browser, earshot, backend }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const words = `No script here. ${crypto.randomUUID()}`
    await page.goto(backend + path)
    await page.getByLabel('Name').fill('Ada Brandt')
    await page.getByLabel(/e-?mail/i).fill('ada@example.com')
    await page.locator('textarea').fill(words)
    await page.getByRole('button', { name: /order/i }).click()
    await page.waitForURL('**/thanks/*')
    const [feedback] = await heard(earshot, words, 'order')
    expect(feedback).toMatchObject({ answers: { comment: words }, contact: { email: 'ada@example.com' } })
    await context.close()
  })
}

test('the form is submitted as it would be without Earshot, even when Earshot is away', async ({ page, backend }) => {
  await page.route('**/v1/feedback', (route) => route.abort())
  await page.goto(backend)
  await page.getByLabel('Name').fill('Ada Brandt')
  await page.getByLabel(/e-?mail/i).fill('ada@example.com')
  await page.locator('textarea').fill('Still ordered.')
  await page.getByRole('button', { name: /order/i }).click()
  await page.waitForURL('**/thanks/*')
})
