import { expect, it } from 'vitest'
import { exact } from './format.ts'

it('tells a time where it is asked for, else where the shop is', () => {
  const noon = '2026-11-22T12:00:00Z'
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  expect(exact(noon, clock)).toBe('12:00')
  expect(exact(noon, { ...clock, timeZone: 'Asia/Seoul' })).toBe('21:00')
  expect(exact(noon, clock)).toBe('12:00')
})
