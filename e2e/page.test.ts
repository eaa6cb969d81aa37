import { createServer } from 'node:http'
import { once } from 'node:events'
import { buy, expect, heard, test, type Page } from './test.ts'

/** A page of its own origin with what is given in its head and body. */
async function host(page: Page, head: string, body = ''): Promise<() => void> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><html lang="en"><title>Shop</title>${head}<body>${body}`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await page.goto(`http://127.0.0.1:${(server.address() as { port: number }).port}/`)
  return () => {
    server.closeAllConnections()
    server.close()
  }
}

const tag = (url: string) => `<script async src="${url}/w/pk_demo.js"></script>`

/** The launcher, wherever in the page it lives. */
const launcher = (page: Page) => page.getByRole('button', { name: 'How was it?' })

test('a shop on another origin, under the strictest policy and Trusted Types, violates nothing', async ({
  page,
  earshot,
  shop,
}) => {
  const violations: string[] = []
  await page.exposeFunction('violated', (what: string) => violations.push(what))
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) =>
      (globalThis as unknown as { violated(what: string): void }).violated(
        `${event.violatedDirective}: ${event.blockedURI} ${event.sample}`,
      ),
    )
  })
  const order = await buy(page, shop.url, 'Sent from another origin.')
  const place = page.locator('[data-earshot-moment]')
  await place.getByRole('radio', { name: 'All right' }).click()
  await place.getByRole('button', { name: 'Next' }).click()
  await place.getByLabel(/e-?mail/i).fill('ada@example.com')
  await place.getByRole('button', { name: 'Send' }).click()
  await expect(place.getByText(/^\d{4}-\d{6}$/)).toBeVisible()
  await heard(earshot, order, 'purchase')
  await heard(earshot, order, 'order')
  await page.goto(`${shop.url}/index.html`)
  await launcher(page).click()
  await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible()
  await page.keyboard.press('Escape')
  expect(violations).toEqual([])
})

test('a page that the site does not allow is told so, and what was typed stays', async ({ page, earshot }) => {
  await earshot.cli('site', 'add', '--key', 'pk_other', '--name', 'Other', '--origin', 'https://other.example')
  const close = await host(page, `<script async src="${earshot.url}/w/pk_other.js"></script>`)
  const refused = page.waitForResponse((response) => response.url().includes('/v1/') && response.status() === 403)
  await launcher(page).click()
  expect(await (await refused).json()).toMatchObject({ code: 'origin_not_allowed' })
  close()
})

test('a page view costs one request and no shift, cookie or storage until something is asked', async ({
  page,
  earshot,
  context,
}) => {
  const requests: string[] = []
  page.on('request', (request) => request.url().startsWith(earshot.url) && requests.push(request.url()))
  const close = await host(page, tag(earshot.url), '<h1>Shop</h1>')
  await expect(launcher(page)).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(requests).toEqual([`${earshot.url}/w/pk_demo.js`])
  expect(await context.cookies()).toEqual([])
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
  expect(
    await page.evaluate(
      () =>
        new Promise((done) => {
          new PerformanceObserver((list) => done(list.getEntries().length)).observe({
            type: 'layout-shift',
            buffered: true,
          })
          requestAnimationFrame(() => requestAnimationFrame(() => done(0)))
        }),
    ),
  ).toBe(0)
  close()
})

test('the only global is earshot, and no prototype or host style changes', async ({ page, earshot }) => {
  const close = await host(page, '', '<h1>Shop</h1>')
  const before = await page.evaluate(() => Object.getOwnPropertyNames(globalThis))
  await page.addScriptTag({ url: `${earshot.url}/w/pk_demo.js` })
  await launcher(page).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  const after = await page.evaluate(() => Object.getOwnPropertyNames(globalThis))
  // What drives the browser may leave names of its own.
  const ours = after.filter((name) => !before.includes(name) && !name.startsWith('__playwright'))
  expect(ours).toEqual(['earshot'])
  expect(
    await page.evaluate(() => [
      document.body.style.cssText,
      document.documentElement.style.cssText,
      document.adoptedStyleSheets.length,
    ]),
  ).toEqual(['', '', 0])
  close()
})

test('loaded twice, there is one launcher', async ({ page, earshot }) => {
  const close = await host(page, tag(earshot.url) + tag(earshot.url))
  await expect(launcher(page)).toHaveCount(1)
  close()
})

test('calls made before the script came are carried out', async ({ page, earshot }) => {
  const close = await host(
    page,
    `<script>window.earshot = window.earshot || { q: [] }; earshot.q.push(['open', { moment: 'service' }])</script>${tag(earshot.url)}`,
  )
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Did we serve you well?' })).toBeVisible()
  close()
})

test('the page’s own button opens the dialog; Escape closes it and gives the focus back', async ({ page, earshot }) => {
  const close = await host(page, tag(earshot.url), '<button data-earshot-open="service">Tell us</button>')
  const own = page.getByRole('button', { name: 'Tell us' })
  await expect(launcher(page)).toBeVisible()
  await own.click()
  await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(own).toBeFocused()
  close()
})

test('the dialog takes an answer from start to receipt on a phone', async ({ browser, earshot }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    colorScheme: 'dark',
  })
  const page = await context.newPage()
  await page.goto(`${earshot.url}/demo/index.html`)
  await launcher(page).tap()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('radio')).toHaveCount(5)
  for (const radio of await dialog.getByRole('radio').all()) {
    // The dialog grows as it opens.
    await expect
      .poll(async () => {
        const box = (await radio.boundingBox())!
        return Math.min(box.width, box.height)
      })
      .toBeGreaterThanOrEqual(44)
  }
  await dialog.getByRole('radio', { name: 'Wonderful' }).tap()
  const words = `From a phone. ${crypto.randomUUID()}`
  await dialog.getByRole('textbox').fill(words)
  await dialog.getByRole('button', { name: 'Send' }).tap()
  await expect(dialog.getByRole('status')).toContainText('Thank you')
  await heard(earshot, words, 'anytime')
  await context.close()
})

test('survives a page whose libraries changed the prototypes', async ({ page, earshot }) => {
  const close = await host(
    page,
    `<script>
      // As Prototype.js 1.6 and MooTools do.
      Array.prototype.toJSON = function () { return '[' + this.join(',') + ']' }
      String.prototype.toJSON = function () { return '"' + this + '"' }
      Array.prototype.each = Array.prototype.forEach
      Function.prototype.bind = function (that) { var self = this; return function () { return self.apply(that, arguments) } }
      Object.prototype.extra = function () {}
    </script>${tag(earshot.url)}`,
  )
  await launcher(page).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Not so good' }).click()
  await dialog.getByRole('checkbox', { name: 'Website' }).click()
  const words = `Old libraries. ${crypto.randomUUID()}`
  await dialog.getByRole('textbox').fill(words)
  await dialog.getByRole('button', { name: 'Next' }).click()
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog.getByRole('status')).toContainText('Thank you')
  expect((await heard(earshot, words, 'anytime'))[0]).toMatchObject({
    answers: { satisfaction: 2, reasons: ['website'] },
  })
  close()
})
