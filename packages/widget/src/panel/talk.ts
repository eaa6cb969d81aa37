import type { Answer, Contact, Moment, Receipt, SiteSettings, Text } from '@earshot/sdk/contract'
import type { ComponentChild, ComponentType } from 'preact'
import { placeKey } from '../loader/place.ts'
import type { PhotoWords } from '../photo/text/en.ts'
import type { LateWords } from '../text/late/en.ts'
import type { Words } from '../text/en.ts'
import type { Language } from './load.ts'
import type { PanelOptions } from './options.ts'

/** What a customer has said so far: kept while the page lives, until it is sent. */
export interface Draft {
  /** Of the feedback: made at the first try to send it, the same for every further one. */
  id?: string
  /** Unix ms of the first asking; 0 once it is sent and no draft any longer. */
  begun: number
  answers: Record<string, Answer | undefined>
  contact: Contact
  /** The view that is shown; questions name it. */
  view: number
  /** Resolves when none of the answers is on its way any more: what is wrong with those that failed, by question id. */
  arrived?: (given: Record<string, Answer>) => Promise<string[][]>
  /** Whether photos have gone with a try to send. */
  gave?: boolean
}

/** One asking: what is asked, what was said, and how it stands. Components read it and call `change`. */
export interface Talk extends PanelOptions {
  settings: SiteSettings
  language: Language
  asked: Moment
  draft: Draft
  /** What is wrong, by question id, or `contact.email` and its like. */
  errors: Record<string, string>
  /** Why the last try to send failed; nothing when none did. */
  failure: ComponentChild
  sending: boolean
  /** Shown on the button once sending takes long enough. */
  progress?: ComponentChild
  receipt?: Receipt
  /** Thanks for the receipt, once it is there. */
  Thanks?: ComponentType<{ talk: Talk }>
  /** A text of the site's data, in the customer's language. */
  say: (text: Text | undefined) => string | undefined
  /** One of the widget's own words. */
  word: (key: keyof Words | keyof LateWords | keyof PhotoWords, fill?: Record<string, string | number>) => string
  /** Alters the talk and draws it anew. */
  change: (alter?: Partial<Talk>) => void
  /** The customer has done with it. */
  close: () => void
}

const drafts: Record<string, Draft> = {}

/** A talk that nothing draws yet. */
type Beginning = Omit<Talk, 'change' | 'close'> & Partial<Talk>

/** Begins to talk at a moment of the site, or goes on where the customer left on this page. */
export function talk(options: PanelOptions, settings: SiteSettings, language: Language): Beginning {
  const { locale, moment, contact } = options
  const key = placeKey(options)
  const asked = settings.moments.find(({ id }) => id === moment)
  const words: Words & Partial<LateWords & PhotoWords> = language.default
  if (!asked) throw new Error(`Earshot: no moment "${moment}"`)
  return {
    ...options,
    settings,
    language,
    asked,
    draft: (drafts[key] = drafts[key]?.begun
      ? drafts[key]
      : { begun: Date.now(), answers: {}, contact: { ...contact }, view: 1 }),
    errors: {},
    failure: null,
    sending: false,
    // The server narrows each text to the best language for this customer.
    say: (text = {}) => text[locale] ?? Object.values(text)[0],
    word: (key, fill) =>
      (settings.texts[key]?.[locale] ?? words[key] ?? '').replace(/{(\w+)}/g, (_, name: string) =>
        String(fill?.[name]),
      ),
  }
}
