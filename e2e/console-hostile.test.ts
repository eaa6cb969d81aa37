import { openConsole, settled, sideways, signedIn, walk } from './console.ts'
import { startFilled } from './filled.ts'
import { befoul } from './hostile.ts'
import { addressesOf, thingsOf } from './screens.ts'
import { expect, test, type Page } from './test.ts'

/** Counts what ran; tells the page's policy's refusals as errors, which no journey may end with. */
async function guard(page: Page): Promise<() => Promise<number>> {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await page.addInitScript(() => {
    const counter = globalThis as typeof globalThis & { hits: number; hit(): void }
    counter.hits = 0
    counter.hit = () => counter.hits++
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI}`),
    )
  })
  return async () => dialogs.length + (await page.evaluate(() => (globalThis as unknown as { hits: number }).hits))
}

/** What of the page came from words: handlers, scripts in addresses, elements that no screen draws. */
function markup(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')].flatMap((element) => {
      const foul = [...element.attributes].filter(
        ({ name, value }) =>
          name.startsWith('on') ||
          (/^(href|src|action|formaction|srcdoc|xlink:href)$/.test(name) && /^\s*(javascript|data:text)/i.test(value)),
      )
      const stray = element.matches('script:not([type=module]), base, math, mglyph, object, embed, marquee, animate')
      return foul.length > 0 || stray ? [element.outerHTML.slice(0, 120)] : []
    }),
  )
}

test('whatever customers and staff write is words on every screen, on paper and in files', async ({ page }) => {
  test.setTimeout(300_000)
  const earshot = await startFilled()
  const things = { ...(await thingsOf(earshot.staff)), ...(await befoul(earshot)) }
  await earshot.cli('jobs', 'run', 'claims', 'products', 'clusters', 'search')
  const ran = await guard(page)
  await signedIn(page, earshot, 'owner', '<img src=x onerror=hit(0)>')
  await openConsole(page, earshot, '/inbox')
  const found: string[] = []
  for (const address of addressesOf(things)) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await walk(page, address)
    await settled(page)
    for (const one of await markup(page)) found.push(`${address}: ${one}`)
    if (await sideways(page)) found.push(`${address}: scrolls sideways`)
    await page.setViewportSize({ width: 390, height: 844 })
    if (await sideways(page)) found.push(`${address}: scrolls sideways on a phone`)
    await page.emulateMedia({ media: 'print' })
    for (const one of await markup(page)) found.push(`${address}: printed: ${one}`)
    await page.emulateMedia({ media: 'screen' })
    expect(await ran(), address).toBe(0)
  }
  expect(found).toEqual([])

  await page.setViewportSize({ width: 1280, height: 800 })
  await walk(page, `/inbox/${things.feedback}`)
  await expect(page.locator('main')).toContainText('<script>hit(1)</script>')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('hit')
  await expect(page.getByRole('option').filter({ hasText: 'hit' }).first()).toBeVisible()
  expect([await ran(), await markup(page)]).toEqual([0, []])

  const headers = { authorization: `Bearer ${earshot.key}` }
  const file = await fetch(`${earshot.url}/api/export/feedback.csv`, { headers })
  const text = await file.text()
  expect(text).toContain('calc')
  // A spreadsheet reckons what begins with one of these.
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r?\n|$)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  )
  expect(cells.filter((cell) => /^[=+@\t\r]|^-(?![\d.]+$)/.test(cell))).toEqual([])
  await earshot.stop()
})
