import { CompiledQuery, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { beginsWith } from './begin.ts'

async function tell(server: TestServer, ids: readonly string[], headers = server.staff): Promise<void> {
  const placed = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString()
  const orders = ids.map((id, i) => ({ id, placed: placed(i), items: [{ sku: `S-${i % 2}`, name: 'Mug' }] }))
  expect((await call(server, 'POST', '/api/orders', headers, orders)).body).toMatchObject({ created: ids.length })
}

async function page(server: TestServer, query: Record<string, string>, headers: object = server.staff) {
  const asked = new URLSearchParams(query).toString()
  const { body } = await call(server, 'GET', `/api/orders?${asked}`, headers as typeof server.staff)
  const { items, next } = body as unknown as { items: { id: string }[]; next: string | null }
  return { ids: items.map(({ id }) => id), next }
}

describe.each(ENGINES)('orders by the beginning of their number, on %s', (engine) => {
  it('are found newest first, in large or small letters, with every other character as it is', async () => {
    const server = await freshServer(engine)
    const ids = [
      'A-1042',
      'a-1043',
      'A-1142',
      'B-1042',
      'A_1042',
      '100%',
      '1000',
      'Ä-1',
      '주문-7',
      '주문-8',
      'A\\1',
      'A',
      '#1007',
      'A#1',
    ]
    await tell(server, ids)
    const found = async (begins: string) => (await page(server, { begins })).ids
    expect(await found('a-10')).toEqual(['a-1043', 'A-1042'])
    expect(await found('A-1042')).toEqual(['A-1042'])
    expect(await found('A-10429')).toEqual([])
    expect(await found('a')).toEqual(['A#1', 'A', 'A\\1', 'A_1042', 'A-1142', 'a-1043', 'A-1042'])
    expect(await found('A_')).toEqual(['A_1042'])
    expect(await found('100%')).toEqual(['100%'])
    expect(await found('100')).toEqual(['#1007', '1000', '100%'])
    expect(await found('#100')).toEqual(['#1007', '1000', '100%'])
    expect(await found('a#')).toEqual(['A#1'])
    expect(await found('%')).toEqual([])
    expect(await found('A\\')).toEqual(['A\\1'])
    expect(await found('주')).toEqual(['주문-8', '주문-7'])
    expect(await found('Ä')).toEqual(['Ä-1'])
    expect((await page(server, { begins: 'A', sku: 'S-0' })).ids).toEqual(['A\\1', 'A_1042', 'A-1142', 'A-1042'])
    expect((await page(server, { begins: 'A', from: '2027-01-01' })).ids).toEqual([])
    expect(await call(server, 'GET', '/api/orders?begins=', server.staff)).toMatchObject({ status: 422 })
  })

  it('come page by page, few or many', async () => {
    const server = await freshServer(engine)
    const ids = Array.from({ length: 620 }, (_, i) => (i % 10 === 3 ? `b-${i}` : `A-${i}`))
    await tell(server, ids)
    for (const begins of ['a-', 'B-']) {
      const right = ids.filter((id) => id.toLowerCase().startsWith(begins.toLowerCase())).toReversed()
      const all: string[] = []
      let next: string | null = null
      do {
        const part = await page(server, { begins, limit: '40', ...(next === null ? {} : { cursor: next }) })
        all.push(...part.ids)
        next = part.next
      } while (next !== null)
      expect(all).toEqual(right)
    }
  })

  it('are those of the own shop', async () => {
    const server = await freshServer(engine)
    const other = await addSite(server.database, { name: 'Other' })
    const stranger = await hire(server, 'agent', { email: 'eve@example.com', siteId: other.id })
    await tell(server, ['A-1'])
    expect((await page(server, { begins: 'A' }, stranger.headers)).ids).toEqual([])
  })

  it('are found by an index, and along the one of times where there are many', async () => {
    const server = await freshServer(engine)
    const plan = (by: 'number' | 'time') =>
      server.database.transaction(async (tx) => {
        // So small a table is rather read as a whole.
        if (engine === 'postgres') await sql`set local enable_seqscan = off`.execute(tx.query)
        const rows = tx.query
          .selectFrom('shop_order as o')
          .select('o.order_id')
          .where('o.site_id', '=', server.site.id)
          .where(beginsWith(engine, 'A-10', by))
        const asked = (by === 'number' ? rows : rows.orderBy('o.placed_at', 'desc')).compile()
        const explain = engine === 'sqlite' ? 'explain query plan' : 'explain'
        const told = await tx.query.executeQuery(CompiledQuery.raw(`${explain} ${asked.sql}`, [...asked.parameters]))
        return JSON.stringify(told.rows)
      })
    const number = await plan('number')
    expect(number).toContain('shop_order_number')
    // Not only the shop, but the range of numbers is looked up.
    expect(number).toMatch(engine === 'sqlite' ? /<expr>>\? AND <expr><\?/ : /Index Cond: [^]*>= 'a-10'/)
    const time = await plan('time')
    expect(time).toContain('shop_order_placed')
    expect(time).not.toContain('shop_order_number')
  })
})
