import { describe, expect, it } from 'vitest'
import { firstOf, isDay } from './days.ts'

describe('firstOf', () => {
  it.each([
    ['week', '2026-11-22', 0, '2026-11-16'],
    ['week', '2026-11-16', -1, '2026-11-09'],
    ['month', '2026-01-31', 1, '2026-02-01'],
    ['month', '2026-01-31', -1, '2025-12-01'],
    ['quarter', '2026-11-22', 0, '2026-10-01'],
    ['quarter', '2026-02-01', -1, '2025-10-01'],
    ['year', '2028-02-29', 1, '2029-01-01'],
  ] as const)('begins the %s of %s, %i further on, with %s', (unit, date, by, first) => {
    expect(firstOf(unit, date, by)).toBe(first)
  })
})

describe('isDay', () => {
  it('takes dates and nothing else from an address', () => {
    expect(isDay('2026-11-22')).toBe(true)
    for (const other of [undefined, '', '2026-13-41', 'today', '2026-11-22T00:00']) expect(isDay(other)).toBe(false)
  })
})
