import type { MarkInput } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import { among } from '../search/among.ts'
import { earlierThan, unreadUpTo } from './earlier.ts'
import { isNew, markOf, moveTo, type Reader, readerOf, unreadAmong } from './store.ts'

/** Feedback looked at in one go when the time moves on. */
const STRIDE = 200
/** From so many on, it is kept what is unread instead of what is read. */
const MANY = 500

/** What marking came to. */
export interface Marking {
  reader: Reader
  /** What takes it back; null where nothing has changed, or too much to be told. */
  undo: MarkInput | null
}

/** Marks as read or not; what the site does not have is passed over. */
export async function mark(tx: Tx, siteId: string, staffId: string, input: MarkInput): Promise<Marking> {
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
    if (!last) return { reader, undo: null }
    const at = last.received_at
    if (input.earlier) return { reader: await unreadUpTo(tx, reader, at, input.earlier), undo: null }
    const earlier = await earlierThan(tx, reader, at)
    return { reader: await readUpTo(tx, reader, at), undo: earlier && { upTo: input.upTo, earlier } }
  }
  const read = input.read === true
  const unread = await unreadAmong(tx.query, reader, rows)
  const changed = rows.flatMap((row) => (unread.has(row.feedback_id) === read ? [row.feedback_id] : []))
  const undo = changed.length > 0 ? { ids: changed, read: !read } : null
  // What the time says by itself needs no mark.
  const needs = rows.filter((row) => row.received_at > reader.readTo === read)
  const spare = rows.filter((row) => row.received_at > reader.readTo !== read)
  await tx.put(
    'feedback_mark',
    needs.map((row) => markOf(reader, row, read)),
  )
  if (spare.length > 0)
    await marks(tx, reader)
      .where(
        'feedback_id',
        'in',
        spare.map((row) => row.feedback_id),
      )
      .execute()
  return { reader: read ? await shorten(tx, await advance(tx, reader)) : reader, undo }
}

function marks(tx: Tx, { siteId, staffId }: Reader) {
  return tx.query.deleteFrom('feedback_mark').where('site_id', '=', siteId).where('staff_id', '=', staffId)
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
    left.map((row) => markOf(reader, row, false)),
  )
  await marks(tx, reader).where('read', '=', 1).where('at', '<=', newest.at).execute()
  return moveTo(tx, reader, newest.at)
}
