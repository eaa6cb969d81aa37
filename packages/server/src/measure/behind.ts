import type { ComplaintSummary, InboxItem } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import { summariesOf } from '../complaint/queue.ts'
import type { Tables } from '../database/schema.ts'
import { itemsOf } from '../feedback/inbox.ts'
import { readerOf } from '../mark/store.ts'
import { among } from '../search/among.ts'
import type { StaffActor } from '../staff/actor.ts'

/* The rows behind a figure, as the inbox and the list of complaints show them. */

type Query = Kysely<Tables>

export async function feedbackBehind(
  query: Query,
  actor: StaffActor,
  ids: readonly string[],
  publicUrl: string,
): Promise<Map<string, InboxItem>> {
  const rows = await query
    .selectFrom('feedback as f')
    .leftJoin('complaint as c', (join) =>
      join.onRef('c.site_id', '=', 'f.site_id').onRef('c.feedback_id', '=', 'f.feedback_id'),
    )
    .selectAll('f')
    .select(['c.number', 'c.token', 'c.stage'])
    .where(among('f', 'feedback_id', actor.siteId, ids))
    .execute()
  const reader = actor.kind === 'staff' ? await readerOf(query, actor.siteId, actor.id) : undefined
  const items = await itemsOf(query, actor.siteId, rows, publicUrl, reader)
  return new Map(items.map((item) => [item.id, item]))
}

export async function complaintsBehind(
  query: Query,
  actor: StaffActor,
  ids: readonly string[],
  publicUrl: string,
): Promise<Map<string, ComplaintSummary>> {
  const rows = await query
    .selectFrom('complaint as c')
    .selectAll()
    .where(among('c', 'feedback_id', actor.siteId, ids))
    .execute()
  const items = await summariesOf(query, rows, actor, publicUrl)
  return new Map(items.map((item) => [item.id, item]))
}
