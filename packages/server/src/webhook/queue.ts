import { type Delivery, passes } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Database, Tx } from '../database/engine.ts'
import type { DeliveryTable, EventTable, Tables, WebhookTable } from '../database/schema.ts'
import { settle, take } from '../jobs/claim.ts'

/** Events turned into deliveries in one transaction. */
const FAN_OUT = 500
/** Webhooks looked at in one go. */
const LOOK = 100
/** Later events of the same complaint wait so long for one that does not get through, and then overtake it. */
const HOLDS_MS = 3_600_000
/** What did not get through by then is dead; the last of its tries is a little before. */
const STALE_MS = 3.5 * 24 * 3_600_000
/** The log, and what may be replayed, goes back so far. */
const KEPT_MS = 30 * 24 * 3_600_000

/**
 * Makes deliveries of what happened since the last time, for every webhook that wants it; each event once, however many
 * servers do so at the same time.
 */
export async function fanOut(database: Database, now: number): Promise<void> {
  for (const { site_id, webhook_id } of await lagging(database).limit(LOOK).execute())
    while (await database.transaction((tx) => fanOutSome(database, tx, site_id, webhook_id, now)));
}

/** Webhooks that have not seen what happened last. */
export function lagging(database: Database) {
  return database.write
    .selectFrom('webhook as w')
    .innerJoin('event_counter as c', 'c.site_id', 'w.site_id')
    .select(['w.site_id', 'w.webhook_id'])
    .where('w.state', '=', 'on')
    .whereRef('w.seen', '<', 'c.last')
}

/** @returns whether there may be more */
async function fanOutSome(
  database: Database,
  tx: Tx,
  siteId: string,
  webhookId: string,
  now: number,
): Promise<boolean> {
  const free = tx.query
    .selectFrom('webhook')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'on')
  // Another server that holds it is at it.
  const webhook = await database.skipLocked(free).executeTakeFirst()
  if (!webhook) return false
  const events = await tx.query
    .selectFrom('event')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('seq', '>', webhook.seen)
    .orderBy('seq')
    .limit(FAN_OUT)
    .execute()
  const last = events.at(-1)
  if (!last) return false
  const types = JSON.parse(webhook.types) as string[]
  const wanted = events.filter((event) => passes(types, event.type))
  await tx.insertNew(
    'delivery',
    wanted.map((event) => rowOf(webhook, event, now)),
  )
  await tx.query
    .updateTable('webhook')
    .set({ seen: last.seq })
    .where('site_id', '=', siteId)
    .where('webhook_id', '=', webhookId)
    .execute()
  return events.length === FAN_OUT
}

function rowOf(webhook: WebhookTable, event: EventTable, now: number): DeliveryTable {
  return {
    site_id: webhook.site_id,
    webhook_id: webhook.webhook_id,
    seq: event.seq,
    event_id: event.event_id,
    type: event.type,
    subject: event.subject,
    state: 'queued',
    created_at: now,
    due_at: now,
    holds_until: now + HOLDS_MS,
    stale_at: now + STALE_MS,
    attempts: 0,
    claimed_until: null,
    tried_at: null,
    took: null,
    status: null,
    answer: null,
    reason: null,
    ended_at: null,
  }
}

/** Webhooks at which something is due and that are not left alone. */
export function waiting(database: Database, now: number): Promise<WebhookTable[]> {
  return database.write
    .selectFrom('webhook as w')
    .selectAll('w')
    .where('w.state', '=', 'on')
    .where('w.rest_until', '<=', now)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('delivery as d')
          .select('d.seq')
          .whereRef('d.site_id', '=', 'w.site_id')
          .whereRef('d.webhook_id', '=', 'w.webhook_id')
          .where('d.state', '=', 'queued')
          .where('d.due_at', '<=', now),
      ),
    )
    .orderBy('w.rest_until')
    .limit(LOOK)
    .execute()
}

/**
 * Takes up to `limit` deliveries of a webhook that are due, for this server alone, in the order of what happened. One
 * whose subject has an earlier one that is still tried waits for that, for a while.
 */
export function claim(database: Database, of: WebhookTable, now: number, limit: number): Promise<DeliveryTable[]> {
  return database.transaction(async ({ query }) => {
    const due = query
      .selectFrom('delivery')
      .selectAll()
      .where('site_id', '=', of.site_id)
      .where('webhook_id', '=', of.webhook_id)
      .where('state', '=', 'queued')
      .where('due_at', '<=', now)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('delivery as before')
              .select('before.seq')
              .whereRef('before.site_id', '=', 'delivery.site_id')
              .whereRef('before.webhook_id', '=', 'delivery.webhook_id')
              .whereRef('before.subject', '=', 'delivery.subject')
              .whereRef('before.seq', '<', 'delivery.seq')
              .where('before.state', '=', 'queued')
              .where('before.holds_until', '>', now),
          ),
        ),
      )
      .orderBy('seq')
      .limit(limit)
    return take(query, 'delivery', await database.skipLocked(due).execute(), now)
  })
}

/** What a try came to. */
export type Tried = Pick<DeliveryTable, 'tried_at' | 'took' | 'status' | 'answer' | 'reason'>

/** It is over: sent, or dead with its reason. */
export async function end(database: Database, row: DeliveryTable, state: 'sent' | 'dead', tried: Tried, now: number) {
  await settle(database, 'delivery', row, { ...tried, state, ended_at: now })
}

/** It goes another time. */
export async function wait(database: Database, row: DeliveryTable, due: number, tried: Tried) {
  await settle(database, 'delivery', row, { ...tried, due_at: due, attempts: row.attempts })
}

/** After an outage: what waits its turn need not wait any longer. */
export async function hurry(database: Database, of: WebhookTable, now: number): Promise<void> {
  await queued(database.write, of.site_id, of.webhook_id).set({ due_at: now }).execute()
}

/**
 * Sends again, by hand, what is dead, and without waiting what waits. They get all their tries anew.
 *
 * @param event id of one; all that are dead by default
 * @returns how many will be tried
 */
export async function replay(
  database: Database,
  siteId: string,
  webhookId: string,
  event: string | undefined,
  now: number,
): Promise<number> {
  let rows = database.write
    .updateTable('delivery')
    .set({
      state: 'queued',
      due_at: now,
      attempts: 0,
      ended_at: null,
      holds_until: now + HOLDS_MS,
      stale_at: now + STALE_MS,
    })
    .where('site_id', '=', siteId)
    .where('webhook_id', '=', webhookId)
    .where('claimed_until', 'is', null)
  rows = event === undefined ? rows.where('state', '=', 'dead') : rows.where('event_id', '=', event)
  const { numUpdatedRows } = await rows.executeTakeFirst()
  await database.write
    .updateTable('webhook')
    .set({ rest_until: now })
    .where('site_id', '=', siteId)
    .where('webhook_id', '=', webhookId)
    .where('rest_until', '>', now)
    .execute()
  return Number(numUpdatedRows)
}

function queued(query: Kysely<Tables>, siteId: string, webhookId: string) {
  return query
    .updateTable('delivery')
    .where('site_id', '=', siteId)
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'queued')
    .where('claimed_until', 'is', null)
}

/** The log of a webhook, newest first. @param before number of an event: only what happened before it */
export function listDeliveries(
  database: Database,
  siteId: string,
  webhookId: string,
  { state, limit, before }: { state?: DeliveryTable['state'] | undefined; limit: number; before?: number | undefined },
): Promise<DeliveryTable[]> {
  let rows = database.read
    .selectFrom('delivery')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('webhook_id', '=', webhookId)
  if (state) rows = rows.where('state', '=', state)
  if (before !== undefined) rows = rows.where('seq', '<', before)
  return rows.orderBy('seq', 'desc').limit(limit).execute()
}

const time = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** A delivery as owners see it. */
export function deliveryOf(row: DeliveryTable): Delivery {
  return {
    event: row.event_id,
    type: row.type,
    state: row.state,
    createdAt: time(row.created_at)!,
    attempts: row.attempts,
    nextAt: row.state === 'queued' ? time(row.due_at) : null,
    endedAt: time(row.ended_at),
    triedAt: time(row.tried_at),
    took: row.took,
    status: row.status,
    answer: row.answer,
    reason: row.reason,
  }
}

/** Ends what was tried too long, and forgets deliveries and events that are over for a month. @returns how many */
export async function tidyEvents(database: Database, now: number): Promise<number> {
  const { write } = database
  const ended = await write
    .updateTable('delivery')
    .set((eb) => ({
      state: 'dead' as const,
      ended_at: now,
      reason: eb.fn.coalesce('reason', eb.val('It could not be sent in time.')),
    }))
    .where('state', '=', 'queued')
    .where('stale_at', '<', now)
    .where('claimed_until', 'is', null)
    .executeTakeFirst()
  const over = await write
    .deleteFrom('delivery')
    .where('state', 'in', ['sent', 'dead'])
    .where('due_at', '<', now - KEPT_MS)
    .executeTakeFirst()
  const events = await write
    .deleteFrom('event')
    .where('at', '<', now - KEPT_MS)
    .executeTakeFirst()
  return [ended.numUpdatedRows, over.numDeletedRows, events.numDeletedRows].reduce((sum, n) => sum + Number(n), 0)
}
