import type { ComplaintPage, ComplaintQuery } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { ComplaintTable, Tables } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { among } from '../search/among.ts'
import { freshen } from '../search/fill.ts'
import { findDocs, matching, type Sought } from '../search/find.ts'
import { askedOf } from '../search/terms.ts'
import { idsOf, numbersOf } from '../search/write.ts'
import type { StaffActor } from '../staff/actor.ts'
import { summaryOf } from './view.ts'

/** Items on a page unless asked otherwise. */
const PAGE = 50
/** Up to so many that hold the words, or that pass the other filters, are all looked at. */
const FEW = 2000
/** Complaints of which it is looked up at a time whether they hold the words. */
const CHECKED = 500

/** A page of a site's complaints: newest first, or what is due next. */
export async function listComplaints(
  database: Database,
  actor: StaffActor,
  query: ComplaintQuery,
  publicUrl: string,
  now: number = Date.now(),
): Promise<ComplaintPage> {
  const limit = query.limit ?? PAGE
  const due = query.sort === 'due'
  const rows = (ids?: readonly string[]) => narrow(database.read, actor, query, now, ids)
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const text = query.text?.trim() ?? ''
  const found =
    text === ''
      ? await ordered(rows(), due, after, limit + 1)
      : await holding(database, actor.siteId, text, rows, due, after, limit + 1)
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => summaryOf(row, publicUrl)),
    next: found.length > limit && last ? placeAt(last, due) : null,
  }
}

/** Complaints of the actor's site that pass every filter but that of the words: all, or those of some ids. */
function narrow(
  db: Kysely<Tables>,
  actor: StaffActor,
  query: ComplaintQuery,
  now: number,
  ids: readonly string[] | undefined,
) {
  let rows = db
    .selectFrom('complaint as c')
    .innerJoin('feedback as f', (join) =>
      join.onRef('f.site_id', '=', 'c.site_id').onRef('f.feedback_id', '=', 'c.feedback_id'),
    )
    .selectAll('c')
    .select('f.contact')
    .where(ids ? among('c', 'feedback_id', actor.siteId, ids) : sql<boolean>`c.site_id = ${actor.siteId}`)
  if (query.stage === 'open') rows = rows.where('c.stage', '<>', 'closed')
  else if (query.stage !== undefined)
    rows = rows.where('c.stage', 'in', query.stage.split(',') as ComplaintTable['stage'][])
  if (query.assignee === 'none') rows = rows.where('c.assignee', 'is', null)
  else if (query.assignee !== undefined) rows = rows.where('c.assignee', '=', assigneeOf(query.assignee, actor))
  if (query.overdue === 'true') rows = rows.where('c.due_at', '<=', now)
  if (query.overdue === 'false')
    rows = rows.where((eb) => eb.or([eb('c.due_at', 'is', null), eb('c.due_at', '>', now)]))
  if (query.safety !== undefined) rows = rows.where('c.safety', '=', query.safety === 'true' ? 1 : 0)
  const unfiled = sql<boolean>`(c.stage = 'closed' and c.outcome not in ('merged', 'invalid')
    and (c.category_id is null or c.root_cause is null))`
  if (query.unclassified === 'true') rows = rows.where(unfiled)
  if (query.unclassified === 'false') rows = rows.where((eb) => eb.not(unfiled))
  return query.sort === 'due' ? rows.where('c.due_at', 'is not', null) : rows
}

type Rows = ReturnType<typeof narrow>
type Narrowed = (ids?: readonly string[]) => Rows
type Row = Awaited<ReturnType<Rows['execute']>>[number]

/** Some of the rows in the order of the list, from a place on. */
function ordered(from: Rows, due: boolean, after: Place | undefined, limit: number): Promise<Row[]> {
  const column = due ? 'c.due_at' : 'c.opened_at'
  let rows = from
  if (after) {
    const [beyond, or] = due ? (['>=', '>'] as const) : (['<=', '<'] as const)
    rows = rows.where((eb) =>
      eb.and([
        eb(column, beyond, after.value),
        eb.or([eb(column, or, after.value), eb('c.feedback_id', or, after.id)]),
      ]),
    )
  }
  const direction = due ? 'asc' : 'desc'
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
  due: boolean,
  after: Place | undefined,
  limit: number,
): Promise<Row[]> {
  const terms = askedOf(text)
  if (terms.length === 0) return []
  // Until the index has caught up, after an upgrade or a restore, words are looked for row by row.
  if (!(await freshen(database, siteId))) return ordered(scanned(rows(), text), due, after, limit)
  const { read } = database
  const sought: Sought = { siteId, kind: 'complaint', terms }
  if (due) return holdingByDue(read, sought, rows, after, limit)
  if (await leavesFew(rows())) return walked(read, sought, rows(), due, after, limit)
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
  after: Place | undefined,
  limit: number,
): Promise<Row[]> {
  const few: number[] = []
  for await (const docs of findDocs(read, sought)) {
    few.push(...docs)
    if (few.length > FEW) return walked(read, sought, rows(), true, after, limit)
  }
  const ids = (await idsOf(read, sought.siteId, 'complaint', few)).map(({ id }) => id)
  if (ids.length === 0) return []
  // What is sorted is read first, and only what is shown as a whole.
  const places = await rows(ids).clearSelect().select(['c.feedback_id as id', 'c.due_at as value']).execute()
  const next = places
    .filter(({ id, value }) => !after || value! > after.value || (value === after.value && id > after.id))
    .toSorted((a, b) => a.value! - b.value! || (a.id < b.id ? -1 : 1))
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
  due: boolean,
  after: Place | undefined,
  limit: number,
): Promise<Row[]> {
  const found: Row[] = []
  for (let place = after; found.length < limit;) {
    const next = await ordered(rows, due, place, CHECKED)
    const ids = next.map((row) => row.feedback_id)
    const held = await matching(read, sought, ids)
    found.push(...next.filter((row) => held.has(row.feedback_id)))
    const last = next.at(-1)
    if (!last || next.length < CHECKED) break
    place = { value: (due ? last.due_at : last.opened_at)!, id: last.feedback_id }
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

function assigneeOf(asked: string, actor: StaffActor): string {
  if (asked !== 'me') return asked
  if (actor.kind === 'staff') return actor.id
  throw refuse('the query', [
    { path: 'assignee', code: 'invalid_value', message: 'must be the id of a member of staff: a key is nobody' },
  ])
}

/** Where a page begins: just beyond this. */
interface Place {
  value: number
  id: string
}

function placeAt(row: Row, due: boolean): string {
  return Buffer.from(`${due ? row.due_at : row.opened_at} ${row.feedback_id}`).toString('base64url')
}

function placeOf(cursor: string): Place {
  const match = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (match) return { value: Number(match[1]), id: match[2]! }
  throw new Problem('invalid', 'The cursor is not one of this list. Use `next` of the page before, or none.', {
    errors: [{ path: 'cursor', code: 'invalid_format', message: 'must be `next` of a page' }],
  })
}
