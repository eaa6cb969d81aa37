import { describe, expect, it } from 'vitest'
import { isWeek, withBreak } from './hours.ts'

const week = (...day: [string, string][]) => [day, [], [], [], [], [], []]

describe('working hours', () => {
  it('begin before they end, one after another, with every time filled in', () => {
    expect(isWeek(week(['09:00', '12:00'], ['13:00', '24:00']))).toBe(true)
    expect(isWeek(week())).toBe(true)
    expect(isWeek(week(['18:00', '09:00']))).toBe(false)
    expect(isWeek(week(['09:00', '13:00'], ['12:00', '18:00']))).toBe(false)
    expect(isWeek(week(['', '18:00']))).toBe(false)
  })

  it('get a break that leaves them a week', () => {
    expect(withBreak(['09:00', '18:00'])).toEqual([
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ])
    for (const day of [
      ['09:00', '12:30'],
      ['14:00', '20:00'],
      ['00:00', '24:00'],
      ['18:00', '24:00'],
    ] as [string, string][])
      expect(isWeek(week(...withBreak(day)))).toBe(true)
  })
})
