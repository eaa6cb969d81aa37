import type { MeasureQuery, MeasureRowsQuery, MeasureSet, Stage } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/schema.ts'
import { countBy, countNow, type Group, type Length, percentiles } from './count.ts'
import type { Period, Slot } from './period.ts'
import { askedBy, type Scope } from './scope.ts'
import { ANSWER_MS, scoreOf, setOf } from './set.ts'

/*
 * What several parts of an answer are made of: read once for each, and only where one of them asks.
 */

/** Feedback of one stretch, moment and satisfaction. */
export type Said = Group<{ moment: string; satisfaction: number | null }>
export type Score = Group<{ score: number }>
export type Opened = Group<{ category: string | null; cause: string | null }>

/** With whom a complaint is. */
interface Holder {
  assignee: string | null
  department: string | null
}
/** Open complaints now, by all that is asked of them. */
export type Standing = Holder & { stage: Stage; late: number; n: number }

export interface Basis {
  query: Kysely<Tables>
  scope: Scope
  period: Period
  /** The period, and the one before. */
  both: readonly [Slot, Slot]
  /** Points of the period, then those of the one before. */
  slots: readonly Slot[]
  said: () => Promise<Said[]>
  scores: (kind: 'nps' | 'effort') => Promise<Score[]>
  opened: () => Promise<Opened[]>
  standing: () => Promise<Standing[]>
  /** Complaints closed in the period, and in the one before. */
  closed: () => Promise<Group<Holder>[]>
  /** How long first answers took in both, by `assignee` and by `department`. */
  answers: () => Promise<Length[]>
  /** The query of the list that shows a set. @param slot null for what is so now; the period by default */
  rows: (of: MeasureSet, slot?: Slot | null, more?: Partial<MeasureRowsQuery>) => MeasureRowsQuery
}

/** Of the groups of a basis: those of the period, or of the one before. */
export function halves<T extends { slot: number }>(basis: Basis, groups: readonly T[]): readonly [T[], T[]] {
  const turn = basis.period.slots.length
  return [groups.filter(({ slot }) => slot < turn), groups.filter(({ slot }) => slot >= turn)]
}

export const sum = (groups: readonly { n: number }[]) => groups.reduce((all, { n }) => all + n, 0)

export function basisOf(query: Kysely<Tables>, scope: Scope, period: Period, asked: MeasureQuery): Basis {
  const slots = [...period.slots, ...period.before.slots]
  const both = [period, period.before] as const
  return {
    query,
    scope,
    period,
    both,
    slots,
    said: once(() =>
      countBy(query, setOf('feedback', scope), slots, { moment: sql`f.moment`, satisfaction: sql`f.satisfaction` }),
    ),
    scores: keyed(async (kind) => {
      if (askedBy(scope, kind).moments.length === 0) return []
      const groups = await countBy<{ score: string }>(query, setOf(kind, scope), slots, { score: scoreOf(scope, kind) })
      return groups.map(({ score, ...rest }) => ({ ...rest, score: Number(score) }))
    }),
    opened: once(() =>
      countBy(query, setOf('opened', scope), slots, { category: sql`c.category_id`, cause: sql`c.root_cause` }),
    ),
    standing: once(() =>
      countNow<Omit<Standing, 'n'>>(query, setOf('open', scope), {
        stage: sql`c.stage`,
        ...HOLDER,
        late: sql`case when c.due_at <= cast(${scope.now} as bigint) then 1 else 0 end`,
      }),
    ),
    closed: once(() => countBy<Holder>(query, setOf('closed', scope), both, HOLDER)),
    answers: once(() => percentiles(query, setOf('answered', scope), both, ANSWER_MS, HOLDER)),
    rows(of, slot = period, more = {}) {
      const { moment, product, department, category } = asked
      const filing = OF_FEEDBACK.has(of) ? {} : { department, category }
      const question = of === 'reasons' ? { question: scope.question } : {}
      const time = slot === null ? {} : { from: new Date(slot.from).toISOString(), to: new Date(slot.to).toISOString() }
      const rows = { of, ...time, moment, product, ...filing, ...question, ...more }
      return Object.fromEntries(Object.entries(rows).filter(([, value]) => value !== undefined)) as MeasureRowsQuery
    },
  }
}

const HOLDER = { assignee: sql<string | null>`c.assignee`, department: sql<string | null>`c.department_id` }

/** Sets of feedback; all others are of complaints. */
export const OF_FEEDBACK: ReadonlySet<MeasureSet> = new Set([
  'feedback',
  'rated',
  'satisfied',
  'unsatisfied',
  'nps',
  'promoters',
  'detractors',
  'effort',
  'easy',
  'reasons',
])

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined
  return () => (kept ??= work())
}

function keyed<K, T>(work: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const kept = new Map<K, Promise<T>>()
  return (key) => {
    const known = kept.get(key) ?? work(key)
    kept.set(key, known)
    return known
  }
}
