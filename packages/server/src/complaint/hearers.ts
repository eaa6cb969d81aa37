import type { TaskPlan } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import { isAbsent } from '../staff/absence.ts'

/** Who hears of which tasks: whoever leads the department; where nobody does, all who are in it. */
export async function doersOf(tx: Tx, siteId: string, tasks: readonly TaskPlan[]): Promise<Map<string, TaskPlan[]>> {
  const departments = [...new Set(tasks.flatMap(({ department }) => department ?? []))]
  const doers = new Map<string, TaskPlan[]>()
  if (departments.length === 0) return doers
  const rows = await tx.query
    .selectFrom('department as d')
    .leftJoin('staff as s', (join) =>
      join.onRef('s.site_id', '=', 'd.site_id').onRef('s.department_id', '=', 'd.department_id'),
    )
    .select(['d.department_id', 'd.lead', 's.staff_id'])
    .where('d.site_id', '=', siteId)
    .where('d.department_id', 'in', departments)
    .execute()
  for (const task of tasks) {
    const all = rows.flatMap((row) => (row.department_id === task.department ? (row.lead ?? row.staff_id ?? []) : []))
    for (const id of new Set(all)) doers.set(id, [...(doers.get(id) ?? []), task])
  }
  return doers
}

/** Whether a member of staff is not there, or not any more. */
export async function isAway(tx: Tx, siteId: string, id: string, now: number): Promise<boolean> {
  const row = await tx.query
    .selectFrom('staff')
    .select(['disabled_at', 'absent_from', 'absent_until'])
    .where('site_id', '=', siteId)
    .where('staff_id', '=', id)
    .executeTakeFirst()
  return row === undefined || row.disabled_at !== null || isAbsent(row, now)
}
