import type { ClockKind, Severity, Text } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/schema.ts'
import type { Role } from '../staff/roles.ts'
import type { Calendar } from './calendar.ts'

/** How long a clock runs. */
export interface Promised {
  hours: number
  /** Whether the hours are the shop's working hours; else plain ones, by night as by day. */
  working: boolean
}

/** A clock that runs otherwise for some complaints; of several that fit, the last one counts. */
export interface Exception extends Promised {
  clock: TimedKind
  category?: string
  severity?: Severity
}

/** Kinds of clock whose time a policy sets; a promised date sets its own. */
export type TimedKind = Exclude<ClockKind, 'promise'>

/** What a site promises its customers, and its staff among each other. */
export interface Policy {
  clocks: Readonly<Record<TimedKind, Promised>>
  exceptions: readonly Exception[]
  calendar: Pick<Calendar, 'week' | 'holidays'>
  /** Highest cost that each role approves by itself, in the currency's minor unit; null for any. */
  limits: Readonly<Record<Role, number | null>>
  /** Where a customer may turn who disagrees to the end: name and address of an arbitration body. */
  arbitration: Text
}

const OFFICE = [['09:00', '18:00']] as const

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
  calendar: { week: [[...OFFICE], [...OFFICE], [...OFFICE], [...OFFICE], [...OFFICE], [], []], holidays: [] },
  // An agent may give what a small gift costs, a manager what most orders do.
  limits: { agent: 5_000, manager: 50_000, owner: null },
  arbitration: {},
}

/** The site's policy: what it says, over what holds by default. */
export async function loadPolicy(query: Kysely<Tables>, siteId: string): Promise<Policy> {
  const row = await query.selectFrom('policy').select('data').where('site_id', '=', siteId).executeTakeFirst()
  return policyOf(row?.data ?? null)
}

/** A site's own, as its row keeps it, over the default: clock by clock and limit by limit. */
export function policyOf(data: string | null): Policy {
  if (data === null) return DEFAULT_POLICY
  const own = JSON.parse(data) as Partial<Policy>
  return {
    ...DEFAULT_POLICY,
    ...own,
    clocks: { ...DEFAULT_POLICY.clocks, ...own.clocks },
    limits: { ...DEFAULT_POLICY.limits, ...own.limits },
  }
}

/** How long a clock runs for a complaint that is filed so. */
export function promisedFor(
  policy: Policy,
  kind: TimedKind,
  filed: { category: string | null; severity: Severity },
): Promised {
  const fits = policy.exceptions.filter(
    (one) =>
      one.clock === kind &&
      (one.category === undefined || one.category === filed.category) &&
      (one.severity === undefined || one.severity === filed.severity),
  )
  return fits.at(-1) ?? policy.clocks[kind]
}
