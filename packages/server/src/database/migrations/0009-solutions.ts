import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Proven answers and remedies, and in which complaints they were used. */
export const solutions: Migration = {
  async up(db: Kysely<unknown>) {
    let table = db.schema
      .createTable('solution')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('solution_id', 'text', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('category_id', 'text')
      .addColumn('product', 'text')
      .addColumn('versions', 'text', (c) => c.notNull())
      .addColumn('remedy', 'text')
      .addColumn('author', 'text', (c) => c.notNull())
      .addColumn('source', 'text')
      .addColumn('terms', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .addColumn('archived_at', 'bigint')
    for (const name of ['uses', 'decided', 'confirmed']) table = table.addColumn(name, 'integer', (c) => c.notNull())
    await table.addPrimaryKeyConstraint('solution_pk', ['site_id', 'solution_id']).execute()
    await db.schema
      .createTable('solution_use')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('feedback_id', 'text', (c) => c.notNull())
      .addColumn('solution_id', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('satisfied', 'integer')
      .addPrimaryKeyConstraint('solution_use_pk', ['site_id', 'feedback_id', 'solution_id'])
      .execute()
  },
}
