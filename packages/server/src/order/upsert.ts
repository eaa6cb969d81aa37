import { setImmediate } from 'node:timers/promises'
import type { OrderReceipt } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import { readOrders } from './read.ts'
import { storeOrders } from './store.ts'

/** Orders in one transaction: enough to make the disk's wait cheap, few enough that feedback does not wait long. */
const CHUNK = 250

/** Transactions at a time: while PostgreSQL is at one, the next is prepared. SQLite takes them one by one. */
const LANES = 2

/**
 * Takes orders as the shop's back end tells them. Each is stored or refused by itself, and telling the same again
 * changes nothing, so whoever got no answer sends all of it again.
 */
export async function upsertOrders(
  database: Database,
  siteId: string,
  sent: readonly unknown[],
  now: number = Date.now(),
): Promise<OrderReceipt> {
  const { good, outcomes } = await readOrders(sent)
  let next = 0
  const lane = async () => {
    while (next < good.length) {
      const chunk = good.slice(next, (next += CHUNK))
      const orders = chunk.map(({ order }) => order)
      const stored = await database.transaction((tx) => storeOrders(tx, siteId, orders, 'shop', now))
      for (const [i, one] of chunk.entries()) outcomes[one.at] = stored[i]!
      // What came meanwhile has its turn.
      await setImmediate()
    }
  }
  try {
    await Promise.all(Array.from({ length: LANES }, lane))
  } finally {
    // After one has failed, the others begin nothing more.
    next = good.length
  }
  const counts = { created: 0, updated: 0, unchanged: 0, refused: 0 }
  const items = outcomes.map((one) => {
    if (!one) throw new Error('An order of this call was left without an outcome.')
    counts[one.result]++
    return one
  })
  return { ...counts, items }
}
