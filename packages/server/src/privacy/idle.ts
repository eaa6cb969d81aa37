import type { Retention } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Database, Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import { monthsBefore } from './keep.ts'
import { eraseCards } from './step.ts'

/*
 * What is somebody's only by their card: an order that is long over is nobody's any more, and a card on which nothing is
 * left goes. Nothing is buried: whoever buys again is welcome, and gets a card of their own.
 */

type Query = Kysely<Tables>

/** Rows in one transaction. */
const CHUNK = 200

/** Orders and cards that are over. */
export interface Idle {
  orders: number
  customers: number
}

/** Counts what would go. Cards that are held by nothing but such orders go with the next run. */
export async function idle(query: Query, siteId: string, rules: Retention, now: number): Promise<Idle> {
  const { orders } =
    rules.orderMonths === null
      ? { orders: 0 }
      : await oldOrders(query, siteId, monthsBefore(now, rules.orderMonths))
          .select((eb) => eb.fn.countAll<number>().as('orders'))
          .executeTakeFirstOrThrow()
  if (rules.customerMonths === null) return { orders, customers: 0 }
  const { customers } = await emptyCards(query, siteId, monthsBefore(now, rules.customerMonths))
    .select((eb) => eb.fn.countAll<number>().as('customers'))
    .executeTakeFirstOrThrow()
  return { orders, customers }
}

/** Takes it away, in small steps. */
export async function dropIdle(
  database: Database,
  siteId: string,
  rules: Retention,
  now: number,
  signal?: AbortSignal,
): Promise<Idle> {
  const gone: Idle = { orders: 0, customers: 0 }
  if (rules.orderMonths !== null)
    gone.orders = await disown(database, siteId, monthsBefore(now, rules.orderMonths), signal)
  if (rules.customerMonths === null) return gone
  const before = monthsBefore(now, rules.customerMonths)
  for (let after = ''; !signal?.aborted;) {
    const persons = await emptyCards(database.read, siteId, before)
      .select('p.customer_id')
      .where('p.customer_id', '>', after)
      .orderBy('p.customer_id')
      .limit(CHUNK)
      .execute()
    for (const { customer_id: id } of persons)
      if (await dropPerson(database, siteId, id, before, now)) gone.customers += 1
    if (persons.length < CHUNK) break
    after = persons.at(-1)!.customer_id
  }
  return gone
}

function oldOrders(query: Query, siteId: string, before: number) {
  return query
    .selectFrom('shop_order')
    .where('site_id', '=', siteId)
    .where('placed_at', '<', before)
    .where('customer_id', 'is not', null)
}

/** What was sold stays, to nobody. */
async function disown(database: Database, siteId: string, before: number, signal?: AbortSignal): Promise<number> {
  let done = 0
  while (!signal?.aborted) {
    const gone = await database.transaction(async ({ query }) => {
      const rows = await oldOrders(query, siteId, before).select('order_id').orderBy('order_id').limit(CHUNK).execute()
      if (rows.length === 0) return 0
      const ids = rows.map((row) => row.order_id)
      await query
        .updateTable('shop_order')
        .set({ customer_id: null, held: 0 })
        .where('site_id', '=', siteId)
        .where('order_id', 'in', ids)
        .execute()
      return rows.length
    })
    done += gone
    if (gone < CHUNK) break
  }
  return done
}

/** Persons of whom nothing is left but their card, and whom nobody had to do with since. */
function emptyCards(query: Query, siteId: string, before: number) {
  return query
    .selectFrom('customer as p')
    .where('p.site_id', '=', siteId)
    .whereRef('p.person_id', '=', 'p.customer_id')
    .where('p.changed_at', '<', before).where(sql<boolean>`not exists (
      select 1 from customer b where b.site_id = p.site_id and b.person_id = p.customer_id and (
        b.changed_at >= ${before}
        or exists (select 1 from feedback f where f.site_id = b.site_id and f.customer_id = b.customer_id)
        or exists (select 1 from shop_order o where o.site_id = b.site_id and o.customer_id = b.customer_id)
        or exists (select 1 from customer_note n where n.site_id = b.site_id and n.customer_id = b.customer_id
          and n.at >= ${before})
        or exists (select 1 from followup v where v.site_id = b.site_id and v.customer_id = b.customer_id
          and (v.state in ('open', 'taken', 'sent') or v.ended_at >= ${before}))))`)
}

function dropPerson(database: Database, siteId: string, id: string, before: number, now: number): Promise<boolean> {
  return database.transaction(async (tx) => {
    // Held, so that no order comes to it any more.
    const rows = await tx.query
      .updateTable('customer')
      .set({ changed_at: (eb) => eb.ref('changed_at') })
      .where('site_id', '=', siteId)
      .where('person_id', '=', id)
      .returning('customer_id')
      .execute()
    const still = await emptyCards(tx.query, siteId, before)
      .select('p.customer_id')
      .where('p.customer_id', '=', id)
      .executeTakeFirst()
    if (!still) return false
    const cards = rows.map((row) => row.customer_id)
    await forgetVerified(tx, siteId, cards)
    const burial = { siteId, signingKey: '', erasureId: '', at: now }
    await eraseCards(tx, burial, { cards, orders: [] }, now)
    return true
  })
}

/** That an address of theirs was proven tells of nobody any more. */
async function forgetVerified(tx: Tx, siteId: string, cards: readonly string[]): Promise<void> {
  const keys = await tx.query
    .selectFrom('customer_key')
    .select('value')
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', cards)
    .where('kind', '<>', 'shop')
    .execute()
  if (keys.length === 0) return
  await tx.query
    .deleteFrom('contact_verified')
    .where('site_id', '=', siteId)
    .where(
      'value',
      'in',
      keys.map(({ value }) => value),
    )
    .execute()
}
