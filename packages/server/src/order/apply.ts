import type { OrderInput } from '@earshot/sdk/contract'
import type { ShopOrderTable } from '../database/schema.ts'
import type { FieldError } from '../problem.ts'
import { type Fault, says } from '../rule.ts'

/** Clocks differ: a time may be this much ahead of ours. */
const AHEAD_MS = 24 * 3600_000

/** When things happened to an order, by the name of the field. */
const TIMES = {
  placed: 'placed_at',
  promised: 'promised_at',
  shipped: 'shipped_at',
  delivered: 'delivered_at',
  cancelled: 'cancelled_at',
  returned: 'returned_at',
} as const

type TimeName = keyof typeof TIMES

/** What cannot be before what. */
const LATER: readonly [later: TimeName, earlier: TimeName][] = [
  ['promised', 'placed'],
  ['shipped', 'placed'],
  ['delivered', 'placed'],
  ['delivered', 'shipped'],
  ['cancelled', 'placed'],
  ['returned', 'placed'],
  ['returned', 'delivered'],
]

/** A row that was never written: what `hold` makes of a number that is new. */
export function blank(siteId: string, orderId: string, by: ShopOrderTable['by']): ShopOrderTable {
  return {
    site_id: siteId,
    order_id: orderId,
    customer_id: null,
    by,
    held: 0,
    placed_at: 0,
    promised_at: null,
    shipped_at: null,
    delivered_at: null,
    cancelled_at: null,
    returned_at: null,
    total: null,
    currency: null,
    items: '[]',
    errors: '[]',
    changed_at: 0,
  }
}

/** Whether the order is only now becoming one. */
export function isBlank(row: Pick<ShopOrderTable, 'changed_at'>): boolean {
  return row.changed_at === 0
}

/** The order as it is once `input` is told of it; whether that can be, `orderErrors` says. */
export function apply(before: ShopOrderTable, input: OrderInput, now: number): ShopOrderTable {
  const after = { ...before }
  for (const [name, column] of Object.entries(TIMES) as [TimeName, (typeof TIMES)[TimeName]][]) {
    const told = input[name]
    if (told === undefined) continue
    // The time of placing cannot be taken back, only corrected: lists are sorted by it.
    if (told !== null) after[column] = Date.parse(told)
    else if (column !== 'placed_at') after[column] = null
  }
  if (isBlank(before) && input.placed === undefined) after.placed_at = earliest(after, now)
  if (input.total !== undefined) after.total = input.total
  if (input.currency !== undefined) after.currency = input.currency
  if (input.items !== undefined) after.items = JSON.stringify(input.items)
  if (input.errors !== undefined) after.errors = JSON.stringify([...new Set(input.errors)])
  return after
}

/** What makes an order impossible, by the field that says so. */
export function orderErrors(row: ShopOrderTable, now: number): FieldError[] {
  const errors: FieldError[] = []
  const at = (name: TimeName) => row[TIMES[name]]
  for (const name of Object.keys(TIMES) as TimeName[]) {
    const time = at(name)
    if (time === null) continue
    if (!(time > 0)) errors.push(wrong(name, says('since_1970')))
    else if (name !== 'promised' && time > now + AHEAD_MS) errors.push(wrong(name, says('not_future')))
  }
  for (const [later, earlier] of LATER) {
    const [after, before] = [at(later), at(earlier)]
    if (after !== null && before !== null && after < before)
      errors.push(wrong(later, says('not_before', { field: earlier, time: new Date(before).toISOString() })))
  }
  if (row.total !== null && row.currency === null)
    errors.push({ path: 'currency', code: 'missing', ...says('currency_missing') })
  return errors
}

function wrong(path: TimeName, said: Fault): FieldError {
  return { path, code: 'wrong_date', ...said }
}

function earliest(row: ShopOrderTable, now: number): number {
  const times = [row.promised_at, row.shipped_at, row.delivered_at, row.cancelled_at, row.returned_at]
  return Math.min(now, ...times.filter((time) => time !== null))
}
