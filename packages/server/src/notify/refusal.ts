import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'

/*
 * Addresses that asked for no more mail. What is kept is a hash: it outlives the customer, also one who is erased, so
 * that nothing is ever sent there again, and tells nobody whose it was.
 */

/** As `mail_refusal` keeps an address. */
export function refusalKey(siteId: string, address: string): string {
  return createHash('sha256').update(`${siteId} ${address.trim().toLowerCase()}`).digest('hex')
}

/** Those of these addresses that asked for no more mail. */
export async function refusals(
  query: Kysely<Tables>,
  siteId: string,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const keys = new Map(addresses.map((address) => [refusalKey(siteId, address), address]))
  if (keys.size === 0) return new Set()
  const rows = await query
    .selectFrom('mail_refusal')
    .select('mailbox')
    .where('site_id', '=', siteId)
    .where('mailbox', 'in', [...keys.keys()])
    .execute()
  return new Set(rows.map(({ mailbox }) => keys.get(mailbox)!))
}

/** Whether an address asked for no more mail. */
export async function isRefused(query: Kysely<Tables>, siteId: string, address: string): Promise<boolean> {
  return (await refusals(query, siteId, [address])).size > 0
}

/** Keeps for ever that an address wants no more mail. @param mailbox as `refusalKey` makes it */
export async function refuseMail(tx: Tx, siteId: string, mailbox: string, now: number): Promise<void> {
  await tx.insertNew('mail_refusal', [{ site_id: siteId, mailbox, at: now }])
}
