/*
 * A shop's working hours: pure arithmetic over wall time, so that a clock in working hours is right across
 * weekends, holidays and changes of daylight saving time.
 */

/** From and until, as `HH:MM` in the shop's zone; `24:00` is the end of the day. */
export type Hours = readonly [from: string, until: string]

export interface Calendar {
  /** IANA name. */
  readonly timeZone: string
  /** By weekday, Monday first; none on a day off. */
  readonly week: readonly (readonly Hours[])[]
  /** Calendar dates on which nobody works, as `2026-12-25`. */
  readonly holidays: readonly string[]
}

const DAY_MS = 24 * 3600_000
/** A calendar without a working hour within this many days has none at all. */
const SEARCH_DAYS = 800

/**
 * The moment at which `work` milliseconds of working hours have passed since `from`.
 * A calendar without working hours counts plain time: a promise must fall due some day.
 */
export function addWorking(calendar: Calendar, from: number, work: number): number {
  let left = Math.max(0, work)
  for (let day = dayOf(calendar.timeZone, from), i = 0; i < SEARCH_DAYS; day += DAY_MS, i++) {
    for (const [start, end] of spans(calendar, day)) {
      const begin = Math.max(start, from)
      if (begin >= end) continue
      if (end - begin >= left) return begin + left
      left -= end - begin
    }
  }
  return from + work
}

/** Milliseconds of working hours from one moment to a later one. */
export function workingBetween(calendar: Calendar, from: number, to: number): number {
  let work = 0
  for (let day = dayOf(calendar.timeZone, from); day <= to + DAY_MS; day += DAY_MS)
    for (const [start, end] of spans(calendar, day)) work += Math.max(0, Math.min(end, to) - Math.max(start, from))
  return work
}

/** The working hours of a calendar day as moments, in order. @param day as `dayOf` gives it */
export function spans({ timeZone, week, holidays }: Calendar, day: number): [number, number][] {
  const date = new Date(day).toISOString().slice(0, 10)
  if (holidays.includes(date)) return []
  const hours = week[(new Date(day).getUTCDay() + 6) % 7] ?? []
  return hours.map(([from, until]) => [
    instantOf(timeZone, day + minutes(from)),
    instantOf(timeZone, day + minutes(until)),
  ])
}

function minutes(time: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number]
  return (hour * 60 + minute) * 60_000
}

/** The calendar day of a moment where the shop is, as midnight UTC of that date. */
function dayOf(timeZone: string, at: number): number {
  const wall = at + offset(timeZone, at)
  return wall - (((wall % DAY_MS) + DAY_MS) % DAY_MS)
}

/**
 * The moment of a wall time (milliseconds as if it were UTC). A wall time that a change of clocks skips is as much
 * later as the change; one that comes twice is its first.
 */
export function instantOf(timeZone: string, wall: number): number {
  const before = offset(timeZone, wall - DAY_MS)
  const after = offset(timeZone, wall + DAY_MS)
  for (const each of [before, after]) if (offset(timeZone, wall - each) === each) return wall - each
  return wall - before
}

/** The wall time of a moment, as if it were UTC. */
export function wallOf(timeZone: string, at: number): number {
  return at + offset(timeZone, at)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds by which the zone's wall time is ahead of UTC. */
function offset(timeZone: string, at: number): number {
  let format = formats.get(timeZone)
  if (!format) {
    const number = '2-digit'
    format = new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: number,
      day: number,
      hour: number,
      minute: number,
      second: number,
    })
    formats.set(timeZone, format)
  }
  const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const get = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0
  const wall = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'))
  return wall - Math.floor(at / 1000) * 1000
}
