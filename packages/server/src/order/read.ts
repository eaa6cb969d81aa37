import { setImmediate } from 'node:timers/promises'
import { OrderInput, type OrderOutcome } from '@earshot/sdk/contract'
import * as z from 'zod/mini'
import { compiled } from '../compiled.ts'
import { customerErrors } from '../customer/read.ts'
import { invalid } from '../invalid.ts'
import type { FieldError } from '../problem.ts'
import { says } from '../rule.ts'
import { CURRENCIES } from './currency.ts'

const Input = compiled(OrderInput)

/** Orders read in one turn of the event loop: some milliseconds. */
const TURN = 250

/** What was sent: orders that can be stored, by number, and what became of each. */
export interface ReadOrders {
  /** Sorted by number, so that all servers take them in one order. */
  good: { at: number; order: OrderInput }[]
  /** One place for each that was sent; those of `good` are still empty. */
  outcomes: (OrderOutcome | undefined)[]
}

/** Reads each of the orders by itself: one that is wrong keeps no other from being stored. */
export async function readOrders(sent: readonly unknown[]): Promise<ReadOrders> {
  const outcomes: ReadOrders['outcomes'] = Array.from({ length: sent.length })
  const first = new Map<string, { at: number; order: OrderInput; text: string }>()
  for (const [at, one] of sent.entries()) {
    // What came meanwhile has its turn.
    if (at % TURN === TURN - 1) await setImmediate()
    const read = z.safeParse(Input, one)
    if (!read.success) {
      outcomes[at] = refused(idOf(one), invalid(read.error, 'the order').errors ?? [])
      continue
    }
    const order = read.data
    const errors = [...currencyErrors(order), ...(order.customer ? customerErrors(order.customer, 'customer.') : [])]
    const text = JSON.stringify(order)
    const before = first.get(order.id)
    if (errors.length > 0) outcomes[at] = refused(order.id, errors)
    else if (before === undefined) first.set(order.id, { at, order, text })
    else if (before.text === text) outcomes[at] = { id: order.id, result: 'unchanged' }
    else outcomes[at] = refused(order.id, [twice(before.at)])
  }
  const good = [...first.values()].sort((a, b) => (a.order.id < b.order.id ? -1 : 1))
  return { good, outcomes }
}

export function refused(id: string | null, errors: readonly FieldError[]): OrderOutcome {
  return { id, result: 'refused', errors: [...errors] }
}

function twice(at: number): FieldError {
  return {
    path: 'id',
    code: 'duplicate',
    ...says('sent_twice', { at }),
  }
}

function currencyErrors({ currency }: OrderInput): FieldError[] {
  if (currency === undefined || currency === null || CURRENCIES.has(currency)) return []
  return [{ path: 'currency', code: 'unknown', ...says('currency_used') }]
}

/** The number of an order that cannot be read otherwise, so that its sender finds it. */
function idOf(sent: unknown): string | null {
  const id = (sent as { id?: unknown } | null)?.id
  return typeof id === 'string' && id !== '' && id.length <= 100 && id.isWellFormed() ? id : null
}
