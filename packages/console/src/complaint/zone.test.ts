import { describe, expect, it } from 'vitest'
import { choices, timeOf, wallOf } from './zone.ts'

describe("the shop's clock", () => {
  it.each([
    ['2026-07-01T10:00:00Z', 'Europe/Berlin', '2026-07-01T12:00'],
    ['2026-12-31T23:30:00Z', 'Asia/Seoul', '2027-01-01T08:30'],
    ['2026-03-29T00:59:00Z', 'Europe/Berlin', '2026-03-29T01:59'],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29T03:00'],
    ['2026-06-01T00:00:00Z', 'Asia/Kathmandu', '2026-06-01T05:45'],
  ])('shows %s in %s as %s, and finds the way back', (time, zone, wall) => {
    expect(wallOf(Date.parse(time), zone)).toBe(wall)
    expect(timeOf(wall, zone)).toBe(Date.parse(time))
  })

  it('knows no time of what is none', () => {
    expect(timeOf('', 'UTC')).toBeUndefined()
    expect(timeOf('tomorrow', 'UTC')).toBeUndefined()
  })

  it('offers what can still be kept, and each day once', () => {
    const at = (time: string) =>
      choices(Date.parse(time), 'Europe/Berlin').map((one) => `${one.name} ${wallOf(one.at, 'Europe/Berlin')}`)
    expect(at('2026-11-23T09:00:00Z')).toEqual([
      'today 2026-11-23T17:00',
      'tomorrow 2026-11-24T12:00',
      'friday 2026-11-27T12:00',
    ])
    // A Thursday late in the day: tomorrow is Friday, and the next one is meant.
    expect(at('2026-11-26T15:30:00Z')).toEqual(['tomorrow 2026-11-27T12:00', 'friday 2026-12-04T12:00'])
  })
})
