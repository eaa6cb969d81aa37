import type { ClockKind } from '@earshot/sdk/contract'

/** A promise with a due time. See promise/clocks.ts. */
export interface ClockTable {
  site_id: string
  feedback_id: string
  clock_id: string
  kind: ClockKind
  /** Whether it counts working hours. */
  working: number
  started_at: number
  total_ms: number
  /** Since when `left_ms` counts: its start, or when it went on after a pause. */
  resumed_at: number
  left_ms: number
  due_at: number
  /** As promised at first, before any change of policy or calendar. */
  first_due_at: number
  paused_at: number | null
  stopped_at: number | null
  /** Levels of escalation done. */
  escalated: number
  /** When the next level is due; null when none is, or while it stands still. */
  next_at: number | null
}

/** How long a site's clocks run, when it works, and who may spend how much. */
export interface PolicyTable {
  site_id: string
  /** JSON: Policy of promise/policy.ts, where it differs from the default. */
  data: string
  changed_at: number
}

export interface PromiseTables {
  clock: ClockTable
  policy: PolicyTable
}

export const PROMISE_KEYS = {
  clock: ['site_id', 'feedback_id', 'clock_id'],
  policy: ['site_id'],
} as const
