import {
  type Improvement,
  type ImprovementChange,
  type ImprovementCheck,
  type ImprovementInput,
  type ImprovementPage,
  type ImprovementQuery,
  uuidv7,
} from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import { requireCause } from '../cause/store.ts'
import { DAY_MS } from '../cluster/rules.ts'
import { requireCategory } from '../complaint/assign.ts'
import type { Database, Tx } from '../database/engine.ts'
import type { ImprovementTable, Tables } from '../database/schema.ts'
import { listCategories } from '../department/category.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import type { StaffActor } from '../staff/actor.ts'
import { effectOf } from './effect.ts'

type Query = Kysely<Tables>

/** Items on a page unless asked otherwise. */
const PAGE = 50
/** Days before and after that are compared, unless said otherwise. */
const DAYS = 30

/** Plans something against a cause. Rejects with `invalid` for a cause, category or member that the site does not have. */
export async function planImprovement(
  tx: Tx,
  actor: Pick<StaffActor, 'siteId' | 'name'>,
  input: ImprovementInput,
  now: number,
): Promise<ImprovementTable> {
  const due = Date.parse(input.dueAt)
  const row: ImprovementTable = {
    site_id: actor.siteId,
    improvement_id: uuidv7(),
    words: input.words,
    cause_id: input.cause ?? null,
    category_id: input.category ?? null,
    product: input.product ?? null,
    owner: input.owner ?? null,
    due_at: due,
    done_at: null,
    checked_at: null,
    effective: null,
    result: null,
    days: input.days ?? DAYS,
    remind_at: due,
    created_at: now,
    created_by: actor.name,
  }
  await requireParts(tx.query, row)
  await tx.insertNew('improvement', [row])
  return row
}

/** Changes what is named. Rejects with `improvement_unknown` or `invalid`. */
export async function changeImprovement(
  tx: Tx,
  siteId: string,
  id: string,
  change: ImprovementChange,
  now: number,
): Promise<ImprovementTable> {
  const before = await hold(tx, siteId, id)
  const row: ImprovementTable = {
    ...before,
    words: change.words ?? before.words,
    cause_id: change.cause === undefined ? before.cause_id : change.cause,
    category_id: change.category === undefined ? before.category_id : change.category,
    product: change.product === undefined ? before.product : change.product,
    owner: change.owner === undefined ? before.owner : change.owner,
    due_at: change.dueAt === undefined ? before.due_at : Date.parse(change.dueAt),
    days: change.days ?? before.days,
    done_at: doneAt(change.doneAt, before.done_at, now),
  }
  // What was judged, was judged of what was done then.
  if (row.done_at !== before.done_at) Object.assign(row, { checked_at: null, effective: null, result: null })
  if (row.cause_id === null && row.category_id === null && row.product === null)
    throw refuse('the body', [
      {
        path: 'cause',
        code: 'custom',
        ...says('aim'),
      },
    ])
  await requireParts(tx.query, row, before)
  const moved = row.due_at !== before.due_at || row.done_at !== before.done_at || row.days !== before.days
  if (moved || row.owner !== before.owner) row.remind_at = nextReminder(row, now)
  await tx.put('improvement', [row])
  return row
}

/** Notes whether it helped. Rejects with `improvement_unknown`, or `invalid` while it is not done. */
export async function checkImprovement(
  tx: Tx,
  siteId: string,
  id: string,
  { effective, words }: ImprovementCheck,
  now: number,
): Promise<ImprovementTable> {
  const before = await hold(tx, siteId, id)
  if (before.done_at === null)
    throw refuse('the body', [{ path: 'effective', code: 'invalid_value', ...says('effect_done') }])
  const row = { ...before, checked_at: now, effective: effective ? 1 : 0, result: words ?? null, remind_at: null }
  await tx.put('improvement', [row])
  return row
}

/** One improvement. Rejects with `improvement_unknown`. */
export async function getImprovement(query: Query, siteId: string, id: string): Promise<ImprovementTable> {
  const row = await query
    .selectFrom('improvement')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('improvement_id', '=', id)
    .executeTakeFirst()
  if (row) return row
  throw unknown()
}

/** A page of a site's improvements, newest first. */
export async function listImprovements(
  { read }: Database,
  actor: StaffActor,
  query: ImprovementQuery,
  now: number = Date.now(),
): Promise<ImprovementPage> {
  const limit = query.limit ?? PAGE
  let rows = read.selectFrom('improvement').selectAll().where('site_id', '=', actor.siteId)
  if (query.state === 'planned') rows = rows.where('done_at', 'is', null)
  if (query.state === 'done') rows = rows.where('done_at', 'is not', null).where('checked_at', 'is', null)
  if (query.state === 'checked') rows = rows.where('checked_at', 'is not', null)
  if (query.owner !== undefined) rows = rows.where('owner', '=', query.owner === 'me' ? actor.id : query.owner)
  if (query.cause !== undefined) rows = rows.where('cause_id', '=', query.cause)
  if (query.cursor !== undefined) rows = rows.where('improvement_id', '<', query.cursor)
  const found = await rows
    .orderBy('improvement_id', 'desc')
    .limit(limit + 1)
    .execute()
  const items: Improvement[] = []
  for (const row of found.slice(0, limit)) items.push(await improvementOf(read, row, now))
  return { items, next: found.length > limit ? items.at(-1)!.id : null }
}

/** An improvement with its effect, counted now. */
export async function improvementOf(
  query: Query,
  row: ImprovementTable,
  now: number = Date.now(),
): Promise<Improvement> {
  const categories = row.category_id === null ? [] : await listCategories(query, row.site_id)
  return {
    id: row.improvement_id,
    words: row.words,
    state: row.done_at === null ? 'planned' : row.checked_at === null ? 'done' : 'checked',
    cause: row.cause_id,
    category: row.category_id,
    product: row.product,
    owner: row.owner,
    dueAt: time(row.due_at),
    doneAt: row.done_at === null ? null : time(row.done_at),
    checkedAt: row.checked_at === null ? null : time(row.checked_at),
    effective: row.effective === null ? null : row.effective === 1,
    result: row.result,
    days: row.days,
    createdAt: time(row.created_at),
    createdBy: row.created_by,
    effect: await effectOf(query, row, categories, now),
  }
}

/** When its owner is to be written to: when it should be done, and when its effect can be judged. */
function nextReminder(row: ImprovementTable, now: number): number | null {
  if (row.checked_at !== null) return null
  const at = row.done_at === null ? row.due_at : row.done_at + row.days * DAY_MS
  return Math.max(at, now)
}

function doneAt(asked: string | null | undefined, before: number | null, now: number): number | null {
  if (asked === undefined) return before
  if (asked === null) return null
  if (Date.parse(asked) <= now) return Date.parse(asked)
  throw refuse('the body', [{ path: 'doneAt', code: 'too_big', ...says('not_future') }])
}

async function hold(tx: Tx, siteId: string, id: string): Promise<ImprovementTable> {
  // Both engines lock a row that is updated, be it to what it is.
  const row = await tx.query
    .updateTable('improvement')
    .set({ due_at: (eb) => eb.ref('due_at') })
    .where('site_id', '=', siteId)
    .where('improvement_id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (row) return row
  throw unknown()
}

async function requireParts(query: Query, row: ImprovementTable, before?: ImprovementTable): Promise<void> {
  if (row.cause_id !== before?.cause_id) await requireCause(query, row.site_id, row.cause_id, 'cause')
  if (row.category_id !== before?.category_id) await requireCategory(query, row.site_id, row.category_id)
  if (row.owner === null || row.owner === before?.owner) return
  const owner = await query
    .selectFrom('staff')
    .select('staff_id')
    .where('site_id', '=', row.site_id)
    .where('staff_id', '=', row.owner)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!owner) throw refuse('the body', [{ path: 'owner', code: 'staff_unknown', ...says('staff_unknown') }])
}

function unknown(): Problem {
  return new Problem(
    'improvement_unknown',
    'This site has no such improvement. "earshot improvement list" shows those there are.',
  )
}

function time(at: number): string {
  return new Date(at).toISOString()
}
