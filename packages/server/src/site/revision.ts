import type { SiteRevision } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'

/** Changes told in a history. */
const HISTORY = 100

/** The last hundred changes of a site's settings, newest first. @param after only those that came after a version */
export async function revisions(query: Tx['query'], siteId: string, after = 0): Promise<SiteRevision[]> {
  const rows = await query
    .selectFrom('site_change')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('version', '>', after)
    .orderBy('version', 'desc')
    .limit(HISTORY)
    .execute()
  return rows.map(({ version, at, by, fields }) => ({
    version,
    at: new Date(at).toISOString(),
    by: JSON.parse(by) as SiteRevision['by'],
    fields: JSON.parse(fields) as string[],
  }))
}
