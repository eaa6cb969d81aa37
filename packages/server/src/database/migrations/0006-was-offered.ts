import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** When a remedy was offered and when that ended, as the history tells; and which tasks go by their complaint's clock. */
export const wasOffered: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('remedy').addColumn('offered_at', 'bigint').execute()
    await db.schema.alterTable('remedy').addColumn('ended_at', 'bigint').execute()
    await db.schema
      .alterTable('task')
      .addColumn('clocked', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    const of = (table: string) => sql`h.site_id = ${sql.table(table)}.site_id
      and h.feedback_id = ${sql.table(table)}.feedback_id`
    await sql`update remedy set offered_at = (select min(h.at) from complaint_history h
      where ${of('remedy')} and h.command = 'approve' and h.payload like '%' || remedy.remedy_id || '%')`.execute(db)
    await sql`update remedy set ended_at = (select min(h.at) from complaint_history h
      where ${of('remedy')} and h.at >= remedy.offered_at and (
        (remedy.state = 'declined' and h.command = 'decline') or (remedy.state = 'revised' and h.command = 'revise')
        or (remedy.state = 'failed' and h.command = 'fail') or (remedy.state = 'passed' and h.stage = 'closed')))
      where offered_at is not null`.execute(db)
    await sql`update task set clocked = 1 where exists (select 1 from clock h
      where ${of('task')} and h.kind = 'fulfilment' and h.due_at = task.due_at)`.execute(db)
  },
}
