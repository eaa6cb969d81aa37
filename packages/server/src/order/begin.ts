import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/engine.ts'

/** Orders that are sorted once they are found; more of them are met soon on the way from the newest. */
const FEW = 500

/**
 * Whether an order's number begins so; letters from A to Z may be large or small.
 *
 * @param by `number`: found by the index of numbers; `time`: looked at on the way along another index
 */
export function beginsWith(engine: Database['engine'], begins: string, by: 'number' | 'time'): RawBuilder<boolean> {
  const number = engine === 'postgres' ? sql`lower(o.order_id collate "C")` : sql`lower(o.order_id)`
  const looked = by === 'number' ? number : sql`(${number} || '')`
  const small = begins.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
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
    .limit(FEW + 1)
  const { rows } = await read
    .selectFrom(found.as('found'))
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return rows <= FEW
}
