import { type Kysely, sql } from 'kysely'
import type { EventTable, Tables } from './schema.ts'
import type { Tx } from './engine.ts'

/** An event that has no number yet. */
export type Telling = Omit<EventTable, 'seq'>

/**
 * Numbers the events of a transaction and writes them. It is the last that a transaction does: the counter is held from
 * here to the commit, so that numbers become visible in their order, and as nothing else is waited for meanwhile, no two
 * transactions can wait for each other.
 *
 * @returns the sites that they are of
 */
export async function writeTold(
  query: Kysely<Tables>,
  insertNew: Tx['insertNew'],
  told: readonly Telling[],
): Promise<string[]> {
  if (told.length === 0) return []
  const bySite = Map.groupBy(told, (one) => one.site_id)
  const sites = [...bySite.keys()].toSorted()
  const taken = await query
    .insertInto('event_counter')
    .values(sites.map((site_id) => ({ site_id, last: bySite.get(site_id)!.length })))
    .onConflict((conflict) =>
      conflict.column('site_id').doUpdateSet({ last: sql<number>`event_counter.last + excluded.last` }),
    )
    .returning(['site_id', 'last'])
    .execute()
  const rows = taken.flatMap(({ site_id, last }) => {
    const own = bySite.get(site_id)!
    return own.map((one, i): EventTable => ({ ...one, seq: last - own.length + 1 + i }))
  })
  await insertNew('event', rows)
  return sites
}

/** Tells those who listen which sites have new events. */
export class Listeners {
  readonly #all = new Set<(sites: readonly string[] | 'any') => void>()

  get size(): number {
    return this.#all.size
  }

  add(heard: (sites: readonly string[] | 'any') => void): () => void {
    this.#all.add(heard)
    return () => void this.#all.delete(heard)
  }

  tell(sites: readonly string[] | 'any'): void {
    if (sites.length > 0) for (const heard of this.#all) heard(sites)
  }
}
