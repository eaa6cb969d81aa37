import type { FollowupRules, FollowupRulesChange } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { FollowupRulesTable, Tables } from '../database/schema.ts'
import type { Shares } from './share.ts'

/** What holds until a site says otherwise. Whom it may reach, each customer's consent says besides. */
const DEFAULT_RULES: FollowupRules = {
  // A day to find out whether it holds; the clock gives three.
  complaint: { on: true, afterHours: 24 },
  // Three days to unpack and use it.
  purchase: { on: true, from: 'delivered', afterDays: 3, members: true },
  day: { on: true, daysBefore: 0 },
  leaving: { on: true, afterDays: 90, orders: 2 },
  channels: ['phone', 'mail', 'link'],
  hours: ['09:00', '20:00'],
  tries: 3,
  answerDays: 3,
  restDays: 7,
}

/** The site's rules: what it says, over what holds by default. */
export async function loadRules(query: Kysely<Tables>, siteId: string): Promise<FollowupRules> {
  return rulesOf(await rowOf(query, siteId))
}

function rulesOf(row: FollowupRulesTable | undefined): FollowupRules {
  return row === undefined ? DEFAULT_RULES : { ...DEFAULT_RULES, ...(JSON.parse(row.data) as Partial<FollowupRules>) }
}

function rowOf(query: Kysely<Tables>, siteId: string): Promise<FollowupRulesTable | undefined> {
  return query.selectFrom('followup_rules').selectAll().where('site_id', '=', siteId).executeTakeFirst()
}

/** Changes what is named. What is planned already stays. */
export async function changeRules(
  tx: Tx,
  siteId: string,
  change: FollowupRulesChange,
  now: number,
): Promise<FollowupRules> {
  const row = await holdRules(tx, siteId, now)
  const data = JSON.stringify({ ...(JSON.parse(row.data) as FollowupRulesChange), ...change })
  await tx.query.updateTable('followup_rules').set({ data, changed_at: now }).where('site_id', '=', siteId).execute()
  return rulesOf({ ...row, data })
}

/** The rules, held until the transaction ends: one at a time gives out follow-ups of a site. */
export async function holdRules(tx: Tx, siteId: string, now: number): Promise<FollowupRulesTable> {
  await tx.insertNew('followup_rules', [{ site_id: siteId, data: '{}', shares: '{}', changed_at: now }])
  // Both engines lock a row that is updated, be it to what it is.
  return tx.query
    .updateTable('followup_rules')
    .set({ changed_at: (eb) => eb.ref('changed_at') })
    .where('site_id', '=', siteId)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Whose turn it is, as `holdRules` found it. */
export function sharesOf(row: FollowupRulesTable): Shares {
  return JSON.parse(row.shares) as Shares
}

export async function keepShares(tx: Tx, siteId: string, shares: Shares): Promise<void> {
  await tx.query
    .updateTable('followup_rules')
    .set({ shares: JSON.stringify(shares) })
    .where('site_id', '=', siteId)
    .execute()
}
