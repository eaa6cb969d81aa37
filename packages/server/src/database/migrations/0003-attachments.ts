import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Photos, in the database itself: one backup holds all, and any number of servers sees them. */
export const attachments: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('attachment')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('attachment_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('bytes', 'integer', (c) => c.notNull())
      .addColumn('width', 'integer', (c) => c.notNull())
      .addColumn('height', 'integer', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('claimed_by', 'text')
      .addColumn('complaint', 'text')
      .addPrimaryKeyConstraint('attachment_pk', ['site_id', 'attachment_id'])
      .execute()
    // What a site uses is summed up, and what nobody claimed is found, without reading a row.
    await db.schema.createIndex('attachment_used').on('attachment').columns(['site_id', 'bytes']).execute()
    await db.schema.createIndex('attachment_claimed').on('attachment').columns(['claimed_by', 'created_at']).execute()
    await db.schema
      .createTable('attachment_data')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('attachment_id', 'text', (c) => c.notNull())
      .addColumn('variant', 'text', (c) => c.notNull())
      // PostgreSQL's type; SQLite keeps bytes as they are in a column of any type.
      .addColumn('data', sql`bytea`, (c) => c.notNull())
      .addPrimaryKeyConstraint('attachment_data_pk', ['site_id', 'attachment_id', 'variant'])
      .execute()
  },
}
