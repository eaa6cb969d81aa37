import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/schema.ts'

/*
 * What is counted of products, straight from rows that an index finds by the product: complaints by what they are about
 * (`complaint_subject`), feedback (`product_feedback`), lines of orders (`order_item`).
 */

export type Query = Kysely<Tables>

/** From when until when things count, in Unix ms. */
export interface Span {
  from: number
  to: number
}

/** What was said of something. */
export interface Said {
  count: number
  rated: number
  happy: number
}

/** Complaints about something. */
export interface Filed {
  complaints: number
  open: number
  last: number | null
}

export interface Sold {
  orders: number
  sold: number
}

/** Spam and what became part of another is no complaint of its own. */
export const COUNTS = sql`(c.outcome is null or c.outcome not in ('merged', 'invalid'))`

/** Sums come as text or numbers, or as null where there is nothing. */
const number = (value: unknown) => Number(value ?? 0)

/** All products of which anything was said, with how much. */
export async function saidBy(query: Query, siteId: string, { from, to }: Span): Promise<Map<string, Said>> {
  const { rows } = await sql<Said & { thing: string }>`
    select thing, count(*) as count, count(satisfaction) as rated,
      sum(case when satisfaction >= 4 then 1 else 0 end) as happy
    from product_feedback where site_id = ${siteId} and at >= ${from} and at < ${to} group by thing`.execute(query)
  return new Map(rows.map(({ thing, ...said }) => [thing, numbers(said)]))
}

/** All products that complaints are about, with how many. */
export async function filedBy(query: Query, siteId: string, { from, to }: Span): Promise<Map<string, Filed>> {
  const { rows } = await sql<Omit<Filed, 'open'> & { thing: string }>`
    with gone as materialized (select feedback_id from complaint
      where site_id = ${siteId} and outcome in ('merged', 'invalid'))
    select s.value as thing, count(*) as complaints, max(s.at) as last from complaint_subject s
    where s.site_id = ${siteId} and s.kind = 'product' and s.at >= ${from} and s.at < ${to}
      and s.feedback_id not in (select feedback_id from gone)
    group by s.value`.execute(query)
  const found = new Map<string, Filed>()
  for (const { thing, complaints, last } of rows)
    found.set(thing, { complaints: number(complaints), open: 0, last: number(last) })
  // Those that are open are few, whenever they were registered.
  const { rows: open } = await sql<{ thing: string; rows: number }>`
    with held as materialized (select feedback_id from complaint where site_id = ${siteId} and stage <> 'closed')
    select s.value as thing, count(*) as rows from complaint_subject s
    where s.site_id = ${siteId} and s.kind = 'product' and s.feedback_id in (select feedback_id from held)
    group by s.value`.execute(query)
  for (const one of open) {
    const known = found.get(one.thing) ?? { complaints: 0, open: 0, last: null }
    found.set(one.thing, { ...known, open: number(one.rows) })
  }
  return found
}

/** What was sold of these products; of all by default. */
export async function soldBy(
  query: Query,
  siteId: string,
  { from, to }: Span,
  things?: readonly string[],
): Promise<Map<string, Sold>> {
  if (things?.length === 0) return new Map()
  const which = things === undefined ? sql`thing is not null` : sql`thing in (${sql.join(things)})`
  const { rows } = await sql<Sold & { thing: string }>`
    select thing, count(distinct order_id) as orders, sum(quantity) as sold from order_item
    where site_id = ${siteId} and ${which} and at >= ${from} and at < ${to} group by thing`.execute(query)
  return new Map(rows.map(({ thing, orders, sold }) => [thing, { orders: number(orders), sold: number(sold) }]))
}

/** How many batches of these products complaints are about. */
export async function batchesBy(
  query: Query,
  siteId: string,
  { from, to }: Span,
  things: readonly string[],
): Promise<Map<string, number>> {
  if (things.length === 0) return new Map()
  const { rows } = await sql<{ thing: string; rows: number }>`
    select s.value as thing, count(distinct b.value) as rows from complaint_subject s
    join complaint_subject b on b.site_id = s.site_id and b.feedback_id = s.feedback_id and b.kind = 'batch'
    where s.site_id = ${siteId} and s.kind = 'product' and s.value in (${sql.join(things)})
      and s.at >= ${from} and s.at < ${to} group by s.value`.execute(query)
  return new Map(rows.map(({ thing, rows: some }) => [thing, number(some)]))
}

/** Clusters that go on, by what they are about. */
export async function running(query: Query, siteId: string, kind: 'product' | 'batch') {
  const rows = await query
    .selectFrom('cluster')
    .select(['cluster_id', 'value', 'label', 'from_at'])
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
    .execute()
  return new Map(
    rows.map((row) => [row.value, { id: row.cluster_id, label: row.label, from: timeOf(row.from_at) }] as const),
  )
}

/** As it travels. */
export function saidOf(said: Said | undefined): { count: number; rated: number; csat: number | null } {
  const { count, rated, happy } = said ?? { count: 0, rated: 0, happy: 0 }
  return { count, rated, csat: rated === 0 ? null : Math.round((happy / rated) * 1000) / 1000 }
}

export function numbers(said: Said): Said {
  return { count: number(said.count), rated: number(said.rated), happy: number(said.happy) }
}

export function timeOf(at: number): string
export function timeOf(at: number | null): string | null
export function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
