import { describe, expect, test } from 'vitest'
import { failure, json, serve } from '../../test/scripted.ts'
import { createStaffClient, type StaffClient } from '../index.ts'

const staff = (url: string) => createStaffClient({ url, key: 'sk_secret' })
const page = { items: [{ event: 'e1' }], next: null }

describe('webhooks', () => {
  test.each<[string, (of: StaffClient) => Promise<unknown>, string, string, unknown]>([
    ['are listed', (of) => of.webhooks.list(), 'GET', '/api/webhooks', undefined],
    [
      'are added',
      (of) => of.webhooks.add({ url: 'https://x.example/', types: ['complaint.*'] }),
      'POST',
      '/api/webhooks',
      { url: 'https://x.example/', types: ['complaint.*'] },
    ],
    ['are changed', (of) => of.webhooks.change('w1', { state: 'off' }), 'PATCH', '/api/webhooks/w1', { state: 'off' }],
    ['are removed', (of) => of.webhooks.remove('w1'), 'DELETE', '/api/webhooks/w1', undefined],
    ['are tried', (of) => of.webhooks.test('w1'), 'POST', '/api/webhooks/w1/test', undefined],
    ['get new secrets', (of) => of.webhooks.rotate('w1'), 'POST', '/api/webhooks/w1/rotate', undefined],
    [
      'tell what became of events',
      (of) => of.webhooks.deliveries('w1', { state: 'dead', limit: 5 }),
      'GET',
      '/api/webhooks/w1/deliveries?state=dead&limit=5',
      undefined,
    ],
    ['tell what was told', (of) => of.webhooks.message('w1', 'e1'), 'GET', '/api/webhooks/w1/deliveries/e1', undefined],
    ['send again', (of) => of.webhooks.replay('w1', 'e1'), 'POST', '/api/webhooks/w1/replay', { event: 'e1' }],
    ['send all again', (of) => of.webhooks.replay('w1'), 'POST', '/api/webhooks/w1/replay', {}],
  ])('%s', async (_, call, method, path, body) => {
    const { url, seen } = await serve(json(200, page))
    await call(staff(url))
    expect(seen).toHaveLength(1)
    expect([seen[0]!.method, seen[0]!.url, seen[0]!.body]).toEqual([
      method,
      path,
      body === undefined ? '' : JSON.stringify(body),
    ])
  })

  test('refuse what the contract does not know before anything is sent', async () => {
    const { url, seen } = await serve(json(200, page))
    const { webhooks } = staff(url)
    for (const work of [
      webhooks.add({ url: 'https://x.example/', types: ['weather.*'] }),
      webhooks.change('../keys', {}),
      webhooks.replay('w1', ''),
    ])
      expect(await failure(work)).toMatchObject({ code: 'invalid' })
    expect(seen).toEqual([])
  })

  test('give the whole log, page by page', async () => {
    const { url, seen } = await serve(json(200, { items: [{ event: 'e2' }], next: '7' }), json(200, page))
    const got: string[] = []
    for await (const { event } of staff(url).webhooks.allDeliveries('w1')) got.push(event)
    expect(got).toEqual(['e2', 'e1'])
    expect(seen[1]!.url).toContain('cursor=7')
  })
})
