import { type Category, type ClusterEventData, textIn } from '@earshot/sdk/contract'
import { staffAt } from '../complaint/notice.ts'
import type { Tx } from '../database/engine.ts'
import type { ClusterTable } from '../database/schema.ts'
import { listCategories } from '../department/category.ts'
import { record } from '../event/record.ts'
import { enqueue } from '../notify/outbox.ts'
import { countMembers, numbersOf } from './store.ts'

/** Complaints that a mail and an event name. */
const NAMED = 20

/** Records that a cluster was found or ended. */
export async function tell(
  tx: Tx,
  type: 'cluster.found' | 'cluster.ended',
  row: ClusterTable,
  now: number,
): Promise<void> {
  const data: ClusterEventData = {
    id: row.cluster_id,
    kind: row.kind,
    complaints: await countMembers(tx.query, row),
    numbers: await numbersOf(tx.query, row, NAMED),
  }
  record(tx, row.site_id, { type, subject: row.cluster_id, data }, now)
}

/** Writes to the managers; where a shop has none, to the owners. */
export async function mailManagers(
  tx: Tx,
  row: ClusterTable,
  about: { days: number; locale: string; publicUrl: string },
  now: number,
): Promise<void> {
  const managers = await staffAt(tx, row.site_id, { role: 'manager' })
  const whom = managers.length > 0 ? managers : await staffAt(tx, row.site_id, { role: 'owner' })
  if (whom.length === 0) return
  const values = {
    what: row.label,
    [row.kind]: row.label,
    count: String(await countMembers(tx.query, row)),
    days: String(about.days),
    list: (await numbersOf(tx.query, row, NAMED)).join('\n'),
    link: `${about.publicUrl}/clusters/${row.cluster_id}`,
  }
  await enqueue(
    tx,
    whom.map((to) => ({ siteId: row.site_id, topic: 'cluster' as const, to, values })),
    now,
  )
}

/** What a category is called, for people. */
export async function categoryName(tx: Tx, siteId: string, id: string, locale: string): Promise<string> {
  const found = (await listCategories(tx.query, siteId)).find((one: Category) => one.id === id)
  return (found && textIn(found.label, locale)) || id
}
