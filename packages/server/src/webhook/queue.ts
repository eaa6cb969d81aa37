import { passes } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import type { Database, Tx } from '../database/engine.ts'
import type { DeliveryTable, EventTable, WebhookTable } from '../database/schema.ts'
import { settle, take } from '../jobs/claim.ts'

/** Events turned into deliveries in one transaction. */
const FAN_OUT = 500
/** Webhooks looked at in one go. */
const LOOK = 100
/** Later events of the same complaint wait so long for one that does not get through, and then overtake it. */
export const HOLDS_MS = 3_600_000
/** What did not get through by then is dead; the last of its tries is a little before. */
export const STALE_MS = 3.5 * 24 * 3_600_000

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
          .selectFrom('delivery')
          .select('delivery.seq')
          .whereRef('delivery.site_id', '=', 'w.site_id')
          .whereRef('delivery.webhook_id', '=', 'w.webhook_id')
          .where('delivery.state', '=', 'queued')
          .where('delivery.due_at', '<=', now)
          .where(free(now)),
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
      .where(free(now))
      .orderBy('seq')
      .limit(limit)
    return take(query, 'delivery', await database.skipLocked(due).execute(), now)
  })
}

/** Nothing earlier of the same subject is still tried; or it was, for so long that others need not wait any more. */
function free(now: number) {
  return sql<boolean>`not exists (select 1 from delivery as earlier
    where earlier.site_id = delivery.site_id and earlier.webhook_id = delivery.webhook_id
    and earlier.subject = delivery.subject and earlier.seq < delivery.seq
    and earlier.state = 'queued' and earlier.holds_until > ${now})`
}

/** What a try came to. */
export type Tried = Pick<DeliveryTable, 'tried_at' | 'took' | 'status' | 'answer' | 'reason'>

/** What became of a delivery: over (sent, or dead with its reason), or it goes another time. */
export interface Outcome {
  row: DeliveryTable
  set: Partial<DeliveryTable>
}

/** Notes what became of deliveries, all in one go: the disk is waited for once. */
export async function note(database: Database, outcomes: readonly Outcome[]): Promise<void> {
  await database.transaction(async ({ query }) => {
    for (const { row, set } of outcomes) await settle(query, 'delivery', row, set)
  })
}

/** After an outage: what waits its turn need not wait any longer. */
export async function hurry(database: Database, of: WebhookTable, now: number): Promise<void> {
  await database.write
    .updateTable('delivery')
    .set({ due_at: now })
    .where('site_id', '=', of.site_id)
    .where('webhook_id', '=', of.webhook_id)
    .where('state', '=', 'queued')
    .where('claimed_until', 'is', null)
    .execute()
}
