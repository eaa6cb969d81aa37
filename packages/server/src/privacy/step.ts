import type { PersonCounts } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import { removeFromSearch } from '../search/remove.ts'
import { contactKeys, type Person } from './person.ts'
import { strip, type Stripped, stripVisits } from './strip.ts'
import { bury, type Burial } from './tombstone.ts'

/*
 * What an erasure does in one transaction, and an erasure again after a restore: something goes, and what it can be
 * known by is buried.
 */

/** Feedback with all that hangs on it. @param cards of whose it is */
export async function stripAndBury(
  tx: Tx,
  burial: Burial,
  cards: readonly string[],
  ids: readonly string[],
  moments: Parameters<typeof strip>[3],
  now: number,
): Promise<Partial<PersonCounts>> {
  const gone = await strip(tx, burial.siteId, ids, moments, now)
  await bury(
    tx,
    burial,
    'feedback',
    gone.feedback.map((row) => row.feedback_id),
  )
  await bury(
    tx,
    burial,
    'link',
    gone.complaints.map(({ token }) => token),
  )
  await buryAddresses(tx, burial, cards, gone)
  const { feedback, complaints, ...more } = gone
  return { feedback: feedback.length, complaints: complaints.length, ...more }
}

/** Addresses that were left with what goes: only theirs, unless somebody else is known by one or claims it. */
async function buryAddresses(tx: Tx, burial: Burial, cards: readonly string[], { feedback }: Stripped): Promise<void> {
  for (const { kind, value } of feedback.flatMap((row) => contactKeys(row.contact))) {
    if (kind === 'shop') continue
    const [holder, claim] = await Promise.all([
      tx.query
        .selectFrom('customer_key')
        .select('customer_id')
        .where('site_id', '=', burial.siteId)
        .where('kind', '=', kind)
        .where('value', '=', value)
        .executeTakeFirst(),
      tx.query
        .selectFrom('customer_claim')
        .select('subject_id')
        .where('site_id', '=', burial.siteId)
        .where('kind', '=', kind)
        .where('value', '=', value)
        .$if(cards.length > 0, (query) => query.where('subject_id', 'not in', cards))
        .executeTakeFirst(),
    ])
    if ((holder === undefined || cards.includes(holder.customer_id)) && claim === undefined)
      await bury(tx, burial, kind, [value])
  }
}

/** Cards with all that hangs on them. Orders stay as what was sold, to nobody. */
export async function eraseCards(
  tx: Tx,
  burial: Burial,
  person: Pick<Person, 'cards' | 'orders'>,
  now: number,
): Promise<Partial<PersonCounts>> {
  const { siteId } = burial
  const { cards } = person
  if (cards.length === 0) return { orders: person.orders.length }
  const orders = await tx.query
    .updateTable('shop_order')
    .set({ customer_id: null, held: 0 })
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', cards)
    .returning('order_id')
    .execute()
  await bury(
    tx,
    burial,
    'order',
    orders.map((row) => row.order_id),
  )
  const visits = await tx.query
    .selectFrom('followup')
    .select('followup_id')
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', cards)
    .execute()
  await stripVisits(
    tx,
    siteId,
    visits.map((row) => row.followup_id),
    now,
  )
  const notes = await tx.query
    .deleteFrom('customer_note')
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', cards)
    .executeTakeFirst()
  await tx.query
    .deleteFrom('customer_claim')
    .where('site_id', '=', siteId)
    .where('subject', '=', 'customer')
    .where('subject_id', 'in', cards)
    .execute()
  await tx.query.deleteFrom('customer_key').where('site_id', '=', siteId).where('customer_id', 'in', cards).execute()
  const gone = await tx.query
    .deleteFrom('customer')
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', cards)
    .returning('customer_id')
    .execute()
  // What came while it was erased is new, and on no card.
  await tx.query
    .updateTable('shop_order')
    .set({ customer_id: null })
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', cards)
    .execute()
  await tx.query
    .updateTable('feedback')
    .set({ customer_id: null, customer_by: null })
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', cards)
    .execute()
  await removeFromSearch(tx, siteId, 'customer', cards)
  return {
    customers: gone.length,
    orders: orders.length + person.orders.length,
    followups: visits.length,
    notes: Number(notes.numDeletedRows),
  }
}
