import { type RawBuilder, sql } from 'kysely'
import { wallOf } from '../promise/calendar.ts'
import type { Span } from './count.ts'

/** Months shown at most: a longer time begins with the whole of what came before. */
const MONTHS = 60

/** `2026-11` and so on, of the site's calendar. */
export function monthsIn({ from, to }: Span, timeZone: string): string[] {
  const monthOf = (at: number) => new Date(wallOf(timeZone, at)).toISOString().slice(0, 7)
  const first = monthOf(from)
  const months = [monthOf(to - 1)]
  while (months[0]! > first && months.length < MONTHS) {
    const [year, month] = months[0]!.split('-').map(Number) as [number, number]
    months.unshift(new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7))
  }
  return months
}

/** Which month a time is in, counted from the first. @param starts of all months but the first */
export function monthAt(at: RawBuilder<unknown>, starts: readonly number[]): RawBuilder<number> {
  if (starts.length === 0) return sql<number>`0`
  const cases = starts.map((start, i) => sql`when ${at} < ${start} then ${sql.lit(i)}`)
  return sql<number>`case ${sql.join(cases, sql` `)} else ${sql.lit(starts.length)} end`
}
