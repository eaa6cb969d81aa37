import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who changed a site's settings, where its script was seen, how its mail goes, and what the demo brought. */
export const site: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('site')
      .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
      .execute()
    await db.schema
      .alterTable('site')
      .addColumn('changed_at', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await sql`update site set changed_at = created_at`.execute(db)
    await db.schema
      .createTable('site_change')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('fields', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('site_change_pk', ['site_id', 'version'])
      .execute()
    await db.schema
      .createTable('site_seen')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('origin', 'text', (c) => c.notNull())
      .addColumn('first_at', 'bigint', (c) => c.notNull())
      .addColumn('last_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('site_seen_pk', ['site_id', 'origin'])
      .execute()
    await db.schema
      .createTable('mail_settings')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('data', 'text', (c) => c.notNull())
      .addColumn('password', 'text')
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('mail_settings_pk', ['site_id'])
      .execute()
    await demo(db)
  },
}

async function demo(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('demo')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('days', 'integer', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('percent', 'integer', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('error', 'text')
    .addPrimaryKeyConstraint('demo_pk', ['site_id'])
    .execute()
  await db.schema
    .createTable('demo_row')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('demo_row_pk', ['site_id', 'kind', 'id'])
    .execute()
}
