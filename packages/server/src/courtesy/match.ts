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
const LETTERS = /[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|\P{M}\p{M}{0,8}|\p{M}{1,8}/gu

/** @param phrases of two that are alike the first counts */
export function finderOf<T>(phrases: Iterable<readonly [phrase: string, of: T]>): Finder<T> {
  const finder: Finder<T> = { spaced: { next: new Map() }, tight: { next: new Map() } }
  for (const [phrase, of] of phrases) {
    const tight = UNSPACED.test(phrase)
    let node = tight ? finder.tight : finder.spaced
    const { units } = viewOf(phrase.trim(), tight)
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
  const spaced = viewOf(text, false)
  const found = [
    ...matches(
      finder.spaced,
      spaced,
      (at) => begins(spaced.units, at),
      (at) => ends(spaced.units, at),
    ),
    ...matches(finder.tight, viewOf(text, true)),
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
  return unit !== undefined && WORD.test(unit)
}

function viewOf(text: string, tight: boolean): View {
  const view: View = { units: [], start: [], end: [] }
  for (const { 0: letters, index } of text.matchAll(LETTERS)) {
    const blank = letters.trim() === ''
    if (blank && (tight || view.units.at(-1) === ' ')) continue
    const plain = blank
      ? ' '
      : letters
          .normalize('NFKC')
          .toLowerCase()
          .replace(/[\u2018\u2019\u02bc\uff07`\u00b4]/g, "'")
    for (const unit of plain) {
      view.units.push(unit)
      view.start.push(index)
      view.end.push(index + letters.length)
    }
  }
  return view
}
