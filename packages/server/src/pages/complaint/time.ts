import { type Html, html } from '../html.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3600_000
const DAY_MS = 24 * HOUR_MS

/** How times are told: in the shop's zone, in the reader's language. */
export interface Times {
  /** To the minute, with the weekday; the year where it is another one. */
  at(time: string): Html
  /** The same in short, for a list or beside a name. */
  brief(time: string): Html
  /** Between now and then: "in 18 hours", "3 days ago". */
  away(time: string): string
  /** Name of the zone. */
  zone: string
}

/** @param locale a language tag; one that is not known here is told as in `fallback` */
export function timesIn(locale: string, fallback: string, timeZone: string, now: number): Times {
  const [known] = [...Intl.DateTimeFormat.supportedLocalesOf([locale]), fallback]
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(known, { timeZone, ...options })
  const minute = { weekday: 'long', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const
  const few = { ...minute, weekday: 'short', month: 'short' } as const
  const year = format({ year: 'numeric' })
  const thisYear = year.format(now)
  /** In one form or, where the year is another one, with the year. */
  const formatted = (options: typeof minute | typeof few) => {
    const [without, withYear] = [format(options), format({ ...options, year: 'numeric' })]
    return (time: string) => {
      const date = new Date(time)
      const told = (year.format(date) === thisYear ? without : withYear).format(date)
      return html`<time datetime="${date.toISOString()}">${told}</time>`
    }
  }
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const dayOf = (time: string | number) => Date.parse(day.format(new Date(time)))
  const zoneIn = (timeZoneName: 'longGeneric' | 'long', like: RegExp) =>
    format({ timeZoneName })
      .formatToParts(now)
      .find(({ type, value }) => type === 'timeZoneName' && like.test(value))?.value
  return {
    at: formatted(minute),
    brief: formatted(few),
    away(time) {
      const ms = Date.parse(time) - now
      const relative = new Intl.RelativeTimeFormat(known, { numeric: 'auto' })
      if (Math.abs(ms) < HOUR_MS) return relative.format(Math.round(ms / MINUTE_MS), 'minute')
      if (Math.abs(ms) < 2 * DAY_MS) return relative.format(Math.round(ms / HOUR_MS), 'hour')
      // Days as a calendar counts them: from Sunday evening to Friday morning it is five.
      return relative.format(Math.round((dayOf(time) - dayOf(now)) / DAY_MS), 'day')
    },
    zone: zoneIn('longGeneric', /^(?!GMT)/) ?? zoneIn('long', /./) ?? timeZone,
  }
}

/** Puts what is known into a text: every `{name}` by what stands for it. */
export function fill(text: string, values: Readonly<Record<string, Html | string | number>>): Html {
  const parts = text.split(/\{(\w+)\}/)
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : (values[part] ?? '')))}`
}
