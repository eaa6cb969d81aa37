import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWorking, type Calendar, workingBetween } from './calendar.ts'

const HOUR = 3600_000
const NINE_TO_FIVE: Calendar['week'] = [...Array.from({ length: 5 }, () => [['09:00', '17:00']] as const), [], []]
const AROUND_THE_CLOCK: Calendar['week'] = Array.from({ length: 7 }, () => [['00:00', '24:00']] as const)

function shop(timeZone: string, week = NINE_TO_FIVE, holidays: string[] = []): Calendar {
  return { timeZone, week, holidays }
}

function add(calendar: Calendar, from: string, hours: number): string {
  return new Date(addWorking(calendar, Date.parse(from), hours * HOUR)).toISOString()
}

describe('working hours', () => {
  it.each([
    ['within a day', 'Asia/Seoul', '2026-11-02T01:00:00Z', 3, '2026-11-02T04:00:00.000Z'],
    ['over night', 'Asia/Seoul', '2026-11-02T07:00:00Z', 3, '2026-11-03T02:00:00.000Z'],
    ['over the weekend', 'Asia/Taipei', '2026-11-06T08:00:00Z', 2, '2026-11-09T02:00:00.000Z'],
    ['from before opening', 'UTC', '2026-11-02T03:00:00Z', 8, '2026-11-02T17:00:00.000Z'],
    ['from a Sunday', 'UTC', '2026-11-01T12:00:00Z', 1, '2026-11-02T10:00:00.000Z'],
    ['of none', 'UTC', '2026-11-01T12:00:00Z', 0, '2026-11-02T09:00:00.000Z'],
  ])('pass %s', (_, zone, from, hours, due) => {
    expect(add(shop(zone), from, hours)).toBe(due)
  })

  it('stand still on holidays, by the calendar of the shop', () => {
    const calendar = shop('Asia/Seoul', NINE_TO_FIVE, ['2026-12-25'])
    // Thursday 16:00 in Seoul; Friday is Christmas.
    expect(add(calendar, '2026-12-24T07:00:00Z', 2)).toBe('2026-12-28T01:00:00.000Z')
  })

  it('follow the wall when clocks go back and when they go forward', () => {
    const newYork = shop(
      'America/New_York',
      AROUND_THE_CLOCK.map(() => [['09:00', '17:00']] as const),
    )
    // Saturday 16:00 EDT, an hour left; on Sunday the shop opens at 9 EST.
    expect(add(newYork, '2026-10-31T20:00:00Z', 2)).toBe('2026-11-01T15:00:00.000Z')
    // Saturday 16:00 EST; on Sunday the shop opens at 9 EDT.
    expect(add(newYork, '2026-03-07T21:00:00Z', 2)).toBe('2026-03-08T14:00:00.000Z')
  })

  it('count the hour that a night shift works twice, and not the one that is skipped', () => {
    const nights = shop(
      'Europe/Berlin',
      AROUND_THE_CLOCK.map(() => [['00:00', '06:00']] as const),
    )
    const night = (date: string) =>
      workingBetween(nights, Date.parse(`${date}T00:00:00Z`) - 6 * HOUR, Date.parse(`${date}T12:00:00Z`))
    expect(night('2026-10-25') / HOUR).toBe(7)
    expect(night('2026-03-29') / HOUR).toBe(5)
    expect(night('2026-06-01') / HOUR).toBe(6)
  })

  it('take a wall time that is skipped as so much later, and the first of one that comes twice', () => {
    const early = shop(
      'Europe/Berlin',
      AROUND_THE_CLOCK.map(() => [['02:30', '06:00']] as const),
    )
    // 02:30 does not exist on this night: 03:30 CEST.
    expect(add(early, '2026-03-29T00:00:00Z', 1)).toBe('2026-03-29T02:30:00.000Z')
    // 02:30 comes twice: the first, in CEST, is 00:30 UTC.
    expect(add(early, '2026-10-24T22:00:00Z', 1)).toBe('2026-10-25T01:30:00.000Z')
  })

  it('count plain time where the shop has none', () => {
    expect(add(shop('UTC', []), '2026-11-02T00:00:00Z', 24)).toBe('2026-11-03T00:00:00.000Z')
  })

  it('are what lies between, whatever the zone and the time of year', () => {
    const zones = ['UTC', 'Asia/Seoul', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia']
    const start = Date.parse('2026-01-01T00:00:00Z')
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.nat(365 * 24 * 60),
        fc.integer({ min: 1, max: 6000 }),
        (zone, at, work) => {
          const calendar = shop(zone)
          const from = start + at * 60_000
          const due = addWorking(calendar, from, work * 60_000)
          expect(workingBetween(calendar, from, due)).toBe(work * 60_000)
        },
      ),
    )
  })
})
