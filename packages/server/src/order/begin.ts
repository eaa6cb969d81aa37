import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/engine.ts'

/** Orders that are sorted once they are found; more of them are met soon on the way from the newest. */
const FEW = 500

/** As the index has it. */
function numberOf(engine: Database['engine']): RawBuilder<string> {
  return engine === 'postgres' ? sql`ltrim(lower(o.order_id collate "C"), '#')` : sql`ltrim(lower(o.order_id), '#')`
}

/**
 * Whether an order's number begins so; letters from A to Z may be large or small, and a `#` before it counts for nothing.
 *
 * @param by `number`: found by the index of numbers; `time`: looked at on the way along another index
 */
export function beginsWith(engine: Database['engine'], begins: string, by: 'number' | 'time'): RawBuilder<boolean> {
  const looked = by === 'number' ? numberOf(engine) : sql`(${numberOf(engine)} || '')`
  const small = begins.replace(/^#+/, '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  // Nothing that is written comes after this one.
  return sql<boolean>`${looked} >= ${small} and ${looked} < ${`${small}\u{10FFFF}`}`
}

/** Whether few of a site's orders begin so. */
export async function fewBegin({ engine, read }: Database, siteId: string, begins: string): Promise<boolean> {
  const found = read
    .selectFrom('shop_order as o')
    .select('o.order_id')
    .where('o.site_id', '=', siteId)
    .where(beginsWith(engine, begins, 'number'))
    // Along the index: of a frequent beginning a database may rather read rows as they lie, in the hope of soon enough.
    .orderBy(numberOf(engine))
    .limit(FEW + 1)
  const { rows } = await read
    .selectFrom(found.as('found'))
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return rows <= FEW
}
