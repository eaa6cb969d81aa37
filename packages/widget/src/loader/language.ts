import type { Baked } from './baked.ts'

/**
 * The site's language for a reader at `element`: what was asked for, then the nearest `lang` of the page,
 * then the browser's languages, then the site's own.
 *
 * @param asked a language tag that goes before the page's
 */
export function languageAt({ locales, speaks }: Baked, element: Element, asked?: string): string {
  const nearest = asked || element.closest<HTMLElement>('[lang]')?.lang
  const spoken = new RegExp(speaks, 'i').exec(String([nearest, ...navigator.languages, locales[0]]))!
  return locales[spoken.indexOf(spoken[0], 1) - 1]!
}
