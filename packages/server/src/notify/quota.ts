import type { Kysely } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import { mailbox } from './address.ts'

const DAY = 24 * 3_600_000

/** Whose address a mail goes to, as its row keeps it: staff's, nobody knows whose, or a customer's that is verified. */
export const CAP = { none: 0, unverified: 1, verified: 2 } as const

/**
 * Mails to one customer's address, from one site, in any 24 hours. Anybody can type anybody's address. Where it is
 * known to be theirs, only a loop, such as two machines that answer each other, needs so many.
 */
const PLACES: Readonly<Record<number, number>> = { [CAP.unverified]: 3, [CAP.verified]: 30 }

/**
 * Takes one of an address's places for today, exactly also when several servers ask at once.
 *
 * @returns undefined when a place was free; else when the next one will be
 */
export function takePlace(
  database: Database,
  siteId: string,
  address: string,
  cap: number,
  now: number,
): Promise<number | undefined> {
  const key = { site_id: siteId, mailbox: mailbox(address) }
  return database.transaction(async (tx) => {
    await tx.insertNew('mail_quota', [{ ...key, times: '[]', last_at: now }])
    const row = tx.query.updateTable('mail_quota').where('site_id', '=', siteId).where('mailbox', '=', key.mailbox)
    // Written before it is read: that locks the row on both engines.
    const { times } = await row.set({ last_at: now }).returning('times').executeTakeFirstOrThrow()
    const today = (JSON.parse(times) as number[]).filter((at) => at > now - DAY)
    if (today.length >= (PLACES[cap] ?? 0)) return Math.min(...today) + DAY
    await row.set({ times: JSON.stringify([...today, now]) }).execute()
    return undefined
  })
}

/** Mails that waited for a place need none of the few any more: the address is verified now. @param value as `mailbox` */
export async function releasePlaces(query: Kysely<Tables>, siteId: string, value: string, now: number): Promise<void> {
  await query
    .updateTable('outbox')
    .set({ capped: CAP.verified, due_at: now, reason: null })
    .where('site_id', '=', siteId)
    .where('state', '=', 'queued')
    .where('capped', '=', CAP.unverified)
    .where('due_at', '>', now)
    .where('reason', 'is not', null)
    .where('claimed_until', 'is', null)
    .where((eb) => eb(eb.fn<string>('lower', ['address']), '=', value))
    .execute()
}

/** Forgets addresses that were not written to for a day. @returns how many */
export async function forgetPlaces(database: Database, now: number): Promise<number> {
  const { numDeletedRows } = await database.write
    .deleteFrom('mail_quota')
    .where('last_at', '<', now - DAY)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
