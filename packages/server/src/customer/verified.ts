import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { ContactVerifiedTable, Tables } from '../database/schema.ts'
import { mailAddress, mailbox } from '../notify/address.ts'
import { releasePlaces } from '../notify/quota.ts'

/** A way to reach somebody. */
export interface Way {
  kind: ContactVerifiedTable['kind']
  value: string
}

/** One spelling for one mailbox or telephone, by which it is kept and found; undefined for what cannot be one. */
export function written(kind: Way['kind'], typed: string): string | undefined {
  if (kind === 'email') {
    const address = mailAddress(typed)
    return address === undefined ? undefined : mailbox(address)
  }
  // `+49 (30) 123-45` and `0049 30 12345` are one telephone; without the country it stays as it was dialled.
  const digits = typed.normalize('NFKC').replace(/[^\d+]/g, '')
  const number = digits.replace(/^00/, '+').replace(/(?!^)\+/g, '')
  return /\d{3}/.test(number) ? number : undefined
}

/**
 * Notes that a way leads to the person who gave it: they came by a link that only their mail held (`proof`), staff
 * spoke with them (`staff`), or the shop's back end says so (`shop`). The first time lets waiting mails go.
 */
export async function verify(
  tx: Tx,
  siteId: string,
  { kind, value: typed }: Way,
  by: ContactVerifiedTable['by'],
  now: number,
): Promise<void> {
  const value = written(kind, typed)
  if (value === undefined) return
  const [added] = await tx.insertNew('contact_verified', [{ site_id: siteId, kind, value, at: now, by }])
  if (added && kind === 'email') await releasePlaces(tx.query, siteId, value, now)
}

/** Which of these ways are verified, as `written` has them. An address that changed is another one: not verified. */
export async function verifiedAmong(
  query: Kysely<Tables>,
  siteId: string,
  kind: Way['kind'],
  typed: readonly string[],
): Promise<ReadonlySet<string>> {
  const values = [...new Set(typed.flatMap((one) => written(kind, one) ?? []))]
  if (values.length === 0) return new Set()
  const rows = await query
    .selectFrom('contact_verified')
    .select('value')
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)
    .where('value', 'in', values)
    .execute()
  return new Set(rows.map(({ value }) => value))
}

/** Whether one way is verified. */
export async function isVerified(query: Kysely<Tables>, siteId: string, { kind, value }: Way): Promise<boolean> {
  return (await verifiedAmong(query, siteId, kind, [value])).size > 0
}
