import { uuidv7 } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import type { ComplaintTable, FollowupTable } from '../database/schema.ts'
import { tell } from './tell.ts'

/** States in which a follow-up is still to come. */
const PENDING = ['open', 'taken', 'sent'] as const

/**
 * Ends the visit of a complaint that needs none any more: the customer was heard by another way, opened it again, or
 * somebody recorded the visit with the complaint itself.
 *
 * @param complaint as it stood while it was closed
 * @param done what ended it: the command `followup` says whether they are satisfied
 */
export async function settleFollowup(
  tx: Tx,
  complaint: Pick<ComplaintTable, 'site_id' | 'feedback_id' | 'closed_at' | 'language'>,
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
  // Visited before the plan got to it: it counts all the same.
  if (reached && rows.length === 0) rows.push(await keepVisit(tx, complaint, done, now))
  for (const row of rows) tell(tx, reached ? 'followup.done' : 'followup.cancelled', row, now)
}

/**
 * Ends what was planned for customers who are now visited for their complaint: to be asked twice in one day how it is
 * would tell them that nobody here knows them.
 */
export async function giveWay(tx: Tx, siteId: string, customers: readonly string[], now: number): Promise<void> {
  if (customers.length === 0) return
  const rows = await tx.query
    .updateTable('followup')
    .set({ state: 'skipped', ended_at: now, words: 'The visit after their complaint takes its place.' })
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', customers)
    .where('kind', 'in', ['purchase', 'leaving'])
    .where('state', '=', 'open')
    .where('tries', '=', 0)
    .returningAll()
    .execute()
  for (const row of rows) tell(tx, 'followup.cancelled', row, now)
}

async function keepVisit(
  tx: Tx,
  { site_id, feedback_id, closed_at, language }: Parameters<typeof settleFollowup>[1],
  done: Parameters<typeof settleFollowup>[2],
  now: number,
): Promise<FollowupTable> {
  const since = closed_at ?? now
  const row: FollowupTable = {
    site_id,
    followup_id: uuidv7(),
    kind: 'complaint',
    cause: `complaint:${feedback_id}:${since}`,
    state: 'done',
    channel: 'phone',
    customer_id: null,
    feedback_id,
    order_id: null,
    about: '{}',
    planned_at: now,
    since,
    due_at: now,
    next_at: now,
    time_zone: 'UTC',
    quiet: null,
    language,
    staff_id: null,
    tries: 1,
    attempts: '[]',
    answer_id: uuidv7(),
    ended_at: now,
    satisfied: done.satisfied ? 1 : 0,
    words: done.words,
    ended_by: done.by,
    heard: done.heard,
    opened: done.satisfied ? null : feedback_id,
  }
  await tx.insertNew('followup', [row])
  return row
}
