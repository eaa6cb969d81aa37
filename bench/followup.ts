import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { uuidv7 } from '@earshot/sdk/contract'
import { type Database, openDatabase } from '../packages/server/src/database/engine.ts'
import type { CustomerTable, ShopOrderTable } from '../packages/server/src/database/schema.ts'
import { blankCard } from '../packages/server/src/customer/apply.ts'
import { PAGE } from '../packages/server/src/followup/candidate.ts'
import { planFollowups } from '../packages/server/src/followup/plan.ts'
import { blank } from '../packages/server/src/order/apply.ts'
import { addSite } from '../packages/server/src/site/store.ts'
import { addStaff } from '../packages/server/src/staff/store.ts'
import { startPostgres } from '../packages/server/test/postgres.ts'
import { table } from './table.ts'

/** Customers, each with an order that asks for a visit now, unless given as arguments. */
const SIZES = [10_000, 100_000]
const CHUNK = 2000
const STAFF = 10
const LOOK_MS = 8000
/** Seconds for the largest: the design's. */
const GOAL = 10
const DAY_MS = 24 * 3600_000

/**
 * `pnpm bench followup`: planning visits for everybody at once, and once more where nothing is left to plan; beside
 * the same rows stored without any thought.
 */
export async function run(args: readonly string[] = []): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : SIZES
  const rows: (string | number)[][] = []
  const ratios: string[] = []
  for (const engine of ['sqlite', 'postgres'] as const) {
    let last = { first: 0, bare: 1 }
    for (const size of sizes) {
      const { first, again, bare, spread } = await measured(engine, size)
      last = { first, bare }
      rows.push([
        `${engine}, ${size.toLocaleString('en')}`,
        ...[first, again, bare].map((ms) => (ms / 1000).toFixed(2)),
        spread,
      ])
    }
    const { first, bare } = last
    ratios.push(
      `${engine}: ${(first / 1000 / GOAL).toFixed(2)} of ${GOAL} s, ${(first / bare).toFixed(1)} bare inserts of as many rows`,
    )
  }
  table(['customers', 'planned, s', 'again, s', 'bare rows, s', 'most less fewest'], rows)
  console.log(`\n${ratios.join('\n')}`)
}

async function measured(engine: Database['engine'], size: number) {
  const data = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const postgres = engine === 'postgres' ? await startPostgres(['autovacuum_naptime=1s']) : undefined
  const database = await openDatabase({ data, databaseUrl: postgres?.url })
  try {
    const { id: siteId } = await addSite(database, { key: 'pk_bench', name: 'Bench', timeZone: 'Asia/Taipei' })
    await fill(database, siteId, size)
    // A table that is filled in one go is unknown to PostgreSQL's planner until it has looked by itself.
    if (postgres) await setTimeout(LOOK_MS)
    const needs = { database, config: { url: 'http://localhost' } }
    const time = async (expected: number) => {
      const from = performance.now()
      const planned = await planFollowups(needs)
      if (planned !== expected) throw new Error(`${planned} visits were planned, not ${expected}.`)
      return performance.now() - from
    }
    const first = await time(size)
    const again = await time(0)
    const given = await database.write
      .selectFrom('followup')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .groupBy('staff_id')
      .execute()
    const counts = given.map(({ count }) => count)
    const bare = await stored(database, siteId)
    return { first, again, bare, spread: Math.max(...counts) - Math.min(...counts) }
  } finally {
    await database.close()
    await postgres?.stop()
    rmSync(data, { recursive: true })
  }
}

/** The same rows once more, as other follow-ups. @returns milliseconds */
async function stored(database: Database, siteId: string): Promise<number> {
  const rows = await database.write.selectFrom('followup').selectAll().where('site_id', '=', siteId).execute()
  const others = rows.map((row) => ({ ...row, followup_id: uuidv7(), cause: `again ${row.cause}` }))
  const from = performance.now()
  for (let at = 0; at < others.length; at += PAGE) await database.insertMany('followup', others.slice(at, at + PAGE))
  return performance.now() - from
}

/** Members with an order of some days ago, of whom some live elsewhere or sleep late. */
async function fill(database: Database, siteId: string, size: number): Promise<void> {
  await database.transaction(async (tx) => {
    for (let i = 0; i < STAFF; i++)
      await addStaff(
        tx,
        siteId,
        { name: `Staff ${i}`, email: `staff${i}@example.com`, role: 'agent', skills: ['followup'] },
        'set',
      )
  })
  const now = Date.now()
  const zones = ['Asia/Taipei', 'Asia/Seoul', 'Europe/Berlin', 'America/New_York', null]
  for (let from = 0; from < size; from += CHUNK) {
    const cards: CustomerTable[] = []
    const orders: ShopOrderTable[] = []
    for (let i = from; i < Math.min(from + CHUNK, size); i++) {
      const id = `c${String(i).padStart(8, '0')}`
      cards.push({
        ...blankCard(siteId, id, now),
        name: `Customer ${i}`,
        phone: `09${String(i).padStart(8, '0')}`,
        member: 1,
        time_zone: zones[i % zones.length]!,
        quiet: i % 3 === 0 ? JSON.stringify({ from: '19:00', until: `1${i % 3}:00` }) : null,
        consent: JSON.stringify({ phone: { given: true, at: now, by: 'shop' } }),
      })
      const at = now - 3 * DAY_MS - (i % (5 * DAY_MS))
      orders.push({
        ...blank(siteId, `o${i}`, 'shop'),
        customer_id: id,
        placed_at: at,
        delivered_at: at,
        changed_at: now,
      })
    }
    await database.insertMany('customer', cards)
    await database.insertMany('shop_order', orders)
  }
}
