import type { MarkInput } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import { among } from '../search/among.ts'

/*
 * Who has read what. Of each member one time is kept: what came by then is read. Exceptions are kept one by one: what
 * was read of what came after, and what is wanted as unread of what came before. The time moves on over what is read
 * without a gap, so that exceptions stay few however much there is.
 */

/** Counting ends here: `99+` says enough. */
export const COUNTED_MAX = 100
/** What came so long before a member's account was made is read, unless they said otherwise. */
const GRACE_MS = 7 * 24 * 3600_000
/** Feedback looked at in one go when the time moves on. */
const STRIDE = 200
/** From so many on, it is kept what is unread instead of what is read. */
const MANY = 500

/** A member of staff as a reader. */
export interface Reader {
  siteId: string
  staffId: string
  /** What was received at or before this is read, but for exceptions. */
  readTo: number
}

/** How far a member has read. */
export async function readerOf(query: Kysely<Tables>, siteId: string, staffId: string): Promise<Reader> {
  const row = await query
    .selectFrom('staff as s')
    .leftJoin('reader as r', (join) => join.onRef('r.site_id', '=', 's.site_id').onRef('r.staff_id', '=', 's.staff_id'))
    .select(['s.created_at', 'r.read_to'])
    .where('s.site_id', '=', siteId)
    .where('s.staff_id', '=', staffId)
    .executeTakeFirst()
  return { siteId, staffId, readTo: row?.read_to ?? (row?.created_at ?? 0) - GRACE_MS }
}

/** Those of some feedback that a member has not read. */
export async function unreadAmong(
  query: Kysely<Tables>,
  { siteId, staffId, readTo }: Reader,
  rows: readonly { feedback_id: string; received_at: number }[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set()
  const marks = await query
    .selectFrom('feedback_mark')
    .select(['feedback_id', 'read'])
    .where('site_id', '=', siteId)
    .where('staff_id', '=', staffId)
    .where(
      'feedback_id',
      'in',
      rows.map((row) => row.feedback_id),
    )
    .execute()
  const marked = new Map(marks.map((row) => [row.feedback_id, row.read === 1]))
  const unread = rows.filter((row) => !(marked.get(row.feedback_id) ?? row.received_at <= readTo))
  return new Set(unread.map((row) => row.feedback_id))
}

/** That a feedback `f` came after what a member has read, and was not read by itself. */
export function isNew({ staffId, readTo }: Reader) {
  return sql<boolean>`(f.received_at > ${readTo} and not exists (select 1 from feedback_mark m
    where m.site_id = f.site_id and m.staff_id = ${staffId} and m.feedback_id = f.feedback_id and m.read = 1))`
}

/** Ids of what is wanted as unread of what came before. */
export async function keptUnread(query: Kysely<Tables>, { siteId, staffId, readTo }: Reader): Promise<string[]> {
  const rows = await query
    .selectFrom('feedback_mark')
    .select('feedback_id')
    .where('site_id', '=', siteId)
    .where('staff_id', '=', staffId)
    .where('read', '=', 0)
    .where('at', '<=', readTo)
    .execute()
  return rows.map((row) => row.feedback_id)
}

/** How much feedback a member has not read, up to `COUNTED_MAX`. */
export async function countUnread(query: Kysely<Tables>, reader: Reader): Promise<number> {
  const { siteId, staffId, readTo } = reader
  const kept = await query
    .selectFrom('feedback_mark')
    .select('feedback_id')
    .where('site_id', '=', siteId)
    .where('staff_id', '=', staffId)
    .where('read', '=', 0)
    .where('at', '<=', readTo)
    .limit(COUNTED_MAX)
    .execute()
  if (kept.length >= COUNTED_MAX) return COUNTED_MAX
  const fresh = await query
    .selectFrom('feedback as f')
    .select('f.feedback_id')
    .where('f.site_id', '=', siteId)
    .where(isNew(reader))
    // The oldest first: where there are many, they stand at the beginning.
    .orderBy('f.received_at')
    .limit(COUNTED_MAX - kept.length)
    .execute()
  return kept.length + fresh.length
}

/** Marks as read or not; what the site does not have is passed over. */
export async function mark(tx: Tx, siteId: string, staffId: string, input: MarkInput): Promise<Reader> {
  const known = await readerOf(tx.query, siteId, staffId)
  const [held] = await tx.hold('reader', [{ site_id: siteId, staff_id: staffId, read_to: known.readTo }])
  const reader: Reader = { siteId, staffId, readTo: held!.read_to }
  const ids = input.ids ?? [input.upTo!]
  const rows = await tx.query
    .selectFrom('feedback')
    .select(['feedback_id', 'received_at'])
    .where(among('', 'feedback_id', siteId, ids))
    .execute()
  if (input.upTo !== undefined) {
    const [last] = rows
    return last ? readUpTo(tx, reader, last.received_at) : reader
  }
  const read = input.read === true
  // What the time says by itself needs no mark.
  const needs = rows.filter((row) => row.received_at > reader.readTo === read)
  const spare = rows.filter((row) => row.received_at > reader.readTo !== read)
  await tx.put(
    'feedback_mark',
    needs.map((row) => ({
      site_id: siteId,
      staff_id: staffId,
      feedback_id: row.feedback_id,
      at: row.received_at,
      read: read ? 1 : 0,
    })),
  )
  if (spare.length > 0)
    await marks(tx, reader)
      .where(
        'feedback_id',
        'in',
        spare.map((row) => row.feedback_id),
      )
      .execute()
  if (!read) return reader
  return shorten(tx, await advance(tx, reader))
}

function marks(tx: Tx, { siteId, staffId }: Reader) {
  return tx.query.deleteFrom('feedback_mark').where('site_id', '=', siteId).where('staff_id', '=', staffId)
}

async function moveTo(tx: Tx, reader: Reader, readTo: number): Promise<Reader> {
  const { siteId, staffId } = reader
  await tx.query
    .updateTable('reader')
    .set({ read_to: readTo })
    .where('site_id', '=', siteId)
    .where('staff_id', '=', staffId)
    .execute()
  return { ...reader, readTo }
}

/** All that was received by then is read, whatever was said of it before. */
async function readUpTo(tx: Tx, reader: Reader, at: number): Promise<Reader> {
  await marks(tx, reader).where('at', '<=', at).execute()
  return at > reader.readTo ? advance(tx, await moveTo(tx, reader, at)) : reader
}

/** Moves the time on over what was read one by one. */
async function advance(tx: Tx, reader: Reader): Promise<Reader> {
  const { siteId, staffId } = reader
  const next = await tx.query
    .selectFrom('feedback as f')
    .leftJoin('feedback_mark as m', (join) =>
      join
        .onRef('m.site_id', '=', 'f.site_id')
        .onRef('m.feedback_id', '=', 'f.feedback_id')
        .on('m.staff_id', '=', staffId),
    )
    .select(['f.received_at', 'm.read'])
    .where('f.site_id', '=', siteId)
    .where('f.received_at', '>', reader.readTo)
    .orderBy('f.received_at')
    .limit(STRIDE)
    .execute()
  const gap = next.findIndex((row) => row.read !== 1)
  // What came within one millisecond is passed together; so what ends a full stride is left for the next.
  const end = gap === -1 ? (next.length < STRIDE ? undefined : next.at(-1)) : next[gap]
  const passed = next.findLast((row, i) => (gap === -1 || i < gap) && (!end || row.received_at < end.received_at))
  if (!passed) return reader
  const moved = await moveTo(tx, reader, passed.received_at)
  await marks(tx, reader).where('read', '=', 1).where('at', '<=', moved.readTo).execute()
  return next.length === STRIDE && gap === -1 ? advance(tx, moved) : moved
}

/** Where much is read with a few left between, the few are kept instead. */
async function shorten(tx: Tx, reader: Reader): Promise<Reader> {
  const { siteId, staffId } = reader
  const read = await tx.query
    .selectFrom('feedback_mark')
    .select('at')
    .where('site_id', '=', siteId)
    .where('staff_id', '=', staffId)
    .where('read', '=', 1)
    .orderBy('at', 'desc')
    .limit(MANY)
    .execute()
  const newest = read[0]
  if (!newest || read.length < MANY) return reader
  const left = await tx.query
    .selectFrom('feedback as f')
    .select(['f.feedback_id', 'f.received_at'])
    .where('f.site_id', '=', siteId)
    .where(isNew(reader))
    .where('f.received_at', '<=', newest.at)
    .limit(MANY)
    .execute()
  if (left.length >= MANY) return reader
  await tx.put(
    'feedback_mark',
    left.map((row) => ({
      site_id: siteId,
      staff_id: staffId,
      feedback_id: row.feedback_id,
      at: row.received_at,
      read: 0,
    })),
  )
  await marks(tx, reader).where('read', '=', 1).where('at', '<=', newest.at).execute()
  return moveTo(tx, reader, newest.at)
}
