import { randomUUID } from 'node:crypto'

/** What the customer is about to buy. Prices in cents. */
export const BASKET = [
  { sku: 'HUILA-250', name: 'Huila, washed', note: 'Whole beans, 250 g', quantity: 2, price: 1250 },
  { sku: 'SIDAMO-250', name: 'Sidamo, natural', note: 'Whole beans, 250 g', quantity: 1, price: 1390 },
  { sku: 'FILTER-100', name: 'Paper filters', note: 'Unbleached, 100 pieces', quantity: 1, price: 490 },
]
export const CURRENCY = 'EUR'
export const TOTAL = BASKET.reduce((sum, { quantity, price }) => sum + quantity * price, 0)

/** What the order form carries. */
export interface Draft {
  /** The number that the customer sees. */
  number: string
  name: string
  email: string
  phone: string
  comment: string
  /** Id under which the customer's browser has sent the comment to Earshot; empty where it has not. */
  earshotId: string
}

/** An order as this shop keeps it. */
export interface Order extends Draft {
  /** Cannot be guessed; the address of the thank-you page. */
  secret: string
}

/** This example's shop forgets everything when it stops. */
const orders = new Map<string, Order>()
let last = 1000

/** Numbers given out with a form that has not come back. */
const open = new Set<string>()
const OPEN_MAX = 10_000

/** An empty form. */
export function newDraft(): Draft {
  return { number: nextNumber(), name: '', email: '', phone: '', comment: '', earshotId: '' }
}

/** The next order number. It is given out with the form, so that the page can tell Earshot which order it is about. */
function nextNumber(): string {
  last += 1
  const number = `K-${last}`
  open.add(number)
  // The oldest form has been lying about for longest.
  if (open.size > OPEN_MAX) open.delete(open.values().next().value ?? '')
  return number
}

/** The number for a form that is shown again: the same, so that it stays one order. */
export function keepNumber(number: string): string {
  return open.has(number) ? number : nextNumber()
}

/** The number that came back with a form: the one given out, once; else a new one. */
export function claimNumber(number: string): string {
  if (open.delete(number)) return number
  const fresh = nextNumber()
  open.delete(fresh)
  return fresh
}

export function keepOrder(order: Draft): Order {
  const kept = { ...order, secret: randomUUID() }
  orders.set(kept.secret, kept)
  return kept
}

export function findOrder(secret: string): Order | undefined {
  return orders.get(secret)
}

export function euros(cents: number): string {
  return new Intl.NumberFormat('en-IE', { style: 'currency', currency: CURRENCY }).format(cents / 100)
}
