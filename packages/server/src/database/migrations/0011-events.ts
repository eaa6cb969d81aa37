import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What happened, in the order of each site, and who is told of it. */
export const events: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('event')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('event_id', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('subject', 'text')
      .addColumn('data', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('event_pk', ['site_id', 'seq'])
      .execute()
    // What is to be forgotten.
    await db.schema.createIndex('event_at').on('event').columns(['at']).execute()
    await webhooks(db)
    await db.schema
      .createTable('event_counter')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('last', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('event_counter_pk', ['site_id'])
      .execute()
  },
}

async function webhooks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhook')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('webhook_id', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('format', 'text', (c) => c.notNull())
    .addColumn('types', 'text', (c) => c.notNull())
    .addColumn('words', 'integer', (c) => c.notNull())
    .addColumn('secret', 'text', (c) => c.notNull())
    .addColumn('old_secret', 'text')
    .addColumn('old_until', 'bigint')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('seen', 'bigint', (c) => c.notNull())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('rest_until', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('webhook_pk', ['site_id', 'webhook_id'])
    .execute()
  await db.schema
    .createTable('delivery')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('webhook_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('event_id', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('subject', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('holds_until', 'bigint', (c) => c.notNull())
    .addColumn('stale_at', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('claimed_until', 'bigint')
    .addColumn('tried_at', 'bigint')
    .addColumn('took', 'integer')
    .addColumn('status', 'integer')
    .addColumn('answer', 'text')
    .addColumn('reason', 'text')
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('delivery_pk', ['site_id', 'webhook_id', 'seq'])
    .execute()
  // What is due at an address.
  await db.schema
    .createIndex('delivery_due')
    .on('delivery')
    .columns(['site_id', 'webhook_id', 'state', 'due_at'])
    .execute()
  // What of the same thing goes before.
  await db.schema
    .createIndex('delivery_subject')
    .on('delivery')
    .columns(['site_id', 'webhook_id', 'subject', 'seq'])
    .execute()
  // What is to be ended or forgotten.
  await db.schema.createIndex('delivery_over').on('delivery').columns(['state', 'due_at']).execute()
}
