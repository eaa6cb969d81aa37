import type { Tx } from '../database/engine.ts'
import type { ComplaintTable } from '../database/schema.ts'
import { tell } from './tell.ts'

/** States in which a follow-up is still to come. */
const PENDING = ['open', 'taken', 'sent'] as const

/**
 * Ends the visit of a complaint that needs none any more: the customer was heard by another way, opened it again, or
 * somebody recorded the visit with the complaint itself.
 *
 * @param done what ended it: the command `followup` says whether they are satisfied
 */
export async function settleFollowup(
  tx: Tx,
  complaint: Pick<ComplaintTable, 'site_id' | 'feedback_id'>,
  done: { satisfied: boolean | null; words: string | null; by: string | null; heard: string | null },
  now: number,
): Promise<void> {
  const reached = done.satisfied !== null
  const rows = await tx.query
    .updateTable('followup')
    .set({
      state: reached ? 'done' : 'skipped',
      satisfied: done.satisfied === null ? null : done.satisfied ? 1 : 0,
      words: done.words,
      ended_by: done.by,
      heard: done.heard,
      ended_at: now,
      ...(done.satisfied === false ? { opened: complaint.feedback_id } : {}),
    })
    .where('site_id', '=', complaint.site_id)
    .where('feedback_id', '=', complaint.feedback_id)
    .where('state', 'in', PENDING)
    .returningAll()
    .execute()
  for (const row of rows) tell(tx, reached ? 'followup.done' : 'followup.cancelled', row, now)
}
