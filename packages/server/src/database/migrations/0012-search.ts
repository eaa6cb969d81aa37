import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The index of all words. It fills by itself, from the first feedback on. */
export const search: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('search_marker')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('next', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('swept_at', 'bigint', (c) => c.notNull())
      .addColumn('swept_id', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('search_marker_pk', ['site_id', 'kind'])
      .execute()
    await db.schema
      .createTable('search_doc')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('doc', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('search_doc_pk', ['site_id', 'kind', 'id'])
      .execute()
    await db.schema
      .createIndex('search_doc_number')
      .on('search_doc')
      .columns(['site_id', 'kind', 'doc'])
      .unique()
      .execute()
    await db.schema
      .createTable('search_block')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('block', 'integer', (c) => c.notNull())
      .addColumn('oldest', 'bigint', (c) => c.notNull())
      .addColumn('newest', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('search_block_pk', ['site_id', 'kind', 'block'])
      .execute()
    // Terms that begin alike stand together only in the order of their bytes, which is SQLite's own.
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter
    const postings = db.schema
      .createTable('search_posting')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('block', 'integer', (c) => c.notNull())
      .addColumn('term', postgres ? sql`text collate "C"` : 'text', (c) => c.notNull())
      .addColumn('docs', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('search_posting_pk', ['site_id', 'kind', 'block', 'term'])
    // SQLite would keep the key twice.
    await (postgres ? postings : postings.modifyEnd(sql`without rowid`)).execute()
    await db.schema
      .createTable('search_change')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('change_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('search_change_pk', ['site_id', 'change_id'])
      .execute()
  },
}
