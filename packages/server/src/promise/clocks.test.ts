import type { Policy } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import type { ClockTable } from '../database/schema.ts'
import type { Calendar } from './calendar.ts'
import { levelAt, nextAt, pauseClock, resumeClock, retimeClock, startClock, stopClock } from './clocks.ts'
import { DEFAULT_POLICY, promisedFor } from './policy.ts'

const HOUR = 3600_000
const SEOUL: Calendar = { timeZone: 'Asia/Seoul', ...DEFAULT_POLICY.calendar }
const OF = { site_id: 'a', feedback_id: 'b' }
// Monday, 10:00 in Seoul.
const NOW = Date.parse('2026-11-02T01:00:00Z')

const plain = startClock(OF, 'first-answer', { hours: 24, working: false }, SEOUL, NOW)
const working = startClock(OF, 'assessment', { hours: 18, working: true }, SEOUL, NOW)
const hours = (clock: Pick<ClockTable, 'due_at'>) => (clock.due_at - NOW) / HOUR

/** When each level of escalation is due. */
function levels(clock: ClockTable): (string | null)[] {
  return [0, 1, 2, 3].map((escalated) => {
    const at = nextAt({ ...clock, escalated }, SEOUL)
    return at === null ? null : new Date(at).toISOString()
  })
}

describe('a clock', () => {
  it('is due after plain or working hours', () => {
    expect(hours(plain)).toBe(24)
    // 8 hours on Monday, 9 on Tuesday, 1 on Wednesday.
    expect(new Date(working.due_at).toISOString()).toBe('2026-11-04T01:00:00.000Z')
  })

  it('is due when a date was promised', () => {
    const clock = startClock(OF, 'promise', { until: NOW + 5 * HOUR }, SEOUL, NOW)
    expect(hours(clock)).toBe(5)
  })

  it('warns at 75, 100 and 150 per cent, in its own hours', () => {
    expect(levels(plain)).toEqual([
      '2026-11-02T19:00:00.000Z',
      '2026-11-03T01:00:00.000Z',
      '2026-11-03T13:00:00.000Z',
      null,
    ])
    expect(levels(working)).toEqual([
      '2026-11-03T05:30:00.000Z',
      '2026-11-04T01:00:00.000Z',
      '2026-11-05T01:00:00.000Z',
      null,
    ])
  })

  it('reaches every level that was missed at once', () => {
    expect(levelAt(plain, SEOUL, NOW + 17 * HOUR)).toBe(0)
    expect(levelAt(plain, SEOUL, NOW + 18 * HOUR)).toBe(1)
    expect(levelAt(plain, SEOUL, NOW + 1000 * HOUR)).toBe(3)
    expect(levelAt({ ...plain, escalated: 1 }, SEOUL, NOW)).toBe(1)
  })

  it('goes on after a pause with what was left, in its own hours', () => {
    const paused = { ...plain, ...pauseClock(plain, SEOUL, NOW + 20 * HOUR) }
    expect(paused).toMatchObject({ left_ms: 4 * HOUR, next_at: null })
    const on = { ...paused, ...resumeClock(paused, SEOUL, NOW + 100 * HOUR) }
    expect(hours(on)).toBe(104)
    expect(on.first_due_at).toBe(plain.due_at)
    // The 75 % were over before the pause.
    expect(levelAt(on, SEOUL, NOW + 100 * HOUR)).toBe(1)

    const half = { ...working, ...pauseClock(working, SEOUL, NOW + 9 * HOUR) }
    expect(half.left_ms).toBe(10 * HOUR)
    const again = { ...half, ...resumeClock(half, SEOUL, Date.parse('2026-11-06T01:00:00Z')) }
    expect(new Date(again.due_at).toISOString()).toBe('2026-11-09T02:00:00.000Z')
  })

  it('stays overdue over a pause', () => {
    const paused = { ...plain, ...pauseClock(plain, SEOUL, NOW + 30 * HOUR) }
    expect(paused.left_ms).toBe(-6 * HOUR)
    const on = { ...paused, ...resumeClock(paused, SEOUL, NOW + 50 * HOUR) }
    expect(levelAt(on, SEOUL, NOW + 50 * HOUR)).toBe(2)
    expect(levelAt(on, SEOUL, NOW + 56 * HOUR)).toBe(3)
  })

  it('takes another time, counted from its start and without its pauses; not once it is due', () => {
    const longer = { hours: 48, working: false }
    expect(hours(retimeClock(plain, longer, SEOUL, NOW + HOUR))).toBe(48)
    expect(retimeClock(plain, longer, SEOUL, NOW + 24 * HOUR)).toBe(plain)
    expect(retimeClock(plain, longer, SEOUL, NOW + HOUR).first_due_at).toBe(plain.due_at)
    const paused = { ...plain, ...pauseClock(plain, SEOUL, NOW + 6 * HOUR) }
    const on = { ...paused, ...resumeClock(paused, SEOUL, NOW + 100 * HOUR) }
    expect(hours(retimeClock(on, longer, SEOUL, NOW + 101 * HOUR))).toBe(142)
    expect(
      hours({ ...paused, ...resumeClock(retimeClock(paused, longer, SEOUL, NOW + 7 * HOUR), SEOUL, NOW + 100 * HOUR) }),
    ).toBe(142)
    expect(retimeClock(plain, { hours: 24, working: false }, SEOUL, NOW)).toBe(plain)
  })

  it('follows another calendar', () => {
    const holiday = { ...SEOUL, holidays: ['2026-11-03'] }
    const moved = retimeClock(working, { hours: 18, working: true }, holiday, NOW + HOUR)
    expect(new Date(moved.due_at).toISOString()).toBe('2026-11-05T01:00:00.000Z')
    expect(moved.next_at).toBe(nextAt(moved, holiday))
  })

  it('warns of nothing once it is stopped', () => {
    expect(stopClock(plain, NOW)).toEqual({ clock_id: plain.clock_id, stopped_at: NOW, next_at: null })
  })
})

describe('a policy', () => {
  it('takes the last exception that fits, else the default', () => {
    const policy: Policy = {
      ...DEFAULT_POLICY,
      exceptions: [
        { clock: 'remedy', severity: 'high', hours: 9, working: true },
        { clock: 'remedy', severity: 'high', category: 'food', hours: 2, working: false },
        { clock: 'remedy', safety: true, hours: 1, working: false },
      ],
    }
    const remedy = (category: string | null, severity: 'low' | 'high', safety = false) =>
      promisedFor(policy, 'remedy', { category, severity, safety }).hours
    expect(remedy(null, 'low', true)).toBe(1)
    expect([remedy(null, 'low'), remedy(null, 'high'), remedy('food', 'high'), remedy('food', 'low')]).toEqual([
      45, 9, 2, 45,
    ])
  })
})
