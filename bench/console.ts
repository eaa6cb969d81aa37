import { dirname } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { findChromium } from '../e2e/browser.ts'
import { openConsole, signedIn } from '../e2e/console.ts'
import { startEarshot, type Earshot } from '../e2e/earshot.ts'
import { openDatabase } from '../packages/server/src/database/engine.ts'
import { findSite } from '../packages/server/src/site/store.ts'
import { fill } from './desk.ts'
import { median, table } from './table.ts'

/** How much slower than this machine a member's processor is taken to be. */
const SLOWDOWN = 4
const ROUNDS = 7
/** Feedback in the small and in the large shop; a fifth are complaints. */
const SIZES = [1000, 100_000]
/** What the design asks for, in milliseconds. */
const GOAL = { first: 1000, view: 100, inp: 100 }

/** A row of a list, wherever it stands. */
const ROW = '#main [role=listitem] a'

/** Where to go, and what is there once its data is. */
const VIEWS: readonly (readonly [what: string, path: string, drawn: string])[] = [
  ['complaints', '/complaints', `${ROW}[href*="/complaints/"]`],
  ['one complaint', '', '#main section h2, #main header h2'],
  ['approvals', '/approvals', '#main header h1'],
  ['customers', '/customers', '#main search input'],
  ['follow-ups', '/followups', '#main header h1'],
  ['tasks', '/tasks', '#main header h1'],
  ['capture', '/capture', '#main form'],
  ['products', '/products', '#main header span'],
  ['solutions', '/solutions', '#main header h1'],
  ['settings', '/settings', '#main input'],
  ['dashboard', '/dashboard', '#main a[href*="/dashboard/rows"]'],
  ['inbox', '/inbox', `${ROW}[href*="/inbox/"]`],
]
/** Those that are gone to by keys as well: nothing tells of it before, as the pointer on a link does. */
const BY_KEYS = { complaints: 'c', dashboard: 'd', settings: 's' } as const

/** As long as a pointer rests on a link at least before it is pressed. */
const REST_MS = 100

/** `pnpm bench console`: how soon a screen is there on a slow machine, with a small and with a large shop. */
export async function run(args: readonly string[] = []): Promise<void> {
  const given = args.map(Number).filter((size) => size > 0)
  const sizes = given.length > 0 ? given : SIZES
  const browser = await chromium.launch({
    executablePath: findChromium()!,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })
  const columns: Map<string, number>[] = []
  for (const size of sizes) columns.push(await measured(browser, size))
  await browser.close()
  console.log(`${SLOWDOWN}× slowed CPU, medians of ${ROUNDS}\n`)
  table(
    ['ms', ...sizes.map((size) => `${size.toLocaleString('en')} feedback`), 'ratio', 'goal'],
    [...columns[0]!.keys()].map((what) => {
      const values = columns.map((column) => column.get(what)!)
      const goal = what.startsWith('first') ? GOAL.first : what.startsWith('INP') ? GOAL.inp : GOAL.view
      return [what, ...values.map((one) => one.toFixed(0)), (values.at(-1)! / values[0]!).toFixed(2), goal]
    }),
  )
  const large = columns.at(-1)!
  const views = [...large].filter(([what]) => /^(cold|again)/.test(what))
  const [slowest, ms] = views.reduce((a, b) => (a[1] > b[1] ? a : b))
  const inp = Math.max(...[...large].filter(([what]) => what.startsWith('INP')).map(([, value]) => value))
  console.log(
    `\ninbox ${(large.get('first: filled inbox')! / GOAL.first).toFixed(2)} of ${GOAL.first} ms, slowest view (${slowest}) ${(ms / GOAL.view).toFixed(2)} of ${GOAL.view} ms, INP ${(inp / GOAL.inp).toFixed(2)} of ${GOAL.inp} ms`,
  )
}

async function measured(browser: Browser, size: number): Promise<Map<string, number>> {
  const earshot = await startEarshot()
  try {
    const database = await openDatabase({ data: dirname(earshot.database), databaseUrl: undefined })
    await fill(database, (await findSite(database, 'pk_demo'))!, size)
    await database.close()
    const hiring = await browser.newContext()
    await signedIn(await hiring.newPage(), earshot, 'owner', 'Olive Owner')
    const state = await hiring.storageState()
    await hiring.close()
    const times = new Map<string, number[]>()
    const note = (what: string, ms: number) => times.set(what, [...(times.get(what) ?? []), ms])
    for (let round = 0; round < ROUNDS; round++) {
      for (const walk of [visit, walkByKeys]) {
        const context = await browser.newContext({ viewport: { width: 1360, height: 800 }, storageState: state })
        await walk(context, earshot, note)
        await context.close()
      }
    }
    return new Map([...times].map(([what, all]) => [what, median(all)]))
  } finally {
    await earshot.stop()
  }
}

type Note = (what: string, ms: number) => void

/** The console in a window of its own, on a slow processor, once it has fetched what it fetches ahead. */
async function opened(context: BrowserContext, earshot: Earshot, note?: Note): Promise<Page> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  await page.addInitScript(watch, ROW)
  await openConsole(page, earshot, '/inbox')
  const first = await page.waitForFunction(() => state().first).then((found) => found.jsonValue())
  note?.('first: filled inbox', first)
  // The other screens' scripts come while the first is read; the last of them is that of the settings.
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/Settings-/.test(name)),
  )
  return page
}

/** One member's walk through the console: each screen for the first time, then everything once more, then by keyboard. */
async function visit(context: BrowserContext, earshot: Earshot, note: Note): Promise<void> {
  const page = await opened(context, earshot, note)
  for (const turn of ['cold', 'again'])
    for (const [what, path, drawn] of VIEWS) note(`${turn}: ${what}`, await press(page, linkTo(path), drawn))
  await page.waitForTimeout(300)
  await slowest(page, note, 'INP: j through the list', async () => {
    for (let step = 0; step < 15; step++) await page.keyboard.press('j')
  })
  await slowest(page, note, 'INP: words in the palette', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('word 77', { delay: 30 })
  })
  await page.keyboard.press('Escape')
  await slowest(page, note, 'INP: scrolling the list', async () => {
    await page.locator('#main [role=list]').hover()
    for (let step = 0; step < 15; step++) await page.mouse.wheel(0, 400)
  })
  await page.locator(linkTo('/complaints')).click()
  await page.locator(linkTo('')).first().click()
  await page.locator('#main section h2, #main header h2').first().waitFor()
  await page.keyboard.press('r')
  await page.locator('#main form textarea').waitFor()
  await slowest(page, note, 'INP: words to a customer', () =>
    page.keyboard.type('Dear Ada, we are sorry that the mug broke.', { delay: 30 }),
  )
}

/** One member's walk by keys alone: what is gone to was not approached before. */
async function walkByKeys(context: BrowserContext, earshot: Earshot, note: Note): Promise<void> {
  const page = await opened(context, earshot)
  for (const [what, key] of Object.entries(BY_KEYS)) {
    const drawn = VIEWS.find(([name]) => name === what)![2]
    const ms = await painted(page, drawn, async () => {
      await page.keyboard.press('g')
      await page.keyboard.press(key)
    })
    note(`cold, by keys: ${what}`, ms)
  }
}

function linkTo(path: string): string {
  return path === '' ? `${ROW}[href*="/complaints/"]` : `nav a[href="/console${path}"]`
}

/** Brings the pointer to a link, lets it rest, and presses. */
async function press(page: Page, link: string, drawn: string): Promise<number> {
  await page.locator(link).first().hover()
  await page.waitForTimeout(REST_MS)
  return painted(page, drawn, async () => {
    await page.mouse.down()
    await page.mouse.up()
  })
}

/** The time from the last press or key of `work` until what it leads to is painted. */
async function painted(page: Page, drawn: string, work: () => Promise<void>): Promise<number> {
  await page.evaluate((drawn) => {
    const before = new Set(document.querySelectorAll(drawn))
    let begun = 0
    const begin = ({ timeStamp }: Event) => (begun = timeStamp)
    for (const type of ['keydown', 'click']) addEventListener(type, begin, true)
    const look = () => {
      const there = begun > 0 && [...document.querySelectorAll(drawn)].some((one) => !before.has(one))
      if (!there) return void requestAnimationFrame(look)
      for (const type of ['keydown', 'click']) removeEventListener(type, begin, true)
      state().painted = performance.now() - begun
    }
    state().painted = 0
    look()
  }, drawn)
  await work()
  return page.waitForFunction(() => state().painted).then((found) => found.jsonValue())
}

/** The slowest interaction of some work. */
async function slowest(page: Page, note: Note, what: string, work: () => Promise<void>): Promise<void> {
  await page.evaluate(() => void (state().interaction = 0))
  await work()
  await page.waitForTimeout(400)
  note(what, await page.evaluate(() => state().interaction))
}

interface Watched {
  first: number
  painted: number
  interaction: number
}

/** In the page: what `watch` keeps. */
declare function state(): Watched

/** Collects in the page what only the page can see. */
function watch(row: string): void {
  const seen: Watched = { first: 0, painted: 0, interaction: 0 }
  Object.assign(globalThis, { state: () => seen })
  const look = () => {
    if (document.querySelector(row)) requestAnimationFrame(() => (seen.first = performance.now()))
    else requestAnimationFrame(look)
  }
  look()
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.interaction = Math.max(seen.interaction, duration)
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
}
