import { sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { OutboxTable } from '../database/schema.ts'
import { settle, take } from '../jobs/claim.ts'

/**
 * Takes up to `limit` mails that are due, for this server alone. Each comes as it is now, with the try counted. One
 * that was taken before and never heard of again may have gone out: its `unsure` counts that.
 *
 * @param domain end of a Message-ID, `@shop.example>`; a mail keeps the first that it was given
 * @param siteId only of this site; of all by default
 */
export function claim(
  database: Database,
  now: number,
  limit: number,
  domain: string,
  siteId?: string,
): Promise<OutboxTable[]> {
  return database.transaction(async ({ query }) => {
    const due = query
      .selectFrom('outbox')
      .selectAll()
      .where('state', '=', 'queued')
      .where('due_at', '<=', now)
      .$if(siteId !== undefined, (rows) => rows.where('site_id', '=', siteId!))
      .orderBy('due_at')
      .limit(limit)
    return take(query, 'outbox', await database.skipLocked(due).execute(), now, (row) => ({
      unsure: row.unsure + (row.claimed_until === null ? 0 : 1),
      message_id: row.message_id ?? `<${row.outbox_id}${domain}`,
    }))
  })
}

/** It is over: sent, or dead with its reason. What was sent keeps no words. */
export async function end(
  database: Database,
  row: OutboxTable,
  state: 'sent' | 'dead',
  reason: string | null,
  now: number,
): Promise<void> {
  const ended = { state, reason, unsure: row.unsure, ended_at: now }
  await settle(database.write, 'outbox', row, state === 'sent' ? { ...ended, payload: '{}' } : ended)
}

/** It goes another time. */
export async function wait(
  database: Database,
  row: OutboxTable,
  due: number,
  reason: string | null,
  unsure: number,
): Promise<void> {
  await settle(database.write, 'outbox', row, { due_at: due, reason, unsure, attempts: row.attempts })
}

/**
 * Sends mails again, by hand: dead ones, and waiting ones without waiting. They get all their tries anew; what was sent
 * stays sent, and what is on its way goes on.
 *
 * @param id one of them; all of the site by default
 * @returns how many will be tried
 */
export async function replay(database: Database, siteId: string, id: string | undefined, now: number): Promise<number> {
  let rows = database.write
    .updateTable('outbox')
    .set({ state: 'queued', due_at: now, attempts: 0, unsure: 0, ended_at: null, stale_at: now + REPLAY_MS })
    .where('site_id', '=', siteId)
    .where('state', 'in', ['dead', 'queued'])
    .where('claimed_until', 'is', null)
  if (id !== undefined) rows = rows.where('outbox_id', '=', id)
  const { numUpdatedRows } = await rows.executeTakeFirst()
  return Number(numUpdatedRows)
}

/** A mail replayed by hand is wanted, however old it is. */
const REPLAY_MS = 3 * 24 * 3_600_000

/** The mail with this id. */
export function outgoing(database: Database, siteId: string, id: string): Promise<OutboxTable | undefined> {
  return database.write
    .selectFrom('outbox')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('outbox_id', '=', id)
    .executeTakeFirst()
}

/** The site's mails, newest first. @param before id of the last that was seen */
export function listOutbox(
  database: Database,
  siteId: string,
  state: OutboxTable['state'] | undefined,
  limit: number,
  before?: string,
): Promise<OutboxTable[]> {
  let rows = database.read.selectFrom('outbox').selectAll().where('site_id', '=', siteId)
  if (state) rows = rows.where('state', '=', state)
  if (before !== undefined) rows = rows.where('outbox_id', '<', before)
  return rows.orderBy('outbox_id', 'desc').limit(limit).execute()
}

/** What is sent is gone from here after this; what is dead may be looked at, and replayed, that long. */
const KEPT_MS = 30 * 24 * 3_600_000

/** Ends what waited too long, also where there is no way for mail, and forgets what is long over. @returns how many */
export async function tidyOutbox(database: Database, now: number): Promise<number> {
  const ended = await database.write
    .updateTable('outbox')
    .set({
      state: 'dead',
      ended_at: now,
      reason: sql<string>`coalesce(reason, 'Nothing could be sent in time: no way for mail was set up, or it was down.')`,
    })
    .where('state', '=', 'queued')
    .where('stale_at', '<', now)
    .where('claimed_until', 'is', null)
    .executeTakeFirst()
  const forgotten = await database.write
    .deleteFrom('outbox')
    .where('state', 'in', ['sent', 'dead'])
    // By the index: what is over was due, at the latest, minutes after it ended.
    .where('due_at', '<', now - KEPT_MS)
    .executeTakeFirst()
  return Number(ended.numUpdatedRows) + Number(forgotten.numDeletedRows)
}
