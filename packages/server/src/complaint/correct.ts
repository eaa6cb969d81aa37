import type { Contact } from '@earshot/sdk/contract'
import { claimsOf } from '../customer/claims.ts'
import { written } from '../customer/verified.ts'
import type { Tx } from '../database/engine.ts'
import { searchText, type StoredOrder } from '../feedback/row.ts'
import { noteWords } from '../search/change.ts'
import type { Held } from './state.ts'

/** A contact as it should be; what is null is taken away. */
export type Correction = { readonly [Part in keyof Contact]: Contact[Part] | null }

/** What came of a correction. */
interface Corrected {
  contact: Contact
  /** What it said before of what changed, for the history: nothing else keeps it. */
  was: Correction
  /** Whether mails went, or may have gone, to an address that is none of the customer's. */
  astray: boolean
}

/**
 * Corrects how the customer is reached. What was said stays as it was said; only the contact of a feedback changes.
 * Mails that wait for the address before are not sent any more: their words and links are not for whoever reads them.
 */
export async function correct(tx: Tx, { complaint }: Held, change: Correction): Promise<Corrected> {
  const { site_id, feedback_id } = complaint
  // Read under a lock, which both engines take on a row that is updated: the customer's back end may be filling it.
  const row = await tx.query
    .updateTable('feedback')
    .set({ wanted: (eb) => eb.ref('wanted') })
    .where('site_id', '=', site_id)
    .where('feedback_id', '=', feedback_id)
    .returning(['answers', 'order_data', 'contact', 'received_at'])
    .executeTakeFirstOrThrow()
  const before = row.contact === null ? {} : (JSON.parse(row.contact) as Contact)
  const kept = Object.entries({ ...before, ...change }).filter(([, value]) => value !== null && value !== undefined)
  const contact = Object.fromEntries(kept) as Contact
  const parts = Object.keys(change) as (keyof Contact)[]
  const was = Object.fromEntries(parts.map((part) => [part, before[part] ?? null]))
  const search = searchText(
    JSON.parse(row.answers) as Record<string, unknown>,
    contact,
    row.order_data === null ? undefined : (JSON.parse(row.order_data) as StoredOrder),
  )
  const right = { contact: kept.length > 0 ? JSON.stringify(contact) : null, search }
  await tx.query
    .updateTable('feedback')
    .set(right)
    .where('site_id', '=', site_id)
    .where('feedback_id', '=', feedback_id)
    .execute()
  await tx.query
    .deleteFrom('customer_claim')
    .where('site_id', '=', site_id)
    .where('subject', '=', 'feedback')
    .where('subject_id', '=', feedback_id)
    .execute()
  await tx.insertNew('customer_claim', claimsOf({ site_id, feedback_id, received_at: row.received_at, ...right }))
  await noteWords(tx, site_id, 'feedback', [feedback_id])
  const astray = before.email !== undefined && mailbox(before.email) !== mailbox(contact.email)
  if (astray)
    await tx.query
      .deleteFrom('outbox')
      .where('site_id', '=', site_id)
      .where('feedback_id', '=', feedback_id)
      .where('topic', '!=', 'notice')
      .where('state', 'in', ['queued', 'dead'])
      .where('claimed_until', 'is', null)
      .execute()
  return { contact, was, astray }
}

/** One spelling for one mailbox; what cannot be one, as it was typed. */
function mailbox(email: string | undefined): string | undefined {
  return email === undefined ? undefined : (written('email', email) ?? email)
}
