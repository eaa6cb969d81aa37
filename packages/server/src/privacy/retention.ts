import type { Retention, RetentionChange } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import { loadMoments } from '../moment/store.ts'
import { strip } from './strip.ts'

/** What holds unless a site says otherwise. */
const DEFAULT: Retention = { feedbackMonths: 24, complaintMonths: 36, mailDays: 30, eventDays: 30 }

const DAY_MS = 24 * 3600_000
/** Feedback stripped in one transaction. */
const STEP = 25
/** Feedback looked up at a time. */
const CHUNK = 500

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

/** What is over by a site's rules, or went by them. */
export interface Expired {
  feedback: number
  complaints: number
  mails: number
  events: number
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

/** Takes words, contact and files from what is over by each site's rules, in small steps. @returns how many things */
export async function retain(database: Database, now: number, signal?: AbortSignal): Promise<number> {
  let done = 0
  const sites = await database.write.selectFrom('site').select('site_id').execute()
  for (const { site_id: siteId } of sites) {
    if (signal?.aborted) break
    const gone = await retainSite(database, siteId, now, signal)
    done += gone.feedback + gone.complaints + gone.mails + gone.events
  }
  return done
}

/** As `retain`, for one site. */
export async function retainSite(
  database: Database,
  siteId: string,
  now: number,
  signal?: AbortSignal,
): Promise<Expired> {
  const rules = await retentionOf(database.write, siteId)
  const gone: Expired = { feedback: 0, complaints: 0, ...(await dropRecords(database, siteId, rules, now)) }
  const moments = await loadMoments(database, siteId)
  for (const kind of ['feedback', 'complaints'] as const)
    for (let after = ''; ;) {
      const ids = await expired(database.read, siteId, kind, rules, now, after)
      for (let at = 0; at < ids.length && !signal?.aborted; at += STEP) {
        const some = ids.slice(at, at + STEP)
        const { feedback } = await database.transaction((tx) => strip(tx, siteId, some, moments, now))
        gone[kind] += feedback.length
      }
      if (ids.length < CHUNK || signal?.aborted) break
      after = ids.at(-1)!
    }
  return gone
}

/** What would go now. */
export async function overdue(database: Database, siteId: string, now: number): Promise<Expired> {
  const rules = await retentionOf(database.write, siteId)
  const found: Expired = { feedback: 0, complaints: 0, mails: 0, events: 0 }
  for (const kind of ['feedback', 'complaints'] as const)
    for (let after = ''; ;) {
      const ids = await expired(database.read, siteId, kind, rules, now, after)
      found[kind] += ids.length
      if (ids.length < CHUNK) break
      after = ids.at(-1)!
    }
  const mails = await database.read
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('site_id', '=', siteId)
    .where('state', 'in', ['sent', 'dead'])
    .where('due_at', '<', now - rules.mailDays * DAY_MS)
    .executeTakeFirstOrThrow()
  const events = await database.read
    .selectFrom('event')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('site_id', '=', siteId)
    .where('at', '<', now - rules.eventDays * DAY_MS)
    .executeTakeFirstOrThrow()
  return {
    ...found,
    mails: mails.count,
    events: events.count,
  }
}

/** Ids of the next feedback whose time is over. */
async function expired(
  query: Kysely<Tables>,
  siteId: string,
  kind: 'feedback' | 'complaints',
  { feedbackMonths, complaintMonths }: Retention,
  now: number,
  after: string,
): Promise<string[]> {
  const months = kind === 'feedback' ? feedbackMonths : complaintMonths
  if (months === null) return []
  const before = monthsBefore(now, months)
  let rows = query
    .selectFrom('feedback as f')
    .leftJoin('complaint as c', (join) =>
      join.onRef('c.site_id', '=', 'f.site_id').onRef('c.feedback_id', '=', 'f.feedback_id'),
    )
    .select('f.feedback_id')
    .where('f.site_id', '=', siteId)
    .where('f.feedback_id', '>', after)
    .where(sql<boolean>`f.flags not like '%"erased"%'`)
  rows =
    kind === 'feedback'
      ? rows.where('f.received_at', '<', before).where('c.feedback_id', 'is', null)
      : rows.where('c.closed_at', '<', before)
  return (await rows.orderBy('f.feedback_id').limit(CHUNK).execute()).map((row) => row.feedback_id)
}

/** Mails and events that are over. Those of every site go after a month anyway; see notify/claim.ts, webhook/log.ts. */
async function dropRecords(
  { write }: Database,
  siteId: string,
  { mailDays, eventDays }: Retention,
  now: number,
): Promise<Pick<Expired, 'mails' | 'events'>> {
  const mails = await write
    .deleteFrom('outbox')
    .where('site_id', '=', siteId)
    .where('state', 'in', ['sent', 'dead'])
    .where('due_at', '<', now - mailDays * DAY_MS)
    .executeTakeFirst()
  const before = now - eventDays * DAY_MS
  await write
    .deleteFrom('delivery')
    .where('site_id', '=', siteId)
    .where('state', 'in', ['sent', 'dead'])
    .where('due_at', '<', before)
    .execute()
  const events = await write
    .deleteFrom('event')
    .where('site_id', '=', siteId)
    .where('at', '<', before)
    .executeTakeFirst()
  return { mails: Number(mails.numDeletedRows), events: Number(events.numDeletedRows) }
}
