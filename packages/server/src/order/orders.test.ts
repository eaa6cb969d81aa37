import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'

const ADA = { id: 'C-1', name: 'Ada', email: 'Ada@Example.com', phone: '+886 912 345 678', member: true }

const order = (over: Record<string, unknown> = {}) => ({
  id: '1001',
  placed: '2026-11-01T08:00:00Z',
  total: 4990,
  currency: 'EUR',
  items: [{ sku: 'A-1', name: 'Rye loaf', quantity: 2, category: 'bread', batch: 'B7', price: 2495 }],
  ...over,
})

const push = (server: TestServer, body: unknown, headers: Record<string, string> = server.staff) =>
  call(server, 'POST', '/api/orders', headers, body)

/** What became of each, with the bad fields. */
function outcomes({ body }: Awaited<ReturnType<typeof push>>) {
  const { items } = body as unknown as { items: { id: string | null; result: string; errors?: { path: string }[] }[] }
  return items.map(({ id, result, errors = [] }) => [id, result, ...errors.map(({ path }) => path)])
}

describe.each(ENGINES)('orders on %s', (engine) => {
  it('creates, updates what is named, and knows what says nothing new', async () => {
    const server = await freshServer(engine)
    expect(outcomes(await push(server, order({ customer: ADA })))).toEqual([['1001', 'created']])
    expect(outcomes(await push(server, [order()]))).toEqual([['1001', 'unchanged']])
    const shipped = { id: '1001', shipped: '2026-11-02T10:00:00+08:00', errors: ['late'] }
    expect(outcomes(await push(server, { items: [shipped] }))).toEqual([['1001', 'updated']])
    expect((await call(server, 'GET', '/api/orders/1001', server.staff)).body).toMatchObject({
      ...order(),
      placed: '2026-11-01T08:00:00.000Z',
      state: 'shipped',
      shipped: '2026-11-02T02:00:00.000Z',
      errors: ['late'],
      by: 'shop',
      customer: { name: 'Ada' },
    })
    expect(outcomes(await push(server, { id: '1001', shipped: null }))).toEqual([['1001', 'updated']])
    expect((await call(server, 'GET', '/api/orders/1001', server.staff)).body).toMatchObject({ state: 'placed' })
  })

  it('places an order without a time of placing at the earliest of its times', async () => {
    const server = await freshServer(engine)
    await push(server, { id: 'late', delivered: '2026-10-03T00:00:00Z', shipped: '2026-10-01T00:00:00Z' })
    expect((await call(server, 'GET', '/api/orders/late', server.staff)).body).toMatchObject({
      placed: '2026-10-01T00:00:00.000Z',
      state: 'delivered',
    })
  })

  const far = new Date(Date.now() + 3 * 24 * 3600_000).toISOString()
  it.each<[string, unknown, string | null, string[]]>([
    ['delivered before placed', order({ delivered: '2026-10-31T08:00:00Z' }), '1001', ['delivered']],
    [
      'delivered before shipped',
      order({ shipped: '2026-11-03T08:00:00Z', delivered: '2026-11-02T08:00:00Z' }),
      '1001',
      ['delivered'],
    ],
    [
      'returned before delivered',
      order({ delivered: '2026-11-03T08:00:00Z', returned: '2026-11-02T08:00:00Z' }),
      '1001',
      ['returned'],
    ],
    ['placed in the future', order({ placed: far }), '1001', ['placed']],
    ['placed before there were computers', order({ placed: '1969-01-01T00:00:00Z' }), '1001', ['placed']],
    ['a time that is none', order({ placed: 'yesterday' }), '1001', ['placed']],
    ['a negative sum', order({ total: -1 }), '1001', ['total']],
    ['a sum with cents', order({ total: 49.9 }), '1001', ['total']],
    ['a negative price', order({ items: [{ name: 'x', price: -5 }] }), '1001', ['items.0.price']],
    ['a sum without a currency', order({ currency: undefined }), '1001', ['currency']],
    ['an unknown currency', order({ currency: 'XYZ' }), '1001', ['currency']],
    ['a currency that is no more', order({ currency: 'DEM' }), '1001', ['currency']],
    ['a currency in small letters', order({ currency: 'eur' }), '1001', ['currency']],
    ['an unknown field', order({ totl: 1 }), '1001', ['totl']],
    ['an error that is none', order({ errors: ['sad'] }), '1001', ['errors.0']],
    ['a customer from nowhere', order({ customer: { timeZone: 'Mars/Base' } }), '1001', ['customer.timeZone']],
    [
      'a birthday that no year has',
      order({ customer: { days: [{ name: 'birthday', date: '02-30' }] } }),
      '1001',
      ['customer.days.0.date'],
    ],
    ['no number', { placed: '2026-11-01T08:00:00Z' }, null, ['id']],
    ['a number with NUL', order({ id: 'a\0b' }), 'a\0b', ['id']],
    ['words', 'order', null, ['']],
    ['nothing', null, null, ['']],
  ])('refuses %s by itself, and stores the good ones', async (_, bad, id, paths) => {
    const server = await freshServer(engine)
    const good = order({ id: 'good' })
    const answer = await push(server, [bad, good])
    expect([answer.status, outcomes(answer)]).toEqual([
      200,
      [
        [id, 'refused', ...paths],
        ['good', 'created'],
      ],
    ])
    expect(answer.body).toMatchObject({ created: 1, refused: 1, updated: 0, unchanged: 0 })
    const { items } = (await call(server, 'GET', '/api/orders', server.staff)).body as unknown as {
      items: { id: string }[]
    }
    expect(items.map((one) => one.id)).toEqual(['good'])
  })

  it('takes the first of two with one number, and refuses the other unless it says the same', async () => {
    const server = await freshServer(engine)
    expect(outcomes(await push(server, [order(), order({ total: 1 }), order()]))).toEqual([
      ['1001', 'created'],
      ['1001', 'refused', 'id'],
      ['1001', 'unchanged'],
    ])
  })

  it.each([[[]], [{ items: [] }], [Array.from({ length: 10_001 }, () => ({}))]])(
    'refuses a call of none, or of too many',
    async (body) => {
      const server = await freshServer(engine)
      expect(await push(server, body)).toMatchObject({ status: 422, code: 'invalid' })
    },
  )

  it('takes large bodies, and refuses those that are too large', async () => {
    const server = await freshServer(engine)
    const items = [{ name: 'x'.repeat(300) }]
    const many = Array.from({ length: 500 }, (_, i) => order({ id: `o${i}`, items }))
    expect((await push(server, many)).body).toMatchObject({ created: 500 })
    expect(await push(server, { items: ['x'.repeat(17 * 1024 * 1024)] })).toMatchObject({
      status: 413,
      code: 'body_too_large',
    })
  })

  it('lists by page, customer, product and state', async () => {
    const server = await freshServer(engine)
    const at = (day: number) => new Date(Date.UTC(2026, 9, day)).toISOString()
    await push(
      server,
      Array.from({ length: 25 }, (_, i) =>
        order({
          id: `#${i} /ü`,
          placed: at(i + 1),
          ...(i % 2 ? { delivered: at(i + 2) } : {}),
          ...(i === 7 ? { cancelled: at(9), items: [{ name: 'x', batch: 'B8' }] } : {}),
          customer: { id: `C-${i % 3}` },
        }),
      ),
    )
    const ids = async (query: string) => {
      const { body } = await call(server, 'GET', `/api/orders?${query}`, server.staff)
      const page = body as unknown as { items: { id: string; customer: { id: string } }[]; next: string | null }
      return { ids: page.items.map(({ id }) => Number(id.slice(1, -3))), ...page }
    }
    const first = await ids('limit=20')
    const second = await ids(`limit=20&cursor=${first.next}`)
    expect([...first.ids, ...second.ids]).toEqual(Array.from({ length: 25 }, (_, i) => 24 - i))
    expect(second.next).toBeNull()
    expect((await ids('batch=B8')).ids).toEqual([7])
    expect((await ids('sku=A-1')).ids).toHaveLength(24)
    expect((await ids('state=cancelled')).ids).toEqual([7])
    expect((await ids('state=delivered')).ids).toHaveLength(11)
    expect((await ids(`id=${encodeURIComponent('#3 /ü')}`)).ids).toEqual([3])
    expect((await call(server, 'GET', `/api/orders/${encodeURIComponent('#3 /ü')}`, server.staff)).body).toMatchObject({
      id: '#3 /ü',
    })
    const { customer } = second.items[0]!
    expect((await ids(`customer=${customer.id}`)).ids.every((i) => i % 3 === 4 % 3)).toBe(true)
    expect(await call(server, 'GET', '/api/orders?cursor=nonsense', server.staff)).toMatchObject({ status: 422 })
  })

  it('keeps sites apart, whatever their numbers', async () => {
    const server = await freshServer(engine)
    const other = await addSite(server.database, { name: 'Other' })
    const stranger = await hire(server, 'owner', { email: 'eve@example.com', siteId: other.id })
    await push(server, order({ customer: ADA }))
    const none = await call(server, 'GET', '/api/orders/none', stranger.headers)
    expect(await call(server, 'GET', '/api/orders/1001', stranger.headers)).toEqual(none)
    expect(none).toMatchObject({ status: 404, code: 'order_unknown' })
    expect((await call(server, 'GET', '/api/orders', stranger.headers)).body['items']).toEqual([])
    expect(outcomes(await push(server, order({ total: 1, customer: ADA }), stranger.headers))).toEqual([
      ['1001', 'created'],
    ])
    expect((await call(server, 'GET', '/api/orders/1001', server.staff)).body).toMatchObject({ total: 4990 })
    for (const path of ['/api/orders', '/api/customers'])
      expect(await call(server, 'GET', path)).toMatchObject({ status: 401 })
  })
})
