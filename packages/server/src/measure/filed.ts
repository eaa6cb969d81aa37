import type { MeasureRowsQuery, Measures, Text } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import { listCauses } from '../cause/store.ts'
import { listCategories } from '../department/category.ts'
import { improvementOf } from '../improvement/store.ts'
import { type Basis, halves, sum } from './basis.ts'
import { countBy } from './count.ts'
import { NONE, reasonsOf } from './scope.ts'
import { eachAt } from '../database/json.ts'
import { PAID, setOf } from './set.ts'
import { round } from './stat.ts'

/* What it was about: reasons that customers chose, categories and causes that staff filed, what it cost, what is done. */

type Pareto = NonNullable<Measures['reasons']>
type Line = Pick<Pareto['lines'][number], 'id' | 'label' | 'count' | 'before' | 'rows'>
type Improvements = NonNullable<Measures['improvements']>

/** Causes that are shown with what is done about them, and improvements of each. */
const CAUSES = 8
const NEWEST = 2

/** Reasons by how many chose each; whoever chose several counts for each, once. */
export async function reasonsIn(basis: Basis): Promise<Pareto> {
  const { query, scope, both, rows } = basis
  const { moments, labels } = reasonsOf(scope)
  if (moments.length === 0) return { n: 0, rows: rows('reasons'), lines: [] }
  const set = setOf('reasons', scope)
  const each = eachAt(scope.engine, 'f.answers', scope.question)
  const [answers, chosen] = await Promise.all([
    countBy(query, set, both.slice(0, 1)),
    countBy<{ reason: string; some: number }>(
      query,
      { ...set, from: sql`feedback f cross join ${each} e` },
      both,
      { reason: sql`e.value` },
      // The same one twice in one answer is one.
      { some: sql`count(distinct f.feedback_id)` },
    ),
  ])
  const count = (slot: number, id: string) => chosen.find((one) => one.slot === slot && one.reason === id)?.some ?? 0
  return {
    n: sum(answers),
    rows: rows('reasons'),
    lines: ranked(
      [...new Set(chosen.map(({ reason }) => reason))].map((id) => ({
        id,
        label: labels.get(id) ?? null,
        count: count(0, id),
        before: count(1, id),
        rows: rows('reasons', basis.period, { reason: id }),
      })),
    ),
  }
}

/** Complaints by what they are filed under. */
export async function filedIn(basis: Basis, by: 'category' | 'cause'): Promise<Pareto> {
  const [now, before] = halves(basis, await basis.opened())
  const { query, scope } = basis
  const known = await (by === 'category' ? listCategories : listCauses)(query, scope.siteId)
  const labels = new Map<string | null, Text>(known.map(({ id, label }) => [id, label]))
  const ids = new Set([...now, ...before].map((one) => one[by]))
  const lines = [...ids].map((id) => ({
    id,
    label: labels.get(id) ?? null,
    count: sum(now.filter((one) => one[by] === id)),
    before: sum(before.filter((one) => one[by] === id)),
    rows: basis.rows('opened', basis.period, { [by]: id ?? NONE }),
  }))
  return { n: sum(now), rows: basis.rows('opened'), lines: ranked(lines) }
}

/** Most first, each with its share of all and what it and those before it come to. */
function ranked(lines: readonly Line[]): Pareto['lines'] {
  const total = lines.reduce((all, { count }) => all + count, 0)
  let reached = 0
  return lines
    .toSorted((a, b) => b.count - a.count || b.before - a.before || ((a.id ?? '') < (b.id ?? '') ? -1 : 1))
    .map(({ id, label, count, before, rows }) => {
      reached += count
      const part = (of: number) => (total === 0 ? 0 : round(of / total, 4))
      return { id, label, count, share: part(count), cumulative: part(reached), before, rows }
    })
}

interface Paid {
  currency: string | null
  cause: string | null
  amount: number
}

/** What customers accepted for complaints registered in the period and the one before, by currency and cause. */
async function paidIn({ query, scope, both }: Basis) {
  const { from, at, where } = setOf('opened', scope)
  return countBy<Paid>(
    query,
    {
      from: sql`${from} cross join remedy x`,
      at,
      where: sql<boolean>`${where} and x.site_id = c.site_id and x.feedback_id = c.feedback_id and ${PAID}`,
    },
    both,
    { currency: sql`x.currency`, cause: sql`c.root_cause` },
    { amount: sql`cast(sum(x.cost) as bigint)` },
  )
}

/** By currency, the dearest first. */
export async function costsOf(basis: Basis): Promise<NonNullable<Measures['costs']>> {
  const paid = await paidIn(basis)
  const amount = (slot: number, currency: string | null) =>
    paid.filter((one) => one.slot === slot && one.currency === currency).reduce((all, one) => all + one.amount, 0)
  return [...new Set(paid.map(({ currency }) => currency))]
    .map((currency) => ({
      currency,
      amount: amount(0, currency),
      before: amount(1, currency),
      rows: basis.rows('paid', basis.period, { currency: currency ?? NONE }),
    }))
    .toSorted((a, b) => b.amount - a.amount || ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1))
}

/** The causes that most came from, with what they cost and what is done about them. */
export async function improvementsIn(basis: Basis): Promise<Improvements> {
  const { query, scope } = basis
  const { lines } = await filedIn(basis, 'cause')
  const top = lines.filter(({ id, count }) => id !== null && count > 0).slice(0, CAUSES)
  const ids = top.map(({ id }) => id!)
  if (ids.length === 0) return []
  const [paid, planned] = await Promise.all([
    paidIn(basis),
    query
      .selectFrom('improvement')
      .selectAll()
      .where('site_id', '=', scope.siteId)
      .where('cause_id', 'in', ids)
      .orderBy('improvement_id', 'desc')
      .execute(),
  ])
  return Promise.all(
    top.map(async ({ id, label, count, rows }) => ({
      id,
      label,
      complaints: count,
      rows: rows as MeasureRowsQuery,
      costs: paid
        .filter((one) => one.slot === 0 && one.cause === id)
        .map(({ currency, amount }) => ({
          currency,
          amount,
          rows: basis.rows('paid', basis.period, { cause: id!, currency: currency ?? NONE }),
        }))
        .toSorted((a, b) => b.amount - a.amount),
      improvements: await Promise.all(
        planned
          .filter(({ cause_id }) => cause_id === id)
          .slice(0, NEWEST)
          .map((row) => improvementOf(query, row, scope.now)),
      ),
    })),
  )
}
