import type { OrderInput } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import type { FeedbackTable } from '../database/schema.ts'
import { storeOrders } from '../order/store.ts'
import { followOrders } from './store.ts'

/** A feedback whose order the shop's signature vouches for. */
export interface SignedFeedback {
  row: FeedbackTable
  order: OrderInput
}

/**
 * Before feedback is stored: its signed orders are known from now on, and it goes on the cards of their customers.
 * The orders are locked, so that one that is told of at this moment finds the feedback, or is found by it.
 */
export async function takeSigned(tx: Tx, signed: readonly SignedFeedback[], now: number): Promise<void> {
  const sites = Map.groupBy(signed, ({ row }) => row.site_id)
  for (const siteId of [...sites.keys()].sort()) {
    const some = sites.get(siteId)!
    const orders = new Map(some.map(({ order }) => [order.id, order]))
    const sorted = [...orders.keys()].sort()
    await storeOrders(
      tx,
      siteId,
      sorted.map((id) => orders.get(id)!),
      'token',
      now,
    )
    const rows = await tx.query
      .selectFrom('shop_order')
      .select(['order_id', 'customer_id'])
      .where('site_id', '=', siteId)
      .where('order_id', 'in', sorted)
      .execute()
    const cards = new Map(rows.map((row) => [row.order_id, row.customer_id]))
    for (const { row, order } of some) {
      row.customer_id = cards.get(order.id) ?? null
      row.customer_by = row.customer_id === null ? null : 'order'
    }
  }
}

/**
 * After feedback is stored: remembers which order each came with, so that an order that is told of later finds it.
 *
 * @param again those whose feedback was there before, and now has its signature
 */
export async function keepSigned(
  tx: Tx,
  signed: readonly SignedFeedback[],
  again: readonly SignedFeedback[],
): Promise<void> {
  const links = new Map(
    [...signed, ...again].map(({ row, order }) => [
      `${row.site_id} ${row.feedback_id} ${order.id}`,
      { site_id: row.site_id, order_id: order.id, feedback_id: row.feedback_id },
    ]),
  )
  const sorted = [...links.keys()].sort().map((key) => links.get(key)!)
  await tx.insertNew('order_feedback', sorted)
  for (const [siteId, some] of Map.groupBy(again, ({ row }) => row.site_id))
    await followOrders(
      tx,
      siteId,
      some.map(({ order }) => order.id),
    )
}
