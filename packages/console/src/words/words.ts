import { bestLocale } from '@earshot/sdk/contract'
import { signal } from '@preact/signals'
import type en from '../text/en/index.ts'

/** Every text of the console, in one language. */
export type Words = typeof en

/** Languages that the console speaks, by their own names. */
export const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', ko: '한국어', 'zh-Hant': '繁體中文' }

/** Read from left to right, all of them, so far. The layout follows the page's direction. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur'])

const LOADERS: Readonly<Record<string, () => Promise<{ default: Words }>>> = {
  en: () => import('../text/en/index.ts'),
  ko: () => import('../text/ko/index.ts'),
  'zh-Hant': () => import('../text/zh-Hant/index.ts'),
}

/** The console's language. */
export const language = signal('en')

const loaded = signal<Words | undefined>()

/** The texts. A component that reads them is drawn anew when the language changes. */
export function w(): Words {
  return loaded.value!
}

/** Switches to the language that suits best. @param wanted tags, the best first */
export async function speak(wanted: readonly string[]): Promise<void> {
  const best = wanted.map((tag) => bestLocale(Object.keys(LANGUAGES), tag)).find((tag) => tag !== undefined) ?? 'en'
  const { default: words } = await LOADERS[best]!()
  loaded.value = words
  language.value = best
  document.documentElement.lang = best
  document.documentElement.dir = RIGHT_TO_LEFT.has(best) ? 'rtl' : 'ltr'
}
