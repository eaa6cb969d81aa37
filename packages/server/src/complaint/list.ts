import type { ComplaintPage, ComplaintQuery } from '@earshot/sdk/contract'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { freshen } from '../search/fill.ts'
import { findDocs, matching, type Sought } from '../search/find.ts'
import { askedOf } from '../search/terms.ts'
import { idsOf, numbersOf } from '../search/write.ts'
import type { StaffActor } from '../staff/actor.ts'
import { isOpenOnly, meantBy, narrow } from './filter.ts'
import { summariesOf } from './queue.ts'

/** Items on a page unless asked otherwise. */
const PAGE = 50
/** Up to so many that hold the words, or that pass the other filters, are all looked at. */
const FEW = 2000
/** Complaints of which it is looked up at a time whether they hold the words. */
const CHECKED = 500

/** Stands for the due time of what has no running clock: later than any. The index complaint_queue has the same. */
const NEVER = 999_999_999_999_999

/** A page of a site's complaints: newest first, or what is due next. */
export async function listComplaints(
  database: Database,
  actor: StaffActor,
  query: ComplaintQuery,
  publicUrl: string,
  now: number = Date.now(),
): Promise<ComplaintPage> {
  const limit = query.limit ?? PAGE
  const order = orderOf(query)
  const meant = await meantBy(database.read, actor, query)
  const rows = (ids?: readonly string[]) => narrow(database.read, actor, query, meant, now, ids)
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const text = query.text?.trim() ?? ''
  const found =
    text === ''
      ? await ordered(rows(), order, after, limit + 1)
      : await holding(database, actor.siteId, text, rows, order, after, limit + 1)
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: await summariesOf(database.read, items, actor, publicUrl),
    next: found.length > limit && last ? placeAt(last, order) : null,
  }
}

/** By what a list goes. */
interface Order {
  due: boolean
  by: RawBuilder<number>
}

function orderOf(query: ComplaintQuery): Order {
  const due = query.sort === 'due'
  // What has no clock is left out of the others.
  const by = !due
    ? sql<number>`c.opened_at`
    : isOpenOnly(query)
      ? sql<number>`coalesce(c.due_at, 999999999999999)`
      : sql<number>`c.due_at`
  // These are few, and found by something else than the order: see `late`.
  const few = query.customer !== undefined || query.product !== undefined || query.batch !== undefined
  return { due, by: few ? sql<number>`(${by} + 0)` : by }
}

type Rows = ReturnType<typeof narrow>
type Narrowed = (ids?: readonly string[]) => Rows
type Row = Awaited<ReturnType<Rows['execute']>>[number]

/** Some of the rows in the order of the list, from a place on. */
function ordered(from: Rows, order: Order, after: Place | undefined, limit: number): Promise<Row[]> {
  const column = order.by
  let rows = from
  if (after) {
    const [beyond, or] = order.due ? [sql`>=`, sql`>`] : [sql`<=`, sql`<`]
    rows = rows.where(
      sql<boolean>`${column} ${beyond} ${after.value}
        and (${column} ${or} ${after.value} or c.feedback_id ${or} ${after.id})`,
    )
  }
  const direction = order.due ? 'asc' : 'desc'
  return rows.orderBy(column, direction).orderBy('c.feedback_id', direction).limit(limit).execute()
}

/**
 * Those rows that hold the words. The newest come out of the index as they are listed; where the other filters leave but
 * few, or the list goes by what is due, either those that hold the words are few and are put in order, or the list is
 * walked and soon finds enough.
 */
async function holding(
  database: Database,
  siteId: string,
  text: string,
  rows: Narrowed,
  order: Order,
  after: Place | undefined,
  limit: number,
): Promise<Row[]> {
  const terms = askedOf(text)
  if (terms.length === 0) return []
  // Until the index has caught up, after an upgrade or a restore, words are looked for row by row.
  if (!(await freshen(database, siteId))) return ordered(scanned(rows(), text), order, after, limit)
  const { read } = database
  const sought: Sought = { siteId, kind: 'complaint', terms }
  if (order.due) return holdingByDue(read, sought, rows, order, after, limit)
  if (await leavesFew(rows())) return walked(read, sought, rows(), order, after, limit)
  const before = after && (await numbersOf(read, siteId, 'complaint', [after.id])).get(after.id)
  const found: Row[] = []
  for await (const docs of findDocs(read, { ...sought, before })) {
    for (let at = 0; at < docs.length && found.length < limit; at += limit) {
      const some = await behind(read, siteId, rows, docs.slice(at, at + limit))
      found.push(...(before === undefined && after ? some.filter((row) => isOlder(row, after)) : some))
    }
    if (found.length >= limit) break
  }
  return found.slice(0, limit)
}

async function holdingByDue(
  read: Kysely<Tables>,
  sought: Sought,
  rows: Narrowed,
  order: Order,
  after: Place | undefined,
  limit: number,
): Promise<Row[]> {
  const few: number[] = []
  for await (const docs of findDocs(read, sought)) {
    few.push(...docs)
    if (few.length > FEW) return walked(read, sought, rows(), order, after, limit)
  }
  const ids = (await idsOf(read, sought.siteId, 'complaint', few)).map(({ id }) => id)
  if (ids.length === 0) return []
  // What is sorted is read first, and only what is shown as a whole.
  const found = await rows(ids).clearSelect().select(['c.feedback_id as id', 'c.due_at']).execute()
  const places = found.map(({ id, due_at }) => ({ id, value: due_at ?? NEVER }))
  const next = places
    .filter(({ id, value }) => !after || value > after.value || (value === after.value && id > after.id))
    .toSorted((a, b) => a.value - b.value || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
    .map(({ id }) => id)
  return next.length === 0 ? [] : inOrder(next, await rows(next).execute())
}

async function leavesFew(rows: Rows): Promise<boolean> {
  const some = rows
    .clearSelect()
    .select('c.feedback_id')
    .limit(FEW + 1)
  return (await some.execute()).length <= FEW
}

function isOlder(row: Row, { value, id }: Place): boolean {
  return row.opened_at < value || (row.opened_at === value && row.feedback_id < id)
}

function inOrder(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.feedback_id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Those of the rows that stand behind the documents, newest first. */
async function behind(read: Kysely<Tables>, siteId: string, rows: Narrowed, docs: readonly number[]): Promise<Row[]> {
  const ids = (await idsOf(read, siteId, 'complaint', docs)).map(({ id }) => id)
  if (ids.length === 0) return []
  return inOrder(ids, await rows(ids).execute())
}

/** Those of the list, in its order, that hold the words. */
async function walked(
  read: Kysely<Tables>,
  sought: Sought,
  rows: Rows,
  order: Order,
  after: Place | undefined,
  limit: number,
): Promise<Row[]> {
  const found: Row[] = []
  for (let place = after; found.length < limit;) {
    const next = await ordered(rows, order, place, CHECKED)
    const ids = next.map((row) => row.feedback_id)
    const held = await matching(read, sought, ids)
    found.push(...next.filter((row) => held.has(row.feedback_id)))
    const last = next.at(-1)
    if (!last || next.length < CHECKED) break
    place = placeIn(last, order)
  }
  return found.slice(0, limit)
}

function scanned(from: Rows, text: string): Rows {
  let rows = from
  for (const word of text.toLowerCase().split(/\s+/)) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    rows = rows.where(sql<boolean>`(f.search like ${like} escape '\\' or c.number like ${like} escape '\\')`)
  }
  return rows
}

/** Where a page begins: just beyond this. */
interface Place {
  value: number
  id: string
}

function placeIn(row: Row, { due }: Order): Place {
  return { value: due ? (row.due_at ?? NEVER) : row.opened_at, id: row.feedback_id }
}

function placeAt(row: Row, order: Order): string {
  const { value, id } = placeIn(row, order)
  return Buffer.from(`${value} ${id}`).toString('base64url')
}

function placeOf(cursor: string): Place {
  const match = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (match) return { value: Number(match[1]), id: match[2]! }
  throw new Problem('invalid', 'The cursor is not one of this list. Use `next` of the page before, or none.', {
    errors: [{ path: 'cursor', code: 'invalid_format', ...says('cursor') }],
  })
}
