import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { once } from 'node:events'
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import { findChromium } from '../e2e/browser.ts'
import { startEarshot } from '../e2e/earshot.ts'
import { median, table } from './table.ts'
import { plausible } from './plausible.ts'

/** How much slower than this machine the visitor's processor is taken to be. */
const SLOWDOWN = 4
const ROUNDS = 15

/** What one page view cost. Times in ms, requests beyond the page's own. */
interface View {
  script: number
  blocking: number
  shift: number
  requests: number
  lcp: number
}

const VARIANTS = ['alone', 'plausible', 'earshot'] as const
type Variant = (typeof VARIANTS)[number]

/** A shop's page of ordinary size, with one script tag or none. */
function html(tag: string): string {
  const card = (n: number) =>
    `<li><h2>Mug ${n}</h2><p>Thrown by hand, glazed in three coats, good for a life of mornings. Number ${n} of the series.</p><a href="#${n}">Look</a></li>`
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><meta name="viewport" content="width=device-width">
<style>body{font:16px/1.5 system-ui;margin:2rem}ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1rem}li{border:1px solid #ddd;padding:1rem;list-style:none}</style>
${tag}<h1>Lumen &amp; Loaf</h1><p>Things that are made slowly.</p><button data-earshot-open>How was it?</button><ul>${Array.from({ length: 60 }, (_, n) => card(n)).join('')}</ul></html>`
}

/** Serves the three variants and takes the reference's events, on a free port. */
async function serve(earshot: string): Promise<{ url: string; server: Server }> {
  const script = await plausible()
  const tags: Record<string, string> = {
    '/alone': '',
    '/plausible': '<script async src="/plausible.js"></script>',
    '/earshot': `<script async src="${earshot}/w/pk_demo.js"></script>`,
  }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path === '/plausible.js') response.setHeader('content-type', 'text/javascript').end(script)
    else if (path in tags) response.setHeader('content-type', 'text/html').end(html(tags[path]!))
    else response.writeHead(202).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, server }
}

/** Collects in the page what only the page can see. */
function observe(): void {
  const seen = { blocking: 0, shift: 0, lcp: 0, interaction: 0 }
  Object.assign(globalThis, { seen })
  const on = (type: string, take: (entry: PerformanceEntry & Record<string, number>) => void, more = {}) =>
    new PerformanceObserver((list) =>
      list.getEntries().forEach((entry) => take(entry as PerformanceEntry & Record<string, number>)),
    ).observe({ type, buffered: true, ...more } as PerformanceObserverInit)
  on('longtask', (entry) => (seen.blocking += Math.max(0, entry.duration - 50)))
  on('layout-shift', (entry) => (seen.shift += entry['value'] ?? 0))
  on('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime))
  on('event', (entry) => (seen.interaction = Math.max(seen.interaction, entry.duration)), { durationThreshold: 16 })
}

async function open(
  browser: Browser,
  url: string,
  touch = false,
): Promise<{ page: Page; cdp: CDPSession; foreign: () => number }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, hasTouch: touch })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  await cdp.send('Performance.enable')
  await page.addInitScript(observe)
  let requests = 0
  page.on('request', (request) => requests++ && request)
  await page.goto(url, { waitUntil: 'load' })
  return { page, cdp, foreign: () => requests - 1 }
}

async function view(browser: Browser, url: string): Promise<View> {
  const { page, cdp, foreign } = await open(browser, url)
  // Long enough for everything that waits for an idle moment after `load`.
  await page.waitForTimeout(1500)
  const { metrics } = await cdp.send('Performance.getMetrics')
  const script = (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000
  const seen = await page.evaluate(
    () => (globalThis as unknown as { seen: { blocking: number; shift: number; lcp: number } }).seen,
  )
  const result = { script, blocking: seen.blocking, shift: seen.shift, requests: foreign(), lcp: seen.lcp }
  await page.context().close()
  return result
}

/** From the click to a dialog that has the focus and has been painted, and the interaction's own latency (INP). */
async function click(browser: Browser, url: string, warm: boolean): Promise<{ usable: number; inp: number }> {
  const { page } = await open(browser, url, !warm)
  await page.waitForTimeout(1000)
  await page.evaluate(() => {
    const spot = document.querySelector('button[data-earshot-open]')!
    const state = Object.assign(globalThis, { usable: 0 })
    spot.addEventListener('click', (event) => {
      const look = () => {
        const host = [...document.body.children, ...document.documentElement.children].find(
          (one) => one.shadowRoot?.activeElement,
        )
        if (!host) return void requestAnimationFrame(look)
        requestAnimationFrame(() => (state.usable = performance.now() - event.timeStamp))
      }
      look()
    })
  })
  const button = page.locator('button[data-earshot-open]')
  if (warm) {
    await button.hover()
    await page.waitForTimeout(800)
    await button.click()
  } else {
    await button.tap()
  }
  await page.waitForFunction(() => (globalThis as unknown as { usable: number }).usable > 0)
  await page.waitForTimeout(300)
  const result = await page.evaluate(() => {
    const state = globalThis as unknown as { usable: number; seen: { interaction: number } }
    return { usable: state.usable, inp: state.seen.interaction }
  })
  await page.context().close()
  return result
}

/** What a page view pays, beside the page alone and plausible-tracker; and how soon a click has its dialog. */
export async function run(): Promise<void> {
  const earshot = await startEarshot()
  const { url, server } = await serve(earshot.url)
  const browser = await chromium.launch({
    executablePath: findChromium()!,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })
  const views: Record<Variant, View[]> = { alone: [], plausible: [], earshot: [] }
  for (const variant of VARIANTS) await view(browser, `${url}/${variant}`)
  for (let round = 0; round < ROUNDS; round++) {
    for (const variant of VARIANTS) views[variant].push(await view(browser, `${url}/${variant}`))
  }
  const of = (variant: Variant, figure: keyof View) => median(views[variant].map((one) => one[figure]))
  const { version } = createRequire(import.meta.url)('plausible-tracker/package.json') as { version: string }
  table(
    ['page view, medians', 'script ms', 'blocking ms', 'layout shift', 'requests', 'LCP ms'],
    VARIANTS.map((one) => [
      one === 'plausible' ? `plausible-tracker ${version}` : one,
      of(one, 'script').toFixed(1),
      of(one, 'blocking').toFixed(0),
      of(one, 'shift').toFixed(3),
      of(one, 'requests'),
      of(one, 'lcp').toFixed(0),
    ]),
  )
  const cold: Awaited<ReturnType<typeof click>>[] = []
  const warm: typeof cold = []
  for (let round = 0; round < ROUNDS; round++) {
    cold.push(await click(browser, `${url}/earshot`, false))
    warm.push(await click(browser, `${url}/earshot`, true))
  }
  const mid = (list: typeof cold, key: 'usable' | 'inp') => median(list.map((one) => one[key]))
  console.log()
  table(
    ['click → dialog, medians', 'usable ms', 'INP ms'],
    [
      ['cold', mid(cold, 'usable').toFixed(0), mid(cold, 'inp').toFixed(0)],
      ['preloaded on intent', mid(warm, 'usable').toFixed(0), mid(warm, 'inp').toFixed(0)],
    ],
  )
  await browser.close()
  server.close()
  await earshot.stop()
  const added = (variant: Variant) => of(variant, 'script') - of('alone', 'script')
  console.log(
    `\nratios: script earshot/plausible=${(of('earshot', 'script') / of('plausible', 'script')).toFixed(2)} ` +
      `added earshot/plausible=${(added('earshot') / added('plausible')).toFixed(2)} ` +
      `lcp earshot/alone=${(of('earshot', 'lcp') / of('alone', 'lcp')).toFixed(2)} requests=${of('earshot', 'requests')} ` +
      `shift=${of('earshot', 'shift')} cold=${mid(cold, 'usable').toFixed(0)}ms warm=${mid(warm, 'usable').toFixed(0)}ms`,
  )
}
