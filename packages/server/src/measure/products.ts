import type { Measures } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import { productKey } from '../cluster/subject.ts'
import { type Basis, type Said, sum } from './basis.ts'
import { countBy } from './count.ts'
import { comparedOf } from './said.ts'
import { productOf } from './scope.ts'
import { setOf } from './set.ts'

type Products = NonNullable<Measures['products']>

/** Products that are shown, those with most complaints first. */
const PRODUCTS = 50

/** By product: what was said of it, and the complaints about it. */
export async function productsOf(basis: Basis): Promise<Products> {
  const { query, scope, period, both, rows } = basis
  const said = setOf('rated', scope)
  const opened = setOf('opened', scope)
  const [groups, subjects] = await Promise.all([
    countBy<Pick<Said, 'satisfaction'> & { product: string | null }>(
      query,
      { ...said, where: sql<boolean>`${said.where} and (f.product is not null or f.order_data is not null)` },
      both,
      { product: productOf(scope.engine), satisfaction: sql`f.satisfaction` },
    ),
    countBy<{ value: string; label: string }>(
      query,
      {
        from: sql`${opened.from} cross join complaint_subject p`,
        at: opened.at,
        where: sql<boolean>`${opened.where} and p.site_id = c.site_id and p.feedback_id = c.feedback_id
          and p.kind = 'product'`,
      },
      both,
      { value: sql`p.value` },
      { label: sql`max(p.label)` },
    ),
  ])
  const complaints = Map.groupBy(subjects, ({ value }) => value)
  const ratings = Map.groupBy(groups, ({ product }) => product)
  const products = new Set([...ratings.keys()].filter((product) => product !== null))
  const keysOf = (product: string) => [...new Set([productKey(product), productKey(undefined, product)])]
  const met = new Set([...products].flatMap(keysOf))
  // Those that only complaints name: as they are compared.
  for (const { value } of subjects) if (!met.has(value)) products.add(value.slice(value.indexOf(':') + 1))
  return [...products]
    .map((product) => {
      const about = keysOf(product).flatMap((key) => complaints.get(key) ?? [])
      const [opened, openedBefore] = inBoth(about)
      const [rated, ratedBefore] = inBoth(ratings.get(product) ?? [])
      return {
        product,
        label: (opened[0] ?? about[0])?.label ?? product,
        satisfaction: comparedOf(basis, rated, ratedBefore, { product }),
        opened: sum(opened),
        openedBefore: sum(openedBefore),
        openedRows: rows('opened', period, { product }),
      }
    })
    .toSorted(
      (a, b) =>
        b.opened - a.opened ||
        b.satisfaction.n - a.satisfaction.n ||
        b.openedBefore - a.openedBefore ||
        (a.product < b.product ? -1 : 1),
    )
    .slice(0, PRODUCTS)
}

/** Of the period, and of the one before. */
function inBoth<T extends { slot: number }>(groups: readonly T[]): readonly [T[], T[]] {
  return [groups.filter(({ slot }) => slot === 0), groups.filter(({ slot }) => slot === 1)]
}
