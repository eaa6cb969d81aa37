import { describe, expect, test } from 'vitest'
import { json, serve } from '../../test/scripted.ts'
import { createStaffClient, type StaffClient } from '../index.ts'

const page = { items: [], next: null }
const plan = { words: 'New box', cause: 'packing', dueAt: '2026-12-01T09:00:00Z' }

describe('causes and what comes of them', () => {
  test.each<[string, (of: StaffClient) => Promise<unknown>, string, string, unknown]>([
    ['are listed', (of) => of.causes.list(), 'GET', '/api/causes', undefined],
    [
      'are added',
      (of) => of.causes.add({ id: 'packing', label: { en: 'Packing' } }),
      'POST',
      '/api/causes',
      { id: 'packing', label: { en: 'Packing' } },
    ],
    [
      'are archived',
      (of) => of.causes.change('packing', { archived: true }),
      'PATCH',
      '/api/causes/packing',
      { archived: true },
    ],
    ['are improved', (of) => of.improvements.plan(plan), 'POST', '/api/improvements', plan],
    [
      'have improvements',
      (of) => of.improvements.list({ state: 'done' }),
      'GET',
      '/api/improvements?state=done',
      undefined,
    ],
    ['have one improvement', (of) => of.improvements.get('i1'), 'GET', '/api/improvements/i1', undefined],
    [
      'are judged',
      (of) => of.improvements.check('i1', { effective: true }),
      'POST',
      '/api/improvements/i1/check',
      { effective: true },
    ],
    ['show in clusters', (of) => of.clusters.list({ state: 'open' }), 'GET', '/api/clusters?state=open', undefined],
    ['show in one cluster', (of) => of.clusters.get('c1'), 'GET', '/api/clusters/c1', undefined],
    ['are found by rules', (of) => of.clusters.changeRules({ days: 3 }), 'PATCH', '/api/clusters/rules', { days: 3 }],
    [
      'are spoken of kindly',
      (of) => of.courtesy.check('Calm down', 'en'),
      'POST',
      '/api/courtesy',
      { words: 'Calm down', language: 'en' },
    ],
    [
      'are spoken of in own words',
      (of) => of.courtesy.set('en', 'soon', { off: true }),
      'PUT',
      '/api/courtesy/en/soon',
      { off: true },
    ],
    ['go back to Earshot’s', (of) => of.courtesy.reset('en', 'soon'), 'DELETE', '/api/courtesy/en/soon', undefined],
  ])('%s', async (_, call, method, path, body) => {
    const { url, seen } = await serve(json(200, page))
    await call(createStaffClient({ url, key: 'sk_secret' }))
    expect(seen.map((one) => [one.method, one.url, one.body])).toEqual([
      [method, path, body === undefined ? '' : JSON.stringify(body)],
    ])
  })

  test('ask nothing of another address by an id', async () => {
    const { url, seen } = await serve(json(200, page))
    const of = createStaffClient({ url, key: 'sk_secret' })
    await expect(of.clusters.get('../keys')).rejects.toMatchObject({ code: 'invalid' })
    await expect(of.courtesy.reset('../..', 'keys')).rejects.toMatchObject({ code: 'invalid' })
    expect(seen).toEqual([])
  })
})
