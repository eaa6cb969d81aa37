import { type Kysely, sql } from 'kysely'
import { provenLines } from '../cluster/lines.ts'
import { subjectsOf } from '../cluster/subject.ts'
import type { Database, Tx } from '../database/engine.ts'
import type { FeedbackTable, Tables } from '../database/schema.ts'
import type { ProductFeedbackTable } from '../database/tables/product.ts'

/*
 * Notes what feedback is about, so that it is counted by product without reading it. It is done after the fact, step by
 * step, so that ingestion does not pay for it; what changes later leaves a row in `product_change`.
 */

/** Feedback looked at in one transaction: a few milliseconds of the one writer. */
const STEP = 500
/** With several servers one may commit what was received before what another has committed; none takes this long. */
const SETTLED_MS = 60_000

const COLUMNS = ['feedback_id', 'product', 'order_data', 'answers', 'test', 'received_at', 'satisfaction'] as const
type Said = Pick<FeedbackTable, (typeof COLUMNS)[number]>

/** Sites with feedback that has not been looked at. */
export async function productsDue(database: Database, now: number): Promise<string[]> {
  const { rows } = await sql<{ site_id: string }>`
    select s.site_id from site s left join product_marker m on m.site_id = s.site_id
    where exists (select 1 from product_change c where c.site_id = s.site_id)
      or exists (select 1 from feedback f where f.site_id = s.site_id and f.received_at <= ${now - SETTLED_MS}
        and f.received_at >= coalesce(m.at, 0)
        and (f.received_at > coalesce(m.at, 0) or f.feedback_id > coalesce(m.feedback_id, '')))`.execute(database.write)
  return rows.map((row) => row.site_id)
}

/** Notes what is new. @returns how many feedbacks it looked at */
export async function noteProducts(database: Database, now: number, signal?: AbortSignal): Promise<number> {
  let done = 0
  for (const siteId of await productsDue(database, now))
    for (let more = true; more && !signal?.aborted;) {
      const step = await noteStep(database, siteId, now - SETTLED_MS)
      done += step
      more = step >= STEP
    }
  return done
}

/** Has feedback looked at again. */
export async function noteAgain(tx: Tx, siteId: string, ids: readonly string[]): Promise<void> {
  const rows = [...ids].toSorted().map((feedback_id) => ({ site_id: siteId, feedback_id }))
  await tx.insertNew('product_change', rows)
}

/** As `noteAgain`, for all feedback whose order is proven to be one of these. */
export async function noteOrders(tx: Tx, siteId: string, orders: readonly string[]): Promise<void> {
  if (orders.length === 0) return
  const rows = await tx.query
    .selectFrom('order_feedback')
    .select('feedback_id')
    .where('site_id', '=', siteId)
    .where('order_id', 'in', orders)
    .execute()
  if (rows.length > 0)
    await noteAgain(
      tx,
      siteId,
      rows.map((row) => row.feedback_id),
    )
}

/** Keeps the job from what an erasure is at, until this transaction ends. */
export async function holdMarker(tx: Tx, siteId: string): Promise<{ at: number; feedback_id: string }> {
  const [marker] = await tx.hold('product_marker', [{ site_id: siteId, at: 0, feedback_id: '' }])
  return marker!
}

/** What only their own words name goes; that something was said of a SKU stays. */
export async function forgetNames(query: Kysely<Tables>, siteId: string, ids: readonly string[]): Promise<void> {
  await query
    .deleteFrom('product_feedback')
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', ids)
    .where('thing', 'like', 'name:%')
    .execute()
}

function noteStep(database: Database, siteId: string, until: number): Promise<number> {
  return database.transaction(async (tx) => {
    const { at, feedback_id: id } = await holdMarker(tx, siteId)
    const changes = await tx.query
      .selectFrom('product_change')
      .select('feedback_id')
      .where('site_id', '=', siteId)
      .orderBy('feedback_id')
      .limit(STEP)
      .execute()
    const changed = changes.map((row) => row.feedback_id)
    const of = () => tx.query.selectFrom('feedback').select(COLUMNS).where('site_id', '=', siteId)
    const again = changed.length === 0 ? [] : await of().where('feedback_id', 'in', changed).execute()
    const fresh = await of()
      .where('received_at', '>=', at)
      .where('received_at', '<=', until)
      .where((eb) => eb.or([eb('received_at', '>', at), eb('feedback_id', '>', id)]))
      .orderBy('received_at')
      .orderBy('feedback_id')
      .limit(STEP)
      .execute()
    if (changed.length > 0)
      for (const table of ['product_feedback', 'product_change'] as const)
        await tx.query.deleteFrom(table).where('site_id', '=', siteId).where('feedback_id', 'in', changed).execute()
    const rows = [...new Map([...again, ...fresh].map((row) => [row.feedback_id, row])).values()]
    await tx.insertNew('product_feedback', await aboutOf(tx.query, siteId, rows))
    const last = fresh.at(-1)
    if (last) await tx.put('product_marker', [{ site_id: siteId, at: last.received_at, feedback_id: last.feedback_id }])
    return Math.max(changes.length, fresh.length)
  })
}

async function aboutOf(query: Kysely<Tables>, siteId: string, rows: readonly Said[]): Promise<ProductFeedbackTable[]> {
  const lines = await provenLines(query, siteId, rows)
  return rows.flatMap((row) => {
    if (row.test === 1) return []
    const subjects = subjectsOf(row, null, lines.get(row.feedback_id) ?? [])
    const batches = subjects.filter(({ kind }) => kind === 'batch')
    const batch = batches.length === 1 ? batches[0]!.value : null
    return subjects
      .filter(({ kind }) => kind === 'product')
      .map(({ value }) => ({
        site_id: siteId,
        feedback_id: row.feedback_id,
        thing: value,
        batch,
        at: row.received_at,
        satisfaction: row.satisfaction,
      }))
  })
}
