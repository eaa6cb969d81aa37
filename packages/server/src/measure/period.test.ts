import type { MeasureQuery } from '@earshot/sdk/contract'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../problem.ts'
import { periodOf } from './period.ts'
import { wilson } from './wilson.ts'

const NOW = Date.parse('2026-11-21T10:30:00Z')
const iso = (at: number) => new Date(at).toISOString()

function shown(query: MeasureQuery, timeZone: string, now = NOW) {
  const { from, to, first, last, partial, before } = periodOf(query, timeZone, now)
  return [iso(from), iso(to), first, last, partial, iso(before.from), iso(before.to), before.first, before.last]
}

describe('a period', () => {
  it('is the month so far by default, against as much of the month before', () => {
    expect(shown({}, 'Asia/Taipei')).toEqual([
      '2026-10-31T16:00:00.000Z',
      '2026-11-21T10:31:00.000Z',
      '2026-11-01',
      '2026-11-21',
      true,
      '2026-09-30T16:00:00.000Z',
      '2026-10-21T10:31:00.000Z',
      '2026-10-01',
      '2026-10-21',
    ])
  })

  it('keeps the time of day where the clocks were changed between', () => {
    // 05:30 in New York: in standard time now, in summer time a month ago.
    const [, to, , , , from, before] = shown({}, 'America/New_York')
    expect([to, from, before]).toEqual([
      '2026-11-21T10:31:00.000Z',
      '2026-10-01T04:00:00.000Z',
      '2026-10-21T09:31:00.000Z',
    ])
  })

  it('that is over is compared with the whole one before', () => {
    expect(shown({ period: 'quarter', date: '2026-08-15' }, 'UTC').slice(2)).toEqual([
      '2026-07-01',
      '2026-09-30',
      false,
      '2026-04-01T00:00:00.000Z',
      '2026-07-01T00:00:00.000Z',
      '2026-04-01',
      '2026-06-30',
    ])
  })

  it.each([
    ['week', '2026-11-16', '2026-11-09', '2026-11-14'],
    ['month', '2026-11-01', '2026-10-01', '2026-10-21'],
    ['quarter', '2026-10-01', '2026-07-01', '2026-08-21'],
    ['year', '2026-01-01', '2025-01-01', '2025-11-21'],
  ] as const)('of a %s so far ends on the same day of the one before', (period, first, before, last) => {
    const found = periodOf({ period }, 'UTC', NOW)
    expect([found.first, found.before.first, found.before.last]).toEqual([first, before, last])
  })

  it('is compared with a whole month that had no such day', () => {
    const [, , , , , , to, , last] = shown({}, 'UTC', Date.parse('2026-03-31T08:00:00Z'))
    expect([to, last]).toEqual(['2026-03-01T00:00:00.000Z', '2026-02-28'])
  })

  it('between two days is compared with as many days before', () => {
    expect(shown({ from: '2026-11-02', to: '2026-11-08' }, 'UTC').slice(2)).toEqual([
      '2026-11-02',
      '2026-11-08',
      false,
      '2026-10-26T00:00:00.000Z',
      '2026-11-02T00:00:00.000Z',
      '2026-10-26',
      '2026-11-01',
    ])
  })

  it.each([
    ['week', 'day', 6],
    ['month', 'day', 21],
    ['quarter', 'week', 8],
    ['year', 'month', 11],
  ] as const)('of a %s has points by %s', (period, bucket, points) => {
    const found = periodOf({ period }, 'UTC', NOW)
    expect([found.bucket, found.slots.length]).toEqual([bucket, points])
  })

  it.each<[string, MeasureQuery]>([
    ['to', { to: '2026-11-01' }],
    ['from', { from: '2026-11-22' }],
    ['from', { from: '2026-11-02', to: '2026-11-01' }],
    ['from', { from: '2001-01-01' }],
    ['date', { date: '2027-01-01' }],
    ['date', { from: '2026-11-01', date: '2026-11-01' }],
    ['period', { from: '2026-11-01', period: 'week' }],
    ['bucket', { from: '2020-01-01', bucket: 'day' }],
  ])('blames %s of %j', (path, query) => {
    const ask = () => periodOf(query, 'UTC', NOW)
    expect(ask).toThrow(Problem)
    expect(ask).toThrow(path)
  })

  it('is covered by its points without a gap, wherever clocks are changed', () => {
    const date = fc.date({ min: new Date('2024-01-01'), max: new Date('2026-11-20'), noInvalidDate: true })
    const zone = fc.constantFrom(
      'UTC',
      'Asia/Seoul',
      'America/Sao_Paulo',
      'Europe/London',
      'Pacific/Apia',
      'Asia/Beirut',
    )
    const unit = fc.constantFrom('week' as const, 'month' as const, 'quarter' as const, 'year' as const)
    const bucket = fc.constantFrom('day' as const, 'week' as const, 'month' as const)
    fc.assert(
      fc.property(date, zone, unit, bucket, (on, timeZone, period, by) => {
        const found = periodOf({ period, date: on.toISOString().slice(0, 10), bucket: by }, timeZone, NOW)
        for (const { from, to, slots } of [found, found.before]) {
          expect(slots[0]!.from).toBe(from)
          expect(slots.at(-1)!.to).toBe(to)
          for (const [at, slot] of slots.entries()) {
            expect(slot.to).toBeGreaterThan(slot.from)
            if (at > 0) expect(slot.from).toBe(slots[at - 1]!.to)
            const format = new Intl.DateTimeFormat('en-CA', { timeZone })
            expect(format.format(slot.from)).toBe(slot.first)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('the Wilson band', () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i among %i is as published', (hits, n, low, high) => {
    expect(wilson(hits, n).low).toBeCloseTo(low, 4)
    expect(wilson(hits, n).high).toBeCloseTo(high, 4)
  })

  it('holds the share and stays within 0 and 1', () => {
    const counts = fc
      .integer({ min: 1, max: 5000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    fc.assert(
      fc.property(counts, ([hits, n]) => {
        const { low, high } = wilson(hits, n)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(hits / n)
        expect(high).toBeGreaterThanOrEqual(hits / n)
      }),
    )
  })
})
