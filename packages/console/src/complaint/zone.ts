import { formatter } from '../words/format.ts'

/*
 * Times of day in the shop's time zone, as `<input type="datetime-local">` writes them. Promises are made by the shop's
 * clock, wherever whoever makes them sits.
 */

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const MINUTELY = {
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
} as const

/** `2026-11-27T12:00` in a time zone. */
export function wallOf(at: number, timeZone: string): string {
  const parts = formatter(Intl.DateTimeFormat, { timeZone, ...MINUTELY }, 'en-CA').formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)!.value
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

/** The time that a clock on the wall shows so; undefined where it is no time. In an hour that comes twice, the first. */
export function timeOf(wall: string, timeZone: string): number | undefined {
  const meant = Date.parse(`${wall}Z`)
  if (Number.isNaN(meant)) return undefined
  // What the zone is ahead there is not known before; a second look settles it, but for an hour that never was.
  let at = meant
  for (let look = 0; look < 2; look++) at -= Date.parse(`${wallOf(at, timeZone)}Z`) - meant
  return at
}

export interface Choice {
  name: 'today' | 'tomorrow' | 'friday'
  at: number
}

/** Times that are promised often: today at five, tomorrow at noon, Friday at noon; those that are still to come. */
export function choices(now: number, timeZone: string): Choice[] {
  const today = wallOf(now, timeZone).slice(0, 10)
  const on = (days: number, hour: string) => {
    const date = new Date(Date.parse(`${today}T00:00Z`) + days * DAY).toISOString().slice(0, 10)
    return timeOf(`${date}T${hour}`, timeZone)!
  }
  const weekday = new Date(`${today}T00:00Z`).getUTCDay()
  const toFriday = (5 - weekday + 7) % 7
  const all: Choice[] = [
    { name: 'today', at: on(0, '17:00') },
    { name: 'tomorrow', at: on(1, '12:00') },
    { name: 'friday', at: on(toFriday < 2 ? toFriday + 7 : toFriday, '12:00') },
  ]
  // An hour at least, so that it can be kept.
  return all.filter(({ at }) => at > now + 60 * MINUTE)
}
