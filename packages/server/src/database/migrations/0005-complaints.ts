import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A complaint's life: its state, history, conversation, remedies, tasks and clocks; the policies of a site. */
export const complaints: Migration = {
  async up(db: Kysely<unknown>) {
    await state(db)
    await history(db)
    await parts(db)
    await clocks(db)
  },
}

/** Those registered before keep version 0: their history begins with their next command. */
async function state(db: Kysely<unknown>): Promise<void> {
  const counts = ['version', 'level', 'replied', 'asked', 'promised', 'followup', 'reminded', 'safety']
  for (const name of counts)
    await db.schema
      .alterTable('complaint')
      .addColumn(name, 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  const texts = { head: '', severity: 'normal', channel: 'web' }
  for (const [name, value] of Object.entries(texts))
    await db.schema
      .alterTable('complaint')
      .addColumn(name, 'text', (c) => c.notNull().defaultTo(value))
      .execute()
  for (const name of [
    'language',
    'outcome',
    'assignee',
    'department_id',
    'category_id',
    'cause',
    'recorded_by',
    'merged_into',
    'disputed_currency',
  ])
    await db.schema.alterTable('complaint').addColumn(name, 'text').execute()
  for (const name of ['closed_at', 'waiting_since', 'said_at', 'due_at', 'disputed'])
    await db.schema.alterTable('complaint').addColumn(name, 'bigint').execute()
  await db.schema.alterTable('complaint').addColumn('rating', 'integer').execute()
  const orders = {
    complaint_opened: ['site_id', 'opened_at', 'feedback_id'],
    complaint_stage: ['site_id', 'stage', 'opened_at', 'feedback_id'],
    complaint_assignee: ['site_id', 'assignee', 'opened_at', 'feedback_id'],
  }
  for (const [name, columns] of Object.entries(orders))
    await db.schema.createIndex(name).on('complaint').columns(columns).execute()
  // What everybody has to do at present, however much they have done: whom to assign depends on it.
  await sql`create index complaint_load on complaint (site_id, assignee) where stage <> 'closed'`.execute(db)
  await sql`create index complaint_due on complaint (site_id, due_at, feedback_id) where due_at is not null`.execute(db)
  await sql`create index complaint_waiting on complaint (waiting_since) where waiting_since is not null`.execute(db)
}

async function history(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('complaint_history')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('command', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('payload', 'text')
    .addColumn('salt', 'text')
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('complaint_history_pk', ['site_id', 'feedback_id', 'seq'])
    .execute()
}

async function parts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('complaint_message')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('author', 'text')
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('note', 'integer', (c) => c.notNull())
    .addColumn('attachments', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('complaint_message_pk', ['site_id', 'feedback_id', 'message_id'])
    .execute()
  await db.schema
    .createTable('remedy')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('remedy_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('cost', 'bigint', (c) => c.notNull())
    .addColumn('plan', 'text', (c) => c.notNull())
    .addColumn('signed_by', 'text')
    .addColumn('signed_at', 'bigint')
    .addPrimaryKeyConstraint('remedy_pk', ['site_id', 'feedback_id', 'remedy_id'])
    .execute()
  await db.schema
    .createTable('task')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('task_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('words', 'text')
    .addColumn('department_id', 'text')
    .addColumn('due_at', 'bigint')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('result', 'text')
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('task_pk', ['site_id', 'feedback_id', 'task_id'])
    .execute()
  await db.schema
    .createTable('policy')
    .addColumn('site_id', 'text', (c) => c.notNull().primaryKey())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .execute()
}

async function clocks(db: Kysely<unknown>): Promise<void> {
  let table = db.schema
    .createTable('clock')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('clock_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('working', 'integer', (c) => c.notNull())
    .addColumn('escalated', 'integer', (c) => c.notNull())
  for (const name of ['started_at', 'total_ms', 'resumed_at', 'left_ms', 'due_at', 'first_due_at'])
    table = table.addColumn(name, 'bigint', (c) => c.notNull())
  for (const name of ['paused_at', 'stopped_at', 'next_at']) table = table.addColumn(name, 'bigint')
  await table.addPrimaryKeyConstraint('clock_pk', ['site_id', 'feedback_id', 'clock_id']).execute()
  await sql`create index clock_next on clock (next_at) where next_at is not null`.execute(db)
}
