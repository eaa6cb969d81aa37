import type { ComplaintPage, ComplaintQuery } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { ComplaintTable } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { StaffActor } from '../staff/actor.ts'
import { summaryOf } from './view.ts'

/** Items on a page unless asked otherwise. */
const PAGE = 50

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
  const column = due ? 'c.due_at' : 'c.opened_at'
  let rows = database.read
    .selectFrom('complaint as c')
    .innerJoin('feedback as f', (join) =>
      join.onRef('f.site_id', '=', 'c.site_id').onRef('f.feedback_id', '=', 'c.feedback_id'),
    )
    .selectAll('c')
    .select('f.contact')
    .where('c.site_id', '=', actor.siteId)
  if (query.stage === 'open') rows = rows.where('c.stage', '<>', 'closed')
  else if (query.stage !== undefined)
    rows = rows.where('c.stage', 'in', query.stage.split(',') as ComplaintTable['stage'][])
  if (query.assignee === 'none') rows = rows.where('c.assignee', 'is', null)
  else if (query.assignee !== undefined) rows = rows.where('c.assignee', '=', assigneeOf(query.assignee, actor))
  if (query.overdue === 'true') rows = rows.where('c.due_at', '<=', now)
  if (query.overdue === 'false')
    rows = rows.where((eb) => eb.or([eb('c.due_at', 'is', null), eb('c.due_at', '>', now)]))
  if (query.safety !== undefined) rows = rows.where('c.safety', '=', query.safety === 'true' ? 1 : 0)
  for (const word of query.text?.toLowerCase().split(/\s+/).filter(Boolean) ?? []) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    rows = rows.where(sql<boolean>`(f.search like ${like} escape '\\' or c.number like ${like} escape '\\')`)
  }
  if (due) rows = rows.where('c.due_at', 'is not', null)
  if (query.cursor !== undefined) {
    const { value, id } = placeOf(query.cursor)
    const [beyond, or] = due ? (['>=', '>'] as const) : (['<=', '<'] as const)
    rows = rows.where((eb) =>
      eb.and([eb(column, beyond, value), eb.or([eb(column, or, value), eb('c.feedback_id', or, id)])]),
    )
  }
  const direction = due ? 'asc' : 'desc'
  const found = await rows
    .orderBy(column, direction)
    .orderBy('c.feedback_id', direction)
    .limit(limit + 1)
    .execute()
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => summaryOf(row, publicUrl)),
    next: found.length > limit && last ? cursorOf((due ? last.due_at : last.opened_at)!, last.feedback_id) : null,
  }
}

function assigneeOf(asked: string, actor: StaffActor): string {
  if (asked !== 'me') return asked
  if (actor.kind === 'staff') return actor.id
  throw refuse('the query', [
    { path: 'assignee', code: 'invalid_value', message: 'must be the id of a member of staff: a key is nobody' },
  ])
}

function cursorOf(value: number, id: string): string {
  return Buffer.from(`${value} ${id}`).toString('base64url')
}

function placeOf(cursor: string): { value: number; id: string } {
  const match = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (match) return { value: Number(match[1]), id: match[2]! }
  throw new Problem('invalid', 'The cursor is not one of this list. Use `next` of the page before, or none.', {
    errors: [{ path: 'cursor', code: 'invalid_format', message: 'must be `next` of a page' }],
  })
}
