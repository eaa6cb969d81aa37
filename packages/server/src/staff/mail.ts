import type { Config } from '../config.ts'
import type { Tx } from '../database/engine.ts'
import { enqueue } from '../notify/outbox.ts'
import { hasWay } from '../notify/settings.ts'
import { issueLink, linkEnd, linkUrl } from './link.ts'

/** A member of staff whom a link is for. */
interface Addressee {
  siteId: string
  id: string
  name: string
  email: string
  language: string | null
}

/**
 * Sends a link by which a member sets a password; or makes it to be handed over, where no way for mail is set up: a mail
 * that waited would be out of date by the time that it went.
 *
 * @returns the link that is to be handed over
 */
export async function sendLink(
  tx: Tx,
  purpose: 'invite' | 'reset',
  to: Addressee,
  from: Pick<Config, 'url' | 'mail'> & { by?: string | undefined; handOver?: boolean | undefined },
): Promise<string | undefined> {
  if (from.handOver || !(await hasWay(tx.query, from, to.siteId)))
    return linkUrl(from.url, purpose, await issueLink(tx.query, { site_id: to.siteId, staff_id: to.id, purpose }))
  await mailLink(tx, purpose, to, from)
  return undefined
}

/** Sends a link by which a member sets a password. Those before it still work: mails may arrive in any order. */
export async function mailLink(
  tx: Tx,
  purpose: 'invite' | 'reset',
  to: Addressee,
  /** Address of this server; who invites, by name. */
  from: { url: string; by?: string | undefined },
  now = Date.now(),
): Promise<void> {
  const token = await issueLink(tx.query, { site_id: to.siteId, staff_id: to.id, purpose }, now)
  const values = { link: linkUrl(from.url, purpose, token), until: linkEnd(purpose, now) }
  // Anybody may ask for a reset of any address: like an invitation it is for an address that did not ask, and capped.
  const recipient = { address: to.email, name: to.name, language: to.language, verified: false }
  const mail = { siteId: to.siteId, to: recipient }
  if (purpose === 'invite')
    await enqueue(tx, { ...mail, topic: 'invitation', values: { ...values, by: from.by ?? null } }, now)
  else await enqueue(tx, { ...mail, topic: 'reset', values }, now)
}
