import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'

/** What the demo brings. */
type Kind = Tables['demo_row']['kind']

/** Marks what the demo brought, in the transaction that brings it. */
export async function mark(tx: Tx, siteId: string, kind: Kind, ids: readonly string[]): Promise<void> {
  await tx.insertNew(
    'demo_row',
    ids.map((id) => ({ site_id: siteId, kind, id })),
  )
}

/** Ids of what the demo brought, some at a time. */
export async function marked(
  query: Kysely<Tables>,
  siteId: string,
  kind: Kind,
  limit: number = Number.MAX_SAFE_INTEGER,
): Promise<string[]> {
  const rows = await query
    .selectFrom('demo_row')
    .select('id')
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Whether a feedback, or the complaint that came of it, is of the demo. */
export async function isOfDemo(query: Kysely<Tables>, siteId: string, feedbackId: string): Promise<boolean> {
  const row = await query
    .selectFrom('demo_row')
    .select('id')
    .where('site_id', '=', siteId)
    .where('kind', '=', 'feedback')
    .where('id', '=', feedbackId)
    .executeTakeFirst()
  return row !== undefined
}
