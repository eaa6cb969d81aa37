import type { OrderInput, OrderLine, OrderOutcome } from '@earshot/sdk/contract'
import { lookAtOrders } from '../cluster/store.ts'
import { productKey } from '../cluster/subject.ts'
import { same } from '../customer/apply.ts'
import { cardsFor, SHOP } from '../customer/resolve.ts'
import { followOrders } from '../customer/store.ts'
import type { Tx } from '../database/engine.ts'
import type { OrderItemTable, ShopOrderTable } from '../database/schema.ts'
import { monthsBefore, retentionOf } from '../privacy/keep.ts'
import { erasedAmong } from '../privacy/tombstone.ts'
import { apply, blank, isBlank, orderErrors } from './apply.ts'
import { noteOrders } from '../product/note.ts'
import { refused } from './read.ts'

interface Work {
  input: OrderInput
  before: ShopOrderTable
  after: ShopOrderTable
}

/**
 * Writes orders as they are told, with their customers, and puts feedback that was sent with their signed tokens on
 * their customers' cards. Locks: orders in their order, complaints, keys, cards, feedback.
 *
 * @param orders sorted by number, each number once
 * @param by `token`: a signed token of a feedback, which fills what the shop itself has not told
 * @returns one outcome for each
 */
export async function storeOrders(
  tx: Tx,
  siteId: string,
  orders: readonly OrderInput[],
  by: ShopOrderTable['by'],
  now: number,
): Promise<OrderOutcome[]> {
  // What is new is written as it is told, but for its customer, so that little is left to be written over.
  const blanks = orders.map((input) => apply(blank(siteId, input.id, by), input, now))
  const held = new Map((await tx.hold('shop_order', blanks)).map((row) => [row.order_id, row]))
  // Only now: an erasure that was at one of them has come to its end.
  const told = await withoutErased(tx, siteId, orders)
  const outcomes = new Map<string, OrderOutcome>()
  const works: Work[] = []
  for (const input of told) {
    const before = held.get(input.id)!
    const after =
      by === 'token' && !isBlank(before) ? { ...before } : { ...apply(before, input, now), by: byOf(before, by) }
    const errors = orderErrors(after, now)
    if (errors.length > 0) outcomes.set(input.id, refused(input.id, errors))
    else works.push({ input, before, after })
  }
  await dropBlanks(tx, siteId, told, held, outcomes)
  // What a complaint is about may be known only now.
  const other = withOtherItems(works).map(({ after }) => after.order_id)
  if (by === 'shop') {
    await lookAtOrders(tx, siteId, other)
    await noteOrders(tx, siteId, other)
  }
  const touched = await giveCards(tx, siteId, works, by, now)
  const changed = works.filter(({ before, after }) => isBlank(before) || !same(before, after))
  const written = (some: readonly Work[]) => some.map(({ after }) => ({ ...after, changed_at: now }))
  const [fresh, others] = [changed.filter((one) => isBlank(one.before)), changed.filter((one) => !isBlank(one.before))]
  await tx.put('shop_order', written(fresh), ['customer_id', 'changed_at'])
  await tx.put('shop_order', written(others))
  await countItems(tx, siteId, changed)
  await followOrders(
    tx,
    siteId,
    changed.filter(({ before, after }) => before.customer_id !== after.customer_id).map(({ after }) => after.order_id),
  )
  const ids = new Set(changed.map(({ input }) => input.id))
  for (const { input, before, after } of works) {
    const created = isBlank(before) || (before.by === 'token' && by === 'shop')
    const updated = ids.has(input.id) || (after.customer_id !== null && touched.has(after.customer_id))
    outcomes.set(input.id, { id: input.id, result: created ? 'created' : updated ? 'updated' : 'unchanged' })
  }
  return told.map(({ id }) => outcomes.get(id)!)
}

/** Whose an order was is not taken again once they are erased; what was sold goes on being counted. */
async function withoutErased(tx: Tx, siteId: string, orders: readonly OrderInput[]): Promise<readonly OrderInput[]> {
  const named = orders.filter(({ customer }) => customer !== undefined)
  const erased = await erasedAmong(
    tx.query,
    siteId,
    'order',
    named.map(({ id }) => id),
  )
  if (erased.size === 0) return orders
  return orders.map(({ customer, ...order }) =>
    customer === undefined || erased.has(order.id) ? order : { ...order, customer },
  )
}

/** What the shop has told stays the shop's. */
function byOf(before: ShopOrderTable, by: ShopOrderTable['by']): ShopOrderTable['by'] {
  return isBlank(before) || by === 'shop' ? by : before.by
}

/** A number whose first order is refused is as if it had never been told. */
async function dropBlanks(
  tx: Tx,
  siteId: string,
  told: readonly OrderInput[],
  held: ReadonlyMap<string, ShopOrderTable>,
  outcomes: ReadonlyMap<string, OrderOutcome>,
): Promise<void> {
  const ids = told.map(({ id }) => id).filter((id) => outcomes.has(id) && isBlank(held.get(id)!))
  if (ids.length === 0) return
  await tx.query.deleteFrom('shop_order').where('site_id', '=', siteId).where('order_id', 'in', ids).execute()
}

/** Puts each order on the card of its customer. @returns cards that are new or were changed */
async function giveCards(
  tx: Tx,
  siteId: string,
  works: readonly Work[],
  by: ShopOrderTable['by'],
  now: number,
): Promise<Set<string>> {
  const { orderMonths } = await retentionOf(tx.query, siteId)
  // What is so old is nobody's any more, however often it is told.
  const since = orderMonths === null ? 0 : monthsBefore(now, orderMonths)
  const bought = works
    .filter(
      ({ input, before, after }) =>
        input.customer !== undefined &&
        after.placed_at >= since &&
        (by === 'shop' || isBlank(before) || before.customer_id === null),
    )
    // What the newest order says of a customer is on top.
    .sort((a, b) => a.after.placed_at - b.after.placed_at)
  if (bought.length === 0) return new Set()
  const told = bought.map(({ input, before }) => ({ customer: input.customer!, current: before.customer_id }))
  const { cards, touched } = await cardsFor(tx, siteId, told, SHOP, now)
  for (const [i, { after }] of bought.entries()) if (after.held === 0) after.customer_id = cards[i] ?? after.customer_id
  return touched
}

function withOtherItems(works: readonly Work[]): Work[] {
  return works.filter(({ before, after }) => isBlank(before) || before.items !== after.items)
}

async function countItems(tx: Tx, siteId: string, changed: readonly Work[]): Promise<void> {
  const other = changed.filter(
    ({ before, after }) => isBlank(before) || before.items !== after.items || before.placed_at !== after.placed_at,
  )
  const known = other
    .filter(({ before }) => !isBlank(before) && before.items !== '[]')
    .map(({ after }) => after.order_id)
  if (known.length > 0)
    await tx.query.deleteFrom('order_item').where('site_id', '=', siteId).where('order_id', 'in', known).execute()
  const rows: OrderItemTable[] = []
  for (const { after } of other)
    for (const [line, item] of (JSON.parse(after.items) as OrderLine[]).entries()) {
      const { sku = null, name, batch = null, category = null, quantity = 1 } = item
      const what = { sku, batch, category, thing: productKey(item.sku, name), at: after.placed_at, quantity }
      rows.push({ site_id: siteId, order_id: after.order_id, line, ...what })
    }
  await tx.insertNew('order_item', rows)
}
