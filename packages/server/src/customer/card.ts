import type { Customer } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { CustomerTable, Tables } from '../database/schema.ts'
import { followupsOf } from '../followup/store.ts'
import { stateOf } from '../order/list.ts'
import { textOf } from './key.ts'
import { likenessOf } from './likeness.ts'
import { cardsOf, late, requireCustomer } from './store.ts'
import { personOf, timeOf } from './view.ts'

type Query = Kysely<Tables>

/** Entries of each list on a card. */
const LATEST = 20
/** Answers from which satisfaction over time is worked out: those of many years of the busiest customer. */
const ANSWERS_MAX = 2000

/** Everything about one person. Every part is found by an index, so a card costs what is on it. Rejects with `customer_unknown`. */
export async function cardOf(query: Query, siteId: string, id: string): Promise<Customer> {
  const person = await requireCustomer(query, siteId, id)
  const cards = await cardsOf(query, siteId, person.customer_id)
  const ids = cards.map((card) => card.customer_id)
  const keys = await query
    .selectFrom('customer_key')
    .select(['kind', 'value', 'by'])
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', ids)
    .execute()
  keys.sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1))
  const [orders, feedback, complaints, followups, satisfaction, notes, likeness] = await Promise.all([
    ordersOf(query, siteId, ids),
    feedbackOf(query, siteId, ids),
    complaintsOf(query, siteId, ids),
    followupsOf(query, siteId, ids, LATEST),
    satisfactionOf(query, siteId, ids),
    notesOf(query, siteId, ids),
    likenessOf(query, siteId, person.customer_id, ids, keys),
  ])
  return {
    ...personOf(cards),
    keys,
    merged: mergedOf(cards),
    orders,
    feedback,
    complaints,
    followups: followups.map((row) => ({
      id: row.followup_id,
      kind: row.kind,
      dueAt: timeOf(row.due_at)!,
      channel: row.channel,
      state: row.state,
      result: row.satisfied === null ? null : row.satisfied === 1 ? 'satisfied' : 'unsatisfied',
    })),
    satisfaction,
    notes,
    ...likeness,
  }
}

function mergedOf(cards: readonly CustomerTable[]): Customer['merged'] {
  return cards
    .filter((card) => card.merged_into !== null)
    .sort((a, b) => b.merged_at! - a.merged_at!)
    .map((card) => ({
      id: card.customer_id,
      name: card.name,
      at: timeOf(card.merged_at)!,
      by: card.merged_by ?? '',
    }))
}

async function ordersOf(query: Query, siteId: string, ids: readonly string[]): Promise<Customer['orders']> {
  const all = query.selectFrom('shop_order').where('site_id', '=', siteId).where('customer_id', 'in', ids)
  const sums = await all
    .select(['currency', sql<number>`count(*)`.as('orders'), sql<number | null>`max(placed_at)`.as('last')])
    .select(sql<string | number | null>`sum(case when cancelled_at is null then total end)`.as('sum'))
    .groupBy('currency')
    .execute()
  const latest = await all
    .select(['order_id', 'placed_at', 'shipped_at', 'delivered_at', 'cancelled_at', 'returned_at'])
    .select(['total', 'currency'])
    .orderBy(late('placed_at'), 'desc')
    .orderBy('order_id', 'desc')
    .limit(LATEST)
    .execute()
  const last = Math.max(...sums.map((one) => one.last ?? 0))
  return {
    total: sums.reduce((sum, one) => sum + one.orders, 0),
    // PostgreSQL sums to a type that is wider than any number here, and comes as text.
    value: Object.fromEntries(
      sums.flatMap((one) => (one.currency === null || one.sum === null ? [] : [[one.currency, Number(one.sum)]])),
    ),
    lastAt: last > 0 ? timeOf(last) : null,
    items: latest.map((row) => ({
      id: row.order_id,
      placedAt: timeOf(row.placed_at)!,
      state: stateOf(row),
      total: row.total,
      currency: row.currency,
    })),
  }
}

async function feedbackOf(query: Query, siteId: string, ids: readonly string[]): Promise<Customer['feedback']> {
  const all = query.selectFrom('feedback').where('site_id', '=', siteId).where('customer_id', 'in', ids)
  const { total } = await all.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  const latest = await all
    .select(['feedback_id', 'moment', 'received_at', 'satisfaction', 'customer_by'])
    .orderBy(late('received_at'), 'desc')
    .limit(LATEST)
    .execute()
  return {
    total,
    items: latest.map((row) => ({
      id: row.feedback_id,
      moment: row.moment,
      receivedAt: timeOf(row.received_at)!,
      satisfaction: row.satisfaction,
      by: row.customer_by!,
    })),
  }
}

async function complaintsOf(query: Query, siteId: string, ids: readonly string[]): Promise<Customer['complaints']> {
  const rows = await query
    .selectFrom('feedback as f')
    .innerJoin('complaint as c', (join) =>
      join.onRef('c.site_id', '=', 'f.site_id').onRef('c.feedback_id', '=', 'f.feedback_id'),
    )
    .select(['c.number', 'c.stage', 'c.outcome', 'c.opened_at', 'c.closed_at', 'c.rating'])
    .where('f.site_id', '=', siteId)
    .where('f.customer_id', 'in', ids)
    .orderBy(late('c.opened_at'), 'desc')
    .limit(LATEST)
    .execute()
  return rows.map(({ opened_at, closed_at, ...row }) => ({
    ...row,
    openedAt: timeOf(opened_at)!,
    closedAt: timeOf(closed_at),
  }))
}

async function satisfactionOf(query: Query, siteId: string, ids: readonly string[]): Promise<Customer['satisfaction']> {
  const answers = await query
    .selectFrom('feedback')
    .select(['received_at', 'satisfaction'])
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', ids)
    .where('satisfaction', 'is not', null)
    .where('test', '=', 0)
    .orderBy(late('received_at'), 'desc')
    .limit(ANSWERS_MAX)
    .execute()
  const months = Map.groupBy(answers, (row) => timeOf(row.received_at)!.slice(0, 7))
  return [...months]
    .map(([month, some]) => ({
      month,
      mean: some.reduce((sum, row) => sum + row.satisfaction!, 0) / some.length,
      count: some.length,
    }))
    .reverse()
}

async function notesOf(query: Query, siteId: string, ids: readonly string[]): Promise<Customer['notes']> {
  const rows = await query
    .selectFrom('customer_note')
    .select(['note_id', 'at', 'author', 'words'])
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', ids)
    .orderBy('note_id', 'desc')
    .limit(LATEST)
    .execute()
  return rows.map(({ note_id: id, at, ...row }) => ({ id, at: timeOf(at)!, ...row }))
}
