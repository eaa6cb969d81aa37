import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What waits to be sent, how often an address was written to, the shops' own templates, and the jobs. */
export const outbox: Migration = {
  async up(db: Kysely<unknown>) {
    await waiting(db)
    await db.schema
      .createTable('mail_quota')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('mailbox', 'text', (c) => c.notNull())
      .addColumn('times', 'text', (c) => c.notNull())
      .addColumn('last_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('mail_quota_pk', ['site_id', 'mailbox'])
      .execute()
    await db.schema
      .createTable('mail_template')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('topic', 'text', (c) => c.notNull())
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('mail_template_pk', ['site_id', 'topic', 'language'])
      .execute()
    await db.schema
      .createTable('job_run')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('job', 'text', (c) => c.notNull())
      .addColumn('next_at', 'bigint', (c) => c.notNull())
      .addColumn('claimed_until', 'bigint')
      .addColumn('started_at', 'bigint')
      .addColumn('ended_at', 'bigint')
      .addColumn('done', 'integer', (c) => c.notNull())
      .addColumn('failures', 'integer', (c) => c.notNull())
      .addColumn('error', 'text')
      .addPrimaryKeyConstraint('job_run_pk', ['site_id', 'job'])
      .execute()
  },
}

async function waiting(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('outbox_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('topic', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text')
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('stale_at', 'bigint', (c) => c.notNull())
    .addColumn('capped', 'integer', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('unsure', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('claimed_until', 'bigint')
    .addColumn('message_id', 'text')
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('outbox_pk', ['site_id', 'outbox_id'])
    .execute()
  // What is due, whatever was sent before it.
  await db.schema.createIndex('outbox_due').on('outbox').columns(['state', 'due_at']).execute()
  // What an erased customer was written.
  await db.schema.createIndex('outbox_feedback').on('outbox').columns(['site_id', 'feedback_id']).execute()
}
