import { languageName } from '../words/format.ts'

/** Languages that customers are often written to. */
// oxfmt-ignore
const OFTEN = [
  'ar', 'cs', 'da', 'de', 'el', 'en', 'es', 'fi', 'fr', 'he', 'hi', 'hu', 'id', 'it', 'ja', 'ko', 'ms', 'nb', 'nl',
  'pl', 'pt', 'ro', 'ru', 'sv', 'th', 'tr', 'uk', 'vi', 'zh-Hans', 'zh-Hant',
]

/** Tags and names of languages to choose from. @param first those that the shop or its customer has come first */
export function languageChoices(...first: string[]): [tag: string, name: string][] {
  return [...new Set([...first, ...OFTEN])].filter(Boolean).map((tag) => [tag, languageName(tag)])
}
