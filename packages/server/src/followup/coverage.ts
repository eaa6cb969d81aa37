import { type Coverage, type CoverageQuery, FollowupKind } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import { refuse } from '../invalid.ts'
import { says } from '../rule.ts'

const DAY_MS = 24 * 3600_000
/** Days that are looked at unless said otherwise. */
const DAYS = 30
/** A closed complaint is visited within. */
const WITHIN_MS = 3 * DAY_MS

/** A visit made early counts when it was made; one made late, or still to come, on the day on which it was due. */
const dayOf = sql<number>`case when ended_at < due_at then ended_at else due_at end`

/** How many of those were visited who should be. */
export async function coverageOf(
  { read }: Database,
  siteId: string,
  query: CoverageQuery,
  now: number = Date.now(),
): Promise<Coverage> {
  const to = query.to === undefined ? now : Date.parse(query.to)
  const from = query.from === undefined ? to - DAYS * DAY_MS : Date.parse(query.from)
  if (from >= to) throw refuse('the query', [{ path: 'from', code: 'too_big', ...says('before_to') }])
  const [members, complaints, kinds] = await Promise.all([
    sql<{ bought: number; visited: number | null }>`
      select count(*) as bought, sum(visited) as visited from (
        select b.person_id, case when exists (select 1 from followup x where x.site_id = ${siteId}
          and x.customer_id = b.person_id and x.state = 'done' and x.ended_at >= b.since) then 1 else 0 end as visited
        from (select k.person_id, min(o.placed_at) as since from shop_order o
          join customer k on k.site_id = o.site_id and k.customer_id = o.customer_id
          join customer p on p.site_id = k.site_id and p.customer_id = k.person_id
          where o.site_id = ${siteId} and o.placed_at >= ${from} and o.placed_at < ${to} and o.cancelled_at is null
            and p.member = 1
          group by k.person_id) as b) as v`.execute(read),
    sql<{ closed: number; within: number | null }>`
      select count(*) as closed, sum(within) as within from (
        select case when exists (select 1 from followup x where x.site_id = c.site_id
          and x.feedback_id = c.feedback_id and x.state = 'done' and x.since = c.closed_at
          and x.ended_at <= c.closed_at + ${WITHIN_MS}) then 1 else 0 end as within
        from complaint c where c.site_id = ${siteId} and c.closed_at >= ${from} and c.closed_at < ${to}
          and c.outcome not in ('withdrawn', 'merged', 'invalid')
        union all
        -- Those whom the visit itself opened again.
        select case when x.ended_at <= x.since + ${WITHIN_MS} then 1 else 0 end as within from followup x
        join complaint c on c.site_id = x.site_id and c.feedback_id = x.feedback_id
        where x.site_id = ${siteId} and x.kind = 'complaint' and x.state = 'done' and x.since >= ${from}
          and x.since < ${to} and (c.closed_at is null or c.closed_at <> x.since)) as v`.execute(read),
    sql<Record<'kind', FollowupKind> & Record<'due' | 'done' | 'satisfied' | 'unreached' | 'skipped', number>>`
      select kind, count(*) as due, sum(case when state = 'done' then 1 else 0 end) as done,
        sum(case when satisfied = 1 then 1 else 0 end) as satisfied,
        sum(case when state = 'unreached' then 1 else 0 end) as unreached,
        sum(case when state = 'skipped' then 1 else 0 end) as skipped
      from followup where site_id = ${siteId} and due_at >= ${from} and ${dayOf} >= ${from} and ${dayOf} < ${to}
      group by kind`.execute(read),
  ])
  const { bought, visited } = members.rows[0]!
  const { closed, within } = complaints.rows[0]!
  const found = new Map(kinds.rows.map((row) => [row.kind, row]))
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    members: { bought, visited: visited ?? 0, share: shareOf(visited, bought) },
    complaints: { closed, withinThreeDays: within ?? 0, share: shareOf(within, closed) },
    kinds: FollowupKind.options.map((kind) => {
      const row = found.get(kind)
      const of = (name: 'due' | 'done' | 'satisfied' | 'unreached' | 'skipped') => row?.[name] ?? 0
      return {
        kind,
        due: of('due'),
        done: of('done'),
        satisfied: of('satisfied'),
        unreached: of('unreached'),
        skipped: of('skipped'),
      }
    }),
  }
}

function shareOf(some: number | null, all: number): number | null {
  return all === 0 ? null : Math.round(((some ?? 0) / all) * 1000) / 1000
}
