import { describe, expect, test } from 'vitest'
import { TIMEOUT, failure, hangUp, json, serve } from '../../test/scripted.ts'
import { createStaffClient, type StaffClient } from '../index.ts'

function staff(url: string) {
  return createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })
}

const feedback = '01990000-0000-7000-8000-000000000000'
const order = { id: '1001', total: 4990, currency: 'EUR' }

describe('orders and customers', () => {
  test.each<[string, (of: StaffClient) => Promise<unknown>, string, string, unknown]>([
    ['tells of one order', (of) => of.orders.upsert(order), 'POST', '/api/orders', order],
    ['tells of many', (of) => of.orders.upsert([order]), 'POST', '/api/orders', [order]],
    [
      'asks for an order of any number',
      (of) => of.orders.get('#1 /ü'),
      'GET',
      '/api/orders/%231%20%2F%C3%BC',
      undefined,
    ],
    ['asks for a card', (of) => of.customers.get('c1'), 'GET', '/api/customers/c1', undefined],
    [
      'changes a card',
      (of) => of.customers.change('c1', { member: true }),
      'PATCH',
      '/api/customers/c1',
      { member: true },
    ],
    ['merges', (of) => of.customers.merge('c1', 'c2'), 'POST', '/api/customers/c1/merge', { other: 'c2' }],
    ['splits', (of) => of.customers.split('c1', { merged: 'c2' }), 'POST', '/api/customers/c1/split', { merged: 'c2' }],
    ['notes', (of) => of.customers.note('c1', 'Rye'), 'POST', '/api/customers/c1/notes', { words: 'Rye' }],
    [
      'puts a feedback on a card',
      (of) => of.customers.own(feedback, null),
      'POST',
      `/api/feedback/${feedback}/customer`,
      { customer: null },
    ],
  ])('%s', async (_, ask, method, path, body) => {
    const { url, seen } = await serve(json(200, { id: 'x' }))
    expect(await ask(staff(url))).toEqual({ id: 'x' })
    const [{ method: asked, url: to, body: sent }] = seen as [(typeof seen)[0]]
    expect([asked, to, sent === '' ? undefined : JSON.parse(sent)]).toEqual([method, path, body])
  })

  test('reads every page, with the filter', async () => {
    const { url, seen } = await serve(
      json(200, { items: [{ id: '1' }], next: 'more' }),
      json(200, { items: [{ id: '2' }], next: null }),
    )
    const ids: string[] = []
    for await (const one of staff(url).customers.all({ member: true, text: 'ada' })) ids.push(one.id)
    expect(ids).toEqual(['1', '2'])
    expect(seen.map((one) => one.url)).toEqual([
      '/api/customers?limit=200&member=true&text=ada',
      '/api/customers?limit=200&member=true&text=ada&cursor=more',
    ])
  })

  test('tells again after a lost connection, as that changes nothing, but merges only once', async () => {
    const { url, seen } = await serve(hangUp, json(200, { created: 1 }), hangUp)
    expect(await staff(url).orders.upsert(order)).toEqual({ created: 1 })
    expect(await failure(staff(url).customers.merge('c1', 'c2'))).toMatchObject({ code: 'network' })
    expect(seen).toHaveLength(3)
  })

  test.each<[string, (of: StaffClient) => Promise<unknown>]>([
    ['an id', (of) => of.customers.get('../orders')],
    ['a number', (of) => of.orders.get('..')],
    ['no number', (of) => of.orders.get('')],
  ])('refuses %s that would lead elsewhere before it asks', async (_, ask) => {
    const { url, seen } = await serve(json(200, {}))
    expect(await failure(ask(staff(url)))).toMatchObject({ code: 'invalid', errors: [{ path: 'id' }] })
    expect(seen).toEqual([])
  })
})
