import type { Category, CategoryChange, CategoryInput, Text } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { CategoryTable, Tables } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { type Fault, says } from '../rule.ts'
import { lockStaff, requireDepartment } from '../staff/store.ts'

type Query = Kysely<Tables>

/** A site's categories by id. */
export async function listCategories(query: Query, siteId: string): Promise<Category[]> {
  const rows = await query
    .selectFrom('category')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('category_id')
    .execute()
  return rows.map(categoryOf)
}

/** Adds a category. Rejects with `name_taken`, or `invalid` for a department or a parent that the site does not have. */
export async function addCategory(tx: Tx, siteId: string, input: CategoryInput): Promise<Category> {
  await lockStaff(tx, siteId)
  const row: CategoryTable = {
    site_id: siteId,
    category_id: input.id,
    parent_id: input.parent ?? null,
    label: JSON.stringify(input.label),
    department_id: input.department ?? null,
    skill: input.skill ?? null,
    safety: input.safety ? 1 : 0,
  }
  const all = await listCategories(tx.query, siteId)
  if (all.some(({ id }) => id === input.id))
    throw new Problem('name_taken', 'Another category has this id. Choose another, or change that one.')
  requireParent(all, row)
  await requireDepartment(tx.query, siteId, row.department_id)
  await tx.insertNew('category', [row])
  return categoryOf(row)
}

/** Changes what `change` names. Rejects with `category_unknown` or `invalid`; no category can come below itself. */
export async function changeCategory(tx: Tx, siteId: string, id: string, change: CategoryChange): Promise<Category> {
  await lockStaff(tx, siteId)
  const all = await listCategories(tx.query, siteId)
  const before = all.find((one) => one.id === id)
  if (!before) throw unknown()
  const { parent, label, department, skill, safety } = change
  const row: CategoryTable = {
    site_id: siteId,
    category_id: id,
    parent_id: parent === undefined ? before.parent : parent,
    label: JSON.stringify(label ?? before.label),
    department_id: department === undefined ? before.department : department,
    skill: skill === undefined ? before.skill : skill,
    safety: (safety ?? before.safety) ? 1 : 0,
  }
  if (row.parent_id !== before.parent) requireParent(all, row)
  if (row.department_id !== before.department) await requireDepartment(tx.query, siteId, row.department_id)
  const { site_id: _, category_id: __, ...columns } = row
  await tx.query
    .updateTable('category')
    .set(columns)
    .where('site_id', '=', siteId)
    .where('category_id', '=', id)
    .execute()
  return categoryOf(row)
}

/** Removes a category that has none below it, and that no open complaint names. Rejects with `category_unknown` or `in_use`. */
export async function removeCategory(tx: Tx, siteId: string, id: string): Promise<void> {
  await lockStaff(tx, siteId)
  const all = await listCategories(tx.query, siteId)
  if (!all.some((one) => one.id === id)) throw unknown()
  if (all.some(({ parent }) => parent === id))
    throw new Problem('in_use', 'There are categories below this one. Give them another parent first.')
  const user = await tx.query
    .selectFrom('complaint')
    .select('feedback_id')
    .where('site_id', '=', siteId)
    .where('category_id', '=', id)
    .where(sql<boolean>`stage <> 'closed'`)
    .limit(1)
    .executeTakeFirst()
  if (user) throw new Problem('in_use', 'Open complaints are filed here. File them elsewhere first.')
  await tx.query.deleteFrom('category').where('site_id', '=', siteId).where('category_id', '=', id).execute()
}

/** What a category says of complaints, with what it leaves open said by those above it. */
export interface Routing {
  departmentId: string | null
  skill: string | null
  safety: boolean
}

/** How complaints of a category are routed; nothing is said of one that is not among `all`. */
export function routingOf(all: readonly Category[], id: string | null): Routing {
  const routing: Routing = { departmentId: null, skill: null, safety: false }
  const seen = new Set<string>()
  for (let next = id; next !== null && !seen.has(next);) {
    seen.add(next)
    const found = all.find((one) => one.id === next)
    routing.departmentId ??= found?.department ?? null
    routing.skill ??= found?.skill ?? null
    routing.safety ||= found?.safety ?? false
    next = found?.parent ?? null
  }
  return routing
}

/** Rejects a parent that there is not, or that is the category itself or below it. */
function requireParent(all: readonly Category[], row: CategoryTable): void {
  if (row.parent_id === null) return
  if (!all.some(({ id }) => id === row.parent_id)) throw badParent(says('category_unknown'))
  for (let next: string | null = row.parent_id; next !== null;) {
    if (next === row.category_id) throw badParent(says('category_below'))
    next = all.find(({ id }) => id === next)?.parent ?? null
  }
}

function badParent(said: Fault): Problem {
  return refuse('the body', [{ path: 'parent', code: 'unknown', ...said }])
}

function unknown(): Problem {
  return new Problem(
    'category_unknown',
    'This site has no category with this id. "earshot category list" shows those there are.',
  )
}

function categoryOf(row: CategoryTable): Category {
  return {
    id: row.category_id,
    parent: row.parent_id,
    label: JSON.parse(row.label) as Text,
    department: row.department_id,
    skill: row.skill,
    safety: row.safety === 1,
  }
}
