import type { Proposal } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { ComplaintTable, Tables } from '../database/schema.ts'
import { requireCause } from '../cause/store.ts'
import { assign, type Need } from '../department/assignment.ts'
import { listCategories, routingOf } from '../department/category.ts'
import { says } from '../rule.ts'
import { requireDepartment } from '../staff/store.ts'
import { refuse } from '../invalid.ts'
import { isAway } from './hearers.ts'
import { LADDER, type Step } from './life.ts'

/** Who is responsible. */
export type Responsible = Pick<ComplaintTable, 'assignee' | 'department_id'>

/**
 * Who is responsible after a command: whom staff named; or whom the rules choose where they named nobody, where the
 * complaint is filed otherwise now, or where somebody higher has to judge.
 */
export async function responsible(
  tx: Tx,
  before: ComplaintTable,
  after: ComplaintTable,
  steps: readonly Step[],
  now: number,
): Promise<Responsible> {
  const named = steps.find(({ command }) => command === 'assign')?.payload as
    | { staff?: string | null; department?: string | null }
    | undefined
  const siteId = after.site_id
  if (after.category_id !== before.category_id) await requireCategory(tx.query, siteId, after.category_id)
  if (named && (named.staff !== undefined || named.department === null)) {
    await requireDepartment(tx.query, siteId, named.department)
    if (named.staff) await requireMember(tx, siteId, named.staff)
    return {
      assignee: named.staff === undefined ? before.assignee : named.staff,
      department_id: named.department === undefined ? before.department_id : named.department,
    }
  }
  const rises = after.level > before.level
  // Taken off, a category says nothing of who should have it.
  const refiled = after.category_id !== before.category_id && after.category_id !== null
  const nobody = after.assignee === null && after.stage !== 'closed' && after.stage !== before.stage
  if (!named && !rises && !refiled && !nobody) return { assignee: before.assignee, department_id: before.department_id }
  if (named) await requireDepartment(tx.query, siteId, named.department)
  const need = {
    categoryId: after.category_id,
    departmentId: named?.department ?? (refiled ? null : before.department_id),
    role: LADDER[after.level as 0 | 1 | 2],
    language: after.language,
  }
  const found = await assign(tx, siteId, need, now)
  // A department that stays the same keeps who is at it already.
  const stays = refiled && !rises && before.assignee !== null && found.departmentId === before.department_id
  const staffId = stays ? null : (found.staffId ?? (await standIn(tx, siteId, before.assignee, need, now)))
  return { assignee: staffId ?? before.assignee, department_id: found.departmentId }
}

/** Where all of a department are away, and so is whoever has it: somebody above them, so that it does not lie. */
async function standIn(
  tx: Tx,
  siteId: string,
  assignee: string | null,
  need: Need,
  now: number,
): Promise<string | null> {
  if (assignee === null || !(await isAway(tx, siteId, assignee, now))) return null
  return (await assign(tx, siteId, { ...need, role: need.role === 'owner' ? 'owner' : 'manager' }, now)).staffId
}

/**
 * Whether somebody's safety is at stake after a command: as staff say; else a category raises it in which somebody may
 * come to harm, and none takes it away.
 */
export async function safetyOf(
  tx: Tx,
  before: ComplaintTable,
  after: ComplaintTable,
  steps: readonly Step[],
): Promise<number> {
  const said = steps.some(({ payload }) => payload['safety'] !== undefined)
  if (said || after.safety === 1 || after.category_id === before.category_id) return after.safety
  return routingOf(await listCategories(tx.query, after.site_id), after.category_id).safety ? 1 : 0
}

/** Rejects with `invalid` where a proposed task names a department that the site does not have. */
export async function requireDepartments(tx: Tx, siteId: string, steps: readonly Step[]): Promise<void> {
  const plans = steps.flatMap(({ payload }) => (payload['remedies'] as readonly Proposal[] | undefined) ?? [])
  const named = new Set(plans.flatMap(({ tasks = [] }) => tasks.map(({ department }) => department)))
  for (const id of named) await requireDepartment(tx.query, siteId, id)
}

/** Rejects with `invalid` where it is filed under a cause or a department that the site does not have. */
export async function requireFiling(tx: Tx, after: ComplaintTable, before: ComplaintTable): Promise<void> {
  if (after.root_cause !== before.root_cause) await requireCause(tx.query, after.site_id, after.root_cause, 'rootCause')
  if (after.responsible_id !== before.responsible_id)
    await requireDepartment(tx.query, after.site_id, after.responsible_id, 'responsible')
}

/** Rejects with `invalid` unless the site has this category. */
export async function requireCategory(query: Kysely<Tables>, siteId: string, id: string | null): Promise<void> {
  if (id === null) return
  const row = await query
    .selectFrom('category')
    .select('category_id')
    .where('site_id', '=', siteId)
    .where('category_id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('the command', [{ path: 'category', code: 'category_unknown', ...says('category_named') }])
}

async function requireMember(tx: Tx, siteId: string, id: string): Promise<void> {
  const row = await tx.query
    .selectFrom('staff')
    .select('staff_id')
    .where('site_id', '=', siteId)
    .where('staff_id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw refuse('the command', [{ path: 'staff', code: 'staff_unknown', ...says('staff_unknown') }])
}
