import type { Policy } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { moving } from './moving.ts'

const BEFORE: Policy = {
  clocks: {
    'first-answer': { hours: 24, working: false },
    assessment: { hours: 18, working: true },
    remedy: { hours: 45, working: true },
    approval: { hours: 9, working: true },
    fulfilment: { hours: 90, working: true },
    'follow-up': { hours: 72, working: false },
  },
  exceptions: [],
  calendar: { week: [[], [], [], [], [], [], []], holidays: [] },
  limits: { agent: 0, manager: 0, owner: null },
  arbitration: {},
}

describe('clocks that a change of the policy moves', () => {
  it('are those whose hours change, or that an exception is about', () => {
    const clocks = { ...BEFORE.clocks, remedy: { hours: 40, working: true } }
    expect(moving(BEFORE, { ...BEFORE, clocks })).toEqual(['remedy'])
    const exceptions = [{ clock: 'first-answer' as const, hours: 4, working: false }]
    expect(moving(BEFORE, { ...BEFORE, exceptions })).toEqual(['first-answer'])
  })

  it('are those in working hours when these change, also by an exception alone', () => {
    const calendar = { ...BEFORE.calendar, holidays: ['2026-12-25'] }
    expect(moving(BEFORE, { ...BEFORE, calendar })).toEqual(['assessment', 'remedy', 'approval', 'fulfilment'])
    const exceptions = [{ clock: 'follow-up' as const, hours: 9, working: true }]
    const before = { ...BEFORE, exceptions }
    expect(moving(before, { ...before, calendar })).toContain('follow-up')
  })

  it('are none for limits and words', () => {
    expect(moving(BEFORE, { ...BEFORE, limits: { agent: 1, manager: 2, owner: 3 } })).toEqual([])
  })
})
