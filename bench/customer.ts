import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type OrderInput, uuidv7 } from '@earshot/sdk/contract'
import { cardOf } from '../packages/server/src/customer/card.ts'
import { listCustomers } from '../packages/server/src/customer/list.ts'
import { type Database, openDatabase } from '../packages/server/src/database/engine.ts'
import type { FeedbackTable, ShopOrderTable } from '../packages/server/src/database/schema.ts'
import { blank } from '../packages/server/src/order/apply.ts'
import { upsertOrders } from '../packages/server/src/order/upsert.ts'
import { addSite } from '../packages/server/src/site/store.ts'
import { startPostgres } from '../packages/server/test/postgres.ts'
import { feedbackRow } from './rows.ts'
import { median, table } from './table.ts'

/** Feedback on disk, unless given as arguments; a tenth as many customers, each with one order. */
const SIZES = [10_000, 1_000_000]
/** Orders of one call. */
const CALL = 10_000
const CARDS = 300
const CHUNK = 2000
const LOOK_MS = 8000
/** What the design asks for: seconds, milliseconds. */
const GOAL = { upsert: 2, card: 10 }

interface Figures {
  fresh: number
  same: number
  moved: number
  bare: number
  card: number
  p99: number
  find: number
}

/** `pnpm bench customer`: orders and cards, with little and with much feedback on disk, on both databases. */
export async function run(args: readonly string[] = []): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : SIZES
  const rows: (string | number)[][] = []
  const ratios: string[] = []
  for (const engine of ['sqlite', 'postgres'] as const) {
    const figures: Figures[] = []
    for (const size of sizes) {
      const one = await measured(engine, size)
      figures.push(one)
      const { fresh, same, moved, bare, card, p99, find } = one
      rows.push([
        `${engine}, ${size.toLocaleString('en')}`,
        ...[fresh, same, moved, bare].map((ms) => (ms / 1000).toFixed(2)),
        ...[card, p99, find].map((ms) => ms.toFixed(2)),
      ])
    }
    const [first, last] = [figures[0], figures.at(-1)!]
    ratios.push(
      `${engine}: ${CALL.toLocaleString('en')} orders ${(last.fresh / 1000 / GOAL.upsert).toFixed(2)} of ${GOAL.upsert} s, ` +
        `${(last.fresh / last.bare).toFixed(1)} bare inserts of as many rows; ` +
        `card ${(last.card / GOAL.card).toFixed(2)} of ${GOAL.card} ms, ${(last.card / first.card).toFixed(2)} of itself with little`,
    )
  }
  table(['feedback', '10,000 new, s', 'again', 'delivered', 'bare rows', 'card p50 ms', 'p99', 'found by mail'], rows)
  console.log(`\n${ratios.join('\n')}`)
}

async function measured(engine: Database['engine'], size: number): Promise<Figures> {
  const data = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const postgres = engine === 'postgres' ? await startPostgres(['autovacuum_naptime=1s']) : undefined
  const database = await openDatabase({ data, databaseUrl: postgres?.url })
  try {
    const { id: siteId } = await addSite(database, { key: 'pk_bench', name: 'Bench' })
    const customers = Math.max(1, Math.floor(size / 10))
    await fill(database, siteId, size, customers)
    // A table that is filled in one go is unknown to PostgreSQL's planner until it has looked by itself.
    if (postgres) await setTimeout(LOOK_MS)
    return await measure(database, siteId, customers)
  } finally {
    await database.close()
    await postgres?.stop()
    rmSync(data, { recursive: true })
  }
}

async function fill(database: Database, siteId: string, size: number, customers: number): Promise<void> {
  for (let at = 0; at < customers; at += CALL) {
    const count = Math.min(CALL, customers - at)
    await upsertOrders(
      database,
      siteId,
      Array.from({ length: count }, (_, i) => order(`first-${at + i}`, at + i)),
    )
  }
  const cards = await database.write.selectFrom('customer').select('customer_id').execute()
  const now = Date.now()
  for (let at = 0; at < size; at += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, size - at) }, (_, i) =>
      feedback(siteId, cards[(at + i) % cards.length].customer_id, now - (at + i) * 1000),
    )
    await database.insertMany('feedback', rows)
  }
}

async function measure(database: Database, siteId: string, customers: number): Promise<Figures> {
  const call = Array.from({ length: CALL }, (_, i) => order(`new-${i}`, i % 2 ? i % customers : customers + i))
  const upsert = (orders: readonly OrderInput[]) => timed(() => upsertOrders(database, siteId, orders))
  const fresh = await upsert(call)
  const same = await upsert(call)
  const delivered = new Date(Date.now() - 1000).toISOString()
  const moved = await upsert(call.map(({ id }) => ({ id, delivered })))
  const bareRows: ShopOrderTable[] = call.map(({ id, items }) => ({
    ...blank('bare', id, 'shop'),
    items: JSON.stringify(items),
  }))
  const bare = await timed(() => database.insertMany('shop_order', bareRows))
  const ids = await database.write.selectFrom('customer').select('customer_id').limit(CARDS).execute()
  const cards: number[] = []
  const finds: number[] = []
  for (const { customer_id: id } of ids) cards.push(await timed(() => cardOf(database.write, siteId, id)))
  for (let i = 0; i < CARDS; i++) {
    const text = `c${(i * 31) % customers}@example.com`
    finds.push(await timed(() => listCustomers(database, siteId, { text })))
  }
  const sorted = cards.toSorted((a, b) => a - b)
  const p99 = sorted[Math.floor(sorted.length * 0.99)]
  return { fresh, same, moved, bare, card: median(cards), p99, find: median(finds) }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function order(id: string, customer: number): OrderInput {
  return {
    id,
    placed: '2026-11-01T08:00:00Z',
    promised: '2026-11-05T08:00:00Z',
    total: 4990,
    currency: 'EUR',
    items: [
      {
        sku: `A-${customer % 500}`,
        name: 'Rye loaf',
        quantity: 2,
        category: 'bread',
        batch: `B${customer % 90}`,
        price: 1995,
      },
      { sku: `B-${customer % 700}`, name: 'Butter', quantity: 1, category: 'dairy', price: 1000 },
    ],
    customer: {
      id: `C-${customer}`,
      name: `Customer ${customer}`,
      email: `c${customer}@example.com`,
      phone: `+44207${String(customer).padStart(7, '0')}`,
    },
  }
}

function feedback(siteId: string, customerId: string, at: number): FeedbackTable {
  return feedbackRow({
    site_id: siteId,
    feedback_id: uuidv7(),
    received_at: at,
    satisfaction: 4,
    answers: '{"satisfaction":4,"praise":"The loaf was good, and the box was dry."}',
    search: 'the loaf was good, and the box was dry.',
    customer_id: customerId,
    customer_by: 'order',
  })
}
