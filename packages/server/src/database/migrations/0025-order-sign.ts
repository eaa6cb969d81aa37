import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Orders by how their numbers begin, with or without the `#` that some shops put before them. */
export const orderSign: Migration = {
  async up(db: Kysely<unknown>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter
    const number = postgres ? sql`ltrim(lower(order_id collate "C"), '#')` : sql`ltrim(lower(order_id), '#')`
    await db.schema.dropIndex('shop_order_number').execute()
    await sql`create index shop_order_number on shop_order (site_id, ${number})`.execute(db)
  },
}
