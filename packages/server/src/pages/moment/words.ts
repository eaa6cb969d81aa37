import { bestLocale } from '@earshot/sdk/contract'
import { en } from './text/en.ts'
import { ko } from './text/ko.ts'
import { zhHant } from './text/zh-Hant.ts'

/** What is wrong with an answer, or with the form as a whole. */
export type Wrong =
  | 'choose'
  | 'write'
  | 'reach'
  | 'email'
  | 'phone'
  | 'long'
  | 'check'
  | 'nothing'
  | 'unreadable'
  | 'photo'
  | 'photoType'
  | 'photoLarge'
  | 'photoMany'
  | 'photoRoom'

/** What the page of a moment says besides the moment's own texts; `{name}` and the like are filled in. */
export interface Words {
  hello: string
  order: string
  optional: string
  send: string
  photosHint: string
  photosKept: string
  privacy: string
  kept: string
  fields: Readonly<Record<'email' | 'phone' | 'name' | 'company' | 'address', string>>
  language: string
  wrong: Readonly<Record<Wrong, string>>
  thanks: {
    onIt: string
    number: string
    registered: string
    answer: string
    agree: string
    follow: string
    keep: string
    scan: string
    already: string
    alreadyMore: string
    anew: string
  }
  dead: { title: string; more: string }
  foreign: { title: string; more: string; back: string }
  busy: { title: string; more: string }
  unsubscribe: { title: string; more: string; send: string; done: string; doneMore: string }
}

const LANGUAGES: Readonly<Record<string, Words>> = { en, 'zh-Hant': zhHant, ko }

/** The words for a reader of `locale`, and the language they are in. */
export function wordsFor(locale: string): { lang: string; words: Words } {
  const lang = bestLocale(Object.keys(LANGUAGES), locale, 'en') ?? 'en'
  return { lang, words: LANGUAGES[lang]! }
}
