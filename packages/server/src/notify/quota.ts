import type { Database } from '../database/engine.ts'
import { mailbox } from './address.ts'

const DAY = 24 * 3_600_000

/** Mails to one address that nobody has verified, from one site, in any 24 hours. */
const QUOTA = 3

/**
 * Takes one of an address's places for today, exactly also when several servers ask at once.
 *
 * @returns undefined when a place was free; else when the next one will be
 */
export function takePlace(
  database: Database,
  siteId: string,
  address: string,
  now: number,
): Promise<number | undefined> {
  const key = { site_id: siteId, mailbox: mailbox(address) }
  return database.transaction(async (tx) => {
    await tx.insertNew('mail_quota', [{ ...key, times: '[]', last_at: now }])
    const row = tx.query.updateTable('mail_quota').where('site_id', '=', siteId).where('mailbox', '=', key.mailbox)
    // Written before it is read: that locks the row on both engines.
    const { times } = await row.set({ last_at: now }).returning('times').executeTakeFirstOrThrow()
    const today = (JSON.parse(times) as number[]).filter((at) => at > now - DAY)
    if (today.length >= QUOTA) return Math.min(...today) + DAY
    await row.set({ times: JSON.stringify([...today, now]) }).execute()
    return undefined
  })
}

/** Forgets addresses that were not written to for a day. @returns how many */
export async function forgetPlaces(database: Database, now: number): Promise<number> {
  const { numDeletedRows } = await database.write
    .deleteFrom('mail_quota')
    .where('last_at', '<', now - DAY)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
