import type { CustomerInput, OrderInput, OrderItem } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import { storeOrders } from '../order/store.ts'
import type { Site } from '../site/store.ts'
import { mark } from './mark.ts'
import { addressOf, type Bought } from './shop.ts'

/*
 * What the demo shop's back end would tell of its orders and customers. They come by the same door, so that there are
 * cards, products and batches, and what customers say is on them.
 */

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Members' phones: numbers that are kept free for stories. */
const PHONES: Readonly<Record<string, string>> = {
  'Ada Brandt': '+44 20 7946 0101',
  'Marta Ruiz': '+44 20 7946 0102',
  'James Okafor': '+44 20 7946 0103',
  'Nora Lindqvist': '+44 20 7946 0104',
  'Priya Raman': '+44 20 7946 0106',
  'Dan Weiss': '+44 20 7946 0108',
  'Lucía Fernández': '+44 20 7946 0109',
  'Jorge Molina': '+44 20 7946 0110',
  佐藤恵: '+44 20 7946 0111',
  田中亮: '+44 20 7946 0112',
}
/** Of these the shop keeps batches, each by its letter: a week’s bread is one. */
const BATCHES: Readonly<Record<string, string>> = { 'LL-201': 'M', 'LL-301': 'S', 'LL-302': 'R' }
/** Mugs are fired every three weeks. */
const FIRED_DAYS = 21

/** An order as the shop's back end tells it at `until`. */
export function orderOf({ id, at, items, total, name, locale }: Bought, until: number): OrderInput {
  const [shipped, delivered] = [at + 20 * HOUR, at + 44 * HOUR]
  const time = (one: number) => new Date(one).toISOString()
  return {
    id,
    placed: time(at),
    promised: time(at + 3 * DAY),
    ...(shipped < until ? { shipped: time(shipped) } : {}),
    ...(delivered < until ? { delivered: time(delivered) } : {}),
    total,
    currency: 'EUR',
    items: linesOf(items, at, until),
    customer: customerOf(name, locale),
  }
}

/** The same product may be drawn twice; it is one line of its order. */
function linesOf(items: readonly OrderItem[], at: number, until: number): OrderInput['items'] {
  return [...Map.groupBy(items, ({ sku }) => sku).values()].map((same) => {
    const { sku, name, price } = same[0]!
    const letter = BATCHES[sku!]
    const age = Math.floor((until - at) / DAY / (sku === 'LL-201' ? FIRED_DAYS : 7))
    return {
      ...(sku === undefined ? {} : { sku }),
      name,
      ...(price === undefined ? {} : { price }),
      quantity: same.reduce((sum, { quantity = 1 }) => sum + quantity, 0),
      ...(letter === undefined ? {} : { batch: `${letter}${47 - Math.min(age, 46)}` }),
    }
  })
}

function customerOf(name: string, language: string): CustomerInput {
  const phone = PHONES[name]
  return {
    name,
    email: addressOf(name),
    language,
    ...(phone === undefined ? {} : { phone, member: true, consent: { phone: true } }),
  }
}

/**
 * Tells of orders. What the shop has told of a number stays the shop's.
 *
 * @param apart marks what comes, so that it can be taken away
 * @returns numbers of the demo's orders
 */
export async function keepLedger(
  tx: Tx,
  site: Site,
  orders: readonly OrderInput[],
  until: number,
  apart: boolean,
): Promise<Set<string>> {
  const sorted = orders.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const ids = sorted.map(({ id }) => id)
  if (ids.length === 0) return new Set()
  const of = () =>
    tx.query
      .selectFrom('shop_order')
      .select(['order_id', 'customer_id'])
      .where('site_id', '=', site.id)
      .where('order_id', 'in', ids)
  const before = new Set((await of().execute()).map((row) => row.order_id))
  const cards = new Set(
    apart
      ? (await tx.query.selectFrom('customer').select('customer_id').where('site_id', '=', site.id).execute()).map(
          (row) => row.customer_id,
        )
      : [],
  )
  const fresh = apart ? sorted.filter(({ id }) => !before.has(id)) : sorted
  await storeOrders(tx, site.id, fresh, 'shop', until)
  if (!apart) return new Set(ids)
  await mark(
    tx,
    site.id,
    'order',
    fresh.map(({ id }) => id),
  )
  const made = (await of().execute()).flatMap((row) =>
    row.customer_id !== null && !cards.has(row.customer_id) ? row.customer_id : [],
  )
  await mark(tx, site.id, 'customer', [...new Set(made)])
  return new Set(fresh.map(({ id }) => id))
}
