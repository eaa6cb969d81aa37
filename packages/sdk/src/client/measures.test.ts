import { describe, expect, test } from 'vitest'
import { json, serve } from '../../test/scripted.ts'
import { createStaffClient, type StaffClient } from '../index.ts'

const from = '2026-10-31T16:00:00.000Z'

describe('figures', () => {
  test.each<[string, (of: StaffClient) => Promise<unknown>, unknown, string]>([
    ['are those of the month', (of) => of.measures.get(), { period: {} }, '/api/measures'],
    [
      'are worked out in parts',
      (of) => of.measures.get({ period: 'week', parts: ['figures', 'series'], moment: 'purchase' }),
      { period: {} },
      '/api/measures?period=week&parts=figures%2Cseries&moment=purchase',
    ],
    [
      'lead to their rows',
      (of) => of.measures.rows({ of: 'unsatisfied', from }),
      { items: [], next: null },
      '/api/measures/rows?of=unsatisfied&from=2026-10-31T16%3A00%3A00.000Z',
    ],
    [
      'are counted by month',
      (of) => of.measures.classification({ from: '2026-01' }),
      { months: [] },
      '/api/measures/classification?from=2026-01',
    ],
  ])('%s', async (_, ask, answer, path) => {
    const { url, seen } = await serve(json(200, answer))
    expect(await ask(createStaffClient({ key: 'sk_secret', url }))).toEqual(answer)
    expect(seen.map((one) => [one.method, one.url])).toEqual([['GET', path]])
  })
})
