import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What happened, in the order of each site. */
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
    await db.schema
      .createTable('event_counter')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('last', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('event_counter_pk', ['site_id'])
      .execute()
  },
}
