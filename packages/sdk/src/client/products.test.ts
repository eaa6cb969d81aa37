import { expect, test } from 'vitest'
import { json, serve } from '../../test/scripted.ts'
import { createStaffClient, type StaffClient } from '../index.ts'

test.each<[string, (of: StaffClient) => Promise<unknown>, string]>([
  ['are listed', (of) => of.products.list(), '/api/products'],
  [
    'are found',
    (of) => of.products.list({ text: 'cup', sort: 'csat', complaints: 'true' }),
    '/api/products?text=cup&complaints=true&sort=csat',
  ],
  ['are asked for by their id', (of) => of.products.get('name:tulip cup'), '/api/products/name%3Atulip%20cup'],
  ['have a time', (of) => of.products.get('A/1', { from: '2026-01-01' }), '/api/products/A%2F1?from=2026-01-01'],
])('products %s', async (_, ask, path) => {
  const { url, seen } = await serve(json(200, { id: 'sku:a-1', items: [], next: null }))
  await ask(createStaffClient({ url, key: 'sk_test' }))
  expect(seen.map((request) => [request.method, request.url])).toEqual([['GET', path]])
})

test('a question that cannot be right is not asked', async () => {
  const { url, seen } = await serve(json(200, {}))
  const { products } = createStaffClient({ url, key: 'sk_test' })
  await expect(products.list({ sort: 'mood' as never })).rejects.toMatchObject({ code: 'invalid' })
  await expect(products.get('')).rejects.toMatchObject({ code: 'invalid' })
  expect(seen).toEqual([])
})
