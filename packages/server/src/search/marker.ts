import { type Kysely, sql } from 'kysely'
import type { Database, Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import type { SearchKind, SearchMarkerTable } from '../database/tables/search.ts'
import { numbersOf } from './write.ts'

/*
 * How far a site's index has come. A marker says up to which row of feedback and of customers, in the order of arrival,
 * it has. With several servers one transaction may commit after a later one was indexed; so what is ten minutes old is
 * looked at once more, and no transaction lasts that long.
 */

/** Rows of this age are all committed. */
const SETTLED_MS = 10 * 60_000
/** Rows looked at again at a time. */
const SWEEP = 2000

export const KINDS: readonly SearchKind[] = ['feedback', 'complaint', 'customer']
/** Kinds with an order of arrival; complaints come with their feedback, or as changes. */
const STREAMS = {
  feedback: { table: 'feedback', at: 'received_at', id: 'feedback_id' },
  customer: { table: 'customer', at: 'created_at', id: 'customer_id' },
} as const
type Stream = keyof typeof STREAMS

export type Markers = Record<SearchKind, SearchMarkerTable>

/** Sites for which there is something to index, or to look at again. */
export async function sitesToFill(database: Database, now: number): Promise<string[]> {
  const settled = now - SETTLED_MS
  const { rows } = await sql<{ site_id: string }>`
    select s.site_id ${FROM} where ${news(now)}
      or exists (select 1 from feedback x where x.site_id = s.site_id
        and x.received_at > f.swept_at and x.received_at <= ${settled})
      or exists (select 1 from customer x where x.site_id = s.site_id
        and x.created_at > u.swept_at and x.created_at <= ${settled})`.execute(database.write)
  return rows.map((row) => row.site_id)
}

/** Whether something of a site is not in its index yet. */
export async function isBehind(database: Database, siteId: string, now: number): Promise<boolean> {
  const { rows } = await sql`select s.site_id ${FROM} where s.site_id = ${siteId} and (${news(now)})`.execute(
    database.write,
  )
  return rows.length > 0
}

const FROM = sql`from site s
    left join search_marker f on f.site_id = s.site_id and f.kind = 'feedback'
    left join search_marker u on u.site_id = s.site_id and u.kind = 'customer'`

const news = (now: number) => sql`
      exists (select 1 from feedback x where x.site_id = s.site_id and x.received_at <= ${now}
        and x.received_at >= coalesce(f.at, 0) and (x.received_at > coalesce(f.at, 0) or x.feedback_id > coalesce(f.id, '')))
      or exists (select 1 from customer x where x.site_id = s.site_id and x.created_at <= ${now}
        and x.created_at >= coalesce(u.at, 0) and (x.created_at > coalesce(u.at, 0) or x.customer_id > coalesce(u.id, '')))
      or exists (select 1 from search_change x where x.site_id = s.site_id)`

/** Takes the site's index for this transaction; undefined when another server has it. */
export async function hold(database: Database, tx: Tx, siteId: string): Promise<Markers | undefined> {
  await startMarkers(tx, siteId)
  const rows = await database
    .skipLocked(tx.query.selectFrom('search_marker').selectAll().where('site_id', '=', siteId))
    .execute()
  if (rows.length < KINDS.length) return undefined
  return Object.fromEntries(rows.map((row) => [row.kind, row])) as Markers
}

/** Waits until no other server is at a site's index, and keeps all from it until this transaction ends. */
export async function holdMarkers(tx: Tx, siteId: string): Promise<void> {
  await startMarkers(tx, siteId)
  // Both engines lock a row that is updated, be it to what it is.
  await tx.query
    .updateTable('search_marker')
    .set((eb) => ({ next: eb.ref('next') }))
    .where('site_id', '=', siteId)
    .execute()
}

/** Makes a site's markers, where it has none. */
async function startMarkers(tx: Tx, siteId: string): Promise<void> {
  const none = { next: 0, at: 0, id: '', swept_at: 0, swept_id: '' }
  await tx.insertNew(
    'search_marker',
    KINDS.map((kind) => ({ site_id: siteId, kind, ...none })),
  )
}

/** The next rows after the marker. What is dated in the future waits for its time, or the marker would pass the present. */
export async function arrivals(
  query: Kysely<Tables>,
  siteId: string,
  stream: Stream,
  after: { at: number; id: string },
  until: number,
  limit: number,
): Promise<{ at: number; id: string }[]> {
  const { table, at, id } = STREAMS[stream]
  const { rows } = await sql<{ at: number; id: string }>`
    select ${sql.ref(at)} as at, ${sql.ref(id)} as id from ${sql.table(table)}
    where site_id = ${siteId} and ${sql.ref(at)} >= ${after.at} and ${sql.ref(at)} <= ${until}
      and (${sql.ref(at)} > ${after.at} or ${sql.ref(id)} > ${after.id})
    order by ${sql.ref(at)}, ${sql.ref(id)} limit ${sql.lit(limit)}`.execute(query)
  return rows
}

/** Moves the marker over rows that are being indexed. */
export function pass(marker: SearchMarkerTable, last: { at: number; id: string } | undefined, now: number): void {
  if (!last) return
  const swept = marker.swept_at === marker.at && marker.swept_id === marker.id
  Object.assign(marker, { at: last.at, id: last.id })
  // What has settled before it is indexed needs no second look.
  if (swept && last.at <= now - SETTLED_MS) Object.assign(marker, { swept_at: last.at, swept_id: last.id })
}

/** Looks again at rows that are settled by now, and moves that marker. @returns those that were missed */
export async function sweep(
  query: Kysely<Tables>,
  siteId: string,
  stream: Stream,
  marker: SearchMarkerTable,
  now: number,
): Promise<string[]> {
  const from = { at: marker.swept_at, id: marker.swept_id }
  const rows = await arrivals(query, siteId, stream, from, now - SETTLED_MS, SWEEP)
  const last = rows.at(-1)
  if (!last) return []
  Object.assign(marker, { swept_at: last.at, swept_id: last.id })
  const ids = rows.map((row) => row.id)
  const known = await numbersOf(query, siteId, stream, ids)
  return ids.filter((id) => !known.has(id))
}
