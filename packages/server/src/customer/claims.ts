import type { Contact } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { CustomerClaimTable, FeedbackTable } from '../database/schema.ts'
import { keysOf } from './key.ts'

/** Feedback looked at in one transaction: a few milliseconds of the one writer. */
const STEP = 500
/** With several servers one may commit what was received before what another has committed; none takes this long. */
const SETTLED_MS = 60_000

/** Addresses that a feedback's contact claims. Nothing is proven by writing an address into a form. */
export function claimsOf(
  row: Pick<FeedbackTable, 'site_id' | 'feedback_id' | 'contact' | 'received_at'>,
): CustomerClaimTable[] {
  if (row.contact === null) return []
  const { email, phone } = JSON.parse(row.contact) as Contact
  return keysOf({ email, phone }).map((key) => ({
    site_id: row.site_id,
    ...key,
    subject: 'feedback',
    subject_id: row.feedback_id,
    at: row.received_at,
  }))
}

/**
 * Notes which feedback claims which address, so that a card finds them. It is done after the fact, step by step, and
 * not as feedback comes in, as that would pay for it.
 *
 * @returns how many claims it noted
 */
export async function noteClaims(database: Database, now: number, signal?: AbortSignal): Promise<number> {
  let noted = 0
  const sites = await database.write.selectFrom('site').select('site_id').execute()
  for (const { site_id: siteId } of sites)
    for (let more = true; more && !signal?.aborted;) {
      const step = await noteStep(database, siteId, now - SETTLED_MS)
      noted += step.noted
      more = step.seen === STEP
    }
  return noted
}

/** Whether any feedback has not been looked at. */
export async function claimsDue(database: Database, now: number): Promise<boolean> {
  const { rows } = await sql`
    select s.site_id from site s left join claim_marker m on m.site_id = s.site_id
    where exists (select 1 from feedback f where f.site_id = s.site_id and f.received_at <= ${now - SETTLED_MS}
      and f.received_at >= coalesce(m.at, 0)
      and (f.received_at > coalesce(m.at, 0) or f.feedback_id > coalesce(m.feedback_id, '')))
    limit 1`.execute(database.write)
  return rows.length > 0
}

function noteStep(database: Database, siteId: string, until: number): Promise<{ seen: number; noted: number }> {
  return database.transaction(async (tx) => {
    const [marker] = await tx.hold('claim_marker', [{ site_id: siteId, at: 0, feedback_id: '' }])
    const { at, feedback_id: id } = marker!
    const rows = await tx.query
      .selectFrom('feedback')
      .select(['site_id', 'feedback_id', 'contact', 'received_at', 'customer_id'])
      .where('site_id', '=', siteId)
      .where('received_at', '>=', at)
      .where('received_at', '<=', until)
      .where((eb) => eb.or([eb('received_at', '>', at), eb('feedback_id', '>', id)]))
      .orderBy('received_at')
      .orderBy('feedback_id')
      .limit(STEP)
      .execute()
    const last = rows.at(-1)
    if (!last) return { seen: 0, noted: 0 }
    const claims = rows.filter((row) => row.customer_id === null).flatMap(claimsOf)
    const added = await tx.insertNew('customer_claim', claims)
    await tx.put('claim_marker', [{ site_id: siteId, at: last.received_at, feedback_id: last.feedback_id }])
    return { seen: rows.length, noted: added.filter(Boolean).length }
  })
}
