import type { Category, Improvement } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { productKey } from '../cluster/subject.ts'
import { DAY_MS } from '../cluster/rules.ts'
import type { ImprovementTable, Tables } from '../database/schema.ts'

type Effect = Improvement['effect']
type Stretch = Effect['before']

/**
 * What became of an improvement, counted from the rows: complaints that fit its cause, category and product, in as many
 * days before it was done as after, with the orders placed meanwhile.
 *
 * @param categories all of the site's
 */
export async function effectOf(
  query: Kysely<Tables>,
  row: ImprovementTable,
  categories: readonly Category[],
  now: number,
): Promise<Effect> {
  const span = row.days * DAY_MS
  const turn = row.done_at ?? now
  const before = await stretch(query, row, categories, turn - span, turn)
  if (row.done_at === null) return { before, after: null, complete: false, change: null }
  const end = Math.min(now, turn + span)
  const after = await stretch(query, row, categories, turn, Math.max(turn, end))
  return { before, after, complete: now >= turn + span, change: changeOf(before, after) }
}

async function stretch(
  query: Kysely<Tables>,
  row: ImprovementTable,
  categories: readonly Category[],
  from: number,
  to: number,
): Promise<Stretch> {
  let rows = query
    .selectFrom('complaint as c')
    .innerJoin('feedback as f', (join) =>
      join.onRef('f.site_id', '=', 'c.site_id').onRef('f.feedback_id', '=', 'c.feedback_id'),
    )
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .where('c.site_id', '=', row.site_id)
    .where('c.opened_at', '>=', from)
    .where('c.opened_at', '<', to)
    .where('f.test', '=', 0)
    .where(sql<boolean>`(c.outcome is null or c.outcome not in ('merged', 'invalid'))`)
  if (row.cause_id !== null) rows = rows.where('c.root_cause', '=', row.cause_id)
  if (row.category_id !== null) rows = rows.where('c.category_id', 'in', below(categories, row.category_id))
  const { product } = row
  if (product !== null)
    rows = rows.where((eb) =>
      eb.exists(
        eb
          .selectFrom('complaint_subject as s')
          .select('s.feedback_id')
          .whereRef('s.site_id', '=', 'c.site_id')
          .whereRef('s.feedback_id', '=', 'c.feedback_id')
          .where('s.kind', '=', 'product')
          .where('s.value', 'in', [productKey(product), productKey(undefined, product)]),
      ),
    )
  const complaints = (await rows.executeTakeFirstOrThrow()).rows
  const placed = await query
    .selectFrom('shop_order')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .where('site_id', '=', row.site_id)
    .where('placed_at', '>=', from)
    .where('placed_at', '<', to)
    .where('cancelled_at', 'is', null)
    .executeTakeFirstOrThrow()
  const orders = placed.rows
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    complaints,
    orders,
    perThousandOrders: orders === 0 ? null : Math.round((complaints / orders) * 100_000) / 100,
  }
}

/** How the rate changed; by orders where there were some on both sides, else by days. */
function changeOf(before: Stretch, after: Stretch): number | null {
  if (before.complaints === 0) return null
  const rate = (one: Stretch, by: number) => one.complaints / by
  const days = (one: Stretch) => (Date.parse(one.to) - Date.parse(one.from)) / DAY_MS
  const sold = before.orders > 0 && after.orders > 0
  const over = sold ? (one: Stretch) => one.orders : days
  if (over(after) === 0) return null
  return Math.round((rate(after, over(after)) / rate(before, over(before)) - 1) * 1000) / 1000
}

/** A category and all that are below it. */
function below(all: readonly Category[], id: string): string[] {
  const found = [id]
  // Grows while it is gone through.
  for (const one of found) for (const { id: child, parent } of all) if (parent === one) found.push(child)
  return found
}
