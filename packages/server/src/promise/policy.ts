import type { Policy, PolicyChange, Promised, Severity, TimedKind } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'

const OFFICE: Policy['calendar']['week'][number] = [['09:00', '18:00']]

/** What holds until a site says otherwise. */
export const DEFAULT_POLICY: Policy = {
  clocks: {
    // Whoever complains in the evening is answered by the next: nights and weekends count.
    'first-answer': { hours: 24, working: false },
    // Two working days to find out whether it is founded, a week to propose what puts it right.
    assessment: { hours: 18, working: true },
    remedy: { hours: 45, working: true },
    // A supervisor decides within a working day.
    approval: { hours: 9, working: true },
    // Two working weeks to carry it out: parcels and repairs take their time.
    fulfilment: { hours: 90, working: true },
    // The return visit falls due three days after closing.
    'follow-up': { hours: 72, working: false },
  },
  exceptions: [],
  // Monday to Friday; a shop with other hours says so.
  calendar: { week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []], holidays: [] },
  // An agent may give what a small gift costs, a manager what most orders do.
  limits: { agent: 5_000, manager: 50_000, owner: null },
  arbitration: {},
}

/** The site's policy: what it says, over what holds by default. */
export async function loadPolicy(query: Kysely<Tables>, siteId: string): Promise<Policy> {
  const row = await query.selectFrom('policy').select('data').where('site_id', '=', siteId).executeTakeFirst()
  return policyOf(row?.data ?? null)
}

/** A site's own, as its row keeps it, over the default: clock by clock. */
export function policyOf(data: string | null): Policy {
  return data === null ? DEFAULT_POLICY : over(DEFAULT_POLICY, JSON.parse(data) as PolicyChange)
}

function over(policy: Policy, change: PolicyChange): Policy {
  const { clocks, exceptions, calendar, limits, arbitration } = change
  return {
    clocks: { ...policy.clocks, ...clocks },
    exceptions: exceptions ?? policy.exceptions,
    calendar: calendar ?? policy.calendar,
    limits: limits ?? policy.limits,
    arbitration: arbitration ?? policy.arbitration,
  }
}

/** Changes what is named. Clocks that run already follow by `retimeSite`. */
export async function changePolicy(tx: Tx, siteId: string, change: PolicyChange, now: number): Promise<Policy> {
  const row = await tx.query.selectFrom('policy').select('data').where('site_id', '=', siteId).executeTakeFirst()
  const own = row ? (JSON.parse(row.data) as PolicyChange) : {}
  const clocks = { ...own.clocks, ...change.clocks }
  const data = JSON.stringify({ ...own, ...change, clocks })
  await tx.query
    .insertInto('policy')
    .values({ site_id: siteId, data, changed_at: now })
    .onConflict((conflict) => conflict.column('site_id').doUpdateSet({ data, changed_at: now }))
    .execute()
  return policyOf(data)
}

/** How long a clock runs for a complaint that is filed so. */
export function promisedFor(
  policy: Policy,
  kind: TimedKind,
  filed: { category: string | null; severity: Severity; safety: boolean },
): Promised {
  const fits = policy.exceptions.filter(
    (one) =>
      one.clock === kind &&
      (one.category === undefined || one.category === filed.category) &&
      (one.severity === undefined || one.severity === filed.severity) &&
      (one.safety === undefined || one.safety === filed.safety),
  )
  return fits.at(-1) ?? policy.clocks[kind]
}
