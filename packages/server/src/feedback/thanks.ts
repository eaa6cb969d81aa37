import type { Contact, ThanksRefusal, ThanksResult } from '@earshot/sdk/contract'
import { verifiedAmong, written } from '../customer/verified.ts'
import type { Database, Tx } from '../database/engine.ts'
import { unsubscribeUrl } from '../followup/link.ts'
import { enqueue } from '../notify/outbox.ts'
import { refusalKey, refusals } from '../notify/refusal.ts'
import { Problem } from '../problem.ts'
import { among } from '../search/among.ts'
import type { Services } from '../services.ts'
import { getSite, type Site } from '../site/store.ts'
import { signatureOf, type StaffActor } from '../staff/actor.ts'

/** The mail waits for so long: who slipped on a key takes it back. */
const UNDO_MS = 30_000

/** Thanks whoever said each of these, by mail and once. */
export async function thank(
  { database, config }: Pick<Services, 'database' | 'config'>,
  actor: StaffActor,
  ids: readonly string[],
  now: number = Date.now(),
): Promise<ThanksResult['items']> {
  const site = await getSite(database, actor.siteId)
  if (!site) throw new Error(`The site ${actor.siteId} of who asks is gone.`)
  const unique = [...new Set(ids)]
  const found = await lookUp(database, actor.siteId, unique)
  const done = new Map<string, ThanksRefusal | null>()
  for (const id of unique) {
    const one = found.get(id)
    const refused = one === undefined ? 'unknown' : one.refused
    if (refused !== null || one === undefined) done.set(id, refused)
    else done.set(id, (await keep(database, config.url, site, actor, one, now)) ? null : 'thanked')
  }
  return unique.map((id) => {
    const refused = done.get(id) ?? null
    const until = refused === null ? new Date(now + UNDO_MS).toISOString() : null
    return { id, done: refused === null, refused, until }
  })
}

/** Takes thanks back that have not gone out. Rejects with `feedback_unknown` or `thanks_sent`. */
export function takeBackThanks(database: Database, siteId: string, id: string): Promise<void> {
  return database.transaction(async (tx) => {
    const row = await tx.query
      .selectFrom('thanks')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('feedback_id', '=', id)
      .executeTakeFirst()
    if (!row) throw new Problem('feedback_unknown', 'No thanks were given for a feedback with this id.')
    const { numDeletedRows } = await tx.query
      .deleteFrom('outbox')
      .where('site_id', '=', siteId)
      .where('outbox_id', '=', row.outbox_id)
      .where('state', '=', 'queued')
      .where('attempts', '=', 0)
      .where('claimed_until', 'is', null)
      .executeTakeFirst()
    if (numDeletedRows === 0n)
      throw new Problem('thanks_sent', 'The mail of thanks is on its way, or has arrived. It cannot be taken back.')
    await tx.query.deleteFrom('thanks').where('site_id', '=', siteId).where('feedback_id', '=', id).execute()
  })
}

/** A feedback that may be thanked for. */
interface Thankable {
  id: string
  refused: ThanksRefusal | null
  contact: Contact
  locale: string | null
  verified: boolean
}

async function lookUp(
  { write }: Database,
  siteId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Thankable>> {
  const rows = await write
    .selectFrom('feedback as f')
    .leftJoin('complaint as c', (join) =>
      join.onRef('c.site_id', '=', 'f.site_id').onRef('c.feedback_id', '=', 'f.feedback_id'),
    )
    .leftJoin('thanks as t', (join) =>
      join.onRef('t.site_id', '=', 'f.site_id').onRef('t.feedback_id', '=', 'f.feedback_id'),
    )
    .leftJoin('customer as k', (join) =>
      join.onRef('k.site_id', '=', 'f.site_id').onRef('k.customer_id', '=', 'f.customer_id'),
    )
    .leftJoin('customer as p', (join) =>
      join.onRef('p.site_id', '=', 'k.site_id').onRef('p.customer_id', '=', 'k.person_id'),
    )
    .select(['f.feedback_id', 'f.contact', 'f.flags', 'f.locale', 'c.number', 't.at as thanked', 'p.consent'])
    .where(among('f', 'feedback_id', siteId, ids))
    .execute()
  const left = rows.map((row) => ({ row, contact: (row.contact === null ? {} : JSON.parse(row.contact)) as Contact }))
  const addresses = left.flatMap(({ contact }) => contact.email ?? [])
  const unwanted = await refusals(write, siteId, addresses)
  const verified = await verifiedAmong(write, siteId, 'email', addresses)
  return new Map(
    left.map(({ row, contact }) => {
      const { email } = contact
      const consent = (row.consent === null ? {} : JSON.parse(row.consent)) as { email?: { given: boolean } }
      const asksForNone = email !== undefined && (unwanted.has(email) || consent.email?.given === false)
      return [
        row.feedback_id,
        {
          id: row.feedback_id,
          refused: refusalOf({
            erased: row.flags.includes('"erased"'),
            complaint: row.number !== null,
            thanked: row.thanked !== null,
            'no-address': email === undefined,
            'no-mail': asksForNone,
          }),
          contact,
          locale: row.locale,
          verified: email !== undefined && verified.has(written('email', email) ?? ''),
        },
      ]
    }),
  )
}

/** The first that is true. */
function refusalOf(causes: Partial<Record<ThanksRefusal, boolean>>): ThanksRefusal | null {
  return (Object.entries(causes).find(([, is]) => is)?.[0] ?? null) as ThanksRefusal | null
}

/** Keeps the thanks and their mail in one transaction. @returns false where somebody was faster */
async function keep(
  database: Database,
  publicUrl: string,
  site: Site,
  actor: StaffActor,
  { id, contact, locale, verified }: Thankable,
  now: number,
): Promise<boolean> {
  const address = contact.email!
  const unsubscribe = await unsubscribeUrl(publicUrl, site, refusalKey(site.id, address), '')
  return database.transaction(async (tx: Tx) => {
    const [mailId] = await enqueue(
      tx,
      {
        siteId: site.id,
        topic: 'thanks',
        to: { address, name: contact.name ?? null, verified },
        language: locale,
        feedbackId: id,
        at: now + UNDO_MS,
        values: { author: signatureOf(actor), name: contact.name ?? null, unsubscribe },
      },
      now,
    )
    const row = {
      site_id: site.id,
      feedback_id: id,
      at: now,
      by: actor.name,
      outbox_id: mailId!,
      due_at: now + UNDO_MS,
    }
    const [kept] = await tx.insertNew('thanks', [row])
    if (kept) return true
    await tx.query.deleteFrom('outbox').where('site_id', '=', site.id).where('outbox_id', '=', mailId!).execute()
    return false
  })
}
