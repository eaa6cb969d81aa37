import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * What figures are counted by. Feedback gets no further index that ingestion would pay for: the one by time holds what
 * figures ask of a row, too.
 */
export const measures: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('feedback_received').execute()
    await db.schema
      .createIndex('feedback_received')
      .on('feedback')
      .columns(['site_id', 'received_at', 'feedback_id', 'satisfaction', 'moment', 'test'])
      .execute()
    // No more columns than these: SQLite, which knows nothing of how many rows a site has, takes an index that holds all
    // that is asked for better than the key of the one complaint that is meant.
    await db.schema.createIndex('clock_due').on('clock').columns(['site_id', 'due_at']).execute()
    await sql`create index clock_stopped on clock (site_id, stopped_at) where stopped_at is not null`.execute(db)
    await sql`create index followup_ended on followup (site_id, ended_at) where ended_at is not null`.execute(db)
    await sql`create index shop_order_cancelled on shop_order (site_id, placed_at)
      where cancelled_at is not null`.execute(db)
  },
}
