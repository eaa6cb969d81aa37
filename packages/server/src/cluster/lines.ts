import type { Kysely } from 'kysely'
import type { FeedbackTable, Tables } from '../database/schema.ts'
import type { StoredOrder } from '../feedback/row.ts'
import type { Line } from './subject.ts'

/** What the shop told of the orders that came with feedback, by feedback. An order that is not proven tells nothing. */
export async function provenLines(
  query: Kysely<Tables>,
  siteId: string,
  rows: readonly Pick<FeedbackTable, 'feedback_id' | 'order_data'>[],
): Promise<Map<string, Line[]>> {
  const orders = new Map(
    rows.flatMap((row) => {
      const order = row.order_data === null ? null : (JSON.parse(row.order_data) as StoredOrder)
      return order?.proven ? [[row.feedback_id, order.id] as const] : []
    }),
  )
  if (orders.size === 0) return new Map()
  const told = await query
    .selectFrom('shop_order')
    .select(['order_id', 'items'])
    .where('site_id', '=', siteId)
    .where('order_id', 'in', [...new Set(orders.values())])
    .execute()
  const items = new Map(told.map((row) => [row.order_id, JSON.parse(row.items) as Line[]]))
  return new Map([...orders].map(([id, order]) => [id, items.get(order) ?? []]))
}
