import type { ComplaintQuery } from '@earshot/sdk/contract'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { plain, productKey } from '../cluster/subject.ts'
import type { ComplaintTable, Tables } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { says } from '../rule.ts'
import { among } from '../search/among.ts'
import type { StaffActor } from '../staff/actor.ts'
import { departmentsOf } from '../staff/store.ts'
import { decidableAmong } from './queue.ts'

/** What waits for approval is looked at up to here. */
const WAITING_MAX = 2000

/** Whether only open ones are asked for. */
export function isOpenOnly({ stage }: ComplaintQuery): boolean {
  return stage !== undefined && !stage.split(',').includes('closed')
}

/** What a query means, where that has to be looked up. */
export interface Meant {
  departments?: readonly string[]
  categories?: readonly string[]
  /** Ids of the feedback of those on which whoever asks may decide. */
  approvable?: readonly string[]
}

export async function meantBy(read: Kysely<Tables>, actor: StaffActor, query: ComplaintQuery): Promise<Meant> {
  const { siteId } = actor
  const meant: Meant = {}
  if (query.department === 'mine')
    meant.departments = await departmentsOf(read, siteId, memberAsked(actor, 'department'))
  if (query.category !== undefined && query.category !== 'none') {
    const all = await read
      .selectFrom('category')
      .select(['category_id', 'parent_id'])
      .where('site_id', '=', siteId)
      .execute()
    const below = [query.category]
    for (const id of below) below.push(...all.filter((one) => one.parent_id === id).map((one) => one.category_id))
    meant.categories = below
  }
  if (query.approval === 'mine') meant.approvable = [...(await decidable(read, actor))]
  return meant
}

/** Ids of the feedback of all complaints on which whoever asks may decide: what waits for that is never much. */
export async function decidable(read: Kysely<Tables>, actor: StaffActor): Promise<ReadonlySet<string>> {
  const waiting = await read
    .selectFrom('complaint')
    .select(['feedback_id', 'stage', 'level'])
    .where('site_id', '=', actor.siteId)
    .where('stage', '=', 'approving')
    .orderBy('opened_at', 'desc')
    .limit(WAITING_MAX)
    .execute()
  return decidableAmong(read, actor.siteId, waiting, actor)
}

/** Complaints of the actor's site that pass every filter but that of the words: all, or those of some ids. */
export function narrow(
  db: Kysely<Tables>,
  actor: StaffActor,
  query: ComplaintQuery,
  meant: Meant,
  now: number,
  ids: readonly string[] | undefined,
) {
  let rows = db
    .selectFrom('complaint as c')
    .innerJoin('feedback as f', (join) =>
      join.onRef('f.site_id', '=', 'c.site_id').onRef('f.feedback_id', '=', 'c.feedback_id'),
    )
    .selectAll('c')
    .where(ids ? among('c', 'feedback_id', actor.siteId, ids) : sql<boolean>`c.site_id = ${actor.siteId}`)
  if (query.stage === 'open') rows = rows.where(IS_OPEN)
  else if (query.stage !== undefined) {
    rows = rows.where('c.stage', 'in', query.stage.split(',') as ComplaintTable['stage'][])
    // Said again, so that the index of open ones is found.
    if (isOpenOnly(query)) rows = rows.where(IS_OPEN)
  }
  if (query.assignee === 'none') rows = rows.where('c.assignee', 'is', null)
  else if (query.assignee !== undefined)
    rows = rows.where('c.assignee', '=', query.assignee === 'me' ? memberAsked(actor, 'assignee') : query.assignee)
  if (query.overdue === 'true') rows = rows.where('c.due_at', '<=', now)
  if (query.overdue === 'false')
    rows = rows.where((eb) => eb.or([eb('c.due_at', 'is', null), eb('c.due_at', '>', now)]))
  if (query.safety !== undefined) rows = rows.where('c.safety', '=', query.safety === 'true' ? 1 : 0)
  if (query.unclassified === 'true') rows = rows.where(IS_UNFILED)
  if (query.unclassified === 'false') rows = rows.where((eb) => eb.not(IS_UNFILED))
  for (const filter of filed(actor.siteId, query, meant)) rows = rows.where(filter)
  if (query.approval === 'true') rows = rows.where('c.stage', '=', 'approving')
  return query.sort === 'due' && !isOpenOnly(query) ? rows.where('c.due_at', 'is not', null) : rows
}

// Written out, as a condition with parameters matches no index of some rows.
export const IS_OPEN = sql<boolean>`c.stage <> 'closed'`
export const IS_UNFILED = sql<boolean>`(c.stage = 'closed' and c.outcome not in ('merged', 'invalid')
    and (c.category_id is null or c.root_cause is null))`

/** Filters by how it is filed, whose it is and what it is about. */
function filed(siteId: string, query: ComplaintQuery, meant: Meant): RawBuilder<boolean>[] {
  const { department, cause, label, customer, product, batch } = query
  const filters: RawBuilder<boolean>[] = []
  const one = (column: string, value: string | undefined) => {
    const at = sql.ref(column)
    if (value === 'none') filters.push(sql`${at} is null`)
    else if (value !== undefined) filters.push(sql`${at} = ${value}`)
  }
  const some = (column: string, values: readonly string[]) =>
    filters.push(values.length === 0 ? sql`1 = 0` : sql`${sql.ref(column)} in (${sql.join(values)})`)
  if (meant.departments) some('c.department_id', meant.departments)
  else one('c.department_id', department)
  if (meant.categories) some('c.category_id', meant.categories)
  else one('c.category_id', query.category)
  one('c.root_cause', cause)
  if (meant.approvable) some('c.feedback_id', meant.approvable)
  if (label !== undefined)
    filters.push(sql`exists (select 1 from labelled l where l.site_id = c.site_id
      and l.feedback_id = c.feedback_id and l.label_id = ${label})`)
  if (customer !== undefined)
    filters.push(sql`f.customer_id in (select b.customer_id from customer a
      join customer b on b.site_id = a.site_id and b.person_id = a.person_id
      where a.site_id = ${siteId} and a.customer_id = ${customer})`)
  if (product !== undefined)
    filters.push(sql`c.feedback_id in (select s.feedback_id from complaint_subject s where s.site_id = ${siteId}
      and s.kind = 'product' and s.value in (${productKey(product)}, ${productKey(undefined, product)}))`)
  if (batch !== undefined)
    filters.push(sql`c.feedback_id in (select s.feedback_id from complaint_subject s where s.site_id = ${siteId}
      and s.kind = 'batch' and s.value = ${plain(batch)})`)
  return filters
}

function memberAsked(actor: StaffActor, path: string): string {
  if (actor.kind === 'staff') return actor.id
  throw refuse('the query', [{ path, code: 'invalid_value', ...says('member_own') }])
}
