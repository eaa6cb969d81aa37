import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer } from '../../../test/engines.ts'
import { call } from '../../../test/staff.ts'
import { products } from './0018-products.ts'

describe.each(ENGINES)('which products orders are of, on %s', (engine) => {
  it('is found for all orders that were there before', async () => {
    const server = await freshServer(engine)
    const { write } = server.database
    const orders = [
      { id: '1', placed: '2026-01-02T03:04:05Z', items: [{ sku: 'A 1', name: 'Cup', quantity: 2.5, batch: 'B7' }] },
      { id: '2', items: [{ name: 'Gift card' }, { sku: 'a  1', name: 'Cup', category: 'cups' }] },
      { id: '3' },
    ]
    expect((await call(server, 'POST', '/api/orders', server.staff, orders)).body).toMatchObject({ created: 3 })
    const rows = () => write.selectFrom('order_item').selectAll().orderBy('order_id').orderBy('line').execute()
    const written = await rows()
    expect(written.map(({ thing, quantity }) => [thing, quantity])).toEqual([
      ['sku:a 1', 2.5],
      ['name:gift card', 1],
      ['sku:a 1', 1],
    ])
    for (const index of ['order_item_thing', 'shop_order_owned', 'complaint_uncounted'])
      await write.schema.dropIndex(index).execute()
    for (const column of ['thing', 'at', 'quantity'])
      await write.schema.alterTable('order_item').dropColumn(column).execute()
    for (const table of ['product_feedback', 'product_marker', 'product_change'])
      await write.schema.dropTable(table).execute()
    await sql`create index order_item_sku on order_item (site_id, sku, order_id)`.execute(write)
    await write.deleteFrom('order_item').where('sku', 'is', null).execute()
    await products.up(write)
    expect(await rows()).toEqual(written)
  })
})
