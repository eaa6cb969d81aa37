import { expect, it } from 'vitest'
import { dueOf } from './dossier.ts'

it.each([
  ['investigating', '2026-01-02T00:00:00Z', '2026-01-02 OVERDUE'],
  ['investigating', '2026-01-04T00:00:00Z', '2026-01-04'],
  // What was promised the customer is kept: only who visits them is late.
  ['closed', '2026-01-02T00:00:00Z', '2026-01-02 visit late'],
  ['closed', '2026-01-04T00:00:00Z', '2026-01-04 visit'],
  ['closed', null, ''],
] as const)('a complaint that is %s and due at %s is listed as "%s"', (stage, dueAt, shown) => {
  const clock = (at: string | null) => at?.slice(0, 10) ?? ''
  expect(dueOf({ stage, dueAt, asked: false }, clock, Date.parse('2026-01-03T00:00:00Z'))).toBe(shown)
})
