import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import { Problem } from '../problem.ts'
import { hashOf } from './token.ts'

/** What is counted: tries for one account from anywhere, and from one address for any account. */
export const TRIES = {
  account: { max: 10, windowMs: 15 * 60_000 },
  // A whole office may share one.
  address: { max: 30, windowMs: 15 * 60_000 },
} as const

/** A try that was counted. */
export interface Attempt {
  /** Takes the try back, as it was no guess. */
  giveBack(): Promise<void>
}

/**
 * Counts a try to sign in before the password is looked at. Counted in the database in one statement, so that the cap is
 * exact however many tries come at once and at however many servers. Rejects with `rate_limited` beyond it.
 */
export async function countTry(
  database: Database,
  siteId: string,
  who: { account: string; address: string },
  now = Date.now(),
): Promise<Attempt> {
  // Accounts before addresses in every statement, so that two tries cannot wait for each other.
  const counted = (['account', 'address'] as const).map((kind) => ({
    ...TRIES[kind],
    subject: subjectOf(kind, who[kind]),
  }))
  const rows = await database.write
    .insertInto('sign_in_try')
    .values(counted.map(({ subject, windowMs }) => ({ site_id: siteId, subject, tries: 1, until: now + windowMs })))
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'subject']).doUpdateSet({
        tries: sql`case when sign_in_try.until <= ${now} then 1 else sign_in_try.tries + 1 end`,
        until: sql`case when sign_in_try.until <= ${now} then excluded.until else sign_in_try.until end`,
      }),
    )
    .returning(['subject', 'tries', 'until'])
    .execute()
  const beyond = counted.flatMap(({ subject, max }) =>
    rows.filter((row) => row.subject === subject && row.tries > max).map((row) => row.until),
  )
  if (beyond.length > 0) {
    const seconds = Math.max(1, Math.ceil((Math.max(...beyond) - now) / 1000))
    throw new Problem(
      'rate_limited',
      `Too many tries. Wait ${Math.ceil(seconds / 60)} minutes, or ask for a link to set a new password.`,
      { retryAfter: seconds },
    )
  }
  return {
    async giveBack() {
      for (const { subject } of counted)
        await database.write
          .updateTable('sign_in_try')
          .set({ tries: (eb) => eb('tries', '-', 1) })
          .where('site_id', '=', siteId)
          .where('subject', '=', subject)
          .where('tries', '>', 0)
          .execute()
    },
  }
}

/** Forgets the tries for an account whose member proved in another way who they are. */
export async function forgiveTries(query: Kysely<Tables>, siteId: string, account: string): Promise<void> {
  await query
    .deleteFrom('sign_in_try')
    .where('site_id', '=', siteId)
    .where('subject', '=', subjectOf('account', account))
    .execute()
}

function subjectOf(kind: keyof typeof TRIES, who: string): string {
  return hashOf(`${kind} ${who}`)
}
