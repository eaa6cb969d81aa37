import * as z from 'zod/mini'
import { CustomerInput } from './customer.ts'
import { Currency, Time } from './feedback.ts'
import { FieldFault } from './problem.ts'
import { words } from './text.ts'

/** Orders in one call. */
export const ORDERS_MAX = 10_000

/** RFC 3339, in UTC or with an offset. */
const When = z.iso.datetime({
  offset: true,
  error: 'must be a time such as 2026-11-01T08:00:00Z or 2026-11-01T16:00:00+08:00',
})

/** Money in the currency's minor unit: 4990 with EUR is 49.90 €. */
const Minor = z.int().check(z.minimum(0, { error: 'must not be negative' }))

/** What went wrong with an order, as the shop itself knows it. */
export const OrderError = z.enum(['wrong', 'damaged', 'late', 'missing', 'other'])
export type OrderError = z.infer<typeof OrderError>

/** A product of an order. */
export const OrderLine = z.strictObject({
  sku: z.optional(words(100, 1)),
  name: words(300, 1),
  quantity: z.optional(z.number().check(z.positive(), z.maximum(1e6))),
  /** The shop's own category of products. */
  category: z.optional(words(100, 1)),
  batch: z.optional(words(100, 1)),
  /** Price of one, in the minor unit of the order's currency. */
  price: z.optional(Minor),
})
export type OrderLine = z.infer<typeof OrderLine>

/**
 * An order as the shop's back end knows it now. What is named replaces what was known; what is left out stays;
 * null takes it back. A new order without `placed` was placed at the earliest of its times, or now.
 */
export const OrderInput = z.strictObject({
  /** The shop's own order number. */
  id: words(100, 1),
  placed: z.optional(When),
  /** Until when it was promised. */
  promised: z.optional(z.nullable(When)),
  shipped: z.optional(z.nullable(When)),
  delivered: z.optional(z.nullable(When)),
  cancelled: z.optional(z.nullable(When)),
  returned: z.optional(z.nullable(When)),
  /** In the currency's minor unit: 4990 with EUR is 49.90 €. */
  total: z.optional(z.nullable(Minor)),
  /** ISO 4217 code in use; needed with a total. */
  currency: z.optional(z.nullable(Currency)),
  /** Taken whole. */
  items: z.optional(z.array(OrderLine).check(z.maxLength(200))),
  /** Taken whole. */
  errors: z.optional(z.array(OrderError).check(z.maxLength(10))),
  /** Who bought it. */
  customer: z.optional(CustomerInput),
})
export type OrderInput = z.infer<typeof OrderInput>

/** What became of one order of a call. */
export const OrderOutcome = z.strictObject({
  /** Its number; null where it had none that could be read. */
  id: z.nullable(z.string()),
  result: z.enum(['created', 'updated', 'unchanged', 'refused']),
  /** Why it was refused: each bad field. */
  errors: z.optional(z.array(FieldFault)),
})
export type OrderOutcome = z.infer<typeof OrderOutcome>

/** The answer to `POST /api/orders`: one outcome for each order, in the order of sending. */
export const OrderReceipt = z.strictObject({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  items: z.array(OrderOutcome),
})
export type OrderReceipt = z.infer<typeof OrderReceipt>

/** Where an order stands, by the last of its times. */
export const OrderState = z.enum(['placed', 'shipped', 'delivered', 'cancelled', 'returned'])
export type OrderState = z.infer<typeof OrderState>

/** An order as it is kept. */
export const StoredOrder = z.strictObject({
  id: z.string(),
  state: OrderState,
  placed: Time,
  promised: z.nullable(Time),
  shipped: z.nullable(Time),
  delivered: z.nullable(Time),
  cancelled: z.nullable(Time),
  returned: z.nullable(Time),
  total: z.nullable(z.int()),
  currency: z.nullable(z.string()),
  items: z.array(OrderLine),
  errors: z.array(OrderError),
  /** Who told of it: the shop's back end, or only a signed token that came with a feedback. */
  by: z.enum(['shop', 'token']),
  /** Whose card it is on; null where nothing says who bought it. */
  customer: z.nullable(z.strictObject({ id: z.string(), name: z.nullable(z.string()) })),
  changedAt: Time,
})
export type StoredOrder = z.infer<typeof StoredOrder>

/** A time, or a date that begins at midnight UTC. */
const Since = z.union([Time, z.iso.date()], {
  error: 'must be a date such as 2026-11-01, or a time such as 2026-11-01T08:00:00Z',
})

/** Filters of `GET /api/orders`, as query parameters. */
export const OrderQuery = z.strictObject({
  /** Exactly this number: for numbers that no address can hold. */
  id: z.optional(words(100, 1)),
  /** Numbers that begin so, in large or small letters, with or without a `#` before them: for looking one up while it is typed. */
  begins: z.optional(words(100, 1)),
  /** Id of a customer. */
  customer: z.optional(words(64, 1)),
  /** Orders with this product. */
  sku: z.optional(words(100, 1)),
  batch: z.optional(words(100, 1)),
  category: z.optional(words(100, 1)),
  state: z.optional(OrderState),
  /** Placed at or after this time or date (a date begins at midnight UTC). */
  from: z.optional(Since),
  /** Placed before this time or date. */
  to: z.optional(Since),
  /** Items a page, 1 to 200; 50 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.maxLength(400))),
})
export type OrderQuery = z.infer<typeof OrderQuery>

/** A page of orders, by when they were placed, newest first. */
export const OrderPage = z.strictObject({
  items: z.array(StoredOrder),
  /** Cursor of the next page; null at the end. */
  next: z.nullable(z.string()),
})
export type OrderPage = z.infer<typeof OrderPage>
