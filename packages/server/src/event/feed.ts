import type { Database } from '../database/engine.ts'
import type { EventTable } from '../database/schema.ts'

/** Events of a site kept at hand, so that a hundred readers of the same ones cost one look into the store. */
const KEPT = 500
/** Events read from the store at a time. */
const CHUNK = 200
/** While much is committed it is looked for new events this often. */
const LOOK_MS = 50
/** However silent it is, it is looked this often: a notice may be missed, and other processes write, too. */
const POLL_MS = 2000

/** The newest events of one site, for any number of readers. */
export interface Feed {
  /** Number of the newest event that is known. */
  readonly last: number
  /** Events after a number, oldest first; none when there are no more. */
  after(seq: number): Promise<readonly EventTable[]>
  /** Number of the oldest event that is kept. */
  oldest(): Promise<number>
  /** Number after which everything came that happened since a time, Unix ms. */
  before(at: number): Promise<number>
}

/** The feeds of all sites that somebody listens to. */
export interface Feeds {
  /** Reads a site's events. @param more called when there are new ones */
  join(siteId: string, more: () => void): Promise<{ feed: Feed; leave: () => void }>
  close(): void
}

/** @param pollMs for tests */
export function createFeeds(database: Database, pollMs: number = POLL_MS): Feeds {
  const feeds = new Map<string, SiteFeed>()
  let end: (() => void) | undefined
  let poll: NodeJS.Timeout | undefined

  function begin(): void {
    end ??= database.listen((sites) => {
      for (const [siteId, feed] of feeds) if (sites === 'any' || sites.includes(siteId)) feed.look()
    })
    poll ??= setInterval(() => {
      for (const feed of feeds.values()) feed.look()
    }, pollMs).unref()
  }

  function close(): void {
    end?.()
    clearInterval(poll)
    end = undefined
    poll = undefined
  }

  return {
    async join(siteId, more) {
      begin()
      const feed = feeds.get(siteId) ?? new SiteFeed(database, siteId)
      feeds.set(siteId, feed)
      feed.readers.add(more)
      const leave = () => {
        feed.readers.delete(more)
        if (feed.readers.size === 0 && feeds.get(siteId) === feed) feeds.delete(siteId)
        if (feeds.size === 0) close()
      }
      try {
        await feed.begun
      } catch (error) {
        leave()
        throw error
      }
      return { feed, leave }
    },
    close,
  }
}

class SiteFeed implements Feed {
  readonly begun: Promise<void>
  readonly readers = new Set<() => void>()
  last = 0
  readonly #database: Database
  readonly #siteId: string
  #kept: EventTable[] = []
  #looking = false
  #again = false

  constructor(database: Database, siteId: string) {
    this.#database = database
    this.#siteId = siteId
    this.begun = this.#begin()
  }

  async #begin(): Promise<void> {
    const row = await this.#database.write
      .selectFrom('event_counter')
      .select('last')
      .where('site_id', '=', this.#siteId)
      .executeTakeFirst()
    this.last = row?.last ?? 0
  }

  async after(seq: number): Promise<readonly EventTable[]> {
    if (seq >= this.last) return []
    const first = this.#kept[0]
    return first && first.seq <= seq + 1 ? this.#kept.filter((one) => one.seq > seq) : this.#select(seq)
  }

  async oldest(): Promise<number> {
    const row = await this.#database.write
      .selectFrom('event')
      .select('seq')
      .where('site_id', '=', this.#siteId)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst()
    return row?.seq ?? this.last + 1
  }

  async before(at: number): Promise<number> {
    const row = await this.#database.write
      .selectFrom('event')
      .select('seq')
      .where('site_id', '=', this.#siteId)
      .where('at', '<', at)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row?.seq ?? (await this.oldest()) - 1
  }

  /** Looks for new events: at once, but not more often than makes sense. */
  look(): void {
    this.#again = true
    if (this.#looking) return
    this.#looking = true
    void this.#run()
  }

  async #run(): Promise<void> {
    while (this.#again && this.readers.size > 0) {
      this.#again = false
      try {
        await this.#fetch()
      } catch {
        // The store is away; the next look finds what was missed.
      }
      await new Promise((ended) => setTimeout(ended, LOOK_MS).unref())
    }
    this.#looking = false
  }

  async #fetch(): Promise<void> {
    await this.begun
    for (;;) {
      const rows = await this.#select(this.last)
      const newest = rows.at(-1)
      if (!newest) return
      this.#kept = [...this.#kept, ...rows].slice(-KEPT)
      this.last = newest.seq
      for (const more of this.readers) more()
    }
  }

  #select(after: number): Promise<EventTable[]> {
    return this.#database.write
      .selectFrom('event')
      .selectAll()
      .where('site_id', '=', this.#siteId)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(CHUNK)
      .execute()
  }
}
