import { describe, expect, it } from 'vitest'
import { proposedAgain } from './time.ts'

describe('when to call again', () => {
  it.each([
    ['2026-11-23T09:05:00Z', 'UTC', '2026-11-23T12:15'],
    // The same moment is the afternoon in Taipei, and three hours later too late.
    ['2026-11-23T09:05:00Z', 'Asia/Taipei', '2026-11-24T10:00'],
    ['2026-11-23T20:40:00Z', 'Asia/Taipei', '2026-11-24T10:00'],
    ['2026-11-23T16:00:00Z', 'UTC', '2026-11-24T10:00'],
    ['2026-12-31T23:10:00Z', 'America/Los_Angeles', '2026-12-31T18:15'],
  ])('is proposed at %s for somebody in %s as %s of their own clock', (now, zone, wall) => {
    expect(proposedAgain(Date.parse(now), zone)).toBe(wall)
  })
})
