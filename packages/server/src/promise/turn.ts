import type { ClockKind, Policy, Promised } from '@earshot/sdk/contract'
import type { ClockTable } from '../database/schema.ts'
import type { Calendar } from './calendar.ts'
import { pauseClock, resumeClock, retimeClock, startClock, stopClock } from './clocks.ts'
import { promisedFor } from './policy.ts'

/** How a complaint's clocks should be. */
export interface Wanted {
  kinds: ReadonlySet<ClockKind>
  paused: boolean
  /** A date that was promised just now, Unix ms: it takes the place of an earlier one. */
  until: number | undefined
  category: string | null
  severity: 'low' | 'normal' | 'high'
  safety: boolean
}

/**
 * Brings a complaint's clocks to what is wanted: starts what is missing, stops what is too many, lets the others stand
 * still or go on, and gives those another time whose complaint is filed otherwise now.
 *
 * @param clocks those that are not stopped
 * @returns each clock that is new or changed, and all that run on
 */
export function turnClocks(
  of: { site_id: string; feedback_id: string },
  clocks: readonly ClockTable[],
  wanted: Wanted,
  policy: Policy,
  calendar: Calendar,
  now: number,
): { started: ClockTable[]; changed: ClockTable[]; running: ClockTable[] } {
  const kept: ClockTable[] = []
  const changed: ClockTable[] = []
  for (const clock of clocks) {
    const replaced = clock.kind === 'promise' && wanted.until !== undefined
    if (!wanted.kinds.has(clock.kind) || replaced) {
      changed.push({ ...clock, ...stopClock(clock, now) })
      continue
    }
    let next = clock
    if (clock.kind !== 'promise') next = retimeClock(next, promisedFor(policy, clock.kind, wanted), calendar, now)
    if (wanted.paused && next.paused_at === null) next = { ...next, ...pauseClock(next, calendar, now) }
    else if (!wanted.paused && next.paused_at !== null) next = { ...next, ...resumeClock(next, calendar, now) }
    if (next !== clock) changed.push(next)
    kept.push(next)
  }
  const there = new Set(kept.map((clock) => clock.kind))
  const started = [...wanted.kinds]
    .filter((kind) => !there.has(kind))
    .flatMap((kind): ClockTable[] => {
      const promised: Promised | { until: number } | undefined =
        kind === 'promise'
          ? wanted.until === undefined
            ? undefined
            : { until: wanted.until }
          : promisedFor(policy, kind, wanted)
      return promised ? [startClock(of, kind, promised, calendar, now)] : []
    })
  return { started, changed, running: [...kept, ...started] }
}

/** When the next of these is due; null while none runs. */
export function nextDue(clocks: readonly ClockTable[]): number | null {
  const due = clocks
    .filter((clock) => clock.paused_at === null && clock.stopped_at === null)
    .map(({ due_at }) => due_at)
  return due.length > 0 ? Math.min(...due) : null
}
