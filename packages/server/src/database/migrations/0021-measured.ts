import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * What figures ask of each complaint stands in its own row: its feedback, with everybody's words, need not be read for
 * it. And first answers are found among all clocks that stopped, of which they are one in five.
 */
export const measured: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('complaint')
      .addColumn('test', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await sql`update complaint set test = 1 where exists (select 1 from feedback f
      where f.site_id = complaint.site_id and f.feedback_id = complaint.feedback_id and f.test = 1)`.execute(db)
    await sql`create index clock_answered on clock (site_id, stopped_at)
      where kind = 'first-answer' and stopped_at is not null`.execute(db)
  },
}
