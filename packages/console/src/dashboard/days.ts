import { dateOf, now } from '../words/format.ts'

/** Stretches of the calendar that figures are told of. */
export const UNITS = ['week', 'month', 'quarter', 'year'] as const
export type Unit = (typeof UNITS)[number]

/** The day that it is where the shop is: `2026-11-21`. */
export function today(): string {
  return dateOf(now.value)
}

const MONTHS: Readonly<Record<Exclude<Unit, 'week'>, number>> = { month: 1, quarter: 3, year: 12 }

/** First day of the week (from Monday), month, quarter or year that holds a day. @param by so many further on */
export function firstOf(unit: Unit, date: string, by = 0): string {
  const day = new Date(`${date}T00:00:00Z`)
  if (unit === 'week') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7) + 7 * by)
  else {
    const months = MONTHS[unit]
    day.setUTCMonth(Math.floor(day.getUTCMonth() / months) * months + months * by, 1)
  }
  return day.toISOString().slice(0, 10)
}

/** Whether a day can be reckoned with: addresses are written by people, too. */
export function isDay(date: string | undefined): date is string {
  return date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(`${date}T00:00:00Z`))
}
