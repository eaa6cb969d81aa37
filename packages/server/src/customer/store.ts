import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { CustomerTable, FeedbackTable, Tables } from '../database/schema.ts'
import { Problem } from '../problem.ts'

type Query = Kysely<Tables>

/** The person that a card belongs to: the card itself, or the one that it was merged into. Undefined: there is none. */
export async function customerOf(query: Query, siteId: string, customerId: string): Promise<CustomerTable | undefined> {
  return query
    .selectFrom('customer as c')
    .innerJoin('customer as p', (join) =>
      join.onRef('p.site_id', '=', 'c.site_id').onRef('p.customer_id', '=', 'c.person_id'),
    )
    .selectAll('p')
    .where('c.site_id', '=', siteId)
    .where('c.customer_id', '=', customerId)
    .executeTakeFirst()
}

/** As `customerOf`. Rejects with `customer_unknown`. */
export async function requireCustomer(query: Query, siteId: string, customerId: string): Promise<CustomerTable> {
  const found = await customerOf(query, siteId, customerId)
  if (found) return found
  throw new Problem('customer_unknown', 'This site has no customer with this id. GET /api/customers finds them.')
}

/**
 * A time to sort by after the rows were found. By the bare column a database may rather read everything of the site in
 * that order, until it has met enough rows of the few that are meant.
 */
export function late(column: string): RawBuilder<number> {
  return sql<number>`${sql.ref(column)} + 0`
}

/** All cards that are read as one person, that one first. */
export async function cardsOf(query: Query, siteId: string, personId: string): Promise<CustomerTable[]> {
  const rows = await query
    .selectFrom('customer')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('person_id', '=', personId)
    .execute()
  // Sorted here, as an order of the database's would tempt it to read all cards by their age.
  const first = (row: CustomerTable) => Number(row.customer_id === personId)
  return rows.sort((a, b) => first(b) - first(a) || a.created_at - b.created_at)
}

/** Puts feedback on a card, or with `null` takes it off. What staff did by hand, only staff do otherwise. */
export async function linkFeedback(
  tx: Pick<Tx, 'query'>,
  siteId: string,
  feedbackIds: readonly string[],
  customerId: string | null,
  by: NonNullable<FeedbackTable['customer_by']>,
): Promise<void> {
  if (feedbackIds.length === 0) return
  await tx.query
    .updateTable('feedback')
    .set({ customer_id: customerId, customer_by: by })
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', feedbackIds)
    .$if(by !== 'staff', (query) => query.where(sql<boolean>`(customer_by is null or customer_by <> 'staff')`))
    .execute()
}

/** Feedback that was sent with a signed token of these orders goes to the card that each order is on now. */
export async function followOrders(tx: Pick<Tx, 'query'>, siteId: string, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  const sent = await tx.query
    .selectFrom('order_feedback')
    .select('feedback_id')
    .where('site_id', '=', siteId)
    .where('order_id', 'in', orderIds)
    .orderBy('feedback_id')
    .execute()
  if (sent.length === 0) return
  await tx.query
    .updateTable('feedback')
    .set({
      customer_id: (eb) =>
        eb
          .selectFrom('shop_order as o')
          .select('o.customer_id')
          .whereRef('o.site_id', '=', 'feedback.site_id')
          .whereRef('o.order_id', '=', 'feedback.order_id'),
      customer_by: 'order',
    })
    .where('site_id', '=', siteId)
    .where(
      'feedback_id',
      'in',
      sent.map((row) => row.feedback_id),
    )
    .where(sql<boolean>`(customer_by is null or customer_by = 'order')`)
    // A token of another order than the feedback now names says nothing about it.
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('order_feedback as l')
          .select('l.order_id')
          .whereRef('l.site_id', '=', 'feedback.site_id')
          .whereRef('l.order_id', '=', 'feedback.order_id')
          .whereRef('l.feedback_id', '=', 'feedback.feedback_id'),
      ),
    )
    .execute()
}
