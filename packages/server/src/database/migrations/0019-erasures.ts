import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How much an erasure set out to take away, so that its progress can be told. */
export const erasures: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('erasure').addColumn('wanted', 'text').execute()
  },
}
