import { createServer } from 'node:http'
import { once } from 'node:events'
import { lay } from './line.ts'
import { buy, expect, heard, heeded, test as base, type Page } from './test.ts'

/** The page's global. */
declare const earshot: { open(options?: { moment: string }): Promise<void>; close(): Promise<void> }

/** A shop's page on an origin of its own; every path answers with what was written last. */
const test = base.extend<{ write: (body: string) => Promise<string> }>({
  write: async ({ earshot }, use) => {
    let body = ''
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html')
      const head = '<title>Shop</title><meta name="viewport" content="width=device-width">'
      response.end(
        `<!doctype html><html lang="en">${head}<script async src="${earshot.url}/w/pk_demo.js"></script><body>${body}`,
      )
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    await use(async (written) => {
      body = written
      return `http://127.0.0.1:${(server.address() as { port: number }).port}/`
    })
    server.closeAllConnections()
    server.close()
  },
})

const launcher = (page: Page) => page.getByRole('button', { name: 'How was it?' })
const place = (order: object) => `<div data-earshot-moment="purchase" data-order='${JSON.stringify(order)}'></div>`

/** Holds back a file until it is let go. */
async function hold(page: Page, url: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(url, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

test('a double click opens one dialog', async ({ page, earshot: { url } }) => {
  await page.goto(`${url}/demo/index.html`)
  await launcher(page).dblclick()
  await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible()
  await page.evaluate(() => Promise.all([earshot.open(), earshot.open()]))
  await expect(page.locator('earshot-panel')).toHaveCount(1)
  await page.evaluate(() => earshot.close())
  await expect(page.locator('earshot-panel')).toHaveCount(0)
  await launcher(page).click()
  await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible()
})

test('three taps while the panel is on its way open one dialog', async ({ page, earshot: { url } }) => {
  const letGo = await hold(page, '**/w/panel*.js')
  await page.goto(`${url}/demo/index.html`)
  for (let tap = 0; tap < 3; tap++) await launcher(page).click()
  const opened = page.evaluate(() => earshot.open())
  letGo()
  await opened
  await expect(page.locator('earshot-panel')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(page.locator('earshot-panel')).toHaveCount(0)
})

test('another moment takes the place of the open dialog', async ({ page, earshot: { url } }) => {
  await page.goto(`${url}/demo/index.html`)
  await expect(launcher(page)).toBeVisible()
  await page.evaluate(async () => {
    await earshot.open()
    await earshot.open({ moment: 'service' })
  })
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await expect(page.getByRole('heading', { name: 'Did we serve you well?' })).toBeVisible()
})

test('when what comes after the form does not arrive, the form says so and keeps its button', async ({
  page,
  earshot,
}) => {
  const line = await lay(page, '**/w/rest*.js')
  line.by = (route) => route.abort()
  const order = await buy(page, `${earshot.url}/demo`)
  const card = page.locator('[data-earshot-moment]')
  await card.getByRole('radio', { name: 'Delighted' }).click()
  await card.getByRole('button', { name: 'Send' }).click()
  await expect(card.getByRole('alert')).toContainText('Your words are kept')
  line.by = undefined
  await card.getByRole('button', { name: 'Send' }).click()
  await expect(card.getByRole('status')).toContainText('Thank you')
  expect(await heard(earshot, order, 'purchase')).toHaveLength(1)
})

test('one wrong field of the order costs that field only', async ({ page, earshot, write }) => {
  const id = `T-${crypto.randomUUID()}`
  const url = await write(place({ id, total: 49.9, currency: 'EUR', colour: 'red', items: [{ name: 'Lamp' }] }))
  await page.goto(url)
  await page.getByRole('radio', { name: 'Delighted' }).click()
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('status')).toContainText('Thank you')
  const [feedback] = await heard(earshot, id, 'purchase')
  expect(feedback).toMatchObject({ order: { id, currency: 'EUR', items: [{ name: 'Lamp' }] }, page: { url } })
})

test('a long order number does not make a narrow page scroll sideways', async ({ page, write }) => {
  await page.setViewportSize({ width: 375, height: 700 })
  await page.goto(await write(place({ id: 'X'.repeat(65) })))
  await expect(page.getByText('X'.repeat(65))).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
})

test('of two tabs of one order, the second goes when the first has the answer', async ({
  page,
  context,
  earshot,
  write,
}) => {
  const order = `T-${crypto.randomUUID()}`
  await page.goto(await write(place({ id: order })))
  const other = await context.newPage()
  await other.goto(page.url())
  for (const tab of [page, other]) await tab.getByRole('radio', { name: 'Good' }).click()
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('status')).toContainText('Thank you')
  await expect(other.getByRole('radio')).toHaveCount(0)
  await expect(page.getByRole('status')).toContainText('Thank you')
  expect(await heard(earshot, order, 'purchase')).toHaveLength(1)
  const kept = await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('earshot:')))
  expect(kept).toEqual([[`earshot:pk_demo:purchase:${order}`, 'answered']])
})

for (const [what, comment] of [
  ['<earshot-field>', '<earshot-field></earshot-field>'],
  ['the shop’s own textarea', '<label>Comment <textarea name="comment" data-earshot="comment"></textarea></label>'],
] as const) {
  test(`a step back and the same words again are one comment, other words another (${what})`, async ({
    page,
    earshot,
    write,
  }) => {
    const url = await write(`<form action="/thanks" method="post">${comment}<button>Order</button></form>`)
    const words = `By the back door, please. ${crypto.randomUUID()}`
    const ids: string[] = []
    const order = async () => {
      const sent = page.waitForRequest('**/v1/feedback')
      await page.getByRole('button', { name: 'Order' }).click()
      ids.push(((await sent).postDataJSON() as { id: string }).id)
      await page.waitForURL('**/thanks')
    }
    await page.goto(url)
    await heeded(page)
    await page.getByRole('textbox').fill(words)
    await order()
    for (const now of [words, `${words} Or the front door.`]) {
      await page.goBack()
      await heeded(page)
      await expect(page.getByRole('textbox')).toHaveValue(words)
      await page.getByRole('textbox').fill(now)
      await order()
    }
    expect(ids[1]).toBe(ids[0])
    expect(ids[2]).not.toBe(ids[0])
    await heard(earshot, `${words} Or`, 'order')
    expect(await heard(earshot, words, 'order')).toHaveLength(2)

    // Elsewhere the same words belong to another order.
    await page.goto(url)
    await heeded(page)
    await page.getByRole('textbox').fill(words)
    await order()
    expect(ids[3]).not.toBe(ids[0])
  })
}

for (const [what, inside] of [
  ['label', '<label>Anything we should know? <textarea name="comment"></textarea></label>'],
  ['aria-label', '<textarea name="comment" aria-label="Anything we should know?"></textarea>'],
]) {
  test(`without the site's texts the field has the ${what} of the textarea inside`, async ({ page, write }) => {
    await page.route('**/v1/**', (route) => route.abort())
    await page.goto(await write(`<form><earshot-field>${inside}</earshot-field><button>Order</button></form>`))
    await expect(page.getByRole('textbox')).toHaveAccessibleName(/^Anything we should know\?/)
    await expect(page.getByRole('textbox')).toHaveCount(1)
  })
}
