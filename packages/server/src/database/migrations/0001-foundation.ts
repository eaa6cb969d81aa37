import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Sites, their moments and keys, feedback, and the registration of complaints. */
export const foundation: Migration = {
  async up(db: Kysely<unknown>) {
    await sites(db)
    await feedback(db)
    await complaints(db)
    await db.schema
      .createTable('probe')
      .addColumn('site_id', 'text', (c) => c.notNull().primaryKey())
      .addColumn('filler', 'text', (c) => c.notNull())
      .execute()
  },
}

async function sites(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('site')
    .addColumn('site_id', 'text', (c) => c.notNull().primaryKey())
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('origins', 'text', (c) => c.notNull())
    .addColumn('time_zone', 'text', (c) => c.notNull())
    .addColumn('limits', 'text', (c) => c.notNull())
    .addColumn('test', 'integer', (c) => c.notNull())
    .addColumn('signing_key', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('moment')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('moment', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('moment_pk', ['site_id', 'moment', 'version'])
    .execute()
  await db.schema
    .createTable('api_key')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addPrimaryKeyConstraint('api_key_pk', ['site_id', 'key_id'])
    .execute()
}

async function feedback(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('feedback')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('moment', 'text', (c) => c.notNull())
    .addColumn('moment_version', 'integer', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('satisfaction', 'integer')
    .addColumn('answers', 'text', (c) => c.notNull())
    .addColumn('contact', 'text')
    .addColumn('order_id', 'text')
    .addColumn('order_data', 'text')
    .addColumn('product', 'text')
    .addColumn('attachments', 'text', (c) => c.notNull())
    .addColumn('locale', 'text')
    .addColumn('page', 'text')
    .addColumn('flags', 'text', (c) => c.notNull())
    .addColumn('test', 'integer', (c) => c.notNull())
    .addColumn('wanted', 'integer', (c) => c.notNull())
    .addColumn('search', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('feedback_pk', ['site_id', 'feedback_id'])
    .execute()
  const orders = {
    feedback_received: ['site_id', 'received_at', 'feedback_id'],
    feedback_moment: ['site_id', 'moment', 'received_at', 'feedback_id'],
    feedback_satisfaction: ['site_id', 'satisfaction', 'received_at', 'feedback_id'],
  }
  for (const [name, columns] of Object.entries(orders))
    await db.schema.createIndex(name).on('feedback').columns(columns).execute()
}

async function complaints(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('complaint')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('token', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('opened_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('complaint_pk', ['site_id', 'feedback_id'])
    .addUniqueConstraint('complaint_number', ['site_id', 'number'])
    .addUniqueConstraint('complaint_token', ['site_id', 'token'])
    .execute()
  await db.schema
    .createTable('complaint_counter')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('last', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('complaint_counter_pk', ['site_id', 'year'])
    .execute()
}
