import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who was erased, what must not come back, and for how long things are kept. */
export const privacy: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('erasure')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('erasure_id', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('person', 'text')
      .addColumn('erased', 'text', (c) => c.notNull())
      .addColumn('ended_at', 'bigint')
      .addPrimaryKeyConstraint('erasure_pk', ['site_id', 'erasure_id'])
      .execute()
    await db.schema.createIndex('erasure_state').on('erasure').columns(['state']).execute()
    await db.schema
      .createTable('tombstone')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('erasure_id', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('tombstone_pk', ['site_id', 'kind', 'hash'])
      .execute()
    await db.schema
      .createTable('retention')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('data', 'text', (c) => c.notNull())
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('retention_pk', ['site_id'])
      .execute()
  },
}
