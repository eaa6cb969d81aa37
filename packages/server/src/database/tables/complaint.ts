import type { Channel, Outcome, Severity, Stage, TaskKind } from '@earshot/sdk/contract'

export interface ComplaintTable {
  site_id: string
  feedback_id: string
  /** `2026-000123`, counted by site and year. */
  number: string
  /** Random part of the private link. */
  token: string
  stage: Stage
  opened_at: number
  /** Rows in its history; every change adds at least one. */
  version: number
  /** Hash of the last of them. */
  head: string
  /** Who judges: 0 an agent, 1 a manager, 2 an owner. */
  level: number
  outcome: Outcome | null
  closed_at: number | null
  /** Whether a person has answered. */
  replied: number
  /** Whether a question to the customer is open. */
  asked: number
  /** Whether a promised date is still to be kept. */
  promised: number
  /** Whether the visit after closing is still to come. */
  followup: number
  /** Since when the shop waits for the customer. */
  waiting_since: number | null
  reminded: number
  /** When the next of its running clocks is due. */
  due_at: number | null
  /** Id of the member of staff who is responsible. */
  assignee: string | null
  department_id: string | null
  category_id: string | null
  severity: Severity
  /** Whether somebody's safety is at stake. */
  safety: number
  /** What it came from, in somebody's words. */
  cause: string | null
  /** Root cause, by its id in the site's list. */
  root_cause: string | null
  /** Id of the department that it came from. */
  responsible_id: string | null
  /** Whether it could have been prevented. */
  preventable: number | null
  /** Whether it is still to be looked at, with others about the same. See cluster/look.ts. */
  to_cluster: number
  /** The amount argued about, in minor units. */
  disputed: number | null
  disputed_currency: string | null
  channel: Channel
  /** Name of who brought it in; null where the customer did. */
  recorded_by: string | null
  /** When it was said, where that was before it was recorded. */
  said_at: number | null
  /** The customer's language; null where only the site's own is known. */
  language: string | null
  /** Number of the complaint that it became part of. */
  merged_into: string | null
  /** How the customer found it handled, 1 to 5. */
  rating: number | null
  /** Whether it was said in test mode: as its feedback says, beside which figures would look for each. */
  test: number
}

export interface ComplaintCounterTable {
  site_id: string
  year: number
  last: number
}

/** What was done to a complaint; never changed, but that payload and salt go when the customer is erased. */
export interface ComplaintHistoryTable {
  site_id: string
  feedback_id: string
  /** From 1. */
  seq: number
  at: number
  /** JSON: { kind, id?, name? }. */
  actor: string
  command: string
  /** Where it stood afterwards. */
  stage: Stage
  /** JSON: what the command carried. */
  payload: string | null
  salt: string | null
  /** SHA-256 of salt and payload. */
  digest: string
  /** SHA-256 of the row before, and of this one without payload and salt. */
  hash: string
}

export interface ComplaintMessageTable {
  site_id: string
  feedback_id: string
  /** UUIDv7: in the order of writing. */
  message_id: string
  at: number
  by: 'customer' | 'staff'
  /** Name of the member of staff. */
  author: string | null
  words: string
  /** Whether only staff read it. */
  note: number
  /** JSON: string[]. */
  attachments: string
}

export interface RemedyTable {
  site_id: string
  feedback_id: string
  remedy_id: string
  at: number
  state: 'proposed' | 'passed' | 'offered' | 'accepted' | 'declined' | 'revised' | 'failed'
  cost: number
  /** ISO 4217; null where the plan names none. */
  currency: string | null
  /** JSON: Proposal. */
  plan: string
  /** The customer's name as signature. */
  signed_by: string | null
  signed_at: number | null
  /** Null where it was never more than proposed. */
  offered_at: number | null
  /** When it was declined, taken back, passed over or failed after it had been offered. */
  ended_at: number | null
}

export interface TaskTable {
  site_id: string
  feedback_id: string
  task_id: string
  at: number
  kind: TaskKind
  words: string | null
  department_id: string | null
  /** Its own time, or the fulfilment clock's. */
  due_at: number | null
  /** Whether it is due by that clock, and follows where the clock is moved. */
  clocked: number
  state: 'open' | 'done' | 'failed' | 'dropped'
  result: string | null
  ended_at: number | null
}

export interface ComplaintTables {
  complaint: ComplaintTable
  complaint_counter: ComplaintCounterTable
  complaint_history: ComplaintHistoryTable
  complaint_message: ComplaintMessageTable
  remedy: RemedyTable
  task: TaskTable
}

export const COMPLAINT_KEYS = {
  complaint: ['site_id', 'feedback_id'],
  complaint_counter: ['site_id', 'year'],
  complaint_history: ['site_id', 'feedback_id', 'seq'],
  complaint_message: ['site_id', 'feedback_id', 'message_id'],
  remedy: ['site_id', 'feedback_id', 'remedy_id'],
  task: ['site_id', 'feedback_id', 'task_id'],
} as const
