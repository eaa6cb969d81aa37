import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Tasks by what is due next; each gets the due time that it had by its complaint's clock. */
export const tasks: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`update task set due_at = coalesce((select max(c.due_at) from clock c
      where c.site_id = task.site_id and c.feedback_id = task.feedback_id and c.kind = 'fulfilment'), at)
      where due_at is null`.execute(db)
    const orders = {
      task_due: ['site_id', 'state', 'due_at', 'task_id'],
      task_department: ['site_id', 'department_id', 'state', 'due_at', 'task_id'],
    }
    for (const [name, columns] of Object.entries(orders))
      await db.schema.createIndex(name).on('task').columns(columns).execute()
  },
}
