import { type Classification, type ClassificationQuery, type Text } from '@earshot/sdk/contract'
import { type RawBuilder, sql } from 'kysely'
import { listCauses } from '../cause/store.ts'
import type { Database } from '../database/engine.ts'
import { listCategories } from '../department/category.ts'
import { listDepartments } from '../department/store.ts'
import { refuse } from '../invalid.ts'
import { instantOf } from '../promise/calendar.ts'
import { says } from '../rule.ts'
import type { Site } from '../site/store.ts'

/** Months shown unless asked otherwise, and at most. */
const MONTHS = 12
const MONTHS_MAX = 60

/** So many complaints of one month that are filed alike. */
interface Group {
  month: number
  category_id: string | null
  root_cause: string | null
  responsible_id: string | null
  preventable: number | null
  rows: number
}

interface Cost {
  month: number
  currency: string | null
  amount: number
}

/** Complaints by what they were about and where they came from, month by month of the site's calendar. */
export async function classificationOf(
  { read }: Database,
  site: Pick<Site, 'id' | 'timeZone'>,
  query: ClassificationQuery,
  now: number = Date.now(),
): Promise<Classification> {
  const months = monthsOf(query, site.timeZone, now)
  const starts = [...months, after(months.at(-1)!)].map((month) => startOf(month, site.timeZone))
  const from = starts[0]!
  const to = starts.at(-1)!
  const month = monthAt(starts.slice(1, -1))
  // Only what counts: registered in time, no spam, part of no other, no test.
  const counted = sql`c.site_id = ${site.id} and c.opened_at >= ${from} and c.opened_at < ${to}
    and (c.outcome is null or c.outcome not in ('merged', 'invalid'))
    and exists (select 1 from feedback f where f.site_id = c.site_id and f.feedback_id = c.feedback_id and f.test = 0)`
  const { rows: groups } = await sql<Group>`select ${month} as month, c.category_id, c.root_cause, c.responsible_id,
    c.preventable, count(*) as rows from complaint c where ${counted} group by 1, 2, 3, 4, 5`.execute(read)
  const { rows: costs } = await sql<Cost>`select ${month} as month, r.currency, cast(sum(r.cost) as bigint) as amount
    from complaint c join remedy r on r.site_id = c.site_id and r.feedback_id = c.feedback_id
    where ${counted} and r.state = 'accepted' and r.cost > 0 group by 1, 2`.execute(read)
  const [categories, causes, departments] = await Promise.all([
    listCategories(read, site.id),
    listCauses(read, site.id),
    listDepartments(read, site.id),
  ])
  const width = months.length
  const named = departments.map(({ id, name }) => ({ id, label: { [NAME]: name } }))
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    months,
    complaints: summed(groups, width),
    categories: lines(groups, 'category_id', width, categories),
    causes: lines(groups, 'root_cause', width, causes),
    departments: lines(groups, 'responsible_id', width, named),
    preventable: preventableOf(groups, width),
    costs: costsOf(costs, width),
  }
}

/** The language tag of what has one name in all languages. */
const NAME = 'und'

function lines(
  groups: readonly Group[],
  by: 'category_id' | 'root_cause' | 'responsible_id',
  width: number,
  known: readonly { id: string; label: Text }[],
): Classification['categories'] {
  const labels = new Map(known.map(({ id, label }) => [id, label]))
  return [...Map.groupBy(groups, (one) => one[by])]
    .map(([id, some]) => {
      const counts = summed(some, width)
      return { id, label: (id !== null && labels.get(id)) || null, counts, total: total(counts) }
    })
    .toSorted((a, b) => b.total - a.total || ((a.id ?? '') < (b.id ?? '') ? -1 : 1))
}

function preventableOf(groups: readonly Group[], width: number): Classification['preventable'] {
  const of = (value: number | null) =>
    summed(
      groups.filter(({ preventable }) => preventable === value),
      width,
    )
  const [yes, no, unknown] = [of(1), of(0), of(null)]
  const share = yes.map((one, at) => {
    const known = one + no[at]!
    return known === 0 ? null : Math.round((one / known) * 1000) / 1000
  })
  return { yes, no, unknown, share }
}

function costsOf(costs: readonly Cost[], width: number): Classification['costs'] {
  return [...Map.groupBy(costs, (one) => one.currency)]
    .map(([currency, some]) => {
      const amounts = Array.from({ length: width }, () => 0)
      for (const { month, amount } of some) amounts[month]! += amount
      return { currency, amounts, total: total(amounts) }
    })
    .toSorted((a, b) => ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1))
}

function summed(groups: readonly Group[], width: number): number[] {
  const counts = Array.from({ length: width }, () => 0)
  for (const { month, rows } of groups) counts[month]! += rows
  return counts
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0)
}

/** Which of the months a complaint was registered in, by where the second and the later ones begin. */
function monthAt(begins: readonly number[]): RawBuilder<number> {
  if (begins.length === 0) return sql<number>`0`
  const cases = begins.map((at, index) => sql`when c.opened_at < ${sql.lit(at)} then ${sql.lit(index)}`)
  return sql<number>`case ${sql.join(cases, sql` `)} else ${sql.lit(begins.length)} end`
}

function monthsOf({ from, to }: ClassificationQuery, timeZone: string, now: number): string[] {
  const last = to ?? new Intl.DateTimeFormat('en-CA', { timeZone }).format(now).slice(0, 7)
  const first = from ?? plus(last, 1 - MONTHS)
  if (first > last) throw refuse('the query', [{ path: 'from', code: 'too_big', ...says('not_after', { date: last }) }])
  if (plus(first, MONTHS_MAX) <= last)
    throw refuse('the query', [{ path: 'from', code: 'too_small', ...says('months_max', { n: MONTHS_MAX }) }])
  const months = [first]
  while (months.at(-1)! < last) months.push(after(months.at(-1)!))
  return months
}

const after = (month: string) => plus(month, 1)

/** `2026-11` and 2 are `2027-01`. */
function plus(month: string, more: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + more, 1)).toISOString().slice(0, 7)
}

function startOf(month: string, timeZone: string): number {
  return instantOf(timeZone, Date.parse(`${month}-01T00:00:00Z`))
}
