import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * What figures are counted by. Feedback gets no further index that ingestion would pay for: the one by time holds what
 * figures ask of a row, too, and tests, which are few, are taken off.
 */
export const measures: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('feedback_received').execute()
    await db.schema
      .createIndex('feedback_received')
      .on('feedback')
      .columns(['site_id', 'received_at', 'feedback_id', 'satisfaction', 'moment', 'test'])
      .execute()
    await sql`create index feedback_test on feedback (site_id, feedback_id) where test = 1`.execute(db)
    await db.schema
      .createIndex('clock_due')
      .on('clock')
      .columns(['site_id', 'due_at', 'kind', 'paused_at', 'stopped_at', 'feedback_id'])
      .execute()
    await sql`create index clock_stopped on clock (site_id, stopped_at, kind, due_at, paused_at, feedback_id)
      where stopped_at is not null`.execute(db)
    await sql`create index followup_ended on followup (site_id, ended_at) where ended_at is not null`.execute(db)
    await sql`create index shop_order_cancelled on shop_order (site_id, placed_at)
      where cancelled_at is not null`.execute(db)
  },
}
