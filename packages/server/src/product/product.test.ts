import type { ProductDetail, ProductPage } from '@earshot/sdk/contract'
import { signOrder } from '@earshot/sdk/server'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { lookForClusters } from '../cluster/look.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'
import { noteProducts } from './note.ts'

const DAY = 24 * 3_600_000
const iso = (at: number) => new Date(at).toISOString()

/** What a test does with a site's products. */
function at(server: TestServer) {
  const read = (url: string, headers: Record<string, string> = server.staff) =>
    call(server, 'GET', `/api/${url}`, headers)
  return {
    list: async (query = '', headers = server.staff) =>
      (await read(`products${query}`, headers)).body as unknown as ProductPage,
    get: async (id: string, query = '', headers?: Record<string, string>) => {
      const { body, ...answer } = await read(`products/${encodeURIComponent(id)}${query}`, headers)
      return { ...answer, body: body as unknown as ProductDetail }
    },
    buy: (orders: object[]) => call(server, 'POST', '/api/orders', server.staff, orders),
    /** Somebody says something about a product. @returns the complaint's number, if it is one */
    say: async (product: object, satisfaction: number): Promise<string | undefined> => {
      const answers = { satisfaction }
      const { body } = await server.say(
        satisfaction > 3 ? said({ answers, product }) : complained({ answers, product }),
      )
      return (body['complaint'] as { number: string } | undefined)?.number
    },
    /** What the jobs do within a minute. */
    settle: async () => {
      await lookForClusters(server, Date.now())
      await noteProducts(server.database, Date.now() + 120_000)
    },
  }
}

const CUP = { sku: 'TC-1', name: 'Tulip cup' }
const order = (id: string, over: object = {}) => ({
  id,
  placed: iso(Date.now() - 2 * DAY),
  items: [{ ...CUP, batch: 'B7', quantity: 2 }],
  ...over,
})

describe.each(ENGINES)('products on %s', (engine) => {
  it('show what was sold, said and complained of, and the alarm about them', async () => {
    const server = await freshServer(engine)
    const { list, buy, say, settle } = at(server)
    await buy([order('1'), order('2'), order('3', { items: [{ name: 'Gift card' }] })])
    await say(CUP, 5)
    const numbers = []
    for (const [sku, batch] of [
      ['tc-1', 'B7'],
      ['TC-1', 'b7'],
      [' tc-1', 'B8'],
    ])
      numbers.push(await say({ sku, batch }, 2))
    await say({ name: 'Hand cream' }, 4)
    await settle()
    await call(server, 'POST', `/api/complaints/${numbers[0]}/answer`, server.staff, { words: 'Sorry.' })
    await call(server, 'POST', `/api/complaints/${numbers[0]}/confirm`, server.staff, {
      satisfied: true,
      heard: 'phone',
    })
    const page = await list()
    expect(page).toMatchObject({ total: 2, next: null })
    const [cup, cream] = page.items
    expect(cup).toMatchObject({
      id: 'sku:tc-1',
      ...CUP,
      orders: 2,
      sold: 4,
      feedback: { count: 4, rated: 4, csat: 0.25 },
      complaints: 3,
      open: 2,
      batches: 2,
      cluster: { label: expect.any(String) as string },
    })
    expect(cream).toMatchObject({
      id: 'name:hand cream',
      sku: null,
      name: 'hand cream',
      orders: 0,
      feedback: { count: 1, csat: 1 },
      complaints: 0,
      lastComplaintAt: null,
      cluster: null,
    })
    expect((await list('?cluster=true')).items).toHaveLength(1)
    expect((await list('?complaints=true')).items).toHaveLength(1)
    expect((await list(`?to=${iso(Date.now() - DAY)}&complaints=true`)).items).toMatchObject([
      { complaints: 0, open: 2 },
    ])
    // What was only sold is found by its name.
    expect((await list('?text=GIFT')).items).toMatchObject([{ name: 'Gift card', orders: 1, complaints: 0 }])
    expect((await list('?text=tc-')).items).toMatchObject([{ id: 'sku:tc-1' }])
    expect((await list('?text=nothing')).items).toEqual([])
  })

  it('are told one by one with batches, months and reasons, by a SKU or their id', async () => {
    const server = await freshServer(engine)
    const { get, buy, say, settle } = at(server)
    await call(server, 'POST', '/api/categories', server.staff, { id: 'damage', label: { en: 'Damaged' } })
    await buy([order('1'), order('2', { items: [{ ...CUP, batch: 'B8' }] })])
    const numbers = [
      await say({ ...CUP, batch: 'B7' }, 1),
      await say({ ...CUP, batch: 'b7' }, 2),
      await say({ ...CUP, batch: 'B7' }, 3),
      await say(CUP, 1),
    ]
    await call(server, 'POST', `/api/complaints/${numbers[0]}/classify`, server.staff, { category: 'damage' })
    await call(server, 'POST', `/api/complaints/${numbers[3]}/invalid`, server.staff, { reason: 'spam' })
    await settle()
    const { body: cup } = await get('TC-1')
    expect(cup).toMatchObject({ id: 'sku:tc-1', ...CUP, complaints: 3, open: 3, batches: 1, orders: 2, sold: 3 })
    expect(cup.list).toMatchObject([
      { batch: 'B7', complaints: 3, open: 3, orders: 1, sold: 2, feedback: { count: 3, csat: 0 } },
      { batch: 'B8', complaints: 0, orders: 1, sold: 1, lastComplaintAt: null },
    ])
    expect(cup.list[0]!.cluster).not.toBeNull()
    const ofBatch = await call(server, 'GET', '/api/complaints?batch=B7', server.staff)
    const found = (ofBatch.body['items'] as unknown as { number: string }[]).map((one) => one.number)
    expect(new Set(found)).toEqual(new Set(numbers.slice(0, 3)))
    expect(cup.categories).toEqual([
      { category: null, complaints: 2 },
      { category: 'damage', complaints: 1 },
    ])
    expect(cup.causes).toEqual([{ cause: null, complaints: 3 }])
    expect(cup.clusters.map(({ kind }) => kind).toSorted()).toEqual(['batch', 'product'])
    expect(cup.latest.map(({ number }) => number).toSorted()).toEqual(numbers.slice(0, 3))
    expect(cup.months.length).toBeGreaterThan(11)
    expect(cup.months.reduce((sum, { complaints }) => sum + complaints, 0)).toBe(3)
    expect(cup.months.reduce((sum, { orders }) => sum + orders, 0)).toBe(2)
    expect(cup.months.at(-1)).toMatchObject({ complaints: 3, feedback: { count: 4, rated: 4, csat: 0 } })
    const { from, to } = cup
    expect((await get('sku:tc-1', `?from=${from}&to=${to}`)).body).toEqual(cup)
    expect((await get('nothing')).code).toBe('product_unknown')
  })

  it('are sorted as asked, and go on page by page', async () => {
    const server = await freshServer(engine)
    const { list, buy, say, settle } = at(server)
    await buy([order('1', { items: [{ sku: 'C', name: 'Cup' }] })])
    for (const [sku, satisfaction] of [
      ['A', 2],
      ['A', 5],
      ['B', 1],
      ['C', 5],
      ['C', 4],
      ['C', 5],
    ] as const)
      await say({ sku }, satisfaction)
    await settle()
    const sorted = async (query: string) => (await list(query)).items.map(({ id }) => id.slice(4)).join('')
    expect(await sorted('?sort=complaints')).toBe('abc')
    expect(await sorted('?sort=feedback')).toBe('cab')
    expect(await sorted('?sort=csat')).toBe('bac')
    expect(await sorted('?sort=orders')).toBe('cab')
    expect(await sorted('?sort=name')).toBe('abc')
    for (const sort of ['complaints', 'open', 'feedback', 'csat', 'orders', 'name']) {
      const paged: string[] = []
      let cursor = ''
      for (;;) {
        const page = await list(`?sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`)
        paged.push(...page.items.map(({ id }) => id.slice(4)))
        if (page.next === null) break
        cursor = page.next
      }
      expect(paged.join('')).toBe(await sorted(`?sort=${sort}`))
    }
  })

  it('know what an order held, whenever the shop tells of it', async () => {
    const server = await freshServer(engine)
    const { list, buy, settle } = at(server)
    const signingKey = Buffer.from(server.site.signingKey).toString('base64url')
    const proven = { id: '7', token: await signOrder({ signingKey, order: { id: '7' } }) }
    await server.say(said({ order: proven }))
    await settle()
    expect((await list()).items).toEqual([])
    await buy([order('7')])
    await settle()
    expect((await list()).items).toMatchObject([{ id: 'sku:tc-1', orders: 1, sold: 2, feedback: { count: 1 } }])
    // Placed at another time, and another number of them.
    await buy([order('7', { placed: iso(Date.now() - 100 * DAY), items: [{ ...CUP, quantity: 5 }] })])
    await settle()
    expect((await list()).items).toMatchObject([{ orders: 0, sold: 0, feedback: { count: 1 } }])
    expect((await list(`?from=${iso(Date.now() - 200 * DAY)}`)).items).toMatchObject([{ orders: 1, sold: 5 }])
  })

  it('keep nothing that only somebody erased called them', async () => {
    const server = await freshServer(engine)
    const { list, say, settle, get } = at(server)
    await say({ name: 'Ada’s quizzical mug' }, 2)
    await say({ sku: 'M-1', name: 'Ada’s quizzical mug' }, 2)
    await settle()
    expect((await list()).items).toHaveLength(2)
    const erase = { email: 'ada@example.com', reason: 'They asked for it' }
    expect((await call(server, 'POST', '/api/privacy/erase', server.staff, erase)).status).toBeLessThan(300)
    await settle()
    const { items } = await list()
    expect(JSON.stringify(items)).not.toContain('quizzical')
    expect(items).toMatchObject([{ id: 'sku:m-1', feedback: { count: 1 }, complaints: 1 }])
    expect((await get('name:ada’s quizzical mug')).code).toBe('product_unknown')
  })

  it('are seen by all staff of their own site, and by nobody else', async () => {
    const server = await freshServer(engine)
    const { list, get, say, settle } = at(server)
    await say(CUP, 2)
    await settle()
    const agent = await hire(server, 'agent')
    expect((await list('', agent.headers as never)).items).toHaveLength(1)
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    const headers = { authorization: `Bearer ${secret}` }
    expect((await list('', headers)).items).toEqual([])
    expect(await get('TC-1', '', headers)).toMatchObject({ status: 404, code: 'product_unknown' })
    expect((await get('TC-1', '', {})).status).toBe(401)
  })

  it.each(['sort=mood', 'limit=0', 'cursor=x', 'many=1', 'complaints=no', 'from=2026-02-01&to=2026-01-01'])(
    'refuse %s',
    async (query) => {
      const server = await freshServer(engine)
      expect((await call(server, 'GET', `/api/products?${query}`, server.staff)).code).toBe('invalid')
    },
  )
})
