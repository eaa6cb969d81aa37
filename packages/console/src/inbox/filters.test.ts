import { describe, expect, it } from 'vitest'
import { askedBy } from './filters.ts'
import { beginOf } from './days.ts'

describe('a question to the inbox', () => {
  it('is asked as the API is', () => {
    expect(askedBy({ unread: 'true', complaint: 'false', satisfaction: '1,2', text: '1,2', order: '7' })).toEqual({
      unread: true,
      complaint: false,
      satisfaction: [1, 2],
      text: '1,2',
      order: '7',
    })
  })
})

describe('a day of the shop', () => {
  it.each([
    ['2026-11-01', 0, 'Asia/Seoul', '2026-10-31T15:00:00.000Z'],
    ['2026-11-01', 1, 'Asia/Seoul', '2026-11-01T15:00:00.000Z'],
    ['2026-12-31', 1, 'UTC', '2027-01-01T00:00:00.000Z'],
    // The day on which the clock goes back there has 25 hours.
    ['2026-10-25', 0, 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-25', 1, 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ] as const)('%s, %i after it, in %s begins at %s', (day, after, zone, time) => {
    expect(beginOf(day, after, zone)).toBe(time)
  })

  it('is none where nothing was written', () => {
    expect(beginOf('', 0, 'UTC')).toBeUndefined()
  })
})
