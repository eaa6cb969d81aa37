import { COMPLAINT_EVENTS, type ComplaintEventData } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import type { ComplaintHistoryTable, ComplaintTable } from '../database/schema.ts'
import { record } from '../event/record.ts'
import type { HistoryActor } from './history.ts'
import type { AnyCommand } from './life.ts'

/**
 * Records an event for each new row of a complaint's history; what is written to a history is told here, too.
 *
 * @param complaint as it stands after the rows
 */
export function tell(tx: Tx, complaint: ComplaintTable, rows: readonly ComplaintHistoryTable[]): void {
  for (const row of rows) {
    const type = COMPLAINT_EVENTS[row.command as AnyCommand]
    record(tx, complaint.site_id, { type, subject: complaint.feedback_id, data: dataOf(complaint, row) }, row.at)
  }
}

function dataOf(complaint: ComplaintTable, row: ComplaintHistoryTable): ComplaintEventData {
  const { kind, name } = JSON.parse(row.actor) as HistoryActor
  const data: ComplaintEventData = {
    number: complaint.number,
    feedback: complaint.feedback_id,
    stage: row.stage,
    outcome: complaint.outcome,
    severity: complaint.severity,
    assignee: complaint.assignee,
    department: complaint.department_id,
    category: complaint.category_id,
    version: row.seq,
    dueAt: complaint.due_at === null ? null : new Date(complaint.due_at).toISOString(),
    by: { kind, ...(name === undefined ? {} : { name }) },
  }
  if (row.command !== 'escalate') return data
  const { clock, level } = JSON.parse(row.payload ?? '{}') as { clock: string; level: number }
  return { ...data, clock, level }
}
