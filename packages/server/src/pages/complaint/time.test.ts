import { describe, expect, it } from 'vitest'
import { readableOn } from '../accent.ts'
import { timesIn } from './time.ts'

describe('times on the customer’s page', () => {
  it('are told in the shop’s zone, also across a change of its clocks', () => {
    const now = Date.parse('2026-10-24T20:00:00Z')
    const times = timesIn('en-GB', 'en', 'Europe/Berlin', now)
    expect(times.at('2026-10-24T22:30:00Z').text).toContain('Sunday 25 October at 0:30')
    expect(times.at('2026-10-25T23:30:00Z').text).toContain('Monday 26 October at 0:30')
    expect(times.at('2027-01-02T12:00:00Z').text).toContain('2027')
    expect(times.brief('2026-10-24T22:30:00Z').text).toMatch(
      /^<time datetime="2026-10-24T22:30:00.000Z">Sun,? 25 Oct,? /,
    )
    expect(times.away('2026-10-25T20:00:00Z')).toBe('in 24 hours')
    expect(times.away('2026-10-30T08:00:00Z')).toBe('in 6 days')
    expect(times.away('2026-10-24T20:20:00Z')).toBe('in 20 minutes')
  })

  it('fall back to the language of the words where the customer’s is not known', () => {
    expect(timesIn('xx-XX', 'ko', 'Asia/Seoul', 0).at('1970-01-02T00:00:00Z').text).toContain('1월 2일')
  })
})

describe('an accent', () => {
  it('is changed just as far as it can be read', () => {
    expect(readableOn('#ffffff', '#14655a')).toBe('#14655a')
    expect(readableOn('#ffffff', '#ffd400')).not.toBe('#ffd400')
    expect(readableOn('#211f1a', '#ffd400')).toBe('#ffd400')
    expect(readableOn('#ffffff', '#ffffff')).toBe('#737373')
  })
})
