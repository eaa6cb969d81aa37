import { computed, signal } from '@preact/signals'
import { session } from '../session/session.ts'
import { language, w } from './words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The time, to half a minute: what is told in relation to now follows it. */
export const now = signal(Date.now())
setInterval(() => (now.value = Date.now()), 30_000)

const made = new Map<string, unknown>()

/** How the reader's country writes dates and figures in the console's language. */
const readers = computed(() => navigator.languages.find((tag) => tag.startsWith(language.value)) ?? language.value)

/** One formatter for each way that it is asked for: to make one takes longer than to draw a row. */
export function formatter<F, O extends object>(
  Kind: new (locale: string, options: O) => F,
  options: O,
  locale = readers.value,
): F {
  const key = `${Kind.name} ${locale} ${JSON.stringify(options)}`
  let one = made.get(key) as F | undefined
  if (!one) made.set(key, (one = new Kind(locale, options)))
  return one
}

export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return formatter(Intl.NumberFormat, options).format(value)
}

/** A share of 1, such as `91.4 %`. */
export function percent(share: number, digits = 1): string {
  return number(share, { style: 'percent', maximumFractionDigits: digits })
}

/** An amount in the currency's minor unit. */
export function money(amount: number, currency: string): string {
  const options = { style: 'currency', currency } as const
  const { maximumFractionDigits = 2 } = formatter(Intl.NumberFormat, options).resolvedOptions()
  return number(amount / 10 ** maximumFractionDigits, options)
}

type Moment = string | number | Date

/** A time in the shop's time zone, or in the one that is named: the day and the hour. */
export function exact(time: Moment, options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }) {
  const asked = { timeZone: session.value?.site.timeZone ?? 'UTC', ...options }
  return formatter(Intl.DateTimeFormat, asked).format(new Date(time))
}

/** A day in the shop's time zone. */
export function day(time: Moment): string {
  return exact(time, { dateStyle: 'medium' })
}

/** From one day to another in the shop's time zone: `1–21 November`. @param to the last moment */
export function days(
  from: Moment,
  to: Moment,
  options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long' },
) {
  const timeZone = session.value?.site.timeZone ?? 'UTC'
  return formatter(Intl.DateTimeFormat, { ...options, timeZone }).formatRange(new Date(from), new Date(to))
}

/** A time as people say it: `5 minutes ago`, `yesterday, 14:30`, `12 Aug`. */
export function when(time: Moment): string {
  const at = new Date(time).getTime()
  const away = at - now.value
  const relative = formatter(Intl.RelativeTimeFormat, { numeric: 'auto', style: 'short' } as const)
  if (Math.abs(away) < MINUTE) return relative.format(0, 'second')
  if (Math.abs(away) < HOUR) return relative.format(Math.trunc(away / MINUTE), 'minute')
  const days = daysBetween(now.value, at)
  const clock = exact(at, { timeStyle: 'short' })
  if (days === 0) return clock
  if (Math.abs(days) === 1) return `${relative.format(days, 'day')}, ${clock}`
  const sameYear = exact(at, { year: 'numeric' }) === exact(now.value, { year: 'numeric' })
  return exact(at, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })
}

/** The calendar's day of a time, in the shop's time zone: `2026-11-21`. */
export function dateOf(time: number): string {
  const timeZone = session.value?.site.timeZone ?? 'UTC'
  return formatter(Intl.DateTimeFormat, { timeZone }, 'en-CA').format(time)
}

/** Calendar days from one time to another, in the shop's time zone. */
function daysBetween(from: number, to: number): number {
  return Math.round((Date.parse(dateOf(to)) - Date.parse(dateOf(from))) / DAY)
}

/** A length of time in its two largest units at most: `1 h 20 min`, `3 d`. */
export function duration(ms: number): string {
  const { unit } = w().common
  const left = Math.abs(ms)
  if (left < HOUR) return unit.minutes(number(Math.max(1, Math.round(left / MINUTE))))
  if (left < 10 * HOUR) {
    const minutes = Math.floor((left % HOUR) / MINUTE)
    const hours = unit.hours(number(Math.floor(left / HOUR)))
    return minutes === 0 ? hours : `${hours} ${unit.minutes(number(minutes))}`
  }
  if (left < 2 * DAY) return unit.hours(number(Math.round(left / HOUR)))
  return unit.days(number(Math.round(left / DAY)))
}

/** Of a text in several languages the one that suits the reader. */
export function textOf(text: Readonly<Record<string, string>> | null | undefined): string {
  if (!text) return ''
  const site = session.value?.site.locale
  return text[language.value] ?? (site && text[site]) ?? text['en'] ?? Object.values(text)[0] ?? ''
}

/** A language by its own name: `한국어`. */
export function languageName(tag: string): string {
  try {
    return formatter(Intl.DisplayNames, { type: 'language' }, tag).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Somebody's words within a sentence of ours: whichever way they run, and whatever they hold, the rest runs as it did. */
export function apart(text: string): string {
  // First strong isolate, and its end; what closes one in the words would end ours.
  return `\u2068${text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`
}
