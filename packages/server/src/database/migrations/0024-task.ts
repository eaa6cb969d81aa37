import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** One task is found by its id alone, as its address in the console names it. */
export const task: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex('task_by_id').on('task').columns(['site_id', 'task_id']).execute()
  },
}
