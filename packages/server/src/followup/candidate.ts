import type { FollowupKind, FollowupRules } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/schema.ts'

/** Somebody to visit, as the rules find them. */
export interface Candidate {
  kind: FollowupKind
  cause: string
  customer_id: string | null
  feedback_id: string | null
  order_id: string | null
  /** What it follows. */
  since: number
  /** By when, where a clock says so. */
  due: number | null
  /** JSON: the contact that was left with the complaint. */
  contact: string | null
  phone: string | null
  email: string | null
  /** JSON, as the card has it. */
  consent: string | null
  quiet: string | null
  time_zone: string | null
  language: string | null
  /** JSON: SpecialDay[]. */
  days: string | null
}

/** From where a page goes on. */
export interface Place {
  at: number
  id: string
}

export const BEGINNING: Place = { at: -1, id: '' }

/** Candidates read at a time. */
export const PAGE = 1000
const DAY_MS = 24 * 3600_000
/** Planned this long before, so that staff see what comes. */
const AHEAD_MS = DAY_MS
/** What should have been done longer ago than this is not done any more: a shop brings its old orders, a rule is switched on. */
const LATE_MS = 14 * DAY_MS

/** Of the card that a person is read on. */
const card = sql`p.phone, p.email, p.consent, p.quiet, p.time_zone, p.days`
const none = sql`cast(null as text)`

/** Closed complaints that ask for a visit and have none yet. */
export async function complaintPage(query: Kysely<Tables>, siteId: string, after: Place): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select 'complaint' as kind, 'complaint:' || c.feedback_id || ':' || c.closed_at as cause,
      p.customer_id, c.feedback_id, f.order_id, c.closed_at as since,
      (select max(k.due_at) from clock k where k.site_id = c.site_id and k.feedback_id = c.feedback_id
        and k.kind = 'follow-up' and k.stopped_at is null) as due,
      f.contact, ${card}, coalesce(c.language, p.language) as language
    from complaint c
    join feedback f on f.site_id = c.site_id and f.feedback_id = c.feedback_id
    left join customer o on o.site_id = f.site_id and o.customer_id = f.customer_id
    left join customer p on p.site_id = o.site_id and p.customer_id = o.person_id
    where c.site_id = ${siteId} and c.followup = 1
      and (c.closed_at > ${after.at} or (c.closed_at = ${after.at} and c.feedback_id > ${after.id}))
      and not exists (select 1 from followup x where x.site_id = c.site_id
        and x.cause = 'complaint:' || c.feedback_id || ':' || c.closed_at)
    order by c.closed_at, c.feedback_id limit ${sql.lit(PAGE)}`.execute(query)
  return rows
}

/** Sites with a complaint that was closed since then, asks for a visit and has none yet. */
export async function freshlyClosed(query: Kysely<Tables>, since: number): Promise<string[]> {
  const { rows } = await sql<{ site_id: string }>`
    select distinct c.site_id from complaint c
    where c.followup = 1 and c.closed_at >= ${since}
      and not exists (select 1 from followup x where x.site_id = c.site_id
        and x.cause = 'complaint:' || c.feedback_id || ':' || c.closed_at)`.execute(query)
  return rows.map(({ site_id }) => site_id)
}

/** Orders whose customers are to be visited about now. */
export async function purchasePage(
  query: Kysely<Tables>,
  siteId: string,
  { purchase, restDays }: FollowupRules,
  now: number,
  after: Place,
): Promise<Candidate[]> {
  const at = sql.ref(purchase.from === 'delivered' ? 'o.delivered_at' : 'o.placed_at')
  const until = now + AHEAD_MS - purchase.afterDays * DAY_MS
  const { rows } = await sql<Candidate>`
    select 'purchase' as kind, 'order:' || o.order_id as cause, p.customer_id, ${none} as feedback_id, o.order_id,
      ${at} as since, cast(null as bigint) as due, ${none} as contact, ${card}, p.language
    from shop_order o
    join customer k on k.site_id = o.site_id and k.customer_id = o.customer_id
    join customer p on p.site_id = k.site_id and p.customer_id = k.person_id
    where o.site_id = ${siteId} and ${at} >= ${Math.max(until - LATE_MS, after.at)} and ${at} <= ${until}
      and (${at} > ${after.at} or o.order_id > ${after.id})
      and o.cancelled_at is null and o.returned_at is null and p.member >= ${purchase.members ? 1 : 0}
      and not exists (select 1 from followup x where x.site_id = o.site_id and x.cause = 'order:' || o.order_id)
      and ${rested(now - restDays * DAY_MS)}
    order by ${at}, o.order_id limit ${sql.lit(PAGE)}`.execute(query)
  return rows
}

/** Those whose last order was long ago. The place is that of the order. */
export async function leavingPage(
  query: Kysely<Tables>,
  siteId: string,
  { leaving, restDays }: FollowupRules,
  now: number,
  after: Place,
): Promise<Candidate[]> {
  const until = now + AHEAD_MS - leaving.afterDays * DAY_MS
  // Who is no longer read on a card of their own is counted with the person.
  const orders = sql`from customer y join shop_order z on z.site_id = y.site_id and z.customer_id = y.customer_id
    where y.site_id = p.site_id and y.person_id = p.customer_id and z.cancelled_at is null`
  const { rows } = await sql<Candidate>`
    select 'leaving' as kind, 'leaving:' || p.customer_id || ':' || o.order_id as cause, p.customer_id,
      ${none} as feedback_id, o.order_id, o.placed_at as since, cast(null as bigint) as due, ${none} as contact,
      ${card}, p.language
    from shop_order o
    join customer k on k.site_id = o.site_id and k.customer_id = o.customer_id
    join customer p on p.site_id = k.site_id and p.customer_id = k.person_id
    where o.site_id = ${siteId} and o.placed_at >= ${Math.max(until - LATE_MS, after.at)} and o.placed_at <= ${until}
      and (o.placed_at > ${after.at} or o.order_id > ${after.id})
      and o.cancelled_at is null
      and not exists (select 1 ${orders} and (z.placed_at > o.placed_at
        or (z.placed_at = o.placed_at and z.order_id > o.order_id)))
      and (select count(*) from (select 1 as one ${orders} limit ${sql.lit(leaving.orders)}) as few) >= ${leaving.orders}
      and not exists (select 1 from followup x where x.site_id = o.site_id
        and x.cause = 'leaving:' || p.customer_id || ':' || o.order_id)
      and ${rested(now - restDays * DAY_MS)}
    order by o.placed_at, o.order_id limit ${sql.lit(PAGE)}`.execute(query)
  return rows
}

/** Cards with one of these days, each `MM-DD`. Which day it is, and where the sun has risen, the plan finds out. */
export async function dayPage(
  query: Kysely<Tables>,
  siteId: string,
  dates: readonly string[],
  after: Place,
): Promise<Candidate[]> {
  const near = dates.map((date) => sql`p.days like ${`%${date}"%`}`)
  const { rows } = await sql<Candidate>`
    select 'day' as kind, '' as cause, p.customer_id, ${none} as feedback_id, ${none} as order_id,
      cast(0 as bigint) as since, cast(null as bigint) as due, ${none} as contact, ${card}, p.language
    from customer p
    where p.site_id = ${siteId} and p.days <> '[]' and p.customer_id > ${after.id} and p.person_id = p.customer_id
      and (${sql.join(near, sql` or `)})
    order by p.customer_id limit ${sql.lit(PAGE)}`.execute(query)
  return rows
}

/** Nobody is visited time and again. */
function rested(since: number) {
  return sql`not exists (select 1 from followup r where r.site_id = p.site_id and r.customer_id = p.customer_id
    and r.due_at >= ${since} and r.state <> 'skipped')`
}

/** Which of these persons have a complaint that is still open: first that is put right, then they are asked again. */
export async function complaining(
  query: Kysely<Tables>,
  siteId: string,
  persons: readonly string[],
): Promise<Set<string>> {
  if (persons.length === 0) return new Set()
  const rows = await query
    .selectFrom('customer as k')
    .innerJoin('feedback as f', (on) =>
      on.onRef('f.site_id', '=', 'k.site_id').onRef('f.customer_id', '=', 'k.customer_id'),
    )
    .innerJoin('complaint as c', (on) =>
      on.onRef('c.site_id', '=', 'f.site_id').onRef('c.feedback_id', '=', 'f.feedback_id'),
    )
    .select('k.person_id')
    .distinct()
    .where('k.site_id', '=', siteId)
    .where('k.person_id', 'in', persons)
    .where('c.stage', '<>', 'closed')
    .execute()
  return new Set(rows.map(({ person_id }) => person_id))
}
