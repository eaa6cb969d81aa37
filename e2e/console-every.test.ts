import { AxeBuilder } from '@axe-core/playwright'
import { GROUPS, PARTS } from '../packages/console/src/settings/parts.ts'
import { SCREENS, screenAt } from '../packages/console/src/shell/screens.ts'
import { openConsole, settled, sideways, signedIn, walk } from './console.ts'
import { test } from './filled.ts'
import { addressesOf } from './screens.ts'
import { expect, type Page } from './test.ts'

test('no screen is left out', ({ filled }) => {
  const paths = addressesOf(filled.things).map((address) => address.split('?')[0]!)
  const shown = new Set(paths.map((path) => screenAt(path)?.screen))
  expect(SCREENS.filter((screen) => !shown.has(screen)).map((screen) => screen.paths[0])).toEqual([])
  const parts = Object.values(GROUPS).flat()
  expect(parts.filter((part) => PARTS[part] && !paths.includes(`/settings/${part}`))).toEqual([])
})

for (const [device, viewport, colorScheme] of [
  ['desktop', { width: 1280, height: 800 }, 'light'],
  ['phone', { width: 390, height: 844 }, 'dark'],
] as const)
  test.describe(`on a ${device}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    const other = colorScheme === 'light' ? 'dark' : 'light'

    test(`every screen can be used by everybody, light and dark, has its heading and title, and keeps its policy`, async ({
      page,
      filled,
    }) => {
      test.setTimeout(420_000)
      await page.addInitScript(() =>
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          console.error(`policy: ${violatedDirective} ${blockedURI}`),
        ),
      )
      await signedIn(page, filled, 'owner')
      await openConsole(page, filled, '/inbox')
      const found: string[] = []
      for (const address of addressesOf(filled.things)) {
        await walk(page, address)
        await settled(page)
        if (!/^.+ · Lumen & Loaf/.test(await page.title())) found.push(`${address}: ${await page.title()}`)
        if (await sideways(page)) found.push(`${address}: scrolls sideways`)
        found.push(...(await barriers(page)).map((one) => `${address}: ${one}`))
        // What the other scheme changes is colour alone.
        await page.emulateMedia({ colorScheme: other })
        found.push(...(await faint(page)).map((one) => `${address}, ${other}: ${one}`))
        await page.emulateMedia({ colorScheme })
      }
      expect(found).toEqual([])
    })
  })

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
