const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * How long a mail waits after each try that came to nothing; after the last it is dead. Soon at first, as most faults
 * pass; in all a little over three days, as RFC 5321 §4.5.4.1 advises four to five and nobody wants older news.
 */
const RETRY_MS = [
  MINUTE, // a server that restarts
  5 * MINUTE, // greylisting lifts
  15 * MINUTE,
  HOUR, // quotas of the hour
  3 * HOUR,
  6 * HOUR,
  12 * HOUR, // somebody has seen it in the morning
  24 * HOUR, // quotas of the day
  24 * HOUR,
] as const

/** When to try again after the `attempts`-th try; undefined: not any more. */
export function retryAt(attempts: number, now: number): number | undefined {
  const wait = RETRY_MS[attempts - 1]
  return wait === undefined ? undefined : now + wait
}

/** While no mail goes at all, one is tried after each of these, and the others stay as they are. */
const DOWN_MS = [30_000, MINUTE, 2 * MINUTE, 5 * MINUTE] as const

/** How long to leave the way alone after `times` tries in a row found it down. */
export function pauseAfter(times: number): number {
  return DOWN_MS[Math.min(times, DOWN_MS.length) - 1] ?? 0
}

/** How often a mail may go out without our learning whether it did: then once more, and no more. */
export const UNSURE_MAX = 2
