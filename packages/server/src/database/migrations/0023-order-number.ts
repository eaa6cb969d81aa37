import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Orders by how their numbers begin, whether letters were written large or small. */
export const orderNumber: Migration = {
  async up(db: Kysely<unknown>) {
    // Numbers that begin alike stand together only in the order of their bytes, which is SQLite's own; so are A to Z
    // the only letters that it makes small.
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter
    const number = postgres ? sql`lower(order_id collate "C")` : sql`lower(order_id)`
    await sql`create index shop_order_number on shop_order (site_id, ${number})`.execute(db)
  },
}
