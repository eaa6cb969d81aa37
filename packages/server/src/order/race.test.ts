import { describe, expect, it, onTestFinished } from 'vitest'
import { ENGINES, freshConfig } from '../../test/engines.ts'
import { openDatabase } from '../database/engine.ts'
import { addSite } from '../site/store.ts'
import { upsertOrders } from './upsert.ts'

const COUNT = 400
const CUSTOMERS = 60

/** Orders in an order of their own, as two programs may send them; each names another field. */
function orders(over: object, turned: boolean): object[] {
  const all = Array.from({ length: COUNT }, (_, i) => ({
    id: `o${i}`,
    placed: '2026-11-01T00:00:00Z',
    customer: {
      id: `C-${i % CUSTOMERS}`,
      email: `c${i % CUSTOMERS}@example.com`,
      phone: `+4420794600${10 + (i % CUSTOMERS)}`,
    },
    ...over,
  }))
  return turned ? all.reverse() : all
}

describe.each(ENGINES)('orders that several send at once on %s', (engine) => {
  it('are each stored once, with what every one of them told', async () => {
    const config = await freshConfig(engine)
    // Only PostgreSQL takes more than one server.
    const servers = await Promise.all(Array.from({ length: engine === 'postgres' ? 2 : 1 }, () => openDatabase(config)))
    onTestFinished(async () => {
      for (const one of servers) await one.close()
    })
    const [database] = servers
    const { id: siteId } = await addSite(database!, { name: 'Shop' })
    const told = [
      { shipped: '2026-11-02T00:00:00Z' },
      { delivered: '2026-11-03T00:00:00Z' },
      { total: 100, currency: 'EUR' },
      { errors: ['late'] },
    ]
    const receipts = await Promise.all(
      told.map((over, i) => upsertOrders(servers[i % servers.length]!, siteId, orders(over, i % 2 === 1))),
    )
    expect(receipts.map((one) => one.refused)).toEqual([0, 0, 0, 0])
    expect(receipts.reduce((sum, one) => sum + one.created, 0)).toBe(COUNT)
    const rows = await database!.write.selectFrom('shop_order').selectAll().where('site_id', '=', siteId).execute()
    expect(rows).toHaveLength(COUNT)
    for (const row of rows) {
      const { shipped_at, delivered_at, total, errors, customer_id } = row
      expect([shipped_at, delivered_at, total, errors, customer_id].includes(null)).toBe(false)
      expect(errors).toBe('["late"]')
    }
    const cards = await database!.write.selectFrom('customer').select('customer_id').execute()
    expect(cards).toHaveLength(CUSTOMERS)
    expect(new Set(rows.map((row) => row.customer_id)).size).toBe(CUSTOMERS)
  })
})
