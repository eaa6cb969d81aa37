import type { ProductBatch, ProductDetail, ProductDetailQuery } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import { plain, productKey } from '../cluster/subject.ts'
import type { Database } from '../database/engine.ts'
import { Problem } from '../problem.ts'
import { instantOf } from '../promise/calendar.ts'
import type { Site } from '../site/store.ts'
import { COUNTS, numbers, type Query, running, type Said, saidOf, type Span, timeOf } from './count.ts'
import { spanOf } from './list.ts'
import { monthAt, monthsIn } from './month.ts'
import { namesOf } from './name.ts'

/** Days that count unless asked otherwise. */
const DAYS = 365
/** Batches listed, complaints named, clusters named. */
const BATCHES = 200
const NAMED = 20
/** What a page on one product needs. Rejects with `product_unknown`. */
export async function productDetail(
  { read }: Database,
  site: Pick<Site, 'id' | 'timeZone'>,
  id: string,
  query: ProductDetailQuery,
  now: number = Date.now(),
): Promise<ProductDetail> {
  const span = spanOf(query, DAYS, now)
  const thing = thingOf(id)
  const of = { query: read, siteId: site.id, thing, span }
  if (!(await isKnown(of)))
    throw new Problem('product_unknown', 'Nothing of this site is about such a product. Compare its id with the list.')
  const [filed, open, sold, alarms, list, months, categories, causes, latest, names] = await Promise.all([
    filedOf(of),
    openOf(of),
    soldOf(of),
    running(read, site.id, 'product'),
    batchesOf(of),
    monthsOf(of, site.timeZone),
    groupsOf(of, 'category_id'),
    groupsOf(of, 'root_cause'),
    latestOf(of),
    namesOf(read, site.id, [thing]),
  ])
  return {
    id: thing,
    ...names.get(thing)!,
    ...sold,
    feedback: await saidIn(of),
    complaints: filed.rows,
    open,
    batches: list.filter(({ complaints }) => complaints > 0).length,
    lastComplaintAt: timeOf(filed.last),
    cluster: alarms.get(thing) ?? null,
    from: timeOf(span.from),
    to: timeOf(span.to),
    list,
    months,
    categories: categories.map(({ id: category, rows }) => ({ category, complaints: rows })),
    causes: causes.map(({ id: cause, rows }) => ({ cause, complaints: rows })),
    clusters: await clustersOf(of, list),
    latest,
  }
}

/** One product, and the time that counts. */
interface Of {
  query: Query
  siteId: string
  thing: string
  span: Span
}

/** A bare SKU is one, too. */
function thingOf(id: string): string {
  const name = /^name:(.*)$/su.exec(id)
  return name ? productKey(undefined, name[1]) : productKey(id.replace(/^sku:/, ''))
}

async function isKnown({ query, siteId, thing }: Of): Promise<boolean> {
  const { rows } = await sql`select 1 from site s where s.site_id = ${siteId} and (
    exists (select 1 from complaint_subject x where x.site_id = s.site_id and x.kind = 'product' and x.value = ${thing})
    or exists (select 1 from order_item x where x.site_id = s.site_id and x.thing = ${thing})
    or exists (select 1 from product_feedback x where x.site_id = s.site_id and x.thing = ${thing}))`.execute(query)
  return rows.length > 0
}

/** Complaints `c` about it that count, with what they are about as `s`. */
const complaintsAbout = ({ siteId, thing, span }: Of) => sql`from complaint_subject s
  join complaint c on c.site_id = s.site_id and c.feedback_id = s.feedback_id
  where s.site_id = ${siteId} and s.kind = 'product' and s.value = ${thing}
    and s.at >= ${span.from} and s.at < ${span.to} and ${COUNTS}`

async function filedOf(of: Of): Promise<{ rows: number; last: number | null }> {
  const { rows } = await sql<{ rows: number; last: number | null }>`
    select count(*) as rows, max(s.at) as last ${complaintsAbout(of)}`.execute(of.query)
  const { rows: found, last } = rows[0]!
  return { rows: found, last }
}

async function openOf({ query, siteId, thing }: Of): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from complaint_subject s
    join complaint c on c.site_id = s.site_id and c.feedback_id = s.feedback_id
    where s.site_id = ${siteId} and s.kind = 'product' and s.value = ${thing} and c.stage <> 'closed'`.execute(query)
  return rows[0]!.rows
}

const soldIn = ({ siteId, thing, span }: Of) => sql`from order_item
  where site_id = ${siteId} and thing = ${thing} and at >= ${span.from} and at < ${span.to}`

async function soldOf(of: Of): Promise<{ orders: number; sold: number }> {
  const { rows } = await sql<{ orders: number; sold: number | null }>`
    select count(distinct order_id) as orders, sum(quantity) as sold ${soldIn(of)}`.execute(of.query)
  return { orders: rows[0]!.orders, sold: rows[0]!.sold ?? 0 }
}

const SAID = sql`count(*) as count, count(satisfaction) as rated,
  sum(case when satisfaction >= 4 then 1 else 0 end) as happy`
const about = ({ siteId, thing, span }: Of) => sql`from product_feedback
  where site_id = ${siteId} and thing = ${thing} and at >= ${span.from} and at < ${span.to}`

async function saidIn(of: Of): Promise<ReturnType<typeof saidOf>> {
  const { rows } = await sql<Said>`select ${SAID} ${about(of)}`.execute(of.query)
  return saidOf(numbers(rows[0]!))
}

async function groupsOf(of: Of, column: 'category_id' | 'root_cause'): Promise<{ id: string | null; rows: number }[]> {
  const { rows } = await sql<{ id: string | null; rows: number }>`
    select c.${sql.ref(column)} as id, count(*) as rows ${complaintsAbout(of)}
    group by 1 order by 2 desc, 1`.execute(of.query)
  return rows
}

async function latestOf(of: Of): Promise<ProductDetail['latest']> {
  type Latest = { number: string; feedback_id: string; opened_at: number; stage: never; batch: string | null }
  const { rows } = await sql<Latest>`select c.number, c.feedback_id, c.opened_at, c.stage,
      (select min(b.label) from complaint_subject b where b.site_id = c.site_id and b.feedback_id = c.feedback_id
        and b.kind = 'batch') as batch
    ${complaintsAbout(of)} order by s.at desc, s.feedback_id desc limit ${sql.lit(NAMED)}`.execute(of.query)
  return rows.map(({ number, feedback_id: id, opened_at: at, stage, batch }) => ({
    number,
    id,
    openedAt: timeOf(at),
    stage,
    batch,
  }))
}

/** Batches by how they are compared: written as the shop tells of them, else as a complaint does. */
async function batchesOf(of: Of): Promise<ProductBatch[]> {
  const [filed, said, sold, alarms] = await Promise.all([
    sql<{ value: string; label: string; rows: number; open: number; last: number }>`
      select b.value, min(b.label) as label, count(*) as rows, max(s.at) as last,
        sum(case when c.stage <> 'closed' then 1 else 0 end) as open
      from complaint_subject s
      join complaint c on c.site_id = s.site_id and c.feedback_id = s.feedback_id
      join complaint_subject b on b.site_id = s.site_id and b.feedback_id = s.feedback_id and b.kind = 'batch'
      where s.site_id = ${of.siteId} and s.kind = 'product' and s.value = ${of.thing}
        and s.at >= ${of.span.from} and s.at < ${of.span.to} and ${COUNTS} group by b.value`.execute(of.query),
    sql<Said & { batch: string }>`select batch, ${SAID} ${about(of)} and batch is not null group by batch`.execute(
      of.query,
    ),
    sql<{ batch: string; orders: number; sold: number }>`
      select batch, count(distinct order_id) as orders, sum(quantity) as sold ${soldIn(of)}
      and batch is not null group by batch`.execute(of.query),
    running(of.query, of.siteId, 'batch'),
  ])
  const found = new Map<string, ProductBatch>()
  const at = (value: string, label: string): ProductBatch => {
    const none = { orders: 0, sold: 0, feedback: saidOf(undefined), complaints: 0, open: 0, lastComplaintAt: null }
    const known = found.get(value) ?? { batch: label, ...none, cluster: alarms.get(value) ?? null }
    found.set(value, known)
    return known
  }
  for (const { batch, orders, sold: pieces } of sold.rows) {
    const one = at(plain(batch), batch)
    Object.assign(one, { orders: one.orders + orders, sold: one.sold + pieces })
  }
  for (const { value, label, rows, open, last } of filed.rows)
    Object.assign(at(value, label), {
      complaints: rows,
      open: open,
      lastComplaintAt: timeOf(last),
    })
  for (const { batch, ...counted } of said.rows) at(batch, batch).feedback = saidOf(numbers(counted))
  return [...found.values()]
    .toSorted((a, b) => b.complaints - a.complaints || b.orders - a.orders || (a.batch < b.batch ? -1 : 1))
    .slice(0, BATCHES)
}

async function clustersOf(
  { query, siteId, thing }: Of,
  batches: readonly ProductBatch[],
): Promise<ProductDetail['clusters']> {
  const values = batches.filter(({ complaints }) => complaints > 0).map(({ batch }) => plain(batch))
  const rows = await query
    .selectFrom('cluster')
    .selectAll()
    .where('site_id', '=', siteId)
    .where((eb) =>
      eb.or([
        eb.and([eb('kind', '=', 'product'), eb('value', '=', thing)]),
        ...(values.length === 0 ? [] : [eb.and([eb('kind', '=', 'batch'), eb('value', 'in', values)])]),
      ]),
    )
    .orderBy('cluster_id', 'desc')
    .limit(NAMED)
    .execute()
  return rows.map((row) => ({
    id: row.cluster_id,
    kind: row.kind === 'batch' ? 'batch' : 'product',
    label: row.label,
    from: timeOf(row.from_at),
    last: timeOf(row.last_at),
    endedAt: timeOf(row.ended_at),
  }))
}

/** Month by month of the site's calendar. */
async function monthsOf(of: Of, timeZone: string): Promise<ProductDetail['months']> {
  const names = monthsIn(of.span, timeZone)
  const starts = names.slice(1).map((month) => instantOf(timeZone, Date.parse(`${month}-01T00:00:00Z`)))
  const [filed, said, sold] = await Promise.all([
    sql<{ month: number; rows: number }>`
      select ${monthAt(sql`s.at`, starts)} as month, count(*) as rows ${complaintsAbout(of)} group by 1`.execute(
      of.query,
    ),
    sql<Said & { month: number }>`
      select ${monthAt(sql`at`, starts)} as month, ${SAID} ${about(of)} group by 1`.execute(of.query),
    sql<{ month: number; orders: number }>`
      select ${monthAt(sql`at`, starts)} as month, count(distinct order_id) as orders ${soldIn(of)} group by 1`.execute(
      of.query,
    ),
  ])
  const by = <T extends { month: number }>(rows: readonly T[]) => new Map(rows.map((row) => [row.month, row]))
  const [complaints, feedback, orders] = [by(filed.rows), by(said.rows), by(sold.rows)]
  return names.map((month, i) => {
    const words = feedback.get(i)
    return {
      month,
      orders: orders.get(i)?.orders ?? 0,
      feedback: saidOf(words && numbers(words)),
      complaints: complaints.get(i)?.rows ?? 0,
    }
  })
}
