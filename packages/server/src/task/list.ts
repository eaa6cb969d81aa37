import type { Contact, TaskPage, TaskQuery, TaskSummary } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import { taskOf } from '../complaint/view.ts'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { says } from '../rule.ts'
import type { StaffActor } from '../staff/actor.ts'
import { departmentsOf } from '../staff/store.ts'

/** Items on a page unless asked otherwise. */
const PAGE = 50

/** A page of a site's tasks: open ones by what is due next, the others by what was due last. */
export async function listTasks(database: Database, actor: StaffActor, query: TaskQuery): Promise<TaskPage> {
  const { state = 'open', limit = PAGE } = query
  const { siteId } = actor
  let rows = withComplaints(database.read, siteId).where('t.state', '=', state)
  if (query.department === 'none') rows = rows.where('t.department_id', 'is', null)
  else if (query.department !== undefined) rows = rows.where('t.department_id', '=', query.department)
  if (query.mine === 'true') {
    const me = memberOf(actor)
    const departments = await departmentsOf(database.read, siteId, me)
    rows = rows.where((eb) =>
      eb.or([
        ...(departments.length > 0 ? [eb('t.department_id', 'in', departments)] : []),
        eb.and([eb('t.department_id', 'is', null), eb('c.assignee', '=', me)]),
      ]),
    )
  }
  if (query.before !== undefined) rows = rows.where('t.due_at', '<', Date.parse(query.before))
  const [direction, beyond, or] = state === 'open' ? (['asc', '>=', '>'] as const) : (['desc', '<=', '<'] as const)
  if (query.cursor !== undefined) {
    const { due, id } = placeOf(query.cursor)
    rows = rows.where((eb) =>
      eb.and([eb('t.due_at', beyond, due), eb.or([eb('t.due_at', or, due), eb('t.task_id', or, id)])]),
    )
  }
  const found = await rows
    .orderBy('t.due_at', direction)
    .orderBy('t.task_id', direction)
    .limit(limit + 1)
    .execute()
  const last = found.length > limit ? found[limit - 1] : undefined
  return { items: found.slice(0, limit).map(summaryOf), next: last ? cursorOf(last) : null }
}

/** The task with this id, whatever became of it. */
export async function taskById(database: Database, siteId: string, id: string): Promise<TaskSummary | undefined> {
  const row = await withComplaints(database.write, siteId).where('t.task_id', '=', id).executeTakeFirst()
  return row && summaryOf(row)
}

function withComplaints(query: Kysely<Tables>, siteId: string) {
  return query
    .selectFrom('task as t')
    .innerJoin('complaint as c', (join) =>
      join.onRef('c.site_id', '=', 't.site_id').onRef('c.feedback_id', '=', 't.feedback_id'),
    )
    .innerJoin('feedback as f', (join) =>
      join.onRef('f.site_id', '=', 't.site_id').onRef('f.feedback_id', '=', 't.feedback_id'),
    )
    .selectAll('t')
    .select(['c.number', 'c.stage', 'c.assignee', 'f.contact'])
    .where('t.site_id', '=', siteId)
}

type Row = Awaited<ReturnType<ReturnType<typeof withComplaints>['execute']>>[number]

function summaryOf(row: Row): TaskSummary {
  const { number, stage, assignee, contact } = row
  return {
    ...taskOf(row),
    complaint: number,
    stage,
    assignee,
    contact: contact === null ? null : (JSON.parse(contact) as Contact),
  }
}

function memberOf(actor: StaffActor): string {
  if (actor.kind === 'staff') return actor.id
  throw refuse('the query', [{ path: 'mine', code: 'invalid_value', ...says('member_own') }])
}

function cursorOf({ due_at, task_id }: Row): string {
  return Buffer.from(`${due_at} ${task_id}`).toString('base64url')
}

function placeOf(cursor: string): { due: number; id: string } {
  const match = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (match) return { due: Number(match[1]), id: match[2]! }
  throw refuse('the query', [{ path: 'cursor', code: 'invalid_format', ...says('cursor') }])
}
