import type { Text } from '@earshot/sdk/contract'
import type { Site } from './store.ts'
import type { Widget } from './widget.ts'

/** Stands in the built loader where the site's settings go; a string, so that the unbaked file is valid, too. */
const PLACE = '"__EARSHOT__"'

/** What the loader reads: `Baked` of packages/widget/src/loader/baked.ts, which says what each means. */
interface Baked {
  url: string
  key: string
  locales: string[]
  accent: string
  scheme: 'auto' | 'light' | 'dark'
  radius: number
  launcher?: { side: 'start' | 'end'; label: Text; only?: string[]; except?: string[] }
  files: Record<string, string>
}

/** The loader of one site: the built one with what a page view needs to know in it. */
export function bakeLoader(widget: Pick<Widget, 'loader' | 'files'>, site: Site, publicUrl: string): string {
  const { accent, scheme, radius } = site.look.theme
  const { enabled, side, label, only, except } = site.look.launcher
  const baked: Baked = {
    url: publicUrl,
    key: site.key,
    locales: [site.look.locale, ...site.look.locales.filter((locale) => locale !== site.look.locale)],
    accent,
    scheme,
    radius,
    ...(enabled
      ? { launcher: { side, label, ...(only.length > 0 ? { only } : {}), ...(except.length > 0 ? { except } : {}) } }
      : {}),
    files: { ...widget.files },
  }
  // A function, as `$&` in a shop's label would be a pattern in a string.
  return widget.loader.replace(PLACE, () => inert(JSON.stringify(baked)))
}

/** JSON that is the same value in a script, but can neither close a script element nor end a line. */
function inert(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}
