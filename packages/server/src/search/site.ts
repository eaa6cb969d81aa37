import type { SearchHit, SearchPage, SearchQuery } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import type { SearchKind } from '../database/tables/search.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { among } from './among.ts'
import { freshen } from './fill.ts'
import { findDocs } from './find.ts'
import { holds, holdsNumbers } from './holds.ts'
import { snippetOf } from './snippet.ts'
import { COMPLAINT_FACET, readSources, type Source } from './source.ts'
import { type Asked, askedOf } from './terms.ts'
import { idsOf } from './write.ts'

/** Items on a page unless asked otherwise. */
const PAGE = 20

/** In the order of cursors. */
const KINDS: readonly SearchKind[] = ['feedback', 'complaint', 'customer']

/** Where it stands when something came. */
const WHEN = {
  feedback: { table: 'feedback', id: 'feedback_id', at: 'received_at' },
  complaint: { table: 'complaint', id: 'feedback_id', at: 'opened_at' },
  customer: { table: 'customer', id: 'customer_id', at: 'created_at' },
} as const

/** Where a page begins: in each kind before this document; undefined at its newest. */
type Places = Partial<Record<SearchKind, number>>

interface Hit {
  kind: SearchKind
  doc: number
  id: string
  at: number
}

/**
 * What of a site holds the words, of every kind, newest first: whoever looks for something has mostly just heard of it,
 * and time is an order that everybody understands. Feedback that became a complaint is found as the complaint.
 */
export async function searchSite(database: Database, siteId: string, query: SearchQuery): Promise<SearchPage> {
  const terms = askedOf(query.text)
  const complete = await freshen(database, siteId)
  if (terms.length === 0) return { items: [], next: null, complete }
  const limit = query.limit ?? PAGE
  const places = query.cursor === undefined ? {} : placesOf(query.cursor)
  const kinds = (query.kind?.split(',') as SearchKind[] | undefined) ?? KINDS
  const streams = await Promise.all(
    kinds.map((kind) => hits(database.read, siteId, kind, terms, places[kind], limit + 1)),
  )
  const all = streams.flat().toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
  const page = all.slice(0, limit)
  for (const { kind, doc } of page) places[kind] = Math.min(doc, places[kind] ?? doc)
  const items = await shown(database.read, siteId, page, terms)
  return { items, next: all.length > limit ? cursorOf(places) : null, complete }
}

/** The newest of one kind. */
async function hits(
  query: Kysely<Tables>,
  siteId: string,
  kind: SearchKind,
  terms: readonly Asked[],
  before: number | undefined,
  limit: number,
): Promise<Hit[]> {
  const found: Hit[] = []
  const without = kind === 'feedback' ? { without: COMPLAINT_FACET } : {}
  for await (const docs of findDocs(query, { siteId, kind, terms, before, ...without })) {
    for (let at = 0; at < docs.length && found.length < limit; at += limit)
      found.push(...(await timesOf(query, siteId, kind, docs.slice(at, at + limit))))
    if (found.length >= limit) break
  }
  return found.slice(0, limit)
}

/** When documents came. */
async function timesOf(
  query: Kysely<Tables>,
  siteId: string,
  kind: SearchKind,
  docs: readonly number[],
): Promise<Hit[]> {
  const numbered = await idsOf(query, siteId, kind, docs)
  if (numbered.length === 0) return []
  const { table, id, at } = WHEN[kind]
  const { rows } = await sql<{ id: string; at: number }>`
    select ${sql.ref(id)} as id, ${sql.ref(at)} as at from ${sql.table(table)}
    where ${among(
      '',
      id,
      siteId,
      numbered.map((one) => one.id),
    )}`.execute(query)
  const times = new Map(rows.map((row) => [row.id, row.at]))
  return numbered.flatMap((one) => (times.has(one.id) ? { kind, ...one, at: times.get(one.id)! } : []))
}

/**
 * The hits as they are shown. A card whose words changed since it was indexed shows only if it still holds what is asked,
 * and anything only if its telephone may be the one that is.
 */
async function shown(
  query: Kysely<Tables>,
  siteId: string,
  page: readonly Hit[],
  terms: readonly Asked[],
): Promise<SearchHit[]> {
  const sources = new Map<SearchKind, Map<string, Source>>()
  for (const [kind, hitsOfKind] of Map.groupBy(page, (hit) => hit.kind)) {
    const ids = hitsOfKind.map(({ id }) => id)
    sources.set(kind, new Map((await readSources(query, siteId, kind, ids)).map((source) => [source.id, source])))
  }
  return page.flatMap(({ kind, id, at }) => {
    const source = sources.get(kind)?.get(id)
    if (!source || !(kind === 'customer' ? holds : holdsNumbers)(source.parts, terms)) return []
    const { number, who, parts } = source
    return { kind, id, number, at: new Date(at).toISOString(), who, snippet: snippetOf(parts, terms) }
  })
}

function cursorOf(places: Places): string {
  return Buffer.from(KINDS.map((kind) => places[kind] ?? '').join(' ')).toString('base64url')
}

function placesOf(cursor: string): Places {
  const match = /^(\d{0,15}) (\d{0,15}) (\d{0,15})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (!match)
    throw new Problem('invalid', 'The cursor is not one of this search. Use `next` of the page before, or none.', {
      errors: [{ path: 'cursor', code: 'invalid_format', ...says('cursor') }],
    })
  const places: Places = {}
  for (const [i, kind] of KINDS.entries()) if (match[i + 1] !== '') places[kind] = Number(match[i + 1])
  return places
}
