import { type Kysely, sql } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'

/*
 * Who has read what. Of each member one time is kept: what came by then is read. Exceptions are kept one by one: what
 * was read of what came after, and what is wanted as unread of what came before. The time moves on over what is read
 * without a gap, so that exceptions stay few however much there is.
 */

/** Counting ends here: `99+` says enough. */
export const COUNTED_MAX = 100
/** What came so long before a member's account was made is read, unless they said otherwise. */
const GRACE_MS = 7 * 24 * 3600_000

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

/** That a member has read one feedback, or wants it as unread. */
export function markOf(
  { siteId, staffId }: Reader,
  { feedback_id, received_at }: { feedback_id: string; received_at: number },
  read: boolean,
): Tables['feedback_mark'] {
  return { site_id: siteId, staff_id: staffId, feedback_id, at: received_at, read: read ? 1 : 0 }
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

/** Moves the time by which all is read. */
export async function moveTo(tx: Tx, reader: Reader, readTo: number): Promise<Reader> {
  const { siteId, staffId } = reader
  await tx.query
    .updateTable('reader')
    .set({ read_to: readTo })
    .where('site_id', '=', siteId)
    .where('staff_id', '=', staffId)
    .execute()
  return { ...reader, readTo }
}
