import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { productKey } from '../../cluster/subject.ts'

/**
 * What was said of each product, how much of it was sold, and which complaints count; and whose orders are, for the
 * rules of keeping.
 */
export const products: Migration = {
  async up(db: Kysely<unknown>) {
    await said(db)
    await sold(db)
    await sql`create index shop_order_owned on shop_order (site_id, placed_at, order_id)
      where customer_id is not null`.execute(db)
    // Few, so that what counts is found without looking at each complaint.
    await sql`create index complaint_uncounted on complaint (site_id, feedback_id)
      where outcome in ('merged', 'invalid')`.execute(db)
  },
}

async function said(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('product_feedback')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('thing', 'text', (c) => c.notNull())
    .addColumn('batch', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('satisfaction', 'integer')
    .addPrimaryKeyConstraint('product_feedback_pk', ['site_id', 'feedback_id', 'thing'])
    .execute()
  await db.schema
    .createIndex('product_feedback_thing')
    .on('product_feedback')
    .columns(['site_id', 'thing', 'at', 'satisfaction', 'batch'])
    .execute()
  await db.schema
    .createTable('product_marker')
    .addColumn('site_id', 'text', (c) => c.notNull().primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('product_change')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('product_change_pk', ['site_id', 'feedback_id'])
    .execute()
}

interface Orders {
  shop_order: { site_id: string; order_id: string; placed_at: number; items: string }
  order_item: {
    site_id: string
    order_id: string
    line: number
    sku: string | null
    batch: string | null
    category: string | null
    thing: string | null
    at: number | null
    quantity: number | null
  }
}

/** Orders read at a time. */
const CHUNK = 500

/** Each line of an order by the product that it is of, when it was placed, and how many. */
async function sold(untyped: Kysely<unknown>): Promise<void> {
  const { schema } = untyped
  await schema.alterTable('order_item').addColumn('thing', 'text').execute()
  await schema.alterTable('order_item').addColumn('at', 'bigint').execute()
  await schema.alterTable('order_item').addColumn('quantity', 'double precision').execute()
  const db = untyped as Kysely<Orders>
  for (let after = { site: '', id: '' }; ;) {
    const rows = await db
      .selectFrom('shop_order')
      .select(['site_id', 'order_id', 'placed_at', 'items'])
      .where(sql<boolean>`(site_id, order_id) > (${after.site}, ${after.id})`)
      .orderBy('site_id')
      .orderBy('order_id')
      .limit(CHUNK)
      .execute()
    for (const { site_id, order_id, placed_at, items } of rows) {
      await db.deleteFrom('order_item').where('site_id', '=', site_id).where('order_id', '=', order_id).execute()
      const lines = (JSON.parse(items) as Record<string, never>[]).map(
        ({ sku = null, name, batch = null, category = null, quantity = 1 }, line) => {
          const thing = productKey(sku ?? undefined, name)
          return { site_id, order_id, line, sku, batch, category, thing, at: placed_at, quantity }
        },
      )
      if (lines.length > 0) await db.insertInto('order_item').values(lines).execute()
    }
    const last = rows.at(-1)
    if (!last || rows.length < CHUNK) break
    after = { site: last.site_id, id: last.order_id }
  }
  await schema.dropIndex('order_item_sku').execute()
  // By it an order with a product is found as well; see order/list.ts.
  await schema
    .createIndex('order_item_thing')
    .on('order_item')
    .columns(['site_id', 'thing', 'at', 'order_id', 'quantity', 'batch'])
    .execute()
}
