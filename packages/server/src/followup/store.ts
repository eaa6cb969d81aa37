import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { FollowupTable, Tables } from '../database/schema.ts'
import { isRefused } from '../notify/refusal.ts'
import { Problem } from '../problem.ts'
import { mailboxOf, type Reach } from './way.ts'

/** A follow-up with what is known of its complaint and customer. */
export type Joined = FollowupTable & {
  number: string | null
  opened_number: string | null
  /** Id of the feedback that keeps the answer, where there is one. */
  answered: string | null
  /** JSON: the contact that was left with the complaint. */
  contact: string | null
  product: string | null
  name: string | null
  phone: string | null
  email: string | null
  /** JSON, as the card has it now. */
  consent: string | null
  card_zone: string | null
  card_quiet: string | null
}

/** There is none, or it is another site's: the same answer, so that nobody learns which. */
function unknownFollowup(): Problem {
  return new Problem('followup_unknown', 'There is no such follow-up. "GET /api/followups" lists those there are.')
}

/** One follow-up of a site. Rejects with `followup_unknown`. */
export async function getFollowup(query: Kysely<Tables>, siteId: string, id: string): Promise<Joined> {
  const row = await joined(query, siteId).where('x.followup_id', '=', id).executeTakeFirst()
  if (!row) throw unknownFollowup()
  return row
}

/** The follow-up, held until the transaction ends; its complaint before it, as every command does. */
export async function holdFollowup(tx: Tx, siteId: string, id: string): Promise<FollowupTable> {
  const found = await tx.query
    .selectFrom('followup')
    .select('feedback_id')
    .where('site_id', '=', siteId)
    .where('followup_id', '=', id)
    .executeTakeFirst()
  if (!found) throw unknownFollowup()
  if (found.feedback_id !== null)
    await tx.query
      .updateTable('complaint')
      .set({ version: (eb) => eb.ref('version') })
      .where('site_id', '=', siteId)
      .where('feedback_id', '=', found.feedback_id)
      .execute()
  return tx.query
    .updateTable('followup')
    .set({ tries: (eb) => eb.ref('tries') })
    .where('site_id', '=', siteId)
    .where('followup_id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Writes what changed of a held follow-up. @returns the row as it stands now */
export async function changeFollowup(
  tx: Tx,
  row: FollowupTable,
  change: Partial<FollowupTable>,
): Promise<FollowupTable> {
  await tx.query
    .updateTable('followup')
    .set(change)
    .where('site_id', '=', row.site_id)
    .where('followup_id', '=', row.followup_id)
    .execute()
  return { ...row, ...change }
}

/** The latest follow-ups of a customer, for their card. */
export function followupsOf(
  query: Kysely<Tables>,
  siteId: string,
  customerIds: readonly string[],
  limit: number,
): Promise<FollowupTable[]> {
  return query
    .selectFrom('followup')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', [...customerIds])
    .orderBy('due_at', 'desc')
    .limit(limit)
    .execute()
}

/** Follow-ups of a site with what is known of each. */
export function joined(query: Kysely<Tables>, siteId: string) {
  return query
    .selectFrom('followup as x')
    .leftJoin('complaint as c', (join) =>
      join.onRef('c.site_id', '=', 'x.site_id').onRef('c.feedback_id', '=', 'x.feedback_id'),
    )
    .leftJoin('feedback as f', (join) =>
      join.onRef('f.site_id', '=', 'x.site_id').onRef('f.feedback_id', '=', 'x.feedback_id'),
    )
    .leftJoin('feedback as a', (join) =>
      join.onRef('a.site_id', '=', 'x.site_id').onRef('a.feedback_id', '=', 'x.answer_id'),
    )
    .leftJoin('complaint as o', (join) =>
      join.onRef('o.site_id', '=', 'x.site_id').onRef('o.feedback_id', '=', 'x.opened'),
    )
    .leftJoin('customer as k', (join) =>
      join.onRef('k.site_id', '=', 'x.site_id').onRef('k.customer_id', '=', 'x.customer_id'),
    )
    .leftJoin('customer as p', (join) =>
      join.onRef('p.site_id', '=', 'k.site_id').onRef('p.customer_id', '=', 'k.person_id'),
    )
    .selectAll('x')
    .select([
      'c.number',
      'o.number as opened_number',
      'a.feedback_id as answered',
      'f.contact',
      'f.product',
      'p.name',
      'p.phone',
      'p.email',
      'p.consent',
      'p.time_zone as card_zone',
      'p.quiet as card_quiet',
    ])
    .where('x.site_id', '=', siteId)
}

/** By which ways its customer may be reached now. */
export async function reachOf(tx: Pick<Tx, 'query'>, row: Joined): Promise<Reach> {
  const left = row.contact === null ? undefined : (JSON.parse(row.contact) as Reach['left'])
  const mailbox = mailboxOf({ left, email: row.email })
  return {
    left,
    phone: row.phone,
    email: row.email,
    consent: JSON.parse(row.consent ?? '{}') as Reach['consent'],
    refused: mailbox !== undefined && (await isRefused(tx.query, row.site_id, mailbox)),
  }
}
