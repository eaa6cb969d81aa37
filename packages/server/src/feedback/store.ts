import type { Feedback, FeedbackPage, FeedbackQuery, InboxItem } from '@earshot/sdk/contract'
import { type ExpressionBuilder, type Kysely, type RawBuilder, sql } from 'kysely'
import { late } from '../customer/store.ts'
import { isNew, keptUnread, type Reader, readerOf } from '../mark/store.ts'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { among } from '../search/among.ts'
import { freshen } from '../search/fill.ts'
import { findDocs, type Sought } from '../search/find.ts'
import { holdsNumbers } from '../search/holds.ts'
import { COMPLAINT_FACET, momentFacet, satisfactionFacet } from '../search/source.ts'
import { askedOf } from '../search/terms.ts'
import { idsOf, numbersOf } from '../search/write.ts'
import { fewOf, filtersOf } from './filter.ts'
import { itemsOf } from './inbox.ts'
import { feedbackOf, type JoinedRow } from './row.ts'

/** Items on a page of the inbox unless asked otherwise. */
const PAGE = 50
/** Rows that an export reads at a time: what it holds in memory, at most. */
const EXPORT_PAGE = 500

export type FeedbackFilter = Omit<FeedbackQuery, 'limit' | 'cursor'>

/** Where a page begins: just older than this. */
interface Place {
  receivedAt: number
  id: string
}

/** A page of a site's feedback, newest first. @param staffId whose marks count; nobody's by default */
export async function listFeedback(
  database: Database,
  siteId: string,
  query: FeedbackQuery,
  publicUrl: string,
  staffId?: string,
): Promise<FeedbackPage> {
  const limit = query.limit ?? PAGE
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const reader = staffId === undefined ? undefined : await readerOf(database.read, siteId, staffId)
  const rows = await select(database, siteId, query, after, limit + 1, reader)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: await itemsOf(database.read, siteId, items, publicUrl, reader),
    next: rows.length > limit && last ? cursorOf({ receivedAt: last.received_at, id: last.feedback_id }) : null,
  }
}

/** All of a site's feedback that passes the filter, newest first, in pages: never whole in memory. */
export async function* eachFeedback(
  database: Database,
  siteId: string,
  filter: FeedbackFilter,
  publicUrl: string,
): AsyncGenerator<Feedback[]> {
  let after: Place | undefined
  for (;;) {
    const rows = await select(database, siteId, filter, after, EXPORT_PAGE)
    if (rows.length > 0) yield rows.map((row) => feedbackOf(row, publicUrl))
    const last = rows.at(-1)
    if (!last || rows.length < EXPORT_PAGE) return
    after = { receivedAt: last.received_at, id: last.feedback_id }
  }
}

/** One feedback of a site. */
export async function getFeedback(
  database: Database,
  siteId: string,
  id: string,
  publicUrl: string,
): Promise<Feedback | undefined> {
  const row = await rowOf(database.write, siteId, id)
  return row && feedbackOf(row, publicUrl)
}

/** One feedback of a site, as the inbox shows it. @param staffId whose marks count; nobody's by default */
export async function getItem(
  database: Database,
  siteId: string,
  id: string,
  publicUrl: string,
  staffId?: string,
): Promise<InboxItem | undefined> {
  const row = await rowOf(database.write, siteId, id)
  if (!row) return undefined
  const reader = staffId === undefined ? undefined : await readerOf(database.write, siteId, staffId)
  return (await itemsOf(database.write, siteId, [row], publicUrl, reader))[0]
}

function rowOf(query: Kysely<Tables>, siteId: string, id: string): Promise<JoinedRow | undefined> {
  return joined(query).where('f.site_id', '=', siteId).where('f.feedback_id', '=', id).executeTakeFirst()
}

function joined(db: Kysely<Tables>) {
  return db
    .selectFrom('feedback as f')
    .leftJoin('complaint as c', (join) =>
      join.onRef('c.site_id', '=', 'f.site_id').onRef('c.feedback_id', '=', 'f.feedback_id'),
    )
    .selectAll('f')
    .select(['c.number', 'c.token', 'c.stage'])
}

async function select(
  database: Database,
  siteId: string,
  filter: FeedbackFilter,
  after: Place | undefined,
  limit: number,
  reader?: Reader,
): Promise<JoinedRow[]> {
  const { read } = database
  const text = filter.text?.trim() ?? ''
  // A product stands among the words: what holds them is looked at more closely.
  const wordless = text === '' && filter.product === undefined
  if (wordless && filter.unread === 'true' && reader) return unreadOnly(read, siteId, filter, after, limit, reader)
  const rows = (which: RawBuilder<boolean>, from: Place | undefined) => {
    const scanned = narrow(read, siteId, which, filter, from)
    return reader && filter.unread !== undefined ? scanned.where(asWanted(filter, reader)) : scanned
  }
  if (wordless) {
    const few = await fewOf(read, siteId, filter)
    return few ? latest(rows(few, after), limit) : newest(rows(ofSite(siteId), after), limit)
  }
  const terms = [...askedOf(text), ...askedOf(filter.product ?? '')]
  if (terms.length === 0) return []
  // Until the index has caught up, after an upgrade or a restore, words are looked for row by row.
  if (!(await freshen(database, siteId))) return newest(holding(rows(ofSite(siteId), after), text), limit)
  // Where a page ends, its last one's number goes before its time: what two servers took at once may be numbered otherwise.
  const before = after && (await numbersOf(read, siteId, 'feedback', [after.id])).get(after.id)
  const found: JoinedRow[] = []
  for await (const docs of findDocs(read, soughtOf(siteId, filter, terms, before))) {
    if (found.length >= limit) break
    for (let at = 0; at < docs.length && found.length < limit; at += limit) {
      const ids = (await idsOf(read, siteId, 'feedback', docs.slice(at, at + limit))).map(({ id }) => id)
      if (ids.length === 0) continue
      const some = await rows(
        among('f', 'feedback_id', siteId, ids),
        before === undefined ? after : undefined,
      ).execute()
      const byId = new Map(some.map((row) => [row.feedback_id, row]))
      const right = ({ answers, contact }: JoinedRow) => holdsNumbers([answers, contact ?? ''], askedOf(text))
      found.push(...ids.flatMap((id) => byId.get(id) ?? []).filter(right))
    }
  }
  return found.slice(0, limit)
}

function soughtOf(siteId: string, filter: FeedbackFilter, terms: Sought['terms'], before: number | undefined): Sought {
  return {
    siteId,
    kind: 'feedback',
    terms,
    choices: [
      ...(filter.moment === undefined ? [] : [[momentFacet(filter.moment)]]),
      ...(filter.satisfaction === undefined
        ? []
        : [filter.satisfaction.split(',').map((each) => satisfactionFacet(Number(each)))]),
      ...(filter.complaint === 'true' ? [[COMPLAINT_FACET]] : []),
    ],
    ...(filter.complaint === 'false' ? { without: COMPLAINT_FACET } : {}),
    from: filter.from === undefined ? undefined : Date.parse(filter.from),
    to: filter.to === undefined ? undefined : Date.parse(filter.to),
    before,
  }
}

/** What came after all that is read; then what is wanted as unread of what came before. Both by their indexes. */
async function unreadOnly(
  read: Kysely<Tables>,
  siteId: string,
  filter: FeedbackFilter,
  after: Place | undefined,
  limit: number,
  reader: Reader,
): Promise<JoinedRow[]> {
  const fresh =
    after && after.receivedAt <= reader.readTo
      ? []
      : await newest(narrow(read, siteId, ofSite(siteId), filter, after).where(isNew(reader)), limit)
  if (fresh.length >= limit) return fresh
  const kept = await keptUnread(read, reader)
  if (kept.length === 0) return fresh
  const older = await latest(narrow(read, siteId, among('f', 'feedback_id', siteId, kept), filter, after), limit)
  return [...fresh, ...older].slice(0, limit)
}

/** That it is read, or is not, as a filter wants it. */
function asWanted({ unread }: FeedbackFilter, reader: Reader): RawBuilder<boolean> {
  const is = sql<boolean>`(${isNew(reader)} or exists (select 1 from feedback_mark k where k.site_id = f.site_id
    and k.staff_id = ${reader.staffId} and k.feedback_id = f.feedback_id and k.read = 0))`
  return unread === 'true' ? is : sql<boolean>`not ${is}`
}

const ofSite = (siteId: string) => sql<boolean>`f.site_id = ${siteId}`

/** What passes every filter but that of the words. @param which all of a site's feedback, or some */
function narrow(
  db: Kysely<Tables>,
  siteId: string,
  which: RawBuilder<boolean>,
  filter: FeedbackFilter,
  after: Place | undefined,
) {
  let rows = joined(db).where(which)
  if (filter.moment !== undefined) rows = rows.where('f.moment', '=', filter.moment)
  if (filter.satisfaction !== undefined)
    rows = rows.where('f.satisfaction', 'in', filter.satisfaction.split(',').map(Number))
  for (const one of filtersOf(siteId, filter)) rows = rows.where(one)
  if (filter.from !== undefined) rows = rows.where('f.received_at', '>=', Date.parse(filter.from))
  if (filter.to !== undefined) rows = rows.where('f.received_at', '<', Date.parse(filter.to))
  if (after) rows = rows.where((eb) => olderThan(eb as never, after))
  return rows
}

type Rows = ReturnType<typeof narrow>

function newest(rows: Rows, limit: number): Promise<JoinedRow[]> {
  return rows.orderBy('f.received_at', 'desc').orderBy('f.feedback_id', 'desc').limit(limit).execute()
}

/** As `newest`, of rows that are few, and found by something else than their time: see `late`. */
function latest(rows: Rows, limit: number): Promise<JoinedRow[]> {
  return rows.orderBy(late('f.received_at'), 'desc').orderBy('f.feedback_id', 'desc').limit(limit).execute()
}

function holding(rows: Rows, text: string): Rows {
  for (const word of text.toLowerCase().split(/\s+/).filter(Boolean))
    rows = rows.where(sql<boolean>`f.search like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  return rows
}

function olderThan(eb: ExpressionBuilder<{ f: Tables['feedback'] }, 'f'>, place: Place) {
  return eb.and([
    eb('f.received_at', '<=', place.receivedAt),
    eb.or([eb('f.received_at', '<', place.receivedAt), eb('f.feedback_id', '<', place.id)]),
  ])
}

function cursorOf(place: Place): string {
  return Buffer.from(`${place.receivedAt} ${place.id}`).toString('base64url')
}

function placeOf(cursor: string): Place {
  const match = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (match) return { receivedAt: Number(match[1]), id: match[2]! }
  throw new Problem('invalid', 'The cursor is not one of this list. Use `next` of the page before, or none.', {
    errors: [{ path: 'cursor', code: 'invalid_format', ...says('cursor') }],
  })
}
