import { randomBytes } from 'node:crypto'
import type { ClockKind, Promised } from '@earshot/sdk/contract'
import type { ClockTable } from '../database/schema.ts'
import { addWorking, type Calendar, workingBetween } from './calendar.ts'

/*
 * A clock is a row that says everything: it starts, stands still, goes on and stops by pure functions from row to row.
 */

const HOUR_MS = 3600_000

/**
 * Levels of escalation, each done once: what part of the time is left then (less than nothing: overdue), and who hears.
 * 75, 100 and 150 % of the time.
 */
export const LEVELS = [
  { left: 0.25, hears: 'assignee' },
  { left: 0, hears: 'manager' },
  { left: -0.5, hears: 'owner' },
] as const

/** Columns of a clock that stands still or is stopped. */
type Change = Pick<ClockTable, 'clock_id'> & Partial<ClockTable>

/** A clock that begins to run. @param promised how long, or until when */
export function startClock(
  of: { site_id: string; feedback_id: string },
  kind: ClockKind,
  promised: Promised | { until: number },
  calendar: Calendar,
  now: number,
): ClockTable {
  const working = 'working' in promised && promised.working
  const total = 'until' in promised ? Math.max(0, promised.until - now) : promised.hours * HOUR_MS
  const due = after(calendar, working, now, total)
  const clock: ClockTable = {
    site_id: of.site_id,
    feedback_id: of.feedback_id,
    clock_id: randomBytes(9).toString('base64url'),
    kind,
    working: working ? 1 : 0,
    started_at: now,
    total_ms: total,
    resumed_at: now,
    left_ms: total,
    due_at: due,
    first_due_at: due,
    paused_at: null,
    stopped_at: null,
    escalated: 0,
    next_at: null,
  }
  return { ...clock, next_at: nextAt(clock, calendar) }
}

export function stopClock(clock: ClockTable, now: number): Change {
  return { clock_id: clock.clock_id, stopped_at: now, next_at: null }
}

/** Stands still: what is left is kept in the clock's own hours. */
export function pauseClock(clock: ClockTable, calendar: Calendar, now: number): Change {
  return { clock_id: clock.clock_id, paused_at: now, left_ms: leftAt(clock, calendar, now), next_at: null }
}

/** Goes on with what was left. */
export function resumeClock(clock: ClockTable, calendar: Calendar, now: number): Change {
  const running = { ...clock, paused_at: null, resumed_at: now }
  const due = after(calendar, clock.working === 1, now, clock.left_ms)
  return {
    clock_id: clock.clock_id,
    paused_at: null,
    resumed_at: now,
    due_at: due,
    next_at: nextAt(running, calendar),
  }
}

/**
 * The clock with another time, as policy and calendar say now. One that is due already stays as it is: what was late
 * does not come to have been in time. `first_due_at` tells what was promised at first.
 */
export function retimeClock(clock: ClockTable, promised: Promised, calendar: Calendar, now: number): ClockTable {
  if (clock.due_at <= now) return clock
  const total = promised.hours * HOUR_MS
  const working = promised.working ? 1 : 0
  // What has passed has passed, and the time for which it stood still was never ours. Hours of another kind have no
  // common measure: there the share that is left stays.
  const share = clock.total_ms > 0 ? clock.left_ms / clock.total_ms : 0
  const left = working === clock.working ? clock.left_ms + total - clock.total_ms : total * share
  const due = clock.paused_at === null ? after(calendar, promised.working, clock.resumed_at, left) : clock.due_at
  const same = total === clock.total_ms && working === clock.working && due === clock.due_at
  if (same) return clock
  const next = { ...clock, total_ms: total, working, left_ms: Math.round(left), due_at: due }
  return clock.paused_at === null ? { ...next, next_at: nextAt(next, calendar) } : next
}

/** When the next level of escalation is due; null after the last. */
export function nextAt(clock: ClockTable, calendar: Calendar): number | null {
  const level = LEVELS[clock.escalated]
  if (!level) return null
  return after(calendar, clock.working === 1, clock.resumed_at, clock.left_ms - clock.total_ms * level.left)
}

/** Levels that are reached at a moment: more than one after the server was down, or after its clock jumped. */
export function levelAt(clock: ClockTable, calendar: Calendar, now: number): number {
  let level = clock.escalated
  for (;;) {
    const at = nextAt({ ...clock, escalated: level }, calendar)
    if (at === null || at > now) return level
    level++
  }
}

function after(calendar: Calendar, working: boolean, from: number, ms: number): number {
  return Math.round(working && ms > 0 ? addWorking(calendar, from, ms) : from + ms)
}

/** Milliseconds left in the clock's own hours; below zero where it is overdue. */
function leftAt(clock: ClockTable, calendar: Calendar, now: number): number {
  if (clock.working === 0) return clock.due_at - now
  return now <= clock.due_at
    ? workingBetween(calendar, now, clock.due_at)
    : -workingBetween(calendar, clock.due_at, now)
}
