import type { Tx } from '../database/engine.ts'
import type { FollowupTable } from '../database/schema.ts'
import { record } from '../event/record.ts'

type Type = 'followup.assigned' | 'followup.postponed' | 'followup.done' | 'followup.cancelled'

/** Records what became of a follow-up; ids and where it stands, never a word of the customer. */
export function tell(tx: Pick<Tx, 'tell'>, type: Type, row: FollowupTable, now: number): void {
  record(tx, row.site_id, { type, subject: row.followup_id, data: dataOf(row) }, now)
}

/** Follow-ups that one event tells of: many are planned at once. */
const TOLD = 100

/** Records what was planned. */
export function tellPlanned(tx: Pick<Tx, 'tell'>, siteId: string, rows: readonly FollowupTable[], now: number): void {
  for (let from = 0; from < rows.length; from += TOLD) {
    const followups = rows.slice(from, from + TOLD).map(dataOf)
    record(tx, siteId, { type: 'followup.planned', data: { followups } }, now)
  }
}

function dataOf(row: FollowupTable) {
  return {
    id: row.followup_id,
    kind: row.kind,
    state: row.state,
    channel: row.channel,
    staff: row.staff_id,
    customer: row.customer_id,
    feedback: row.feedback_id,
    order: row.order_id,
    dueAt: new Date(row.due_at).toISOString(),
    satisfied: row.satisfied === null ? null : row.satisfied === 1,
  }
}
