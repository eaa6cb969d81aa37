import type { DeskCounts } from '@earshot/sdk/contract'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { decidable, IS_OPEN, IS_UNFILED } from '../complaint/filter.ts'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import { COUNTED_MAX, countUnread, readerOf } from '../mark/store.ts'
import type { StaffActor } from '../staff/actor.ts'
import { departmentsOf } from '../staff/store.ts'
import { endOfDay } from './day.ts'

/** What the navigation shows, for whoever asks. Each is counted by an index, and no further than it is shown. */
export async function countsFor(
  { write }: Pick<Database, 'write'>,
  actor: StaffActor,
  timeZone: string,
  now: number = Date.now(),
): Promise<DeskCounts> {
  const { siteId } = actor
  const me = actor.kind === 'staff' ? actor.id : undefined
  const departments = me === undefined ? [] : await departmentsOf(write, siteId, me)
  const complaints = (...which: RawBuilder<boolean>[]) => count(write, siteId, which)
  const own = (value: RawBuilder<boolean>) => (me === undefined ? Promise.resolve(0) : complaints(IS_OPEN, value))
  return {
    unread: me === undefined ? 0 : await countUnread(write, await readerOf(write, siteId, me)),
    mine: await own(sql`c.assignee = ${me}`),
    department: departments.length === 0 ? 0 : await own(sql`c.department_id in (${sql.join(departments)})`),
    overdue: await complaints(IS_OPEN, sql`coalesce(c.due_at, 999999999999999) <= ${now}`),
    unassigned: await complaints(IS_OPEN, sql`c.assignee is null`),
    approvals: Math.min(COUNTED_MAX, (await decidable(write, actor)).size),
    followups: me === undefined ? 0 : await visits(write, siteId, me, endOfDay(now, timeZone)),
    tasks: me === undefined ? 0 : await tasks(write, siteId, me, departments),
    unclassified: await complaints(IS_UNFILED),
  }
}

async function count(query: Kysely<Tables>, siteId: string, which: readonly RawBuilder<boolean>[]): Promise<number> {
  let rows = query.selectFrom('complaint as c').select('c.feedback_id').where('c.site_id', '=', siteId)
  for (const one of which) rows = rows.where(one)
  return (await rows.limit(COUNTED_MAX).execute()).length
}

/** Visits that somebody makes themselves; mails go by themselves. */
async function visits(query: Kysely<Tables>, siteId: string, me: string, until: number): Promise<number> {
  const rows = await query
    .selectFrom('followup')
    .select('followup_id')
    .where('site_id', '=', siteId)
    .where('state', 'in', ['open', 'taken'])
    .where('next_at', '<', until)
    .where('staff_id', '=', me)
    .where('channel', '<>', 'mail')
    .limit(COUNTED_MAX)
    .execute()
  return rows.length
}

async function tasks(
  query: Kysely<Tables>,
  siteId: string,
  me: string,
  departments: readonly string[],
): Promise<number> {
  const rows = await query
    .selectFrom('task as t')
    .innerJoin('complaint as c', (join) =>
      join.onRef('c.site_id', '=', 't.site_id').onRef('c.feedback_id', '=', 't.feedback_id'),
    )
    .select('t.task_id')
    .where('t.site_id', '=', siteId)
    .where('t.state', '=', 'open')
    .where((eb) =>
      eb.or([
        ...(departments.length > 0 ? [eb('t.department_id', 'in', departments)] : []),
        eb.and([eb('t.department_id', 'is', null), eb('c.assignee', '=', me)]),
      ]),
    )
    .limit(COUNTED_MAX)
    .execute()
  return rows.length
}
