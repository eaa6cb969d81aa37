import { sql } from 'kysely'
import type { Tx } from '../database/engine.ts'

const zones = new Map<string, Intl.DateTimeFormat>()

/** The calendar year of a moment in time where the shop is. */
export function yearIn(timeZone: string, at: number): number {
  let format = zones.get(timeZone)
  // 'iso8601' and not the locale's own calendar: a year of the Heisei era would be no year of ours.
  if (!format)
    zones.set(timeZone, (format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', calendar: 'iso8601' })))
  return Number(format.format(at))
}

/** `2026-000123`. More than 999,999 in a year simply take more digits. */
export function formatNumber(year: number, count: number): string {
  return `${year}-${String(count).padStart(6, '0')}`
}

/**
 * Takes `count` numbers of a site and year. The counter's row stays locked until the transaction ends, so no number
 * is given twice, and none is lost when it is rolled back. Whoever takes from several counters goes by site, then year.
 *
 * @returns the first of the numbers taken
 */
export async function takeNumbers(tx: Tx, siteId: string, year: number, count: number): Promise<number> {
  const { last } = await tx.query
    .insertInto('complaint_counter')
    .values({ site_id: siteId, year, last: count })
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'year']).doUpdateSet({ last: sql`complaint_counter.last + excluded.last` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last - count + 1
}
