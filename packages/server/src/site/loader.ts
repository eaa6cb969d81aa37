import { bake } from '@earshot/widget/bake'
import type { Site } from './store.ts'
import type { Widget } from './widget.ts'

/** A string in the built loader where the site's settings go, in whatever quotes the minifier likes. */
const PLACE = /(["'`])__EARSHOT__\1/

/** The loader of one site: the built one with what a page view needs to know in it. */
export function bakeLoader(widget: Pick<Widget, 'loader' | 'files'>, site: Site, publicUrl: string): string {
  const { key, name, test, look } = site
  const baked = bake({ key, name, test, ...look, moments: [] }, publicUrl, widget.files)
  // A function, as `$&` in a shop's label would be a pattern in a string.
  return widget.loader.replace(PLACE, () => inert(JSON.stringify(baked)))
}

/** JSON that is the same value in a script, but can neither close a script element nor end a line. */
function inert(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}
