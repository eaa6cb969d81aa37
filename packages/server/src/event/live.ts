import type { ServerResponse } from 'node:http'
import { type MarksTold, passes, type Presence, type StreamBegun } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import type { EventTable } from '../database/schema.ts'
import type { Told } from '../mark/told.ts'
import type { Present } from '../presence/present.ts'
import { Problem } from '../problem.ts'
import type { Role } from '../staff/roles.ts'
import { eventOf } from './event.ts'
import { createFeeds, type Feed } from './feed.ts'
import { maySee } from './sight.ts'

/** Streams that one session or key may have open, and all of one site at one server. */
const OWN_MAX = 8
const SITE_MAX = 500
/** A line that says nothing, so that what stands between does not take the connection for dead. */
const HEARTBEAT_MS = 20_000
/** It is looked this often whether who listens still may, and always before something is told. */
const RECHECK_MS = 5000
const CHECKED_MS = 1000
/** Who has not read what was sent by then is cut off; they come back and go on where they were. */
const SLOW_MS = 30_000
/** Milliseconds after which a browser comes back. */
const RETRY_MS = 2000

/** Who listens, and to what. */
export interface Listener {
  siteId: string
  role: Role
  /** One session, or one key. */
  who: string
  types: readonly string[]
  /** Whether they are told who is at which complaint, too. */
  presence: boolean
  /** Id of the member who is told what they mark; of nobody by default. */
  marksOf?: string | undefined
  /** The last event that they have seen; only what comes by default. */
  lastId: number | undefined
  /** Where there is none: how many seconds ago to begin. */
  back?: number | undefined
  /** Of the console that this server has; told at the beginning. */
  release: string | null
  /** Whether they still may listen. */
  still(): Promise<boolean>
}

/** The open streams of live events at one server. */
export interface Live {
  /** Rejects with `rate_limited` where too many are open. `begin` answers the request; then events are written. */
  open(listener: Listener, begin: () => ServerResponse): Promise<void>
  close(): void
}

export interface Beats {
  heartbeatMs?: number
  recheckMs?: number
  slowMs?: number
}

/** What is told in passing. */
interface Passing {
  present: Pick<Present, 'hear'>
  marks: Pick<Told, 'hear'>
}

export function createLive(database: Database, { present, marks }: Passing, beats: Beats = {}): Live {
  const feeds = createFeeds(database)
  const open = new Set<Stream>()
  let closed = false

  function requirePlace({ siteId, who }: Listener): void {
    const ofSite = [...open].filter((one) => one.listener.siteId === siteId)
    const own = ofSite.filter((one) => one.listener.who === who).length
    if (own < OWN_MAX && ofSite.length < SITE_MAX) return
    const what = own < OWN_MAX ? `the site has ${SITE_MAX}` : `this session or key has ${OWN_MAX}`
    throw new Problem('rate_limited', `No more streams of events: ${what} open. Close one, or come back later.`, {
      retryAfter: 30,
    })
  }

  return {
    async open(listener, begin) {
      requirePlace(listener)
      let wake = () => {}
      const { feed, leave } = await feeds.join(listener.siteId, () => wake())
      let stream: Stream
      try {
        requirePlace(listener)
        stream = new Stream(listener, feed, begin(), beats)
      } catch (error) {
        leave()
        throw error
      }
      wake = () => stream.wake()
      open.add(stream)
      if (closed) stream.end()
      const { siteId, presence, marksOf } = listener
      const hearing = [
        ...(presence ? [present.hear(siteId, (one) => stream.meet(one))] : []),
        ...(marksOf === undefined ? [] : [marks.hear(siteId, marksOf, (one) => stream.mark(one))]),
      ]
      void stream.run().finally(() => {
        open.delete(stream)
        for (const end of hearing) end()
        leave()
      })
    },
    close() {
      closed = true
      for (const stream of open) stream.end()
      feeds.close()
    },
  }
}

class Stream {
  readonly listener: Listener
  readonly #feed: Feed
  readonly #reply: ServerResponse
  readonly #beats: Required<Beats>
  #position = 0
  #ended = false
  #checkedAt = performance.now()
  #sentAt = performance.now()
  /** What is told in passing: of each complaint only how it is now, and each mark. */
  readonly #passing = new Map<string | symbol, string>()
  #wake = () => {}

  constructor(listener: Listener, feed: Feed, reply: ServerResponse, beats: Beats) {
    this.listener = listener
    this.#feed = feed
    this.#reply = reply
    this.#beats = { heartbeatMs: HEARTBEAT_MS, recheckMs: RECHECK_MS, slowMs: SLOW_MS, ...beats }
    reply.on('close', () => this.end())
    reply.on('error', () => this.end())
  }

  wake(): void {
    this.#wake()
  }

  /** Tells who is at a complaint now. It has no number, and nobody gets it later. */
  meet(presence: Presence): void {
    this.#whisper(presence.complaint, 'presence', presence)
  }

  /** Tells what whoever listens has marked. */
  mark(marks: MarksTold): void {
    this.#whisper(Symbol('marks'), 'marks', marks)
  }

  #whisper(key: string | symbol, event: string, data: Presence | MarksTold): void {
    this.#passing.set(key, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    this.#wake()
  }

  end(): void {
    this.#ended = true
    this.#wake()
  }

  /** Tells until it is ended from either side. Never rejects. */
  async run(): Promise<void> {
    try {
      if (await this.#begin()) while (!this.#ended && (await this.#step()));
      this.#reply.end()
    } catch {
      // The store is away: they come back, and go on where they were.
      this.#reply.destroy()
    }
  }

  /** Says where it goes on; `reset` where what came between is not known any more. */
  async #begin(): Promise<boolean> {
    const { lastId, back, release } = this.listener
    const known = lastId === undefined || (lastId <= this.#feed.last && lastId + 1 >= (await this.#feed.oldest()))
    const since = lastId ?? (back === undefined ? undefined : await this.#feed.before(Date.now() - back * 1000))
    this.#position = known ? (since ?? this.#feed.last) : this.#feed.last
    const begun: StreamBegun = { release }
    const block = `id: ${this.#position}\nevent: ${known ? 'ready' : 'reset'}\ndata: ${JSON.stringify(begun)}\n\n`
    return this.#write(`retry: ${RETRY_MS}\n\n${block}`)
  }

  /** @returns whether it goes on */
  async #step(): Promise<boolean> {
    // Before it is looked, so that nothing comes in between unnoticed.
    const more = this.#more()
    const rows = await this.#feed.after(this.#position)
    if (rows.length === 0) {
      if (this.#passing.size === 0) await more
      else this.#wake()
      if (this.#ended) return false
      if (!(await this.#still(this.#passing.size > 0 ? CHECKED_MS : this.#beats.recheckMs))) return false
      if (this.#passing.size > 0) return this.#write(this.#takePassing())
      if (performance.now() - this.#sentAt < this.#beats.heartbeatMs) return true
      // With it, whoever wants few kinds of events need not read all the others again.
      return this.#write(`: still here\nid: ${this.#position}\n\n`)
    }
    this.#wake()
    if (!(await this.#still(CHECKED_MS))) return false
    const { role, types } = this.listener
    const wanted = rows.filter(({ type }) => maySee(role, type) && passes(types, type))
    this.#position = rows.at(-1)!.seq
    return wanted.length === 0 || this.#write(wanted.map(blockOf).join(''))
  }

  #takePassing(): string {
    const blocks = [...this.#passing.values()]
    this.#passing.clear()
    return blocks.join('')
  }

  /** Resolves when there are new events, it is ended, or it is time to look after the listener. */
  #more(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, Math.min(this.#beats.recheckMs, this.#beats.heartbeatMs)).unref()
    this.#wake = () => {
      clearTimeout(timer)
      resolve()
    }
    return promise
  }

  async #still(ageMs: number): Promise<boolean> {
    if (performance.now() - this.#checkedAt < ageMs) return true
    this.#checkedAt = performance.now()
    return this.listener.still()
  }

  /** @returns whether it was taken in time */
  async #write(text: string): Promise<boolean> {
    this.#sentAt = performance.now()
    if (this.#ended) return false
    if (this.#reply.write(text)) return true
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const slow = setTimeout(() => resolve(false), this.#beats.slowMs).unref()
    this.#reply.once('drain', () => resolve(true))
    this.#reply.once('close', () => resolve(false))
    const taken = await promise
    clearTimeout(slow)
    if (!taken) this.#reply.destroy()
    return taken
  }
}

function blockOf(row: EventTable): string {
  // JSON has no line ends of its own.
  return `id: ${row.seq}\ndata: ${JSON.stringify(eventOf(row))}\n\n`
}
