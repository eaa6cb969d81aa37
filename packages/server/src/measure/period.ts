import type { MeasureQuery } from '@earshot/sdk/contract'
import { refuse } from '../invalid.ts'
import { instantOf, wallOf } from '../promise/calendar.ts'
import { type Fault, says } from '../rule.ts'

/*
 * Which stretch of time is measured, and with which it is compared: days of the site's calendar, as moments. Pure.
 */

/** A stretch of time, in Unix ms. */
export interface Slot {
  from: number
  /** Not part of it. */
  to: number
  /** The first day of it, and the last, where the site is. */
  first: string
  last: string
}

export interface Period extends Slot {
  unit: 'week' | 'month' | 'quarter' | 'year' | null
  bucket: Bucket
  /** Whether it is not over yet. */
  partial: boolean
  slots: Slot[]
  /** As long as it, so far. */
  before: Slot & { slots: Slot[] }
}

type Bucket = 'day' | 'week' | 'month'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 3600_000
/** Days up to which a chart has a point for each day, and for each week. */
const BY_DAY = 45
const BY_WEEK = 200
/** Longest stretch, and most points of a chart. */
const DAYS_MAX = 3660
const SLOTS_MAX = 400

/** The period asked for, the current month by default. Rejects with `invalid`. */
export function periodOf(query: MeasureQuery, timeZone: string, now: number): Period {
  const today = dateAt(wallOf(timeZone, now))
  const start = (date: string) => instantOf(timeZone, Date.parse(date))
  const { unit, first, end } = asked(query, today)
  if (first > today) throw bad(unit === null ? 'from' : 'date', 'too_big', says('not_after', { date: today }))
  const days = daysBetween(first, end)
  if (days > DAYS_MAX) throw bad('from', 'too_small', says('days_max', { n: DAYS_MAX }))
  const bucket = query.bucket ?? (days <= BY_DAY ? 'day' : days <= BY_WEEK ? 'week' : 'month')
  const partial = end > today
  const earlier = unit === null ? plusDays(first, -days) : shifted(first, unit, -1)
  const whole: Slot = { from: start(earlier), to: start(first), first: earlier, last: plusDays(first, -1) }
  // To the end of the minute: what came in just now counts.
  const soon = (at: number) => Math.floor(at / MINUTE_MS) * MINUTE_MS + MINUTE_MS
  const to = partial ? soon(now) : start(end)
  const own: Slot = { from: start(first), to, first, last: partial ? today : plusDays(end, -1) }
  const before = partial ? soFar(whole, unit, first, today, soon(wallOf(timeZone, now) % DAY_MS), timeZone) : whole
  const slots = slotsOf(own, bucket, start)
  const period = { ...own, unit, bucket, partial, slots, before: { ...before, slots: slotsOf(before, bucket, start) } }
  if (slots.length > SLOTS_MAX) throw bad('bucket', 'too_small', says('points_max', { n: slots.length }))
  return period
}

function asked(query: MeasureQuery, today: string): { unit: Period['unit']; first: string; end: string } {
  const { from, to, period, date } = query
  if (from === undefined) {
    if (to !== undefined) throw bad('to', 'custom', says('needs_from'))
    const unit = period ?? 'month'
    const first = firstOf(date ?? today, unit)
    return { unit, first, end: shifted(first, unit, 1) }
  }
  if (period !== undefined || date !== undefined)
    throw bad(period === undefined ? 'date' : 'period', 'custom', says('not_with_from'))
  const last = to ?? today
  if (from > last) throw bad('from', 'too_big', says('not_after', { date: last }))
  return { unit: null, first: from, end: plusDays(last, 1) }
}

/** Of the period before only as much as has passed of the current one: to the same day and time of day. */
function soFar(
  whole: Slot,
  unit: Period['unit'],
  first: string,
  today: string,
  timeOfDay: number,
  timeZone: string,
): Slot {
  const back = unit === null || unit === 'week' ? plusDays(whole.first, daysBetween(first, today)) : backBy(today, unit)
  // There was no such day: the month before was shorter, and is over.
  if (typeof back !== 'string') {
    const next = shifted(firstOf(back.month, 'month'), 'month', 1)
    return { ...whole, to: instantOf(timeZone, Date.parse(next)), last: plusDays(next, -1) }
  }
  return { ...whole, to: instantOf(timeZone, Date.parse(back) + timeOfDay), last: back }
}

/** The same day a month, a quarter or a year before; only the month where it has no such day. */
function backBy(date: string, unit: 'month' | 'quarter' | 'year'): string | { month: string } {
  const month = shifted(firstOf(date, 'month'), unit, -1)
  const same = plusDays(month, Number(date.slice(8)) - 1)
  return same.slice(0, 7) === month.slice(0, 7) ? same : { month }
}

function slotsOf({ from, to, first }: Slot, bucket: Bucket, start: (date: string) => number): Slot[] {
  const slots: Slot[] = []
  for (let day = first, at = from; at < to && slots.length <= SLOTS_MAX;) {
    const next = shifted(firstOf(day, bucket), bucket, 1)
    const until = Math.min(start(next), to)
    slots.push({ from: at, to: until, first: day, last: plusDays(next, -1) })
    day = next
    at = until
  }
  return slots
}

/** The first day of the week (Monday), month, quarter or year that a day lies in. */
function firstOf(date: string, unit: NonNullable<Period['unit']> | Bucket): string {
  const [year, month] = date.split('-') as [string, string]
  if (unit === 'day') return date
  if (unit === 'week') return plusDays(date, -((new Date(date).getUTCDay() + 6) % 7))
  if (unit === 'month') return `${year}-${month}-01`
  if (unit === 'year') return `${year}-01-01`
  return `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
}

const MONTHS = { month: 1, quarter: 3, year: 12 }

/** @param date the first of its month, where months are shifted */
function shifted(date: string, unit: NonNullable<Period['unit']> | Bucket, by: number): string {
  if (unit === 'day' || unit === 'week') return plusDays(date, by * (unit === 'day' ? 1 : 7))
  const [year, month] = date.split('-').map(Number) as [number, number]
  return dateAt(Date.UTC(year, month - 1 + by * MONTHS[unit], 1))
}

function plusDays(date: string, days: number): string {
  return dateAt(Date.parse(date) + days * DAY_MS)
}

function daysBetween(first: string, end: string): number {
  return (Date.parse(end) - Date.parse(first)) / DAY_MS
}

function dateAt(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10)
}

function bad(path: string, code: string, said: Fault) {
  return refuse('the query', [{ path, code, ...said }])
}
