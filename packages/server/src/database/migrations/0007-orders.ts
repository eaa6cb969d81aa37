import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Orders, the customers who placed them, and whose card a feedback is on. */
export const orders: Migration = {
  async up(db: Kysely<unknown>) {
    await shopOrders(db)
    await customers(db)
    await claims(db)
    await db.schema.alterTable('feedback').addColumn('customer_id', 'text').execute()
    await db.schema.alterTable('feedback').addColumn('customer_by', 'text').execute()
    // Feedback without a card, as most of it may be, costs no entry.
    await sql`create index feedback_customer on feedback (site_id, customer_id, received_at)
      where customer_id is not null`.execute(db)
  },
}

async function shopOrders(db: Kysely<unknown>): Promise<void> {
  let table = db.schema
    .createTable('shop_order')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('order_id', 'text', (c) => c.notNull())
    .addColumn('customer_id', 'text')
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('held', 'integer', (c) => c.notNull())
    .addColumn('placed_at', 'bigint', (c) => c.notNull())
  for (const name of ['promised_at', 'shipped_at', 'delivered_at', 'cancelled_at', 'returned_at', 'total'])
    table = table.addColumn(name, 'bigint')
  await table
    .addColumn('currency', 'text')
    .addColumn('items', 'text', (c) => c.notNull())
    .addColumn('errors', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('shop_order_pk', ['site_id', 'order_id'])
    .execute()
  await db.schema
    .createIndex('shop_order_placed')
    .on('shop_order')
    .columns(['site_id', 'placed_at', 'order_id'])
    .execute()
  await sql`create index shop_order_customer on shop_order (site_id, customer_id, placed_at)
    where customer_id is not null`.execute(db)
  await db.schema
    .createTable('order_item')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('order_id', 'text', (c) => c.notNull())
    .addColumn('line', 'integer', (c) => c.notNull())
    .addColumn('sku', 'text')
    .addColumn('batch', 'text')
    .addColumn('category', 'text')
    .addPrimaryKeyConstraint('order_item_pk', ['site_id', 'order_id', 'line'])
    .execute()
  for (const name of ['sku', 'batch', 'category'])
    await sql`create index ${sql.ref(`order_item_${name}`)} on order_item (site_id, ${sql.ref(name)}, order_id)
      where ${sql.ref(name)} is not null`.execute(db)
  await db.schema
    .createTable('order_feedback')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('order_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('order_feedback_pk', ['site_id', 'order_id', 'feedback_id'])
    .execute()
}

async function customers(db: Kysely<unknown>): Promise<void> {
  let table = db.schema
    .createTable('customer')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('customer_id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('merged_into', 'text')
    .addColumn('merged_at', 'bigint')
  for (const name of ['merged_by', 'name', 'email', 'phone', 'language', 'time_zone', 'quiet'])
    table = table.addColumn(name, 'text')
  await table
    .addColumn('member', 'integer', (c) => c.notNull())
    .addColumn('days', 'text', (c) => c.notNull())
    .addColumn('consent', 'text', (c) => c.notNull())
    .addColumn('search', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('customer_pk', ['site_id', 'customer_id'])
    .execute()
  const ways = { customer_created: ['created_at', 'customer_id'], customer_person: ['person_id'] }
  for (const [name, columns] of Object.entries(ways))
    await db.schema
      .createIndex(name)
      .on('customer')
      .columns(['site_id', ...columns])
      .execute()
  await db.schema
    .createTable('customer_key')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('customer_id', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('customer_key_pk', ['site_id', 'kind', 'value'])
    .execute()
  await db.schema
    .createIndex('customer_key_customer')
    .on('customer_key')
    .columns(['site_id', 'customer_id', 'kind'])
    .execute()
}

async function claims(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('customer_claim')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('subject_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('customer_claim_pk', ['site_id', 'kind', 'value', 'subject', 'subject_id'])
    .execute()
  await db.schema
    .createIndex('customer_claim_subject')
    .on('customer_claim')
    .columns(['site_id', 'subject', 'subject_id', 'kind', 'value'])
    .execute()
  await db.schema
    .createTable('claim_marker')
    .addColumn('site_id', 'text', (c) => c.notNull().primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('customer_note')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('customer_id', 'text', (c) => c.notNull())
    .addColumn('note_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('customer_note_pk', ['site_id', 'customer_id', 'note_id'])
    .execute()
}
