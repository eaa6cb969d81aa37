import { createHmac } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { FeedbackTable, Tables, TombstoneTable } from '../database/schema.ts'

/*
 * What was erased is remembered by hashes under the site's own key: they tell nobody what it was, but a late message
 * and a restored backup are known for what they are.
 */

export type TombstoneKind = TombstoneTable['kind']

/** Says what was signed, so that nothing else that the site's key signs is one. */
const PURPOSE = 'earshot: erased'
/** In one statement; PostgreSQL takes 65,535 parameters. */
const CHUNK = 1000

/** The hash of something that was erased. @param signingKey the site's, base64url */
export function hashOf(signingKey: string, siteId: string, kind: TombstoneKind, value: string): string {
  return createHmac('sha256', Buffer.from(signingKey, 'base64url'))
    .update(JSON.stringify([PURPOSE, siteId, kind, value]))
    .digest('base64url')
}

/** The site's key, if anything of this kind was ever erased there: for nearly all, nothing was. */
async function keyIfAny(query: Kysely<Tables>, siteId: string, kind: TombstoneKind): Promise<string | undefined> {
  const row = await query
    .selectFrom('site as s')
    .select('s.signing_key')
    .where('s.site_id', '=', siteId)
    .where(sql<boolean>`exists (select 1 from tombstone t where t.site_id = s.site_id and t.kind = ${sql.lit(kind)})`)
    .executeTakeFirst()
  return row?.signing_key
}

/** Those of the values that were erased. */
export async function erasedAmong(
  query: Kysely<Tables>,
  siteId: string,
  kind: TombstoneKind,
  values: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  if (values.length === 0) return found
  const key = await keyIfAny(query, siteId, kind)
  if (key === undefined) return found
  for (let at = 0; at < values.length; at += CHUNK) {
    const byHash = new Map(values.slice(at, at + CHUNK).map((value) => [hashOf(key, siteId, kind, value), value]))
    const rows = await query
      .selectFrom('tombstone')
      .select('hash')
      .where('site_id', '=', siteId)
      .where('kind', '=', kind)
      .where('hash', 'in', [...byHash.keys()])
      .execute()
    for (const { hash } of rows) found.add(byHash.get(hash)!)
  }
  return found
}

/** What is sent sooner than this after its id was made was never here before. */
const LATE_MS = 10 * 60_000

/**
 * Feedback that was erased before it comes. Where the erased row itself is there, it tells; this is for what came after
 * the backup that was restored. So only what is late by the time in its id is looked up, and all others cost nothing.
 */
export async function erasedFeedback<F extends Pick<FeedbackTable, 'site_id' | 'feedback_id' | 'received_at'>>(
  query: Kysely<Tables>,
  feedback: readonly F[],
): Promise<ReadonlySet<F>> {
  const late = feedback.filter((row) => Math.abs(row.received_at - madeAt(row.feedback_id)) > LATE_MS)
  const found = new Set<F>()
  for (const [siteId, some] of Map.groupBy(late, (row) => row.site_id)) {
    const ids = some.map((row) => row.feedback_id)
    const gone = await erasedAmong(query, siteId, 'feedback', ids)
    for (const row of some) if (gone.has(row.feedback_id)) found.add(row)
  }
  return found
}

/** The time that a UUIDv7 begins with, Unix ms. */
function madeAt(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** What is buried, and by which erasure. */
export interface Burial {
  siteId: string
  signingKey: string
  erasureId: string
  at: number
}

/** Remembers what is erased. */
export async function bury(
  tx: Tx,
  { siteId, signingKey, erasureId, at }: Burial,
  kind: TombstoneKind,
  values: readonly string[],
): Promise<void> {
  const rows = [...new Set(values)].sort().map((value) => ({
    site_id: siteId,
    kind,
    hash: hashOf(signingKey, siteId, kind, value),
    erasure_id: erasureId,
    at,
  }))
  for (let from = 0; from < rows.length; from += CHUNK) await tx.insertNew('tombstone', rows.slice(from, from + CHUNK))
}

/** The site's signing key as the tombstones need it. */
export async function signingKeyOf(query: Kysely<Tables>, siteId: string): Promise<string> {
  const row = await query.selectFrom('site').select('signing_key').where('site_id', '=', siteId).executeTakeFirst()
  if (!row) throw new Error(`The site ${siteId} is gone.`)
  return row.signing_key
}
