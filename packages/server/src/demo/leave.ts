import type { Tx } from '../database/engine.ts'
import { PRIMARY_KEYS, type TableName } from '../database/schema.ts'
import { lockStaff } from '../staff/store.ts'
import { marked } from './mark.ts'

/** Tables whose rows are a member's own by their key. */
const OWNED = (Object.keys(PRIMARY_KEYS) as TableName[]).filter((table) =>
  (PRIMARY_KEYS[table] as readonly string[]).includes('staff_id'),
)

/**
 * Takes away categories, departments and people of the demo, as far as nothing refers to them that stays. What has to
 * stay is the shop's own from then on.
 */
export async function removeGuests(tx: Tx, siteId: string): Promise<void> {
  await lockStaff(tx, siteId)
  await removeCategories(tx, siteId)
  const people = await removePeople(tx, siteId)
  await removeDepartments(tx, siteId, people)
  await tx.query.deleteFrom('demo_row').where('site_id', '=', siteId).execute()
}

/** Values of a column in the site. */
export type Of = readonly [table: TableName, column: string]

const CATEGORY_OF: readonly Of[] = [
  ['complaint', 'category_id'],
  ['improvement', 'category_id'],
  ['solution', 'category_id'],
]
const PERSON_OF: readonly Of[] = [
  ['complaint', 'assignee'],
  ['followup', 'staff_id'],
  ['improvement', 'owner'],
]
const DEPARTMENT_OF: readonly Of[] = [
  ['complaint', 'department_id'],
  ['complaint', 'responsible_id'],
  ['task', 'department_id'],
  ['category', 'department_id'],
  ['staff', 'department_id'],
]

/** Those of the ids that nothing names. */
export async function free(tx: Tx, siteId: string, ids: readonly string[], by: readonly Of[]): Promise<string[]> {
  let left = [...ids]
  for (const [table, column] of by) {
    if (left.length === 0) return []
    const rows = await (tx.query as unknown as AnyQuery)
      .selectFrom(table)
      .select(`${column} as id`)
      .distinct()
      .where('site_id', '=', siteId)
      .where(column, 'in', left)
      .execute()
    const named = new Set(rows.map(({ id }) => id))
    left = left.filter((id) => !named.has(id))
  }
  return left
}

/** Kysely, as far as it is used with tables and columns that are data. */
interface AnyQuery {
  selectFrom(table: string): AnyQuery
  deleteFrom(table: string): AnyQuery
  select(column: string): AnyQuery
  distinct(): AnyQuery
  where(column: string, is: '=' | 'in', value: unknown): AnyQuery
  execute(): Promise<{ id: string }[]>
}

async function removeCategories(tx: Tx, siteId: string): Promise<void> {
  const { data } = (await tx.query
    .selectFrom('policy')
    .select('data')
    .where('site_id', '=', siteId)
    .executeTakeFirst()) ?? {
    data: '',
  }
  const all = (await free(tx, siteId, await marked(tx.query, siteId, 'category'), CATEGORY_OF)).filter(
    (id) => !data.includes(`"category":"${id}"`),
  )
  // From the leaves on: what stands above something that stays has to stay.
  for (;;) {
    const leaves = await free(tx, siteId, all, [['category', 'parent_id']])
    if (leaves.length === 0) return
    await tx.query.deleteFrom('category').where('site_id', '=', siteId).where('category_id', 'in', leaves).execute()
    for (const id of leaves) all.splice(all.indexOf(id), 1)
  }
}

/** @returns who went */
async function removePeople(tx: Tx, siteId: string): Promise<string[]> {
  const gone = await free(tx, siteId, await marked(tx.query, siteId, 'staff'), PERSON_OF)
  if (gone.length === 0) return []
  for (const table of [...OWNED, 'session', 'staff_token'])
    await (tx.query as unknown as AnyQuery)
      .deleteFrom(table)
      .where('site_id', '=', siteId)
      .where('staff_id', 'in', gone)
      .execute()
  const rules = await tx.query
    .selectFrom('followup_rules')
    .select('shares')
    .where('site_id', '=', siteId)
    .executeTakeFirst()
  if (rules) {
    const shares = Object.entries(JSON.parse(rules.shares) as object).filter(([id]) => !gone.includes(id))
    await tx.query
      .updateTable('followup_rules')
      .set({ shares: JSON.stringify(Object.fromEntries(shares)) })
      .where('site_id', '=', siteId)
      .execute()
  }
  return gone
}

async function removeDepartments(tx: Tx, siteId: string, people: readonly string[]): Promise<void> {
  const gone = await free(tx, siteId, await marked(tx.query, siteId, 'department'), DEPARTMENT_OF)
  if (gone.length > 0)
    await tx.query.deleteFrom('department').where('site_id', '=', siteId).where('department_id', 'in', gone).execute()
  if (people.length > 0)
    await tx.query
      .updateTable('department')
      .set({ lead: null })
      .where('site_id', '=', siteId)
      .where('lead', 'in', people)
      .execute()
}
