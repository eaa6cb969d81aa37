import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The language in which a member of staff is written to; null: the site's. */
export const language: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('staff').addColumn('language', 'text').execute()
  },
}
