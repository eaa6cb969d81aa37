import type { CourtesyFinding } from '@earshot/sdk/contract'
import type { Entry } from './entry.ts'
import { find, type Finder, finderOf, type Match } from './match.ts'

/** Findings told at most: whoever has more reads the first ones and begins anew. */
const FINDINGS_MAX = 200

/** Ends of sentences; a point within a number is none. */
const SENTENCE_END = /[!?\n。！？；;…]|\.(?=\s|$)/g
/** A number with a unit of time, or a date or time in digits. */
const NUMBER =
  /\d\s?(?:am|pm|a\.m|p\.m|h|o'clock|min|hour|day|week|month|working|business|st|nd|rd|th|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|시|분|일|주|월|개월|年|月|日|號|号|點|时|時|分|小時|天|週|周|個)|\d[:/-]\d|may \d/gi

/**
 * Points out phrases that blame, refuse or promise without a date. A promise that names a date, in its own sentence or
 * in the next one, is none of them.
 *
 * @param dates words by which a sentence names a date
 */
export function check(
  words: string,
  entries: readonly Entry[],
  dates: readonly string[],
): { findings: CourtesyFinding[]; more: boolean } {
  const found = joined(find(finderFor(entries), words), words)
  const sentences = found.some(({ of }) => of.kind === 'vague-promise') ? sentencesOf(words, dates) : undefined
  const findings = found.flatMap(({ start, end, of }): CourtesyFinding[] => {
    const vague = of.kind === 'vague-promise'
    if (vague && sentences!.dated(start, end)) return []
    return [
      {
        id: of.id,
        kind: of.kind,
        start,
        end,
        words: words.slice(start, end),
        why: of.why,
        better: of.better,
        nameDate: vague,
      },
    ]
  })
  return { findings: findings.slice(0, FINDINGS_MAX), more: findings.length > FINDINGS_MAX }
}

/** Built once for each list: Earshot's own stay the same. */
const finders = new WeakMap<readonly Entry[], Finder<Entry>>()

function finderFor(entries: readonly Entry[]): Finder<Entry> {
  let finder = finders.get(entries)
  if (!finder) {
    finder = finderOf(entries.flatMap((entry) => entry.patterns.map((pattern) => [pattern, entry] as const)))
    finders.set(entries, finder)
  }
  return finder
}

/** What is said of two phrases in a row is said once. */
function joined(matches: readonly Match<Entry>[], words: string): Match<Entry>[] {
  const one: Match<Entry>[] = []
  for (const match of matches) {
    const last = one.at(-1)
    if (last?.of === match.of && words.slice(last.end, match.start).trim() === '') last.end = match.end
    else one.push({ ...match })
  }
  return one
}

/** Which sentences name a date. */
function sentencesOf(words: string, dates: readonly string[]): { dated(start: number, end: number): boolean } {
  const ends = [...words.matchAll(SENTENCE_END)].map(({ index }) => index)
  const named = finderOf(dates.map((date) => [date, true] as const))
  const marks = [
    ...find(named, words).map(({ start }) => start),
    ...[...words.matchAll(NUMBER)].map((one) => one.index),
  ]
  const dated = new Set(marks.map((at) => sentenceAt(ends, at)))
  return {
    dated(start, end) {
      const first = sentenceAt(ends, start)
      const last = sentenceAt(ends, end - 1)
      return dated.has(first) || dated.has(last) || dated.has(last + 1)
    },
  }
}

/** How many sentences end before a place. */
function sentenceAt(ends: readonly number[], at: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! < at) low = middle + 1
    else high = middle
  }
  return low
}
