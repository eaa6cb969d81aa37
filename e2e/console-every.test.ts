import { AxeBuilder } from '@axe-core/playwright'
import { GROUPS, PARTS } from '../packages/console/src/settings/parts.ts'
import { SCREENS, screenAt } from '../packages/console/src/shell/screens.ts'
import { openConsole, settled, signedIn, walk } from './console.ts'
import { test } from './filled.ts'
import { misfits } from './fit.ts'
import { addressesOf, type Things } from './screens.ts'
import { expect, type Page } from './test.ts'

test('no screen is left out', ({ filled }) => {
  const paths = addressesOf(filled.things).map((address) => address.split('?')[0]!)
  const shown = new Set(paths.map((path) => screenAt(path)?.screen))
  expect(SCREENS.filter((screen) => !shown.has(screen)).map((screen) => screen.paths[0])).toEqual([])
  const parts = Object.values(GROUPS).flat()
  expect(parts.filter((part) => PARTS[part] && !paths.includes(`/settings/${part}`))).toEqual([])
})

const PHONE = { width: 390, height: 844 }

/** How far what somebody looks at may move while the rest comes: https://web.dev/articles/cls says a tenth at most. */
const SHIFT_MAX = 0.05

for (const [device, viewport, colorScheme] of [
  ['desktop', { width: 1280, height: 800 }, 'light'],
  ['phone', PHONE, 'dark'],
] as const)
  test.describe(`on a ${device}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    const other = colorScheme === 'light' ? 'dark' : 'light'

    test(`every screen can be used by everybody, light and dark, from either side, has its heading and title, keeps its policy, and stays where it was drawn`, async ({
      page,
      filled,
    }) => {
      test.setTimeout(420_000)
      await page.addInitScript(watch)
      await signedIn(page, filled, 'owner')
      await openConsole(page, filled, '/inbox')
      const found: string[] = []
      for (const address of addressesOf(filled.things)) {
        // Where somebody begins, nothing is here yet. On a phone the least moves all below it.
        const isFirst = viewport === PHONE || firstViews(filled.things).has(address)
        await (isFirst ? openConsole(page, filled, address) : walk(page, address))
        await settled(page)
        const tell = (what: string[], how = '') => found.push(...what.map((one) => `${address}${how}: ${one}`))
        if (!/^.+ · Lumen & Loaf/.test(await page.title())) tell([await page.title()])
        tell(await misfits(page))
        tell(await barriers(page))
        // What the other scheme changes is colour alone.
        await page.emulateMedia({ colorScheme: other })
        tell(await faint(page), `, ${other}`)
        await page.emulateMedia({ colorScheme })
        // By now whatever comes late is there.
        if (isFirst) tell(await shifts(page))
        if (!address.includes('?')) tell(await misfitsMirrored(page), ', from right to left')
      }
      expect(found).toEqual([])
    })
  })

for (const locale of ['ko-KR', 'zh-TW'])
  test.describe(`in ${locale}`, () => {
    test.use({ locale, viewport: PHONE, contextOptions: { reducedMotion: 'reduce' } })

    test('every screen fits a phone', async ({ page, filled }) => {
      test.setTimeout(120_000)
      await signedIn(page, filled, 'owner')
      await openConsole(page, filled, '/inbox')
      const found: string[] = []
      for (const address of addressesOf(filled.things)) {
        await walk(page, address)
        await settled(page)
        found.push(...(await misfits(page)).map((one) => `${address}: ${one}`))
      }
      expect(found).toEqual([])
    })
  })

/** What somebody begins a day with, and what is opened from a link. */
const firstViews = (it: Things) =>
  new Set([
    '/inbox',
    '/complaints',
    `/complaints/${it.received}`,
    `/approvals/${it.approving}`,
    '/dashboard',
    `/settings/privacy?customer=${it.customer}`,
  ])

/** In the page: tells the policy's refusals as errors, and keeps what moved by itself. */
function watch(): void {
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    console.error(`policy: ${violatedDirective} ${blockedURI}`),
  )
  const moves: PerformanceEntry[] = []
  new PerformanceObserver((list) => moves.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true })
  Object.assign(globalThis, { moves })
}

/** What moved since the page was loaded, where that is too much. */
async function shifts(page: Page): Promise<string[]> {
  const { sum, which } = await page.evaluate(() => {
    const { moves } = globalThis as unknown as { moves: Shift[] }
    const all = moves.filter(({ hadRecentInput }) => !hadRecentInput)
    const which = all.flatMap(({ value, sources }) =>
      sources.map(({ node }) => `${value.toFixed(3)} ${node?.nodeName} ${node?.textContent?.slice(0, 30)}`),
    )
    return { sum: all.reduce((sum, { value }) => sum + value, 0), which }
  })
  return sum > SHIFT_MAX ? [`moves by ${sum.toFixed(3)}: ${which.join('; ')}`] : []
}

/** https://wicg.github.io/layout-instability/ */
interface Shift extends PerformanceEntry {
  value: number
  hadRecentInput: boolean
  sources: { node: Node | null }[]
}

/** What would not fit in a language that is read from right to left. */
async function misfitsMirrored(page: Page): Promise<string[]> {
  await page.evaluate(() => (document.documentElement.dir = 'rtl'))
  const found = await misfits(page)
  await page.evaluate(() => (document.documentElement.dir = 'ltr'))
  return found
}

/** What keeps somebody from using the page, by the rules of WCAG 2.2 AA. */
async function barriers(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
  return told((await axe.analyze()).violations)
}

/** The same, by the rules that look at colours alone; with the axe that is in the page already. */
async function faint(page: Page): Promise<string[]> {
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
    const found = await axe.run({ runOnly: ['color-contrast', 'link-in-text-block'] })
    return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target })) }))
  })
  return told(violations)
}

interface Violation {
  id: string
  nodes: { target: unknown[] }[]
}

function told(violations: readonly Violation[]): string[] {
  return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
