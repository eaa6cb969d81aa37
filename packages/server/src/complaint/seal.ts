import { createHash } from 'node:crypto'
import type { Database } from '../database/engine.ts'
import { enqueue } from '../notify/outbox.ts'
import { listSites } from '../site/store.ts'
import { staffAt } from './notice.ts'

const DAY = 24 * 3_600_000
/** A row says when it was made, and is there a moment later; after this none of the day before can still come. */
const SETTLED_MS = 10 * 60_000
/** Rows of histories read at a time, away from what takes feedback. */
const CHUNK = 2000

/** All histories of a site at the end of a day, in one hash. */
export interface Seal {
  /** `2026-11-21`, in UTC. */
  day: string
  /** Rows of all histories. */
  rows: number
  /** SHA-256 (base64url) over the last row of every history, by the complaint's id. */
  head: string
}

/** The last day that is over and settled. */
export function lastDay(now: number): string {
  return new Date(now - SETTLED_MS - DAY).toISOString().slice(0, 10)
}

/**
 * What the histories of a site were at the end of `day`. As rows are only ever added, it is the same whenever it is
 * asked; a row of that day or before that was altered or taken away makes it another.
 */
export async function sealOf(database: Database, siteId: string, day: string): Promise<Seal> {
  const end = Date.parse(`${day}T00:00:00Z`) + DAY
  const hash = createHash('sha256')
  let rows = 0
  let last = { feedback_id: '', seq: 0, hash: '' }
  let read: Pick<typeof last, 'feedback_id' | 'seq'> = last
  const close = () => {
    if (last.seq > 0) hash.update(`${last.feedback_id} ${last.seq} ${last.hash}\n`)
  }
  for (;;) {
    const { feedback_id: id, seq } = read
    const chunk = await database.read
      .selectFrom('complaint_history')
      .select(['feedback_id', 'seq', 'hash', 'at'])
      .where('site_id', '=', siteId)
      .where((eb) => eb(eb.refTuple('feedback_id', 'seq'), '>', eb.tuple(id, seq)))
      .orderBy('feedback_id')
      .orderBy('seq')
      .limit(CHUNK)
      .execute()
    for (const row of chunk) {
      if (row.at >= end) continue
      if (row.feedback_id !== last.feedback_id) close()
      last = row
      rows += 1
    }
    if (chunk.length < CHUNK) break
    read = chunk.at(-1)!
  }
  close()
  return { day, rows, head: hash.digest('base64url') }
}

/**
 * Mails the owners of every site the seal of the last day, so that no one who can change the database, not even the
 * operator, can change history without some owner's mailbox knowing better.
 *
 * @returns how many mails
 */
export async function mailSeals(database: Database, now: number, signal?: AbortSignal): Promise<number> {
  let mails = 0
  for (const site of await listSites(database)) {
    if (signal?.aborted) break
    const { day, rows, head } = await sealOf(database, site.id, lastDay(now))
    if (rows === 0) continue
    mails += await database.transaction(async (tx) => {
      const owners = await staffAt(tx, site.id, { role: 'owner' })
      const values = { day, rows: String(rows), head }
      await enqueue(
        tx,
        owners.map((to) => ({ siteId: site.id, topic: 'register' as const, to, values })),
        now,
      )
      return owners.length
    })
  }
  return mails
}
