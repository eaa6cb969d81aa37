import type { Cluster, ClusterDetail, ClusterPage, ClusterQuery } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Database, Tx } from '../database/engine.ts'
import type { ClusterTable, ComplaintTable, FeedbackTable, Tables } from '../database/schema.ts'
import { Problem } from '../problem.ts'

type Query = Kysely<Tables>

/** Items on a page unless asked otherwise. */
const PAGE = 50
/** Complaints that one cluster lists. */
const LISTED = 500

/** What a complaint is about may have changed: it is looked at again. Does nothing where there is no complaint. */
export async function lookAgain(
  tx: Tx,
  { site_id, feedback_id }: Pick<FeedbackTable, 'site_id' | 'feedback_id'>,
): Promise<void> {
  await tx.query
    .updateTable('complaint')
    .set({ to_cluster: 1 })
    .where('site_id', '=', site_id)
    .where('feedback_id', '=', feedback_id)
    .execute()
}

/** As `lookAgain`, for the complaints whose order is proven to be one of these. */
export async function lookAtOrders(tx: Tx, siteId: string, orders: readonly string[]): Promise<void> {
  if (orders.length === 0) return
  await tx.query
    .updateTable('complaint')
    .set({ to_cluster: 1 })
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', (eb) =>
      eb
        .selectFrom('order_feedback')
        .select('order_feedback.feedback_id')
        .where('order_feedback.site_id', '=', siteId)
        .where('order_feedback.order_id', 'in', orders),
    )
    .execute()
}

/** Complaints about one thing that were registered from one time to another; spam and what became part of another is left out. */
export function membersOf(
  query: Query,
  of: Pick<ClusterTable, 'site_id' | 'kind' | 'value'>,
  from: number,
  to?: number,
) {
  let rows = query
    .selectFrom('complaint_subject as s')
    .innerJoin('complaint as c', (join) =>
      join.onRef('c.site_id', '=', 's.site_id').onRef('c.feedback_id', '=', 's.feedback_id'),
    )
    .where('s.site_id', '=', of.site_id)
    .where('s.kind', '=', of.kind)
    .where('s.value', '=', of.value)
    .where('s.at', '>=', from)
    .where(sql<boolean>`(c.outcome is null or c.outcome not in ('merged', 'invalid'))`)
  if (to !== undefined) rows = rows.where('s.at', '<=', to)
  return rows
}

/** How many there are. */
export async function countMembers(query: Query, row: ClusterTable): Promise<number> {
  const { rows } = await membersOf(query, row, row.from_at, row.last_at)
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return rows
}

/** Their numbers, newest first. */
export async function numbersOf(query: Query, row: ClusterTable, limit: number): Promise<string[]> {
  const rows = await membersOf(query, row, row.from_at, row.last_at)
    .select('c.number')
    .orderBy('s.at', 'desc')
    .orderBy('s.feedback_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ number }) => number)
}

/** A page of a site's clusters, newest first. */
export async function listClusters({ read }: Database, siteId: string, query: ClusterQuery): Promise<ClusterPage> {
  const limit = query.limit ?? PAGE
  let rows = read.selectFrom('cluster').selectAll().where('site_id', '=', siteId)
  if (query.state === 'open') rows = rows.where('ended_at', 'is', null)
  if (query.state === 'ended') rows = rows.where('ended_at', 'is not', null)
  if (query.kind !== undefined) rows = rows.where('kind', '=', query.kind)
  // Ids are in the order of finding.
  if (query.cursor !== undefined) rows = rows.where('cluster_id', '<', query.cursor)
  const found = await rows
    .orderBy('cluster_id', 'desc')
    .limit(limit + 1)
    .execute()
  const items = await Promise.all(
    found.slice(0, limit).map(async (row) => clusterOf(row, await countMembers(read, row))),
  )
  return { items, next: found.length > limit ? items.at(-1)!.id : null }
}

/** One cluster with its complaints, as they are by now. Rejects with `cluster_unknown`. */
export async function getCluster(query: Query, siteId: string, id: string): Promise<ClusterDetail> {
  const row = await query
    .selectFrom('cluster')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('cluster_id', '=', id)
    .executeTakeFirst()
  if (!row)
    throw new Problem('cluster_unknown', 'This site has no such cluster. "earshot cluster list" shows those there are.')
  const members = await membersOf(query, row, row.from_at, row.last_at)
    .select(['c.number', 'c.feedback_id', 'c.opened_at', 'c.stage', 'c.severity', 'c.safety', 'c.assignee'])
    .orderBy('s.at', 'desc')
    .orderBy('s.feedback_id', 'desc')
    .limit(LISTED)
    .execute()
  return {
    ...clusterOf(row, members.length < LISTED ? members.length : await countMembers(query, row)),
    list: members.map((one) => ({
      number: one.number,
      id: one.feedback_id,
      openedAt: time(one.opened_at),
      stage: one.stage,
      severity: one.severity,
      safety: one.safety === 1,
      assignee: one.assignee,
    })),
  }
}

/** The clusters that a complaint belongs to, newest first. */
export async function clustersOf(
  query: Query,
  { site_id, feedback_id }: Pick<ComplaintTable, 'site_id' | 'feedback_id'>,
): Promise<Pick<Cluster, 'id' | 'kind' | 'label' | 'endedAt'>[]> {
  const rows = await query
    .selectFrom('complaint_subject as s')
    .innerJoin('cluster as k', (join) =>
      join
        .onRef('k.site_id', '=', 's.site_id')
        .onRef('k.kind', '=', 's.kind')
        .onRef('k.value', '=', 's.value')
        .onRef('k.from_at', '<=', 's.at')
        .onRef('k.last_at', '>=', 's.at'),
    )
    .select(['k.cluster_id', 'k.kind', 'k.label', 'k.ended_at'])
    .where('s.site_id', '=', site_id)
    .where('s.feedback_id', '=', feedback_id)
    .orderBy('k.cluster_id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.cluster_id,
    kind: row.kind,
    label: row.label,
    endedAt: row.ended_at === null ? null : time(row.ended_at),
  }))
}

function clusterOf(row: ClusterTable, complaints: number): Cluster {
  return {
    id: row.cluster_id,
    kind: row.kind,
    label: row.label,
    complaints,
    from: time(row.from_at),
    last: time(row.last_at),
    foundAt: time(row.found_at),
    quietAt: time(row.quiet_at),
    endedAt: row.ended_at === null ? null : time(row.ended_at),
  }
}

function time(at: number): string {
  return new Date(at).toISOString()
}
