import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Database, Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import type { SearchKind, SearchMarkerTable } from '../database/tables/search.ts'
import { append, BLOCK, codeOf, readPostings } from './postings.ts'
import { readSources, type Source } from './source.ts'
import { termsOf } from './terms.ts'

/*
 * Fills the index after the fact, so that ingestion does not pay for it: a marker says up to which row of feedback and
 * of customers, in the order of arrival, it has come. What changes later leaves a row in `search_change` with its own
 * transaction. With several servers one transaction may commit after a later one was indexed; so what is ten minutes
 * old is looked at once more, and no transaction lasts that long.
 */

/** Documents of one step: some ten milliseconds of the one writer. */
export const STEP = 200
/** Rows of this age are all committed. */
const SETTLED_MS = 10 * 60_000
/** Rows looked at again at a time. */
const SWEEP = 2000
/** Steps that a question waits for at most. */
const FRESHEN_STEPS = 3
/** Of the time, at most a quarter is spent on catching up, so that the rest of the server goes on. */
const REST = 3

const KINDS: readonly SearchKind[] = ['feedback', 'complaint', 'customer']
/** Kinds with an order of arrival; complaints come with their feedback, or as changes. */
const STREAMS = {
  feedback: { table: 'feedback', at: 'received_at', id: 'feedback_id' },
  customer: { table: 'customer', at: 'created_at', id: 'customer_id' },
} as const
type Stream = keyof typeof STREAMS

type Markers = Record<SearchKind, SearchMarkerTable>

/** Sites for which there is something to index, or the one if there is. */
export async function sitesToFill(database: Database, now: number, siteId?: string): Promise<string[]> {
  const settled = now - SETTLED_MS
  const { rows } = await sql<{ site_id: string }>`
    select s.site_id from site s
    left join search_marker f on f.site_id = s.site_id and f.kind = 'feedback'
    left join search_marker u on u.site_id = s.site_id and u.kind = 'customer'
    where ${siteId === undefined ? sql`true` : sql`s.site_id = ${siteId}`} and (
      exists (select 1 from feedback x where x.site_id = s.site_id and x.received_at <= ${now}
        and x.received_at >= coalesce(f.at, 0) and (x.received_at > coalesce(f.at, 0) or x.feedback_id > coalesce(f.id, '')))
      or exists (select 1 from customer x where x.site_id = s.site_id and x.created_at <= ${now}
        and x.created_at >= coalesce(u.at, 0) and (x.created_at > coalesce(u.at, 0) or x.customer_id > coalesce(u.id, '')))
      or exists (select 1 from search_change x where x.site_id = s.site_id)
      or exists (select 1 from feedback x where x.site_id = s.site_id
        and x.received_at > f.swept_at and x.received_at <= ${settled})
      or exists (select 1 from customer x where x.site_id = s.site_id
        and x.created_at > u.swept_at and x.created_at <= ${settled}))`.execute(database.write)
  return rows.map((row) => row.site_id)
}

/**
 * Brings a site's index up to date before a question, so that what was just said is found.
 *
 * @returns whether it is; after an upgrade or a restore there may be too much left, which the job does
 */
export async function freshen(database: Database, siteId: string, now: number = Date.now()): Promise<boolean> {
  for (let tries = 0; tries < FRESHEN_STEPS; tries++) {
    if ((await sitesToFill(database, now, siteId)).length === 0) return true
    await fillStep(database, siteId, now, { wait: true })
  }
  return (await sitesToFill(database, now, siteId)).length === 0
}

/**
 * Indexes what is new of all sites, step by step, until nothing is left.
 *
 * @returns how many documents it indexed
 */
export async function fillIndex(database: Database, now: number, signal?: AbortSignal): Promise<number> {
  let done = 0
  for (const siteId of await sitesToFill(database, now)) {
    while (!signal?.aborted) {
      const begun = performance.now()
      const step = await fillStep(database, siteId, now)
      done += step?.documents ?? 0
      if (step === undefined || step.rows === 0) break
      if (signal) await sleep(Math.min((performance.now() - begun) * REST, 1000), undefined, { ref: false })
    }
  }
  return done
}

/** What one step did: rows that it looked at, documents that it indexed. */
interface Step {
  rows: number
  documents: number
}

/**
 * Indexes some of what is new of a site.
 *
 * @param options.wait for another server that is at it
 * @returns undefined when another server is at it
 */
export function fillStep(
  database: Database,
  siteId: string,
  now: number,
  { size = STEP, wait = false }: { size?: number; wait?: boolean } = {},
): Promise<Step | undefined> {
  return database.transaction(async (tx) => {
    if (wait) await holdMarkers(tx, siteId)
    const markers = await hold(database, tx, siteId)
    if (!markers) return undefined
    const changes = await tx.query
      .selectFrom('search_change')
      .select(['change_id', 'kind', 'id'])
      .where('site_id', '=', siteId)
      .orderBy('change_id')
      .limit(size)
      .execute()
    const wanted = new Map<SearchKind, Set<string>>(KINDS.map((kind) => [kind, new Set()]))
    for (const { kind, id } of changes) wanted.get(kind)!.add(id)
    let rows = changes.length
    for (const stream of ['feedback', 'customer'] as const) {
      const arrived = await arrivals(tx.query, siteId, stream, markers[stream], now, size)
      rows += arrived.length
      for (const { id } of arrived) wanted.get(stream)!.add(id)
      pass(markers[stream], arrived.at(-1), now)
      const swept = await sweep(tx.query, siteId, stream, markers[stream], now)
      rows += swept.length
      for (const id of swept) wanted.get(stream)!.add(id)
    }
    // Most feedback opens no complaint; what does is found by its number and messages as well.
    for (const id of wanted.get('feedback')!) wanted.get('complaint')!.add(id)
    let documents = 0
    for (const kind of KINDS) documents += await index(tx, siteId, kind, markers[kind], [...wanted.get(kind)!])
    for (const { site_id, kind, ...columns } of Object.values(markers))
      await tx.query
        .updateTable('search_marker')
        .set(columns)
        .where('site_id', '=', site_id)
        .where('kind', '=', kind)
        .execute()
    if (changes.length > 0)
      await tx.query
        .deleteFrom('search_change')
        .where('site_id', '=', siteId)
        .where(
          'change_id',
          'in',
          changes.map((change) => change.change_id),
        )
        .execute()
    return { rows, documents }
  })
}

/** Takes the site's index for this transaction; undefined when another server has it. */
async function hold(database: Database, tx: Tx, siteId: string): Promise<Markers | undefined> {
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
async function arrivals(
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
function pass(marker: SearchMarkerTable, last: { at: number; id: string } | undefined, now: number): void {
  if (!last) return
  const swept = marker.swept_at === marker.at && marker.swept_id === marker.id
  Object.assign(marker, { at: last.at, id: last.id })
  // What has settled before it is indexed needs no second look.
  if (swept && last.at <= now - SETTLED_MS) Object.assign(marker, { swept_at: last.at, swept_id: last.id })
}

/** Looks again at rows that are settled by now, and moves that marker. @returns those that were missed */
async function sweep(
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

/** The numbers of documents that are in the index. */
export async function numbersOf(
  query: Kysely<Tables>,
  siteId: string,
  kind: SearchKind,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await query
    .selectFrom('search_doc')
    .select(['id', 'doc'])
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row.doc]))
}

/** Puts documents into the index, or adds to those that are there what they lack. @returns how many there are now */
async function index(
  tx: Tx,
  siteId: string,
  kind: SearchKind,
  marker: SearchMarkerTable,
  ids: readonly string[],
): Promise<number> {
  const sources = (await readSources(tx.query, siteId, kind, ids)).toSorted(
    (a, b) => a.at - b.at || (a.id < b.id ? -1 : 1),
  )
  if (sources.length === 0) return 0
  const known = await numbersOf(
    tx.query,
    siteId,
    kind,
    sources.map(({ id }) => id),
  )
  const numbered = sources.map((source) => ({ source, doc: known.get(source.id) ?? marker.next++ }))
  await tx.insertNew(
    'search_doc',
    numbered
      .filter(({ source }) => !known.has(source.id))
      .map(({ source, doc }) => ({ site_id: siteId, kind, id: source.id, doc })),
  )
  for (const [block, docs] of Map.groupBy(numbered, ({ doc }) => Math.floor(doc / BLOCK))) {
    const postings = new Map<string, string>()
    for (const { source, doc } of docs) {
      let terms: Iterable<string> = allTerms(source)
      if (known.has(source.id)) terms = await lacking(tx.query, siteId, kind, doc, [...terms])
      const code = codeOf(doc)
      for (const term of terms) postings.set(term, (postings.get(term) ?? '') + code)
    }
    await append(tx, siteId, kind, block, postings)
    await widen(
      tx,
      siteId,
      kind,
      block,
      docs.map(({ source }) => source.at),
    )
  }
  return sources.length
}

function allTerms({ parts, facets }: Source): Set<string> {
  const terms = termsOf(parts.join('\n'))
  for (const facet of facets) terms.add(facet)
  return terms
}

/** Those of the terms that do not name the document yet. */
async function lacking(
  query: Kysely<Tables>,
  siteId: string,
  kind: SearchKind,
  doc: number,
  terms: string[],
): Promise<string[]> {
  const code = codeOf(doc)
  const has = new Set<string>()
  for (let i = 0; i < terms.length; i += 1000) {
    const rows = await readPostings(query, siteId, kind, [Math.floor(doc / BLOCK)], terms.slice(i, i + 1000))
    for (const { term, docs } of rows)
      for (let at = 0; at < docs.length; at += 2) if (docs.startsWith(code, at)) has.add(term)
  }
  return terms.filter((term) => !has.has(term))
}

/** Notes when the oldest and the newest of a block came. */
async function widen(tx: Tx, siteId: string, kind: SearchKind, block: number, times: readonly number[]): Promise<void> {
  const oldest = Math.min(...times)
  const newest = Math.max(...times)
  await tx.query
    .insertInto('search_block')
    .values({ site_id: siteId, kind, block, oldest, newest })
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'kind', 'block']).doUpdateSet({
        oldest: sql`case when excluded.oldest < search_block.oldest then excluded.oldest else search_block.oldest end`,
        newest: sql`case when excluded.newest > search_block.newest then excluded.newest else search_block.newest end`,
      }),
    )
    .execute()
}
