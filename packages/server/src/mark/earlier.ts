import type { MarkInput } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import { among } from '../search/among.ts'
import { isNew, markOf, moveTo, type Reader } from './store.ts'

/** What a member had read before all up to a time was marked as read: with it that is taken back. */
type Earlier = NonNullable<MarkInput['earlier']>

/** Exceptions that are told when all is read, so that it can be taken back. With more of them it cannot. */
const TOLD_MAX = 1000

/** What a member has read before all up to a time is read; null where that changes nothing, or is too much to tell. */
export async function earlierThan(tx: Tx, reader: Reader, at: number): Promise<Earlier | null> {
  const { siteId, staffId, readTo } = reader
  const rows = await tx.query
    .selectFrom('feedback_mark')
    .select(['feedback_id', 'read'])
    .where('site_id', '=', siteId)
    .where('staff_id', '=', staffId)
    .where('at', '<=', at)
    .limit(TOLD_MAX + 1)
    .execute()
  if (rows.length > TOLD_MAX) return null
  const fresh = await tx.query
    .selectFrom('feedback as f')
    .select('f.feedback_id')
    .where('f.site_id', '=', siteId)
    .where(isNew(reader))
    .where('f.received_at', '<=', at)
    .limit(1)
    .execute()
  const marked = (read: number) => rows.flatMap((row) => (row.read === read ? [row.feedback_id] : []))
  const unread = marked(0)
  if (fresh.length === 0 && unread.length === 0) return null
  return { readTo: new Date(readTo).toISOString(), unread, read: marked(1) }
}

/** What was received by then is read or not as it was before all of it was read; what was marked since stays so. */
export async function unreadUpTo(tx: Tx, reader: Reader, at: number, earlier: Earlier): Promise<Reader> {
  const { siteId, staffId } = reader
  const readTo = Math.min(Date.parse(earlier.readTo), reader.readTo)
  // What came later, and was read meanwhile.
  await tx.query
    .insertInto('feedback_mark')
    .columns(['site_id', 'staff_id', 'feedback_id', 'at', 'read'])
    .expression((eb) =>
      eb
        .selectFrom('feedback')
        .select(['site_id', eb.val(staffId).as('staff_id'), 'feedback_id', 'received_at', eb.lit(1).as('read')])
        .where('site_id', '=', siteId)
        .where('received_at', '>', Math.max(at, readTo))
        .where('received_at', '<=', reader.readTo),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const moved = readTo < reader.readTo ? await moveTo(tx, reader, readTo) : reader
  const ids = [...earlier.unread, ...earlier.read]
  if (ids.length === 0) return moved
  const unread = new Set(earlier.unread)
  const rows = await tx.query
    .selectFrom('feedback')
    .select(['feedback_id', 'received_at'])
    .where(among('', 'feedback_id', siteId, [...new Set(ids)]))
    .where('received_at', '<=', at)
    .execute()
  await tx.insertNew(
    'feedback_mark',
    rows.map((row) => markOf(reader, row, !unread.has(row.feedback_id))),
  )
  return moved
}
