import { useLater } from '../ui/later.ts'
import { languageName } from './format.ts'

/** Languages in which shops and their customers often write. */
// oxfmt-ignore
export const OFTEN = [
  'ar', 'cs', 'da', 'de', 'el', 'en', 'es', 'fi', 'fr', 'he', 'hi', 'hu', 'id', 'it', 'ja', 'ko', 'ms', 'nb', 'nl',
  'pl', 'pt', 'ro', 'ru', 'sv', 'th', 'tr', 'uk', 'vi', 'zh-Hans', 'zh-Hant',
]

/**
 * Tags and names of languages to choose from.
 *
 * @param first those that the shop or its customer has come first; the others once the rest is seen, as a browser takes
 * its time to name them
 */
export function useLanguages(...first: string[]): [tag: string, name: string][] {
  const painted = useLater(true)
  return [...new Set([...first, ...(painted ? OFTEN : [])])].filter(Boolean).map((tag) => [tag, languageName(tag)])
}
