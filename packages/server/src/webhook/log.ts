import type { Delivery, DeliveryMessage } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import type { DeliveryTable, WebhookTable } from '../database/schema.ts'
import { eventOf } from '../event/event.ts'
import { Problem } from '../problem.ts'
import { getSite } from '../site/store.ts'
import { bodyOf } from './message.ts'
import { HOLDS_MS, STALE_MS } from './queue.ts'

/** The log, and what may be replayed, goes back so far. */
const KEPT_MS = 30 * 24 * 3_600_000

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

/** What a webhook is told of an event of its log, as it would be sent now. Rejects with `not_found`. */
export async function messageOf(
  database: Database,
  webhook: WebhookTable,
  eventId: string,
  publicUrl: string,
): Promise<DeliveryMessage> {
  const { site_id, webhook_id } = webhook
  const event = await database.read
    .selectFrom('delivery')
    .innerJoin('event', (on) =>
      on.onRef('event.site_id', '=', 'delivery.site_id').onRef('event.seq', '=', 'delivery.seq'),
    )
    .selectAll('event')
    .where('delivery.site_id', '=', site_id)
    .where('delivery.webhook_id', '=', webhook_id)
    .where('delivery.event_id', '=', eventId)
    .executeTakeFirst()
  const site = await getSite(database, site_id)
  if (!event || !site)
    throw new Problem('not_found', 'The log of this webhook has no such event, or it is kept no more.')
  return { event: eventId, body: await bodyOf(database, webhook, site, eventOf(event), publicUrl) }
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
