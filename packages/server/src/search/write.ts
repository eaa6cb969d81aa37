import { type Kysely, sql } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import type { SearchKind, SearchMarkerTable } from '../database/tables/search.ts'
import { append, BLOCK, codeOf, readPostings } from './postings.ts'
import { readSources, type Source } from './source.ts'
import { termsOf } from './terms.ts'

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

/** What stands behind documents, newest first. Asked by itself: joined, it would be left to a planner to begin with it. */
export async function idsOf(
  query: Kysely<Tables>,
  siteId: string,
  kind: SearchKind,
  docs: readonly number[],
): Promise<{ id: string; doc: number }[]> {
  if (docs.length === 0) return []
  return query
    .selectFrom('search_doc')
    .select(['id', 'doc'])
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)
    .where('doc', 'in', docs)
    .orderBy('doc', 'desc')
    .execute()
}

/** Puts documents into the index, or adds to those that are there what they lack. @returns how many there are now */
export async function index(
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
