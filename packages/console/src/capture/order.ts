import { EarshotError } from '@earshot/sdk'
import type { StoredOrder } from '@earshot/sdk/contract'
import { useSignal, type ReadonlySignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api } from '../api/client.ts'
import { queries } from '../api/query.ts'
import { me } from '../session/session.ts'
import { type Fields, unnamed, withCustomer, withOrder } from './form.ts'

/** Orders offered at once. */
const SOME = 8

const is =
  (number: string) =>
  ({ id }: StoredOrder) =>
    id.toLowerCase() === number.toLowerCase()

/** Orders whose number begins so: the very one that is named first, then the newest. */
export function ordersLike(number: string): Promise<StoredOrder[]> {
  return queries.fetchQuery({
    queryKey: ['orders', 'like', number],
    async queryFn() {
      const { items, next } = await api.orders.list({ begins: number, limit: SOME })
      // Of a short number the newest that only begin so may be many.
      for (const id of new Set([number, number.toUpperCase()]))
        if (next !== null && !items.some(is(number))) items.push(...(await api.orders.list({ id })).items)
      return items.toSorted((a, b) => Number(is(number)(b)) - Number(is(number)(a))).slice(0, SOME)
    },
  })
}

/** What is known of the order that the form names. */
export interface OrderKnown {
  order: StoredOrder | undefined
  /** The same, once it has been asked for. */
  asked: () => Promise<StoredOrder | undefined>
  /** Fills in what an order tells. */
  take: (order: StoredOrder) => void
  /** Names one of the customer's orders. */
  name: (order: Pick<StoredOrder, 'id' | 'currency'>) => void
  /** Takes the order that the field names exactly, where the shop has told of it. */
  settle: (number: string) => Promise<void>
  /** Puts what was said on the card of whoever placed the order. */
  takeCard: (order: StoredOrder) => Promise<void>
}

/** The order that the form names, as far as the shop has told of it. */
export function useOrder(fields: ReadonlySignal<Fields>, set: (change: Partial<Fields>) => void): OrderKnown {
  const known = useSignal<StoredOrder | undefined>(undefined)
  const named = () => fields.peek().order.trim()
  const putCard = async ({ id, customer }: StoredOrder, free: (fields: Fields) => boolean) => {
    const card = await cardOf(customer!)
    if (named() === id && free(fields.peek())) set(withCustomer(fields.peek(), card, me.peek().site.locale))
  }
  const takeCard = (order: StoredOrder) => putCard(order, ({ customer }) => customer === '')
  const take = (order: StoredOrder) => {
    set(withOrder(fields.peek(), order, known.peek()))
    known.value = order
    if (order.customer && unnamed(fields.peek())) void putCard(order, unnamed)
  }
  const find = async (number: string) => {
    if (number === '') return undefined
    try {
      const like = await ordersLike(number)
      const found = like.find(({ id }) => id === number) ?? like.find(is(number))
      return named() === number ? found : undefined
    } catch (error) {
      // It is kept as it was typed.
      if (error instanceof EarshotError) return undefined
      throw error
    }
  }
  // One that was kept with a draft: its products can be chosen again.
  useEffect(() => void find(named()).then((found) => (known.value ??= found)), [])
  const settle = async (number: string) => {
    const found = known.peek()?.id === number ? undefined : await find(number)
    if (found) take(found)
  }
  const name: OrderKnown['name'] = (order) => {
    set(withOrder(fields.peek(), order, known.peek()))
    void settle(order.id)
  }
  const order = known.value?.id === fields.value.order.trim() ? known.value : undefined
  const asked = async () => (known.peek()?.id === named() ? known.peek() : find(named()))
  return { order, asked, take, name, settle, takeCard }
}

/** How a customer is reached, as their card says; where that cannot be had, their name. */
async function cardOf({ id, name }: NonNullable<StoredOrder['customer']>) {
  try {
    return await queries.fetchQuery({ queryKey: ['customer', id], queryFn: () => api.customers.get(id) })
  } catch (error) {
    if (error instanceof EarshotError) return { id, name, email: null, phone: null, language: null }
    throw error
  }
}
