import type { Retention, RetentionChange } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'

/** What holds unless a site says otherwise. */
const DEFAULT: Retention = {
  feedbackMonths: 24,
  complaintMonths: 36,
  orderMonths: 60,
  customerMonths: 24,
  mailDays: 30,
  eventDays: 30,
}

/** For how long a site keeps what. */
export async function retentionOf(query: Kysely<Tables>, siteId: string): Promise<Retention> {
  const row = await query.selectFrom('retention').select('data').where('site_id', '=', siteId).executeTakeFirst()
  return { ...DEFAULT, ...((row ? JSON.parse(row.data) : {}) as Partial<Retention>) }
}

/** Changes what is named. @returns what holds from now on */
export function changeRetention(
  database: Database,
  siteId: string,
  change: RetentionChange,
  now: number = Date.now(),
): Promise<Retention> {
  return database.transaction(async (tx) => {
    const [row] = await tx.hold('retention', [{ site_id: siteId, data: '{}', changed_at: now }])
    const data = { ...(JSON.parse(row!.data) as Partial<Retention>), ...change }
    await tx.put('retention', [{ site_id: siteId, data: JSON.stringify(data), changed_at: now }])
    return { ...DEFAULT, ...data } as Retention
  })
}

/** So many months before, by the calendar: on the 31st of March one month before is the end of February. */
export function monthsBefore(now: number, months: number): number {
  const date = new Date(now)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime()
}
