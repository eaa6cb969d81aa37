import type { EventCounterTable, EventTable } from './schema.ts'
import type { Tx } from './engine.ts'

/** An event that has no number yet. */
export type Telling = Omit<EventTable, 'seq'>

/**
 * Numbers the events of a transaction and writes them. It is the last that a transaction does: the counter is held from
 * here to the commit, so that numbers become visible in their order, and as nothing else is waited for meanwhile, no two
 * transactions can wait for each other.
 *
 * @param take raises the counters of sites by so many, in this order, and answers with what they came to
 * @returns the sites that they are of
 */
export async function writeTold(
  take: (counts: readonly (readonly [siteId: string, count: number])[]) => Promise<readonly EventCounterTable[]>,
  insertNew: Tx['insertNew'],
  told: readonly Telling[],
): Promise<string[]> {
  if (told.length === 0) return []
  const bySite = Map.groupBy(told, (one) => one.site_id)
  const sites = [...bySite.keys()].toSorted()
  const taken = await take(sites.map((siteId) => [siteId, bySite.get(siteId)!.length]))
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

/** Tells those who overhear what is said in passing. */
export class Whispers {
  readonly #all = new Set<(text: string) => void>()

  get size(): number {
    return this.#all.size
  }

  add(heard: (text: string) => void): () => void {
    this.#all.add(heard)
    return () => void this.#all.delete(heard)
  }

  tell(text: string): void {
    for (const heard of this.#all) heard(text)
  }
}
