import { uuidv7 } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import type { OutboxTable } from '../database/schema.ts'
import type { Wakeful } from '../followup/quiet.ts'
import { mailAddress } from './address.ts'
import { CAP } from './quota.ts'
import { type Kind, placeholdersOf, type Topic, TOPICS, type Values } from './templates/topic.ts'

/** Whom a mail goes to. */
export interface Recipient {
  address: string
  name?: string | null
  /** In which they are written to, unless the mail says another; the site's own by default. */
  language?: string | null
  /**
   * Whether somebody showed that this is their address: staff, by the link of their invitation; a customer, by a link
   * that came only by mail. To any other address go none of the sender's words, and three mails a day.
   */
  verified: boolean
}

/** A mail to be sent. */
export type Mail = { [T in Topic]: MailOf<T> }[Topic]

interface MailOf<T extends Topic> {
  siteId: string
  topic: T
  to: Recipient
  /** The reader's language; the site's own by default. */
  language?: string | null
  values: Values<T>
  /** The complaint that it is about. */
  feedbackId?: string | null
  /** Unix ms: not before this. At once by default. */
  at?: number
  /** Hours outside which it waits, however late it sets out. Any hour by default. */
  hours?: Wakeful
}

/** What a row keeps of a mail until it is sent. */
export interface MailPayload {
  name: string | null
  language: string | null
  values: Record<string, string | number>
  hours?: Wakeful
}

/**
 * Puts mails into the outbox, in the transaction of what causes them: they are sent if, and only if, it commits.
 * An address that cannot be one never fails the cause; the row is dead from the start, and says why.
 *
 * @returns their ids
 */
export async function enqueue(tx: Tx, mails: Mail | readonly Mail[], now: number = Date.now()): Promise<string[]> {
  const list = Array.isArray(mails) ? (mails as readonly Mail[]) : [mails as Mail]
  const rows = list.map((mail) => rowOf(mail, now))
  if (rows.length > 0) await tx.insertNew('outbox', rows)
  return rows.map((row) => row.outbox_id)
}

function rowOf(mail: Mail, now: number): OutboxTable {
  const { siteId, topic, to } = mail
  const address = mailAddress(to.address)
  const kept: MailPayload = {
    // Before an address is verified its name is the sender's words like any other.
    name: to.verified ? (to.name ?? null) : null,
    language: mail.language ?? to.language ?? null,
    values: valuesFor(to.verified, placeholdersOf(topic), mail.values),
    ...(mail.hours ? { hours: mail.hours } : {}),
  }
  const due = mail.at ?? now
  return {
    site_id: siteId,
    outbox_id: uuidv7(),
    kind: 'mail',
    topic,
    address: address ?? to.address.slice(0, 254),
    feedback_id: mail.feedbackId ?? null,
    payload: JSON.stringify(kept),
    created_at: now,
    due_at: due,
    stale_at: due + TOPICS[topic].staleAfter,
    capped: !to.verified ? CAP.unverified : TOPICS[topic].to === 'customer' ? CAP.verified : CAP.none,
    attempts: 0,
    unsure: 0,
    state: address === undefined ? 'dead' : 'queued',
    reason: address === undefined ? 'This is not an address that mail can be sent to.' : null,
    claimed_until: null,
    message_id: null,
    ended_at: address === undefined ? now : null,
  }
}

/** The values that may be said; what nobody may read is not even kept. */
function valuesFor(
  verified: boolean,
  kinds: Readonly<Record<string, Kind>>,
  given: Readonly<Record<string, string | number | null | undefined>>,
): MailPayload['values'] {
  const values: MailPayload['values'] = {}
  for (const [name, kind] of Object.entries(kinds)) {
    const value = given[name]
    if (value === null || value === undefined || (kind === 'said' && !verified)) continue
    values[name] = value
  }
  return values
}
