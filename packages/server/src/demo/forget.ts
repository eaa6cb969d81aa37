import type { Tx } from '../database/engine.ts'
import { free, type Of } from './leave.ts'
import { marked } from './mark.ts'

const SOLUTION_OF: readonly Of[] = [['solution_use', 'solution_id']]
const CAUSE_OF: readonly Of[] = [
  ['complaint', 'root_cause'],
  ['improvement', 'cause_id'],
]
const LABEL_OF: readonly Of[] = [['labelled', 'label_id']]

/** Takes away what the demo's people had learned and noted. What the shop uses by now is the shop's own. */
export async function removeLearned(tx: Tx, siteId: string): Promise<void> {
  const remove = async (
    table: 'improvement' | 'saved_view' | 'solution' | 'cause' | 'label',
    column: string,
    ids: string[],
  ) => {
    if (ids.length === 0) return
    await tx.query
      .deleteFrom(table as 'label')
      .where('site_id', '=', siteId)
      .where(column as 'label_id', 'in', ids)
      .execute()
  }
  await remove('improvement', 'improvement_id', await marked(tx.query, siteId, 'improvement'))
  await remove('saved_view', 'view_id', await marked(tx.query, siteId, 'view'))
  const unused = async (kind: 'solution' | 'cause' | 'label', by: readonly Of[]) =>
    free(tx, siteId, await marked(tx.query, siteId, kind), by)
  await remove('solution', 'solution_id', await unused('solution', SOLUTION_OF))
  await remove('cause', 'cause_id', await unused('cause', CAUSE_OF))
  await remove('label', 'label_id', await unused('label', LABEL_OF))
}
