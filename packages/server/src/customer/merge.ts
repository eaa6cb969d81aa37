import type { SplitInput } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import type { CustomerTable } from '../database/schema.ts'
import { record } from '../event/record.ts'
import { refuse } from '../invalid.ts'
import { type FieldError, Problem } from '../problem.ts'
import { says } from '../rule.ts'
import type { StaffActor } from '../staff/actor.ts'
import { blankCard, newCardId } from './apply.ts'
import { keysOf, textOf } from './key.ts'
import { cardsOf, followOrders, linkFeedback, requireCustomer } from './store.ts'

/**
 * Makes another card part of this one. Nothing moves: orders, feedback and keys stay with the card that they came to,
 * which is from now on read as part of this one, so that `splitMerged` gives back exactly what was there.
 *
 * @returns id of the person that both are now
 */
export async function mergeCustomers(
  tx: Tx,
  actor: StaffActor,
  id: string,
  other: string,
  now: number = Date.now(),
): Promise<string> {
  const { siteId } = actor
  await lockCards(tx, siteId)
  const into = await requireCustomer(tx.query, siteId, id)
  const from = await requireCustomer(tx.query, siteId, other)
  if (into.customer_id === from.customer_id)
    throw new Problem(
      'cannot_merge',
      'Both are the same person already. GET /api/customers/{id} shows what was merged.',
    )
  const group = await hold(tx, siteId, from.customer_id, now)
  await readOn(tx, siteId, group, into.customer_id)
  await tx.query
    .updateTable('customer')
    .set({ merged_into: into.customer_id, merged_at: now, merged_by: actor.name })
    .where('site_id', '=', siteId)
    .where('customer_id', '=', from.customer_id)
    .execute()
  const data = { customers: [into.customer_id], merged: from.customer_id }
  record(tx, siteId, { type: 'customer.merged', subject: into.customer_id, data }, now)
  return into.customer_id
}

/** Takes out of a person's card one that was merged into it, or some things to a new card. @returns id of what was taken out */
export async function splitCustomer(
  tx: Tx,
  actor: StaffActor,
  id: string,
  what: SplitInput,
  now: number = Date.now(),
): Promise<string> {
  const { siteId } = actor
  await lockCards(tx, siteId)
  const person = await requireCustomer(tx.query, siteId, id)
  const cards = await hold(tx, siteId, person.customer_id, now)
  const out =
    what.merged === undefined
      ? await splitThings(tx, siteId, cards, what, now)
      : await splitMerged(tx, siteId, cards, what.merged)
  const data = { customers: [person.customer_id, out] }
  record(tx, siteId, { type: 'customer.split', subject: person.customer_id, data }, now)
  return out
}

/** Undoes a merge: the card has again what was its own, what was merged into it before, and what came to it since. */
async function splitMerged(tx: Tx, siteId: string, cards: readonly CustomerTable[], merged: string): Promise<string> {
  const card = cards.find((one) => one.customer_id === merged)
  if (!card || card.merged_into === null)
    throw new Problem('cannot_merge', 'No card with this id was merged into this one. Its list `merged` names those.')
  const group = new Set([merged])
  for (let before = 0; before < group.size;) {
    before = group.size
    for (const one of cards) if (one.merged_into !== null && group.has(one.merged_into)) group.add(one.customer_id)
  }
  await readOn(
    tx,
    siteId,
    cards.filter((one) => group.has(one.customer_id)),
    merged,
  )
  await tx.query
    .updateTable('customer')
    .set({ merged_into: null, merged_at: null, merged_by: null })
    .where('site_id', '=', siteId)
    .where('customer_id', '=', merged)
    .execute()
  return merged
}

/** Takes keys, orders and feedback that are another person's to a card of their own. */
async function splitThings(
  tx: Tx,
  siteId: string,
  cards: readonly CustomerTable[],
  { keys = [], orders = [], feedback = [] }: SplitInput,
  now: number,
): Promise<string> {
  const ids = cards.map((card) => card.customer_id)
  const out = newCardId()
  await tx.insertNew('customer', [{ ...blankCard(siteId, out, now), changed_at: now }])
  const errors: FieldError[] = []
  for (const [at, { kind, value }] of keys.entries()) {
    const moved = await tx.query
      .updateTable('customer_key')
      .set({ customer_id: out })
      .where('site_id', '=', siteId)
      .where('kind', '=', kind)
      .where('value', '=', value)
      .where('customer_id', 'in', ids)
      .executeTakeFirst()
    if (moved.numUpdatedRows === 0n) errors.push(notThere(`keys.${at}`))
    // What the card shows as the address goes along with it.
    else await takeAddress(tx, siteId, cards, out, textOf({ kind, value }))
  }
  for (const [at, order] of orders.entries()) {
    const moved = await tx.query
      .updateTable('shop_order')
      .set({ customer_id: out, held: 1 })
      .where('site_id', '=', siteId)
      .where('order_id', '=', order)
      .where('customer_id', 'in', ids)
      .executeTakeFirst()
    if (moved.numUpdatedRows === 0n) errors.push(notThere(`orders.${at}`))
  }
  await followOrders(tx, siteId, orders)
  for (const [at, one] of feedback.entries()) {
    const there = await tx.query
      .selectFrom('feedback')
      .select('feedback_id')
      .where('site_id', '=', siteId)
      .where('feedback_id', '=', one)
      .where('customer_id', 'in', [...ids, out])
      .executeTakeFirst()
    if (!there) errors.push(notThere(`feedback.${at}`))
  }
  if (errors.length > 0) throw refuse('the body', errors)
  await linkFeedback(tx, siteId, feedback, out, 'staff')
  return out
}

function notThere(path: string): FieldError {
  return { path, code: 'unknown', ...says('not_on_card') }
}

async function takeAddress(
  tx: Tx,
  siteId: string,
  cards: readonly CustomerTable[],
  out: string,
  key: string,
): Promise<void> {
  for (const card of cards)
    for (const column of ['email', 'phone'] as const) {
      const shown = card[column]
      if (shown === null || !keysOf({ [column]: shown }).some((one) => textOf(one) === key)) continue
      const of = (id: string) =>
        tx.query.updateTable('customer').where('site_id', '=', siteId).where('customer_id', '=', id)
      await of(out)
        .set({ [column]: shown })
        .execute()
      await of(card.customer_id)
        .set({ [column]: null })
        .execute()
    }
}

/** One merge or split at a time on a site: each reads which cards belong together. */
async function lockCards(tx: Tx, siteId: string): Promise<void> {
  // Both engines lock a row that is updated, be it to what it is.
  await tx.query
    .updateTable('site')
    .set({ name: (eb) => eb.ref('name') })
    .where('site_id', '=', siteId)
    .execute()
}

/** The cards of a person, locked in their order, as orders that come in lock them. */
async function hold(tx: Tx, siteId: string, personId: string, now: number): Promise<CustomerTable[]> {
  const ids = (await cardsOf(tx.query, siteId, personId)).map((card) => card.customer_id).sort()
  return tx.hold(
    'customer',
    ids.map((id) => blankCard(siteId, id, now)),
  )
}

async function readOn(tx: Tx, siteId: string, cards: readonly CustomerTable[], personId: string): Promise<void> {
  await tx.query
    .updateTable('customer')
    .set({ person_id: personId })
    .where('site_id', '=', siteId)
    .where(
      'customer_id',
      'in',
      cards.map((card) => card.customer_id),
    )
    .execute()
}
