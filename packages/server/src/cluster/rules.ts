import type { ClusterRules, ClusterRulesChange } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { ClusterRulesTable, Tables } from '../database/schema.ts'

export const DAY_MS = 24 * 3600_000

/** Three complaints about one thing within a week are no accident. */
const DEFAULT_RULES: ClusterRules = { on: true, complaints: 3, days: 7 }

/** What counts as a cluster at a site. */
export async function loadRules(query: Kysely<Tables>, siteId: string): Promise<ClusterRules> {
  const row = await query.selectFrom('cluster_rules').select('data').where('site_id', '=', siteId).executeTakeFirst()
  return rulesOf(row)
}

/** The rules, held until the transaction ends: one at a time looks for clusters of a site, whichever server it is on. */
export async function holdRules(tx: Tx, siteId: string, now: number): Promise<ClusterRules> {
  const [row] = await tx.hold('cluster_rules', [{ site_id: siteId, data: '{}', changed_at: now }])
  return rulesOf(row)
}

/** Changes what is named. Clusters that go on end by the new days. */
export async function changeRules(
  tx: Tx,
  siteId: string,
  change: ClusterRulesChange,
  now: number,
): Promise<ClusterRules> {
  const rules = { ...(await holdRules(tx, siteId, now)), ...change } as ClusterRules
  await tx.put('cluster_rules', [{ site_id: siteId, data: JSON.stringify(rules), changed_at: now }])
  await tx.query
    .updateTable('cluster')
    .set((eb) => ({ quiet_at: eb('last_at', '+', rules.days * DAY_MS) }))
    .where('site_id', '=', siteId)
    .where('ended_at', 'is', null)
    .execute()
  return rules
}

function rulesOf(row: Pick<ClusterRulesTable, 'data'> | undefined): ClusterRules {
  return row === undefined ? DEFAULT_RULES : { ...DEFAULT_RULES, ...(JSON.parse(row.data) as Partial<ClusterRules>) }
}
