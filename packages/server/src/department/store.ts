import { randomBytes } from 'node:crypto'
import type { Department, DepartmentChange, DepartmentInput } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { DepartmentTable, Tables } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { lockStaff } from '../staff/store.ts'

type Query = Kysely<Tables>

/** A site's departments by name. */
export async function listDepartments(query: Query, siteId: string): Promise<Department[]> {
  const rows = await query.selectFrom('department').selectAll().where('site_id', '=', siteId).execute()
  return rows.map(departmentOf).sort((a, b) => a.name.localeCompare(b.name))
}

/** Adds a department. Rejects with `name_taken`, or `invalid` for a lead who is not on the staff. */
export async function addDepartment(tx: Tx, siteId: string, input: DepartmentInput): Promise<Department> {
  await lockStaff(tx, siteId)
  await requireFree(tx.query, siteId, input.name)
  await requireLead(tx.query, siteId, input.lead)
  const row: DepartmentTable = {
    site_id: siteId,
    department_id: randomBytes(6).toString('hex'),
    name: input.name,
    lead: input.lead ?? null,
  }
  await tx.insertNew('department', [row])
  return departmentOf(row)
}

/** Changes what `change` names. Rejects with `department_unknown`, `name_taken` or `invalid`. */
export async function changeDepartment(
  tx: Tx,
  siteId: string,
  id: string,
  change: DepartmentChange,
): Promise<Department> {
  await lockStaff(tx, siteId)
  const before = await rowOf(tx.query, siteId, id)
  const name = change.name ?? before.name
  const lead = change.lead === undefined ? before.lead : change.lead
  if (name !== before.name) await requireFree(tx.query, siteId, name)
  if (lead !== before.lead) await requireLead(tx.query, siteId, lead)
  await tx.query
    .updateTable('department')
    .set({ name, lead })
    .where('site_id', '=', siteId)
    .where('department_id', '=', id)
    .execute()
  return departmentOf({ ...before, name, lead })
}

/** Removes a department that nobody belongs to, and that no category and no open complaint names. Rejects with `department_unknown` or `in_use`. */
export async function removeDepartment(tx: Tx, siteId: string, id: string): Promise<void> {
  await lockStaff(tx, siteId)
  await rowOf(tx.query, siteId, id)
  const users = { staff: 'members', category: 'categories', complaint: 'open complaints' } as const
  for (const [table, who] of Object.entries(users) as [keyof typeof users, string][]) {
    const user = await tx.query
      .selectFrom(table)
      .select('site_id')
      .where('site_id', '=', siteId)
      .where('department_id', '=', id)
      .$if(table === 'complaint', (query) => query.where(sql<boolean>`stage <> 'closed'`))
      .limit(1)
      .executeTakeFirst()
    if (user) throw new Problem('in_use', `This department still has ${who}. Give them another one first.`)
  }
  await tx.query.deleteFrom('department').where('site_id', '=', siteId).where('department_id', '=', id).execute()
}

async function rowOf(query: Query, siteId: string, id: string): Promise<DepartmentTable> {
  const row = await query
    .selectFrom('department')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('department_id', '=', id)
    .executeTakeFirst()
  if (row) return row
  throw new Problem(
    'department_unknown',
    'This site has no department with this id. "earshot department list" shows those there are.',
  )
}

async function requireFree(query: Query, siteId: string, name: string): Promise<void> {
  const taken = await query
    .selectFrom('department')
    .select('department_id')
    .where('site_id', '=', siteId)
    .where('name', '=', name)
    .executeTakeFirst()
  if (taken) throw new Problem('name_taken', 'Another department has this name. Choose another.')
}

async function requireLead(query: Query, siteId: string, id: string | null | undefined): Promise<void> {
  if (id === null || id === undefined) return
  const found = await query
    .selectFrom('staff')
    .select('staff_id')
    .where('site_id', '=', siteId)
    .where('staff_id', '=', id)
    .executeTakeFirst()
  if (!found) throw refuse('the body', [{ path: 'lead', code: 'unknown', ...says('lead_unknown') }])
}

function departmentOf(row: DepartmentTable): Department {
  return { id: row.department_id, name: row.name, lead: row.lead }
}
