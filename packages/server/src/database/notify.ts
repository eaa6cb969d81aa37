import { type Kysely, sql } from 'kysely'
import { Client } from 'pg'
import type { Tables } from './schema.ts'
import { Listeners, Whispers } from './tell.ts'

const CHANNEL = 'earshot_event'
const WHISPERS = 'earshot_whisper'
const CONNECT_MS = 5000
/** PostgreSQL takes 8,000 bytes; more sites than fit are told as `any`. */
const PAYLOAD_MAX = 7000
/** While much is committed the other servers are told this often, as each notice is a transaction. */
const TELL_MS = 50
/** A connection that broke is made anew after this, and then less often, up to the second. */
const AGAIN_MS = [250, 10_000] as const

/** How servers on one PostgreSQL tell each other which sites have new events. */
export interface Notices {
  /** Tells those who listen here at once, and other servers in a moment. Never rejects. */
  tell(sites: readonly string[]): void
  listen(heard: (sites: readonly string[] | 'any') => void): () => void
  /** Tells every server something that is kept nowhere, those that overhear here at once. Never rejects. */
  whisper(text: string): void
  overhear(heard: (text: string) => void): () => void
  close(): Promise<void>
}

/** @param write where notices are sent from; they are heard on a connection of their own, made with the first listener */
export function createNotices(url: string, write: Kysely<Tables>): Notices {
  const listeners = new Listeners()
  const whispers = new Whispers()
  const ears = () => listeners.size + whispers.size
  /** By which a server knows its own notices. */
  const self = crypto.randomUUID()
  const pending = new Set<string>()
  let telling: Promise<void> | undefined
  let client: Client | undefined
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let closed = false
  let hurry = () => {}

  async function send(): Promise<void> {
    while (pending.size > 0) {
      const sites = [...pending]
      pending.clear()
      const whole = JSON.stringify({ from: self, sites })
      const payload = whole.length > PAYLOAD_MAX ? JSON.stringify({ from: self, sites: 'any' }) : whole
      // Nothing is lost with a notice, so its transaction need not wait for the disk.
      await sql`select set_config('synchronous_commit', 'off', true), pg_notify(${CHANNEL}, ${payload})`
        .execute(write)
        // Who listens looks from time to time, too.
        .catch(() => {})
      if (closed) continue
      const { promise, resolve } = Promise.withResolvers<void>()
      const pause = setTimeout(resolve, TELL_MS).unref()
      hurry = resolve
      await promise
      clearTimeout(pause)
    }
    telling = undefined
  }

  async function connect(): Promise<void> {
    if (closed) return
    const made = new Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
      application_name: 'earshot listen',
    })
    client = made
    made.on('notification', ({ channel, payload }) => {
      if (channel === WHISPERS) {
        const { from, text } = JSON.parse(payload ?? '{}') as { from?: string; text?: string }
        if (from !== self && text !== undefined) whispers.tell(text)
        return
      }
      const { from, sites } = JSON.parse(payload ?? '{}') as { from?: string; sites?: string[] | 'any' }
      if (from !== self) listeners.tell(sites ?? 'any')
    })
    const broken = () => {
      if (client !== made) return
      client = undefined
      made.end().catch(() => {})
      retry()
    }
    made.on('error', broken)
    made.on('end', broken)
    try {
      await made.connect()
      await made.query(`listen ${CHANNEL}; listen ${WHISPERS}`)
      failures = 0
      // Nobody knows what was told meanwhile.
      listeners.tell('any')
    } catch {
      broken()
    }
  }

  function retry(): void {
    if (closed || ears() === 0) return
    failures += 1
    timer = setTimeout(() => void connect(), Math.min(AGAIN_MS[0] * 2 ** (failures - 1), AGAIN_MS[1])).unref()
  }

  return {
    tell(sites) {
      if (sites.length === 0) return
      listeners.tell(sites)
      for (const site of sites) pending.add(site)
      telling ??= send()
    },
    listen(heard) {
      const end = listeners.add(heard)
      if (!client && ears() === 1) void connect()
      return end
    },
    whisper(text) {
      whispers.tell(text)
      if (closed) return
      const payload = JSON.stringify({ from: self, text })
      sql`select set_config('synchronous_commit', 'off', true), pg_notify(${WHISPERS}, ${payload})`
        .execute(write)
        // It was said in passing.
        .catch(() => {})
    },
    overhear(heard) {
      const end = whispers.add(heard)
      if (!client && ears() === 1) void connect()
      return end
    },
    async close() {
      closed = true
      clearTimeout(timer)
      hurry()
      await telling
      await client?.end().catch(() => {})
    },
  }
}
