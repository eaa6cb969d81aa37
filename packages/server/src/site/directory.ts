import type { Database } from '../database/engine.ts'
import { loadMoments, type MomentHistory } from '../moment/store.ts'
import { findSite, type Site } from './store.ts'

/** A change made by the CLI, or by another server, shows within this time. */
const FRESH_MS = 2000
/** Sites kept in memory. */
const KEPT = 1000

/** A site with its moments, as one read found them. */
export interface Known {
  readonly site: Site
  readonly moments: ReadonlyMap<string, MomentHistory>
}

interface Entry {
  known: Known
  readAt: number
}

/** Sites by key, kept in memory for a moment, so that taking feedback does not read the database. */
export interface Directory {
  /** The site with this key; undefined when there is none. At once where it is fresh in memory. */
  find(key: string): Known | Promise<Known | undefined>
  /** Reads the site anew when it is next asked for: it was changed here. */
  forget(key: string): void
}

export function createDirectory(database: Database, clock: () => number = Date.now): Directory {
  const entries = new Map<string, Entry>()
  const reading = new Map<string, Promise<Known | undefined>>()
  /** Times that something was forgotten: what was being read then may be older than the change. */
  let forgotten = 0

  async function read(key: string): Promise<Known | undefined> {
    const begun = forgotten
    try {
      const site = await findSite(database, key)
      entries.delete(key)
      if (!site) return undefined
      const known: Known = { site, moments: await loadMoments(database, site.id) }
      if (entries.size >= KEPT) entries.delete(entries.keys().next().value!)
      if (begun === forgotten) entries.set(key, { known, readAt: clock() })
      return known
    } catch (error) {
      // While the store is gone, pages are still served from what is known; storing says that it is gone.
      const stale = entries.get(key)
      if (stale && database.isGone(error)) return stale.known
      throw error
    } finally {
      if (begun === forgotten) reading.delete(key)
    }
  }

  return {
    find(key) {
      const entry = entries.get(key)
      if (entry && clock() - entry.readAt < FRESH_MS) return entry.known
      if (!/^pk_\w{1,40}$/.test(key)) return Promise.resolve(undefined)
      let one = reading.get(key)
      if (!one) reading.set(key, (one = read(key)))
      return one
    },
    forget(key) {
      forgotten += 1
      entries.delete(key)
      reading.clear()
    },
  }
}
