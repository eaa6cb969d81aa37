import { bestLocale } from '@earshot/sdk/contract'
import { en } from './text/en.ts'
import { ko } from './text/ko.ts'
import { zhHant } from './text/zh-Hant.ts'

/** Where a complaint stands, as its page tells it: its stage, how it ended, or an open question to the customer. */
export type Standing =
  | 'received'
  | 'investigating'
  | 'offered'
  | 'explained'
  | 'fulfilling'
  | 'confirming'
  | 'asked'
  | 'resolved'
  | 'accepted'
  | 'disagreed'
  | 'unanswered'
  | 'withdrawn'
  | 'merged'
  | 'invalid'

/** What the complaint's page says in one language. `{when}` and the like stand for what only the complaint knows. */
export interface Words {
  headline: Readonly<Record<Standing, string>>
  steps: {
    name: string
    registered: string
    looked: string
    offer: string
    offered: string
    explanation: string
    explained: string
    fulfil: string
    confirm: string
    lookedDone: string
    offerDone: string
    fulfilDone: string
    answered: string
    /** Closed, by how. */
    closed: Readonly<
      Record<'resolved' | 'accepted' | 'disagreed' | 'unanswered' | 'withdrawn' | 'merged' | 'invalid', string>
    >
    /** For a reader who does not see the line: what was, what is. */
    done: string
    now: string
  }
  next: {
    title: string
    /** Whose turn it is and by when; without `{when}` where nothing is promised. */
    by: Readonly<
      Record<'received' | 'investigating' | 'offered' | 'explained' | 'fulfilling' | 'confirming' | 'asked', string>
    >
    open: Readonly<
      Record<'received' | 'investigating' | 'offered' | 'explained' | 'fulfilling' | 'confirming' | 'asked', string>
    >
    late: string
    closed: string
    reopen: string
    /** Where it was made part of another. */
    merged: string
  }
  talk: {
    title: string
    you: string
    photo: string
    product: string
    signed: string
    wanted: string
    /** The same, looking back. */
    offered: string
    /** What became of an offer that no longer stands. */
    ended: Readonly<Record<'declined' | 'revised' | 'failed' | 'passed', string>>
    arbitration: string
    rated: string
  }
  forms: {
    words: string
    photos: string
    photosHint: string
    photosKept: string
    send: string
    add: string
    answer: string
    answerHint: string
    accept: string
    acceptHint: string
    name: string
    nameHint: string
    decline: string
    declineWhy: string
    declineSend: string
    acceptExplanation: string
    object: string
    objectWhy: string
    objectSend: string
    confirmYes: string
    confirmNo: string
    confirmWhy: string
    confirmSend: string
    rate: string
    rateAgain: string
    rateWorst: string
    rateBest: string
    rateWords: string
    rateSend: string
    reopen: string
    reopenWhy: string
    reopenSend: string
    withdraw: string
    withdrawSure: string
    withdrawWhy: string
    withdrawSend: string
  }
  done: Readonly<
    Record<'messages' | 'objection' | 'decision' | 'confirmation' | 'rating' | 'reopen' | 'withdraw', string>
  >
  wrong: {
    changed: string
    words: string
    /** A message without either. */
    wordsOrPhoto: string
    long: string
    name: string
    score: string
    unreadable: string
    photo: string
    photoType: string
    photoLarge: string
    photoMany: string
    photoRoom: string
    kept: string
    foreignTitle: string
    foreign: string
    busyTitle: string
    busy: string
    back: string
  }
  foot: { keep: string; zone: string }
  unknownTitle: string
  unknown: string
  erasedTitle: string
  erased: string
}

const LANGUAGES: Readonly<Record<string, Words>> = { en, 'zh-Hant': zhHant, ko }

/** The words for a reader of `locale`, and the language they are in. */
export function wordsFor(locale: string): { lang: string; words: Words } {
  const lang = bestLocale(Object.keys(LANGUAGES), locale, 'en') ?? 'en'
  return { lang, words: LANGUAGES[lang]! }
}
