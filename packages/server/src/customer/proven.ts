import type { Contact } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import { emailKey } from './key.ts'
import { holdersOf } from './likeness.ts'
import { cardsFor } from './resolve.ts'
import { linkFeedback } from './store.ts'

/**
 * Somebody who acts on this feedback's complaint has shown that they read the mail of its address: it goes on the card
 * that the address is known by, or on a new one. Other feedback that claims the address proves nothing by that.
 */
export async function linkProven(
  tx: Tx,
  siteId: string,
  feedbackId: string,
  address: string,
  now: number,
): Promise<void> {
  const value = emailKey(address)
  const feedback = await tx.query
    .selectFrom('feedback')
    .select(['customer_id', 'customer_by', 'contact', 'locale'])
    .where('site_id', '=', siteId)
    .where('feedback_id', '=', feedbackId)
    .executeTakeFirst()
  if (!feedback || value === undefined) return
  const { customer_id: current, customer_by: put } = feedback
  if (current !== null) {
    // By a signed order or by hand it is on a card already, whose owner is known by one thing more.
    const key = { site_id: siteId, kind: 'email' as const, value, customer_id: current, by: 'proof' as const, at: now }
    await tx.insertNew('customer_key', [key])
  } else if (put === null) {
    const [holder] = await holdersOf(tx.query, siteId, [{ kind: 'email', value }])
    const { name } = JSON.parse(feedback.contact ?? '{}') as Contact
    const customer = {
      email: address,
      ...(name ? { name } : {}),
      ...(feedback.locale ? { language: feedback.locale } : {}),
    }
    // What the shop says of whom it knows stays as it is.
    const card =
      holder?.id ??
      (await cardsFor(tx, siteId, [{ customer, current: null }], { key: 'proof', consent: 'customer' }, now)).cards[0]
    if (card) await linkFeedback(tx, siteId, [feedbackId], card, 'proof')
  }
}
