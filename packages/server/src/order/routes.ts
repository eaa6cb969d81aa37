import { OrderInput, OrderPage, OrderQuery, OrderReceipt, ORDERS_MAX, StoredOrder } from '@earshot/sdk/contract'
import * as z from 'zod/mini'
import { actorOf } from '../guard/session.ts'
import { bodyOf, queryOf } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { getOrder, listOrders } from './list.ts'
import { upsertOrders } from './upsert.ts'

/** Room for 10,000 orders of 1,600 bytes. */
const BODY_MAX = 16 * 1024 * 1024

const many = <T extends z.ZodMiniType>(one: T) => z.array(one).check(z.minLength(1), z.maxLength(ORDERS_MAX))
/** What a call may hold, for the description. */
const Body = z.union([OrderInput, many(OrderInput), z.strictObject({ items: many(OrderInput) })])
/** The same as it is first looked at: each order is then read by itself. */
const List = many(z.unknown())
const Wrapped = z.strictObject({ items: List })

/** Takes what the shop's back end tells of its orders. */
export function newOrders({ database }: Services): Endpoint {
  return {
    summary: 'Tell of one order or of many: each is created, updated, unchanged, or refused with the reason',
    body: Body,
    bodyMax: BODY_MAX,
    answers: { 200: OrderReceipt },
    problems: ['body_not_json', 'body_too_large', 'invalid', 'rate_limited', 'store_unavailable'],
    role: 'agent',
    async handle(request) {
      return upsertOrders(database, actorOf(request).siteId, ordersOf(request))
    },
  }
}

/** One order, a list of them, or `{ items }`. */
function ordersOf(request: { body?: unknown }): unknown[] {
  const { body } = request
  if (Array.isArray(body)) return bodyOf(request, List)
  if (typeof body === 'object' && body !== null && !('id' in body) && 'items' in body)
    return bodyOf(request, Wrapped).items
  return [body]
}

/** A page of orders. */
export function orders({ database }: Services): Endpoint {
  return {
    summary: 'Orders, by when they were placed, newest first',
    query: OrderQuery,
    answers: { 200: OrderPage },
    problems: ['invalid'],
    role: 'agent',
    async handle(request) {
      return listOrders(database, actorOf(request).siteId, queryOf(request, OrderQuery))
    },
  }
}

/** One order. */
export function oneOrder({ database }: Services): Endpoint {
  return {
    summary: 'One order, by the shop’s own number',
    answers: { 200: StoredOrder },
    problems: ['order_unknown'],
    role: 'agent',
    async handle(request) {
      const { id } = request.params as { id: string }
      const found = storable(id) && (await getOrder(database.write, actorOf(request).siteId, id))
      if (found) return found
      throw new Problem('order_unknown', 'This site has no order with this number. GET /api/orders lists them.')
    },
  }
}

/** What no database keeps cannot be a number. */
function storable(id: string): boolean {
  return id.length <= 100 && id.isWellFormed() && !id.includes('\0')
}
