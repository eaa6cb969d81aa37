import type { ClockKind, MeasureSet } from '@earshot/sdk/contract'
import { type RawBuilder, sql } from 'kysely'
import { eachAt, textAt } from '../database/json.ts'
import { all, askedBy, complaintsIn, feedbackIn, NONE, reasonsOf, type Scope } from './scope.ts'

/*
 * What each figure counts. The figures and the list of the rows behind them are made of the same sets, so that one
 * cannot say what the other does not show.
 */

type Condition = RawBuilder<boolean>

/** Narrower than a set itself. */
export interface Within {
  reason?: string | undefined
  /** `any`: the visit after closing, too. */
  clock?: ClockKind | 'any' | undefined
  currency?: string | undefined
}

export interface Counted {
  /** Tables, joined by `where`: the one first by whose index rows of a time are found. */
  from: RawBuilder<unknown>
  /** By what a row belongs to a time; null for what is so now. */
  at: RawBuilder<number> | null
  where: Condition
  /** Column that tells a row of it from all others of the site. */
  key: string
}

/** Satisfaction from which a customer counts as satisfied. */
export const SATISFIED = 4

/** A set of a site's rows. */
export function setOf(of: MeasureSet, scope: Scope, within: Within = {}): Counted {
  return SETS[of](scope, within)
}

const SETS: Readonly<Record<MeasureSet, (scope: Scope, within: Within) => Counted>> = {
  feedback: (scope) => feedback(scope),
  rated: (scope) => feedback(scope, sql`f.satisfaction is not null`),
  satisfied: (scope) => feedback(scope, sql`f.satisfaction >= ${sql.lit(SATISFIED)}`),
  unsatisfied: (scope) => feedback(scope, sql`f.satisfaction < ${sql.lit(SATISFIED)}`),
  nps: (scope) => scored(scope, 'nps', 0, 10),
  promoters: (scope) => scored(scope, 'nps', 9, 10),
  detractors: (scope) => scored(scope, 'nps', 0, 6),
  effort: (scope) => scored(scope, 'effort', 1, 7),
  easy: (scope) => scored(scope, 'effort', 5, 7),
  reasons: (scope, { reason }) => {
    const each = eachAt(scope.engine, 'f.answers', scope.question)
    const one = reason === undefined ? sql`` : sql` where e.value = ${reason}`
    return feedback(scope, complaining(scope), sql`exists (select 1 from ${each} e${one})`)
  },
  opened: (scope) => complaints(scope, 'c.opened_at'),
  open: (scope) => complaints(scope, null, sql`c.stage <> 'closed'`),
  overdue: (scope) => complaints(scope, null, sql`c.stage <> 'closed'`, sql`c.due_at <= ${scope.now}`),
  answered: (scope) =>
    clocks(
      scope,
      'k.stopped_at',
      sql`k.kind = 'first-answer' and k.stopped_at is not null and c.replied = 1`,
      // A complaint that was closed without an answer and opened again has a second clock.
      sql`not exists (select 1 from clock x where x.site_id = k.site_id and x.feedback_id = k.feedback_id
        and x.kind = 'first-answer' and (x.stopped_at is null or x.stopped_at > k.stopped_at))`,
    ),
  closed: (scope) => complaints(scope, 'c.closed_at', HANDLED),
  'closed-in-time': (scope) => complaints(scope, 'c.closed_at', HANDLED, keptAll(scope)),
  clocks: (scope, { clock }) => clocks(scope, DECIDED, timed(clock), sql`(${BROKEN(scope.now)} or ${KEPT})`),
  'clocks-met': (scope, { clock }) => clocks(scope, 'k.stopped_at', timed(clock), KEPT),
  'clocks-missed': (scope, { clock }) => clocks(scope, 'k.due_at', timed(clock), BROKEN(scope.now)),
  handling: (scope) => complaints(scope, 'c.closed_at', HANDLED, sql`c.rating is not null`),
  'handling-good': (scope) => complaints(scope, 'c.closed_at', HANDLED, sql`c.rating >= ${sql.lit(SATISFIED)}`),
  visited: (scope) => visits(scope),
  'visited-satisfied': (scope) => visits(scope, sql`v.satisfied = 1`),
  paid: (scope, { currency }) =>
    complaints(
      scope,
      'c.opened_at',
      sql`exists (select 1 from remedy x where x.site_id = c.site_id and x.feedback_id = c.feedback_id and ${PAID}
        ${currency === undefined ? sql`` : currency === NONE ? sql`and x.currency is null` : sql`and x.currency = ${currency}`})`,
    ),
}

/** From registration to the first answer of a person, of what was answered. */
export const ANSWER_MS: RawBuilder<number> = sql`k.stopped_at - c.opened_at`

/** Of a remedy `x`: the customer accepted it, and it costs something. */
export const PAID: Condition = sql`x.state = 'accepted' and x.cost > 0`

/** Closed after it was handled: neither taken back by the customer nor put aside. */
const HANDLED: Condition = sql`c.outcome in ('resolved', 'accepted', 'disagreed', 'unanswered')`

/** When a clock stopped counting; one that stood still then had stopped when it came to stand. */
const STOPPED = sql`coalesce(k.paused_at, k.stopped_at)`

/** What was promised came in time. A complaint taken back before that was no promise kept. */
const KEPT: Condition = sql`(k.stopped_at is not null and ${STOPPED} <= k.due_at
  and (c.outcome is null or c.outcome <> 'withdrawn' or k.stopped_at <> c.closed_at))`

/** What was promised did not come in time, or has not come yet. The sum keeps SQLite from reading all that is due. */
const BROKEN = (now: number): Condition =>
  sql`(k.due_at + 0 < ${now} and coalesce(k.paused_at, k.stopped_at, ${now}) > k.due_at)`

/** When it showed: a promise is broken the moment that its time is over. */
const DECIDED = sql<number>`case when ${STOPPED} <= k.due_at then k.stopped_at else k.due_at end`

/** The visit after closing puts nothing right; it is counted only where it is asked for. */
function timed(kind: ClockKind | 'any' | undefined): Condition {
  if (kind === 'any') return sql`1 = 1`
  return kind === undefined ? sql`k.kind <> 'follow-up'` : sql`k.kind = ${kind}`
}

function keptAll({ now }: Scope): Condition {
  return sql`not exists (select 1 from clock k where k.site_id = c.site_id and k.feedback_id = c.feedback_id
    and ${timed(undefined)} and ${BROKEN(now)})`
}

/** Reasons are counted of who is not satisfied, or was not asked. The plus keeps SQLite to the index by time. */
function complaining(scope: Scope): Condition {
  const { moments } = reasonsOf(scope)
  return all(sql`(+f.satisfaction < ${sql.lit(SATISFIED)} or +f.satisfaction is null)`, oneOf('f.moment', moments))
}

/** The answer to a question of a kind, as text. */
export function scoreOf(scope: Scope, kind: 'nps' | 'effort'): RawBuilder<string | null> {
  const { ids } = askedBy(scope, kind)
  return ids.length === 0
    ? sql`null`
    : sql`coalesce(${sql.join([...ids.map((id) => textAt(scope.engine, 'f.answers', id)), sql`null`])})`
}

function askers(scope: Scope, kind: 'nps' | 'effort'): Condition {
  return oneOf('f.moment', askedBy(scope, kind).moments)
}

function scored(scope: Scope, kind: 'nps' | 'effort', from: number, to: number): Counted {
  const scores = Array.from({ length: to - from + 1 }, (_, at) => sql.lit(String(from + at)))
  return feedback(scope, askers(scope, kind), sql`${scoreOf(scope, kind)} in (${sql.join(scores)})`)
}

function oneOf(column: string, values: readonly string[]): Condition {
  return values.length === 0 ? sql`1 = 0` : sql`${sql.ref(column)} in (${sql.join(values)})`
}

function feedback(scope: Scope, ...conditions: Condition[]): Counted {
  return {
    from: sql`feedback f`,
    at: sql`f.received_at`,
    where: all(feedbackIn(scope), ...conditions),
    key: 'f.feedback_id',
  }
}

function complaints(scope: Scope, at: string | null, ...conditions: Condition[]): Counted {
  return {
    from: sql`complaint c`,
    at: at === null ? null : sql.ref<number>(at),
    where: all(complaintsIn(scope), ...conditions),
    key: 'c.feedback_id',
  }
}

function clocks(scope: Scope, at: string | RawBuilder<number>, ...conditions: Condition[]): Counted {
  return {
    from: sql`clock k cross join complaint c`,
    at: typeof at === 'string' ? sql.ref<number>(at) : at,
    where: all(
      sql`k.site_id = ${scope.siteId} and c.site_id = k.site_id and c.feedback_id = k.feedback_id`,
      complaintsIn(scope),
      ...conditions,
    ),
    key: 'k.clock_id',
  }
}

function visits(scope: Scope, ...conditions: Condition[]): Counted {
  return {
    from: sql`followup v cross join complaint c`,
    at: sql`v.ended_at`,
    where: all(
      sql`v.site_id = ${scope.siteId} and v.kind = 'complaint' and v.state = 'done' and v.satisfied is not null
        and v.ended_at is not null and c.site_id = v.site_id and c.feedback_id = v.feedback_id`,
      complaintsIn(scope),
      ...conditions,
    ),
    key: 'v.followup_id',
  }
}
