import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What staff keep for themselves at the inbox and the queue: marks, labels, views, drafts, thanks, preferences. */
export const desk: Migration = {
  async up(db: Kysely<unknown>) {
    await marks(db)
    await labels(db)
    await own(db)
    await queues(db)
  },
}

async function marks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reader')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('read_to', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('reader_pk', ['site_id', 'staff_id'])
    .execute()
  // Whoever is there already has read in another way what came so far.
  await sql`insert into reader (site_id, staff_id, read_to)
    select site_id, staff_id, cast(${Date.now()} as bigint) from staff`.execute(db)
  await db.schema
    .createTable('feedback_mark')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('read', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('feedback_mark_pk', ['site_id', 'staff_id', 'feedback_id'])
    .execute()
  await db.schema
    .createIndex('feedback_mark_read')
    .on('feedback_mark')
    .columns(['site_id', 'staff_id', 'read', 'at'])
    .execute()
  await db.schema
    .createTable('complaint_seen')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('complaint_seen_pk', ['site_id', 'staff_id', 'feedback_id'])
    .execute()
  await db.schema.createIndex('complaint_seen_at').on('complaint_seen').columns(['at']).execute()
}

async function labels(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('label')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('label_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('colour', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('label_pk', ['site_id', 'label_id'])
    .execute()
  await db.schema
    .createTable('labelled')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('label_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('labelled_pk', ['site_id', 'feedback_id', 'label_id'])
    .execute()
  await db.schema
    .createIndex('labelled_label')
    .on('labelled')
    .columns(['site_id', 'label_id', 'at', 'feedback_id'])
    .execute()
}

async function own(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('saved_view')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('view_id', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('query', 'text', (c) => c.notNull())
    .addColumn('shared', 'integer', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('saved_view_pk', ['site_id', 'view_id'])
    .execute()
  await db.schema
    .createTable('draft')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('draft_key', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('draft_pk', ['site_id', 'staff_id', 'draft_key'])
    .execute()
  await db.schema.createIndex('draft_at').on('draft').columns(['at']).execute()
  await db.schema
    .createTable('thanks')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('outbox_id', 'text', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('thanks_pk', ['site_id', 'feedback_id'])
    .execute()
  await db.schema
    .alterTable('staff')
    .addColumn('preferences', 'text', (c) => c.notNull().defaultTo('{}'))
    .execute()
}

/** What the lists and their counts go by. See complaint/list.ts for the time that stands for none. */
async function queues(db: Kysely<unknown>): Promise<void> {
  await sql`create index complaint_queue on complaint (site_id, (coalesce(due_at, 999999999999999)), feedback_id)
    where stage <> 'closed'`.execute(db)
  await db.schema
    .createIndex('complaint_department')
    .on('complaint')
    .columns(['site_id', 'department_id', 'opened_at', 'feedback_id'])
    .execute()
  await sql`create index feedback_photos on feedback (site_id, received_at, feedback_id)
    where attachments <> '[]'`.execute(db)
  await sql`create index feedback_order on feedback (site_id, order_id) where order_id is not null`.execute(db)
}
