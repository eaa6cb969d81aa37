import type { Kysely } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import { isBehind } from './marker.ts'

/**
 * What of a site cannot be found though it should, or the other way round, counted by kind; empty when all is well.
 * `filling`: the index has not caught up yet, so that counts tell nothing.
 */
export async function unfound(database: Database, siteId: string): Promise<string[] | 'filling'> {
  if (await isBehind(database, siteId, Date.now())) return 'filling'
  const indexed = await database.read
    .selectFrom('search_doc')
    .select(['kind', (eb) => eb.fn.countAll<number>().as('count')])
    .where('site_id', '=', siteId)
    .groupBy('kind')
    .execute()
  const known = new Map(indexed.map(({ kind, count }) => [kind, count]))
  const wrong: string[] = []
  for (const kind of ['feedback', 'complaint', 'customer'] as const) {
    const there = await countOf(database.read, kind, siteId)
    const found = known.get(kind) ?? 0
    if (there !== found) wrong.push(`${found} of ${there} ${kind} entries are in the index`)
  }
  return wrong
}

async function countOf(
  query: Kysely<Tables>,
  table: 'feedback' | 'complaint' | 'customer',
  siteId: string,
): Promise<number> {
  const { count } = await query
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('site_id', '=', siteId)
    .executeTakeFirstOrThrow()
  return count
}
