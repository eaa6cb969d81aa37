/*
 * Finds phrases in a text, in one pass: a tree of characters is walked from each place where a phrase may begin, never
 * deeper than the longest phrase. Case, width, kind of apostrophe and amount of blank do not matter. A phrase in letters
 * is found as whole words; one in Chinese, Japanese or Korean anywhere and with any blanks between, as those scripts
 * write none, or not always the same.
 */

/** Where a phrase stands in the text, in UTF-16 code units. */
export interface Match<T> {
  start: number
  end: number
  of: T
}

interface Node<T> {
  next: Map<string, Node<T>>
  of?: T
}

/** Phrases, ready to be looked for. */
export interface Finder<T> {
  spaced: Node<T>
  tight: Node<T>
}

/** A text as it is compared, with where each of its units stood. */
interface View {
  units: string[]
  start: number[]
  end: number[]
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u
const WORD = /[\p{L}\p{N}\p{M}]/u
/** One letter with its marks, or the parts of a Korean syllable; no more marks than any script needs. */
const LETTERS = /[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|\P{M}\p{M}{0,8}|\p{M}{1,8}/uy

/** @param phrases of two that are alike the first counts */
export function finderOf<T>(phrases: Iterable<readonly [phrase: string, of: T]>): Finder<T> {
  const finder: Finder<T> = { spaced: { next: new Map() }, tight: { next: new Map() } }
  for (const [phrase, of] of phrases) {
    const tight = UNSPACED.test(phrase)
    let node = tight ? finder.tight : finder.spaced
    const { units } = tight ? tightOf(viewOf(phrase)) : viewOf(phrase.trim())
    if (units.length === 0) continue
    for (const unit of units) {
      let next = node.next.get(unit)
      if (!next) node.next.set(unit, (next = { next: new Map() }))
      node = next
    }
    node.of ??= of
  }
  return finder
}

/** The phrases that a text holds, in their order; of those that overlap the first and longest. */
export function find<T>(finder: Finder<T>, text: string): Match<T>[] {
  const spaced = viewOf(text)
  const found = [
    ...matches(
      finder.spaced,
      spaced,
      (at) => begins(spaced.units, at),
      (at) => ends(spaced.units, at),
    ),
    ...(finder.tight.next.size > 0 ? matches(finder.tight, tightOf(spaced)) : []),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end)
  const kept: Match<T>[] = []
  for (const one of found) if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one)
  return kept
}

function* matches<T>(
  root: Node<T>,
  view: View,
  mayBegin: (at: number) => boolean = () => true,
  mayEnd: (at: number) => boolean = () => true,
): Generator<Match<T>> {
  const { units, start, end } = view
  for (let from = 0; from < units.length; from++) {
    if (!root.next.has(units[from]!) || !mayBegin(from)) continue
    let node: Node<T> | undefined = root
    let longest: Match<T> | undefined
    for (let at = from; at < units.length; at++) {
      node = node.next.get(units[at]!)
      if (!node) break
      if (node.of !== undefined && mayEnd(at)) longest = { start: start[from]!, end: end[at]!, of: node.of }
    }
    if (longest) yield longest
  }
}

/** Whether a word begins here: an apostrophe within a word is part of it. */
function begins(units: readonly string[], at: number): boolean {
  const before = units[at - 1]
  if (before === undefined) return true
  if (before === "'") return !isWord(units[at - 2])
  return !isWord(before)
}

function ends(units: readonly string[], at: number): boolean {
  const after = units[at + 1]
  if (after === undefined) return true
  if (after === "'") return !isWord(units[at + 2])
  return !isWord(after)
}

function isWord(unit: string | undefined): boolean {
  if (unit === undefined) return false
  const code = unit.charCodeAt(0)
  if (code < 0x80) return (code > 0x60 && code < 0x7b) || (code > 0x2f && code < 0x3a)
  return WORD.test(unit)
}

function viewOf(text: string): View {
  const view: View = { units: [], start: [], end: [] }
  const add = (unit: string, start: number, end: number) => {
    view.units.push(unit)
    view.start.push(start)
    view.end.push(end)
  }
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at)
    // Most letters are alone and compare as they are.
    if (isPlain(code) && !(text.charCodeAt(at + 1) >= FIRST_MARK && !isPlain(text.charCodeAt(at + 1)))) {
      if (code > SPACE && code !== GRAVE) add(text[at]!.toLowerCase(), at, at + 1)
      else if (code === GRAVE) add("'", at, at + 1)
      else if (view.units.at(-1) !== ' ') add(' ', at, at + 1)
      at += 1
      continue
    }
    LETTERS.lastIndex = at
    const letters = LETTERS.exec(text)?.[0] ?? text[at]!
    const end = at + letters.length
    if (letters.trim() !== '')
      for (const unit of letters
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\u2018\u2019\u02bc\uff07\u00b4]/g, "'"))
        add(unit, at, end)
    else if (view.units.at(-1) !== ' ') add(' ', at, end)
    at = end
  }
  return view
}

const SPACE = 0x20
const GRAVE = 0x60
/** Below it no character adds to the one before. */
const FIRST_MARK = 0x300

/** ASCII, and the syllables and characters that compare as they are. */
function isPlain(code: number): boolean {
  return code < 0x80 || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3)
}

/** The same without blanks. */
function tightOf({ units, start, end }: View): View {
  const view: View = { units: [], start: [], end: [] }
  for (const [at, unit] of units.entries()) {
    if (unit === ' ') continue
    view.units.push(unit)
    view.start.push(start[at]!)
    view.end.push(end[at]!)
  }
  return view
}
