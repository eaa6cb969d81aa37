import type { OrderError, OrderLine, OrderPage, OrderQuery, OrderState, StoredOrder } from '@earshot/sdk/contract'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { productKey } from '../cluster/subject.ts'
import { cardsOf, customerOf, late } from '../customer/store.ts'
import type { Database } from '../database/engine.ts'
import type { ShopOrderTable, Tables } from '../database/schema.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { beginsWith, fewBegin } from './begin.ts'

/** Items on a page unless asked otherwise. */
const PAGE = 50

/** An order with the person whose card it is on. */
type JoinedOrder = ShopOrderTable & { person: string | null; person_name: string | null }

/** What makes an order stand there; the first that holds counts. */
const STATES: Readonly<Record<OrderState, RawBuilder<boolean>>> = {
  cancelled: sql`o.cancelled_at is not null`,
  returned: sql`o.returned_at is not null`,
  delivered: sql`o.delivered_at is not null`,
  shipped: sql`o.shipped_at is not null`,
  placed: sql`1 = 1`,
}

/** Where an order stands. */
export function stateOf(
  row: Pick<ShopOrderTable, 'shipped_at' | 'delivered_at' | 'cancelled_at' | 'returned_at'>,
): OrderState {
  if (row.cancelled_at !== null) return 'cancelled'
  if (row.returned_at !== null) return 'returned'
  if (row.delivered_at !== null) return 'delivered'
  return row.shipped_at === null ? 'placed' : 'shipped'
}

/** A page of a site's orders, by when they were placed, newest first. */
export async function listOrders(database: Database, siteId: string, query: OrderQuery): Promise<OrderPage> {
  const limit = query.limit ?? PAGE
  let rows = joined(database.read).where('o.site_id', '=', siteId)
  if (query.id !== undefined) rows = rows.where('o.order_id', '=', query.id)
  if (query.customer !== undefined) {
    const person = await customerOf(database.write, siteId, query.customer)
    const cards = person ? await cardsOf(database.write, siteId, person.customer_id) : []
    if (cards.length === 0) return { items: [], next: null }
    rows = rows.where(
      'o.customer_id',
      'in',
      cards.map((card) => card.customer_id),
    )
  }
  for (const column of ['sku', 'batch', 'category'] as const)
    if (query[column] !== undefined)
      rows = rows.where('o.order_id', 'in', (eb) =>
        eb
          .selectFrom('order_item')
          .select('order_id')
          .where('site_id', '=', siteId)
          .where(column, '=', query[column]!)
          // A SKU is found by the index of products.
          .$if(column === 'sku', (rows) => rows.where('thing', '=', productKey(query.sku))),
      )
  if (query.state !== undefined) {
    for (const [state, holds] of Object.entries(STATES)) {
      if (state === query.state) {
        rows = rows.where(holds)
        break
      }
      rows = rows.where(sql<boolean>`not (${holds})`)
    }
  }
  if (query.from !== undefined) rows = rows.where('o.placed_at', '>=', Date.parse(query.from))
  if (query.to !== undefined) rows = rows.where('o.placed_at', '<', Date.parse(query.to))
  if (query.cursor !== undefined) {
    const { placed, id } = placeOf(query.cursor)
    rows = rows.where((eb) =>
      eb.and([eb('o.placed_at', '<=', placed), eb.or([eb('o.placed_at', '<', placed), eb('o.order_id', '<', id)])]),
    )
  }
  // By one customer or product these are few, and found by their own index.
  let few = (query.customer ?? query.sku ?? query.batch ?? query.category) !== undefined
  if (query.begins !== undefined) {
    const byNumber = !few && (await fewBegin(database, siteId, query.begins))
    rows = rows.where(beginsWith(database.engine, query.begins, byNumber ? 'number' : 'time'))
    few ||= byNumber
  }
  const found = await rows
    .orderBy(few ? late('o.placed_at') : sql.ref<number>('o.placed_at'), 'desc')
    .orderBy('o.order_id', 'desc')
    .limit(limit + 1)
    .execute()
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items: items.map(orderOf), next: found.length > limit && last ? cursorOf(last) : null }
}

/** One order of a site. */
export async function getOrder(query: Kysely<Tables>, siteId: string, id: string): Promise<StoredOrder | undefined> {
  const row = await joined(query).where('o.site_id', '=', siteId).where('o.order_id', '=', id).executeTakeFirst()
  return row && orderOf(row)
}

function joined(query: Kysely<Tables>) {
  return query
    .selectFrom('shop_order as o')
    .leftJoin('customer as c', (join) =>
      join.onRef('c.site_id', '=', 'o.site_id').onRef('c.customer_id', '=', 'o.customer_id'),
    )
    .leftJoin('customer as p', (join) =>
      join.onRef('p.site_id', '=', 'c.site_id').onRef('p.customer_id', '=', 'c.person_id'),
    )
    .selectAll('o')
    .select(['p.customer_id as person', 'p.name as person_name'])
}

function orderOf(row: JoinedOrder): StoredOrder {
  return {
    id: row.order_id,
    state: stateOf(row),
    placed: time(row.placed_at)!,
    promised: time(row.promised_at),
    shipped: time(row.shipped_at),
    delivered: time(row.delivered_at),
    cancelled: time(row.cancelled_at),
    returned: time(row.returned_at),
    total: row.total,
    currency: row.currency,
    items: JSON.parse(row.items) as OrderLine[],
    errors: JSON.parse(row.errors) as OrderError[],
    by: row.by,
    customer: row.person === null ? null : { id: row.person, name: row.person_name },
    changedAt: time(row.changed_at)!,
  }
}

function time(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

/** Numbers of orders are the shop's own words: what is no cursor of ours must not become one. */
function cursorOf({ placed_at, order_id }: ShopOrderTable): string {
  return Buffer.from(`${placed_at} ${order_id}`).toString('base64url')
}

function placeOf(cursor: string): { placed: number; id: string } {
  const match = /^(\d{1,15}) (.{1,100})$/su.exec(Buffer.from(cursor, 'base64url').toString())
  if (match && !match[2]!.includes('\0')) return { placed: Number(match[1]), id: match[2]! }
  throw new Problem('invalid', 'The cursor is not one of this list. Use `next` of the page before, or none.', {
    errors: [{ path: 'cursor', code: 'invalid_format', ...says('cursor') }],
  })
}
