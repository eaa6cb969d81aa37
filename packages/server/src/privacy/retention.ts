import type { Retention } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import { loadMoments } from '../moment/store.ts'
import { dropIdle, type Idle, idle } from './idle.ts'
import { monthsBefore, retentionOf } from './keep.ts'
import { strip } from './strip.ts'

const DAY_MS = 24 * 3600_000
/** Feedback stripped in one transaction. */
const STEP = 25
/** Feedback looked up at a time. */
const CHUNK = 500

/** What is over by a site's rules, or went by them. */
export interface Expired extends Idle {
  feedback: number
  complaints: number
  mails: number
  events: number
}

/** Takes words, contact and files from what is over by each site's rules, in small steps. @returns how many things */
export async function retain(database: Database, now: number, signal?: AbortSignal): Promise<number> {
  let done = 0
  const sites = await database.write.selectFrom('site').select('site_id').execute()
  for (const { site_id: siteId } of sites) {
    if (signal?.aborted) break
    const gone = await retainSite(database, siteId, now, signal)
    done += Object.values(gone).reduce((sum, some) => sum + some, 0)
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
  const gone: Expired = {
    feedback: 0,
    complaints: 0,
    orders: 0,
    customers: 0,
    ...(await dropRecords(database, siteId, rules, now)),
  }
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
  // At last, as feedback holds a card.
  return signal?.aborted ? gone : { ...gone, ...(await dropIdle(database, siteId, rules, now, signal)) }
}

/** What would go now. */
export async function overdue(database: Database, siteId: string, now: number): Promise<Expired> {
  const rules = await retentionOf(database.write, siteId)
  const found = { feedback: 0, complaints: 0 }
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
    ...(await idle(database.read, siteId, rules, now)),
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
