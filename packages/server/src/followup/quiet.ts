import type { FollowupRules, QuietHours } from '@earshot/sdk/contract'
import type { FollowupTable } from '../database/schema.ts'
import { type Calendar, type Hours, spans } from '../promise/calendar.ts'

/*
 * When a customer may be called or written to: within the site's hours, less their own quiet hours, by their own clock.
 * Pure.
 */

/** Whose hours. */
export interface Wakeful {
  /** The customer's. */
  readonly timeZone: string
  /** The site's rule, such as 09:00 to 20:00. */
  readonly hours: readonly [string, string]
  /** The customer's own; null: none. */
  readonly quiet: QuietHours | null
}

const DAY_MS = 24 * 3600_000
/** Days whose hours are kept; what a plan for a hundred thousand customers asks for again and again. */
const KEPT = 20_000
const known = new Map<string, readonly [number, number][]>()

/** When its customer may be disturbed. */
export function wakefulOf(
  row: Pick<FollowupTable, 'time_zone' | 'quiet'> & { card_zone?: string | null; card_quiet?: string | null },
  { hours }: FollowupRules,
): Wakeful {
  // What the card says by now goes before what it said when the visit was planned.
  const quiet = row.card_quiet === undefined ? row.quiet : row.card_quiet
  return {
    timeZone: row.card_zone ?? row.time_zone,
    hours,
    quiet: quiet === null ? null : (JSON.parse(quiet) as QuietHours),
  }
}

/** The first moment from `at` on at which the customer may be disturbed; undefined where they never may. */
export function nextWakeful(of: Wakeful, at: number): number | undefined {
  const span = around(of, at).find(([, end]) => end > at)
  return span && Math.max(span[0], at)
}

/** Whether the customer may be disturbed now. */
export function isWakeful(of: Wakeful, at: number): boolean {
  return nextWakeful(of, at) === at
}

/** The customer's hours on a date of their own, first and last moment; undefined where there are none. */
export function hoursOn(of: Wakeful, date: string): [number, number] | undefined {
  const found = spans(calendarOf(of), Date.parse(date))
  return found.length === 0 ? undefined : [found[0]![0], found.at(-1)![1]]
}

/** Hours from the day before to two days after, wherever on earth the customer is. */
function around(of: Wakeful, at: number): readonly [number, number][] {
  const day = Math.floor(at / DAY_MS) * DAY_MS
  const key = `${of.timeZone} ${of.hours.join('-')} ${of.quiet ? `${of.quiet.from}-${of.quiet.until}` : ''} ${day}`
  let found = known.get(key)
  if (!found) {
    const calendar = calendarOf(of)
    found = [-1, 0, 1, 2].flatMap((i) => spans(calendar, day + i * DAY_MS))
    if (known.size >= KEPT) known.clear()
    known.set(key, found)
  }
  return found
}

function calendarOf({ timeZone, hours, quiet }: Wakeful): Calendar {
  const day = awake(hours, quiet)
  return { timeZone, week: Array.from({ length: 7 }, () => day), holidays: [] }
}

/** The site's hours less the quiet ones, which may go through the night. */
function awake([from, until]: readonly [string, string], quiet: QuietHours | null): Hours[] {
  if (!quiet) return [[from, until]]
  const free: Hours[] =
    quiet.from <= quiet.until
      ? [
          ['00:00', quiet.from],
          [quiet.until, '24:00'],
        ]
      : [[quiet.until, quiet.from]]
  return free.flatMap(([begin, end]): Hours[] => {
    const start = begin > from ? begin : from
    const stop = end < until ? end : until
    return start < stop ? [[start, stop]] : []
  })
}
