import { type Asked, cut, fold, PHONE, tailOf, WORD } from './terms.ts'

/** Characters of a snippet, more or less, and of it before the first word that was asked for. */
const LENGTH = 200
const BEFORE = 60

/** From where to where, in UTF-16 units of the text. */
export interface Place {
  start: number
  end: number
}

/** Some words around those that were asked for: plain text, and where in it they stand. */
export interface Snippet {
  text: string
  matches: Place[]
}

/** The part that tells most of what was asked for, cut to a line or two. */
export function snippetOf(parts: readonly string[], asked: readonly Asked[]): Snippet {
  let best = { part: parts[0] ?? '', places: [] as Place[], terms: -1 }
  for (const part of parts) {
    const places = placesOf(part, asked)
    const terms = new Set(places.map(({ start, end }) => fold(part.slice(start, end)))).size
    if (terms > best.terms) best = { part, places, terms }
  }
  return cropped(best.part, best.places)
}

/** Where in a text the words stand that were asked for; in order, none within another. */
export function placesOf(text: string, asked: readonly Asked[]): Place[] {
  const whole = new Set(asked.filter(({ prefix }) => !prefix).map(({ term }) => term))
  const beginnings = asked.filter(({ prefix }) => prefix).map(({ term }) => term)
  const sought = (term: string) => whole.has(term) || beginnings.some((beginning) => term.startsWith(beginning))
  const places: Place[] = []
  for (const match of text.matchAll(WORD)) {
    if (match.groups!['pairs'] === undefined) {
      if (sought(cut(fold(match[0])))) places.push({ start: match.index, end: match.index + match[0].length })
      continue
    }
    const characters = Array.from(match[0])
    let at = match.index
    for (const [i, character] of characters.entries()) {
      const next = characters[i + 1] ?? ''
      const pair = fold(character + next)
      if (whole.has(pair)) places.push({ start: at, end: at + character.length + next.length })
      else if (beginnings.some((beginning) => pair.startsWith(beginning)))
        places.push({ start: at, end: at + character.length })
      at += character.length
    }
  }
  for (const { 0: written, index } of text.matchAll(PHONE))
    if (whole.has(tailOf(written))) places.push({ start: index, end: index + written.trimEnd().length })
  for (const { 0: written, index } of text.matchAll(/[^\s<>(),;]{1,64}@[^\s<>(),;]{1,190}/gu))
    if (asked.some(({ term }) => term.includes('@') && fold(written).startsWith(term)))
      places.push({ start: index, end: index + written.length })
  return merged(places)
}

function merged(places: readonly Place[]): Place[] {
  const kept: Place[] = []
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    const last = kept.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else kept.push({ start, end })
  }
  return kept
}

/** A line or two of a text, from shortly before its first match, with `…` where something is left out. */
function cropped(text: string, places: readonly Place[]): Snippet {
  let start = Math.max(0, (places[0]?.start ?? 0) - BEFORE)
  if (start > 0 && text.length <= LENGTH) start = 0
  let end = Math.min(text.length, start + LENGTH)
  // Never within a character.
  if (start > 0 && isLow(text, start)) start += 1
  if (end < text.length && isLow(text, end)) end += 1
  const before = start > 0 ? '…' : ''
  const shown = text.slice(start, end).replaceAll(/\s/g, ' ')
  return {
    text: `${before}${shown}${end < text.length ? '…' : ''}`,
    matches: places
      .filter((place) => place.start >= start && place.end <= end)
      .map((place) => ({ start: place.start - start + before.length, end: place.end - start + before.length })),
  }
}

function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}
