import { wilson } from './wilson.ts'

/*
 * What is said of counts, and when nothing is: with too few, chance speaks louder than what is measured. Pure.
 */

/** Fewer than these are too few to say: for a share or a score, a median, and what nine of ten stay below. */
export const LEAST = { share: 10, median: 5, p90: 10 } as const

const HOUR_MS = 3600_000

export interface Share {
  n: number
  hits: number
  share: number | null
  low: number | null
  high: number | null
  few: boolean
}

/** Hits among `n`, with the band in which the true share lies. */
export function shareOf(hits: number, n: number): Share {
  if (n < LEAST.share) return { n, hits, share: null, low: null, high: null, few: true }
  const { low, high } = wilson(hits, n)
  return { n, hits, share: round(hits / n, 4), low: round(low, 4), high: round(high, 4), few: false }
}

export interface Nps {
  n: number
  promoters: number
  detractors: number
  score: number | null
  few: boolean
}

/** Net Promoter Score: promoters (9, 10) less detractors (0 to 6) of a hundred. */
export function npsOf(counts: { n: number; promoters: number; detractors: number }): Nps {
  const few = counts.n < LEAST.share
  return { ...counts, score: few ? null : round(((counts.promoters - counts.detractors) / counts.n) * 100, 1), few }
}

export interface Span {
  n: number
  median: number | null
  p90: number | null
  few: boolean
}

/** @param median in milliseconds, as `p90`; null where there is none */
export function spanOf(n: number, median: number | null, p90: number | null): Span {
  const few = n < LEAST.median
  return { n, median: few ? null : hours(median), p90: n < LEAST.p90 ? null : hours(p90), few }
}

/** What became of it since before; null where either is not known. */
export function difference(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : round(now - before, 4)
}

/** By which part it grew; null where there was nothing. */
export function growth(now: number, before: number): number | null {
  return before === 0 ? null : round(now / before - 1, 4)
}

export function round(value: number, digits: number): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}

function hours(ms: number | null): number | null {
  return ms === null ? null : round(ms / HOUR_MS, 2)
}
