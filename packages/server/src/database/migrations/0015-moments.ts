import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who edited a moment and what for, which are switched off, and drafts that are only looked at. */
export const moments: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('moment').addColumn('made_by', 'text').execute()
    for (const name of ['copy_of', 'restored'])
      await db.schema.alterTable('moment').addColumn(name, 'integer').execute()
    await db.schema
      .createTable('moment_state')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('moment', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .addColumn('changed_by', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('moment_state_pk', ['site_id', 'moment'])
      .execute()
    await db.schema
      .createTable('preview')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('preview_id', 'text', (c) => c.notNull())
      .addColumn('data', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('preview_pk', ['site_id', 'preview_id'])
      .execute()
  },
}
