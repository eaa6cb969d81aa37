import type { Database } from '../database/engine.ts'
import { emailKey, phoneKey } from '../customer/key.ts'
import { chunksOf } from './person.ts'
import { hashOf } from './tombstone.ts'

/**
 * Forgets, of addresses that were erased, what was sent there, how often, and that they were verified. What is younger
 * than the erasure is new, and stays.
 *
 * @param erasureId only of this one; all by default
 * @returns how many mails went
 */
export async function sweep(
  database: Database,
  siteId: string,
  signingKey: string,
  erasureId?: string,
): Promise<number> {
  const stones = await database.write
    .selectFrom('tombstone')
    .select(['kind', 'hash', 'at'])
    .where('site_id', '=', siteId)
    .where('kind', 'in', ['email', 'phone'])
    .$if(erasureId !== undefined, (query) => query.where('erasure_id', '=', erasureId!))
    .execute()
  if (stones.length === 0) return 0
  const buried = new Map(stones.map(({ kind, hash, at }) => [`${kind} ${hash}`, at]))
  const gone = (kind: 'email' | 'phone', value: string | undefined, at: number) =>
    value !== undefined && (buried.get(`${kind} ${hashOf(signingKey, siteId, kind, value)}`) ?? -1) >= at
  await sweepVerified(database, siteId, gone)
  await sweepQuota(database, siteId, gone)
  return sweepMails(database, siteId, gone)
}

type Gone = (kind: 'email' | 'phone', value: string | undefined, at: number) => boolean

async function sweepVerified(database: Database, siteId: string, gone: Gone): Promise<void> {
  const rows = await database.read
    .selectFrom('contact_verified')
    .select(['kind', 'value', 'at'])
    .where('site_id', '=', siteId)
    .execute()
  for (const { kind, value, at } of rows)
    if (gone(kind, kind === 'email' ? emailKey(value) : phoneKey(value), at))
      await database.write
        .deleteFrom('contact_verified')
        .where('site_id', '=', siteId)
        .where('kind', '=', kind)
        .where('value', '=', value)
        .execute()
}

async function sweepQuota(database: Database, siteId: string, gone: Gone): Promise<void> {
  const rows = await database.read
    .selectFrom('mail_quota')
    .select(['mailbox', 'last_at'])
    .where('site_id', '=', siteId)
    .execute()
  for (const { mailbox, last_at: at } of rows)
    if (gone('email', emailKey(mailbox), at))
      await database.write
        .deleteFrom('mail_quota')
        .where('site_id', '=', siteId)
        .where('mailbox', '=', mailbox)
        .execute()
}

/** Mails about a feedback go with it; these are about nothing but their receiver. */
async function sweepMails(database: Database, siteId: string, gone: Gone): Promise<number> {
  const rows = await database.read
    .selectFrom('outbox')
    .select(['outbox_id', 'address', 'created_at'])
    .where('site_id', '=', siteId)
    .where('feedback_id', 'is', null)
    .execute()
  const theirs = rows.filter((row) => gone('email', emailKey(row.address), row.created_at))
  for (const some of chunksOf(theirs.map((row) => row.outbox_id)))
    await database.write.deleteFrom('outbox').where('site_id', '=', siteId).where('outbox_id', 'in', some).execute()
  return theirs.length
}
