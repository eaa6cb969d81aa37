import { describe, expect, it } from 'vitest'
import { hoursOn, isWakeful, nextWakeful, type Wakeful } from './quiet.ts'

function wakeful(timeZone: string, quiet: Wakeful['quiet'] = null): Wakeful {
  return { timeZone, hours: ['09:00', '20:00'], quiet }
}

const next = (of: Wakeful, at: string) => {
  const found = nextWakeful(of, Date.parse(at))
  return found === undefined ? undefined : new Date(found).toISOString()
}

describe('the hours at which a customer may be disturbed', () => {
  it.each([
    ['by day at once', 'Asia/Seoul', '2026-11-21T03:00:00Z', '2026-11-21T03:00:00.000Z'],
    ['from nine in the morning', 'Asia/Seoul', '2026-11-20T22:30:00Z', '2026-11-21T00:00:00.000Z'],
    ['not after eight in the evening', 'Asia/Seoul', '2026-11-21T11:00:00Z', '2026-11-22T00:00:00.000Z'],
    ['far east, where it is tomorrow', 'Pacific/Kiritimati', '2026-11-21T08:00:00Z', '2026-11-21T19:00:00.000Z'],
    ['far west, where it is yesterday', 'Pacific/Pago_Pago', '2026-11-21T08:00:00Z', '2026-11-21T20:00:00.000Z'],
    // Clocks go forward on 29 March at 01:00 UTC, and back on 25 October.
    ['on the morning when clocks went forward', 'Europe/Berlin', '2026-03-29T05:00:00Z', '2026-03-29T07:00:00.000Z'],
    ['the morning before', 'Europe/Berlin', '2026-03-28T05:00:00Z', '2026-03-28T08:00:00.000Z'],
    ['on the morning when clocks went back', 'Europe/Berlin', '2026-10-25T05:00:00Z', '2026-10-25T08:00:00.000Z'],
    ['the evening before', 'Europe/Berlin', '2026-10-24T18:00:00Z', '2026-10-25T08:00:00.000Z'],
  ])('%s', (_, zone, at, expected) => {
    expect(next(wakeful(zone), at)).toBe(expected)
  })

  it('leave out what the customer asked for, through the night or at noon', () => {
    const night = wakeful('Asia/Taipei', { from: '18:00', until: '11:00' })
    expect(next(night, '2026-11-21T01:30:00Z')).toBe('2026-11-21T03:00:00.000Z')
    expect(next(night, '2026-11-21T10:00:00Z')).toBe('2026-11-22T03:00:00.000Z')
    const noon = wakeful('Asia/Taipei', { from: '12:00', until: '14:00' })
    expect(next(noon, '2026-11-21T04:30:00Z')).toBe('2026-11-21T06:00:00.000Z')
    expect(isWakeful(noon, Date.parse('2026-11-21T03:59:59Z'))).toBe(true)
    expect(hoursOn(noon, '2026-11-21')!.map((at) => new Date(at).toISOString())).toEqual([
      '2026-11-21T01:00:00.000Z',
      '2026-11-21T12:00:00.000Z',
    ])
  })

  it('are none where the customer wants none', () => {
    const never = wakeful('Asia/Taipei', { from: '08:00', until: '21:00' })
    expect(next(never, '2026-11-21T01:30:00Z')).toBeUndefined()
    expect(hoursOn(never, '2026-11-21')).toBeUndefined()
  })
})
