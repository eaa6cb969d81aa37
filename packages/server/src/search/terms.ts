/*
 * How words are cut into the terms under which they are found, in any language: pure, and the same for what is stored
 * and for what is asked. Nothing is stemmed, so that what is found always holds what was asked.
 *
 * Letters lose case, width, and the accents of alphabets in which people leave them out. Scripts that put no space
 * between words (and Korean, which hangs its particles on them) are cut into overlapping pairs of characters, so that
 * every part of a text is found by any two neighbours in it.
 */

/** Longer words are cut to this, in what is stored and what is asked alike. */
const WORD_MAX = 64
/** Different terms kept of one text; beyond it the rest is not found. A feedback of the largest size has fewer. */
const TERMS_MAX = 20_000
/** UTF-16 units read of what is asked, and different terms taken from it. */
const ASKED_MAX = 2000
const ASKED_TERMS = 32
/** Digits by which a phone number is known, whichever prefixes it is written with. */
const PHONE_TAIL = 8

/** Characters of scripts without spaces between words. */
const PAIRED = String.raw`[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]&&[\p{L}\p{N}\p{M}]]`
/** A word, or a run of characters that is cut into pairs. */
export const WORD = new RegExp(String.raw`(?<pairs>${PAIRED}+)|[[\p{L}\p{N}\p{M}]--${PAIRED}]+`, 'gv')
/** Accents and vowel points that people leave out when they type: European, Hebrew, Arabic. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640]/gu
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
}
const FOLDED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')
/** A number as people write it for the phone, on one line. Its length is bounded, so that looking for it is cheap. */
export const PHONE = /(?<![\p{L}\p{N}-])[+(0](?:[\d()./-]|[^\S\r\n]){6,24}(?![\p{L}\p{N}])/gu
/** What stands around the `@` of a mail address. */
const MAILBOX = /[\p{L}\p{N}._%+'-]{1,64}$/u
const HOST = /^[\p{L}\p{N}.-]{0,190}/u

/** Something looked for: all texts that hold this term, or one that begins with it. */
export interface Asked {
  term: string
  prefix: boolean
  /** The telephone whose last digits the term is, as it was written. */
  number?: string
}

/** `text` without case, width and accents; Hangul and kana stay whole. */
export function fold(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(FOLDED, (letter) => LETTERS[letter]!)
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC')
}

/** The terms under which a text is found; each once. */
export function termsOf(text: string): Set<string> {
  const folded = fold(text)
  const terms = new Set<string>()
  for (const { address } of addresses(folded)) terms.add(address.slice(0, WORD_MAX))
  for (const [written] of folded.matchAll(PHONE)) if (isPhone(written, 7)) terms.add(tailOf(written))
  for (const match of folded.matchAll(WORD)) {
    if (terms.size >= TERMS_MAX) break
    const word = match[0]
    if (match.groups!['pairs'] === undefined) {
      terms.add(cut(word))
      if (/^\d{7,}$/.test(word)) terms.add(tailOf(word))
    } else {
      const characters = Array.from(word)
      for (let i = 0; i < characters.length && terms.size < TERMS_MAX; i++)
        // The last one stands alone, so that a single character is always the beginning of some term.
        terms.add(characters[i]! + (characters[i + 1] ?? ''))
    }
  }
  return terms
}

/**
 * The terms that a text must hold to be found by `text`; empty when there is no word in it.
 * The last word is taken for its beginning, as somebody may still be typing it; of very long texts only the first terms
 * count.
 */
export function askedOf(text: string): Asked[] {
  let folded = fold(text.slice(0, ASKED_MAX))
  const asked = new Map<string, Asked>()
  const ask = (term: string, prefix: boolean, number?: string) => {
    const known = asked.get(term)
    if (known) known.prefix &&= prefix
    else if (asked.size < ASKED_TERMS) asked.set(term, { term, prefix, ...(number === undefined ? {} : { number }) })
  }
  for (const { address, at } of addresses(folded)) {
    ask(address.slice(0, WORD_MAX), at + address.length === folded.length || address.length > WORD_MAX)
    folded = blank(folded, at, address)
  }
  for (const { 0: written, index } of folded.matchAll(PHONE)) {
    // Shorter ones may be the beginning of any number.
    if (!isPhone(written, written.startsWith('+') ? 7 : 9)) continue
    ask(tailOf(written), false, written)
    folded = blank(folded, index, written)
  }
  for (const match of folded.matchAll(WORD)) {
    const word = match[0]
    const last = match.index + word.length === folded.length
    if (match.groups!['pairs'] === undefined) ask(cut(word), last)
    else {
      const characters = Array.from(word)
      if (characters.length === 1) ask(word, true)
      for (let i = 1; i < characters.length; i++) ask(characters[i - 1]! + characters[i]!, false)
    }
  }
  return [...asked.values()]
}

/** Mail addresses, found from their `@`s, so that a long text without one costs nothing. */
function* addresses(folded: string): Generator<{ address: string; at: number }> {
  for (let sign = folded.indexOf('@'); sign >= 0; sign = folded.indexOf('@', sign + 1)) {
    const mailbox = MAILBOX.exec(folded.slice(Math.max(0, sign - WORD_MAX), sign))?.[0]
    const host = HOST.exec(folded.slice(sign + 1, sign + 192))![0].replace(/[.-]+$/u, '')
    if (mailbox !== undefined) yield { address: `${mailbox}@${host}`, at: sign - mailbox.length }
  }
}

function isPhone(written: string, least: number): boolean {
  const digits = written.replace(/\D/g, '').length
  return digits >= least && digits <= 15
}

/** The end of a number by which a phone is found, as a term. */
export function tailOf(written: string): string {
  return `#${written.replace(/\D/g, '').slice(-PHONE_TAIL)}`
}

function blank(text: string, at: number, word: string): string {
  return text.slice(0, at) + ' '.repeat(word.length) + text.slice(at + word.length)
}

/** Cut between characters, never inside one. */
export function cut(word: string): string {
  return word.length <= WORD_MAX ? word : word.slice(0, WORD_MAX).replace(/[\ud800-\udbff]$/, '')
}
