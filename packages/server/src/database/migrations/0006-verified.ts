import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Mail addresses and telephones that are known to lead to who gave them. */
export const verified: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('contact_verified')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('contact_verified_pk', ['site_id', 'kind', 'value'])
      .execute()
  },
}
