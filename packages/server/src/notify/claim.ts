import { sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { OutboxTable } from '../database/schema.ts'

/** A server that has said nothing of a mail for this long is gone, and another may take it; sending takes far less. */
const CLAIM_MS = 5 * 60_000

/**
 * Takes up to `limit` mails that are due, for this server alone. Each comes as it is now, with the try counted. One
 * that was taken before and never heard of again may have gone out: its `unsure` counts that.
 *
 * @param domain end of a Message-ID, `@shop.example>`; a mail keeps the first that it was given
 */
export function claim(database: Database, now: number, limit: number, domain: string): Promise<OutboxTable[]> {
  return database.transaction(async ({ query }) => {
    const due = query
      .selectFrom('outbox')
      .selectAll()
      .where('state', '=', 'queued')
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(limit)
    const rows = await database.skipLocked(due).execute()
    const taken = rows.map((row): OutboxTable => ({
      ...row,
      attempts: row.attempts + 1,
      unsure: row.unsure + (row.claimed_until === null ? 0 : 1),
      claimed_until: now + CLAIM_MS,
      due_at: now + CLAIM_MS,
      message_id: row.message_id ?? `<${row.outbox_id}${domain}`,
    }))
    for (const { site_id, outbox_id, attempts, unsure, claimed_until, due_at, message_id } of taken)
      await query
        .updateTable('outbox')
        .set({ attempts, unsure, claimed_until, due_at, message_id })
        .where('site_id', '=', site_id)
        .where('outbox_id', '=', outbox_id)
        .execute()
    return taken
  })
}

/** Only who holds a mail may say what became of it: another may have taken it over meanwhile. */
function held(database: Database, row: OutboxTable) {
  return database.write
    .updateTable('outbox')
    .where('site_id', '=', row.site_id)
    .where('outbox_id', '=', row.outbox_id)
    .where('claimed_until', '=', row.claimed_until)
}

/** It is over: sent, or dead with its reason. What was sent keeps no words. */
export async function end(
  database: Database,
  row: OutboxTable,
  state: 'sent' | 'dead',
  reason: string | null,
  now: number,
): Promise<void> {
  const ended = { state, reason, unsure: row.unsure, claimed_until: null, ended_at: now }
  await held(database, row)
    .set(state === 'sent' ? { ...ended, payload: '{}' } : ended)
    .execute()
}

/** It goes another time. */
export async function wait(
  database: Database,
  row: OutboxTable,
  due: number,
  reason: string | null,
  unsure: number,
): Promise<void> {
  await held(database, row).set({ due_at: due, reason, unsure, attempts: row.attempts, claimed_until: null }).execute()
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
