import { type Kysely, sql } from 'kysely'
import type { Database, Tx } from '../database/engine.ts'
import type { ComplaintTable, Tables } from '../database/schema.ts'

/** What a closed complaint was like is forgotten after this. */
const FORGOTTEN_MS = 30 * 24 * 3600_000

/** Those of some complaints in which something happened since a member last looked. */
export async function changedAmong(
  query: Kysely<Tables>,
  siteId: string,
  staffId: string,
  rows: readonly Pick<ComplaintTable, 'feedback_id' | 'version' | 'stage'>[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set()
  const seen = await query
    .selectFrom('complaint_seen')
    .select(['feedback_id', 'version'])
    .where('site_id', '=', siteId)
    .where('staff_id', '=', staffId)
    .where(
      'feedback_id',
      'in',
      rows.map((row) => row.feedback_id),
    )
    .execute()
  const versions = new Map(seen.map((row) => [row.feedback_id, row.version]))
  const changed = rows.filter(({ feedback_id, version, stage }) => {
    const known = versions.get(feedback_id)
    return known === undefined ? stage !== 'closed' : version > known
  })
  return new Set(changed.map((row) => row.feedback_id))
}

/** A member has seen complaints as they stand; or wants them as unread. */
export async function see(
  tx: Pick<Tx, 'put'>,
  siteId: string,
  staffId: string,
  rows: readonly Pick<ComplaintTable, 'feedback_id' | 'version'>[],
  read: boolean,
  now: number = Date.now(),
): Promise<void> {
  await tx.put(
    'complaint_seen',
    rows.map(({ feedback_id, version }) => ({
      site_id: siteId,
      staff_id: staffId,
      feedback_id,
      version: read ? version : 0,
      at: now,
    })),
  )
}

/** Forgets who saw what of complaints that are long over. Run by a job. @returns how many rows */
export async function forgetSeen({ write }: Pick<Database, 'write'>, now: number): Promise<number> {
  const { numDeletedRows } = await write
    .deleteFrom('complaint_seen')
    .where('at', '<', now - FORGOTTEN_MS)
    .where(
      sql<boolean>`exists (select 1 from complaint c where c.site_id = complaint_seen.site_id
        and c.feedback_id = complaint_seen.feedback_id and c.closed_at < ${now - FORGOTTEN_MS}
        and c.version <= complaint_seen.version)`,
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
