import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Return visits, their rules and scripts, and the addresses that asked for no more mail. */
export const followups: Migration = {
  async up(db: Kysely<unknown>) {
    await visits(db)
    await db.schema
      .createTable('followup_rules')
      .addColumn('site_id', 'text', (c) => c.notNull().primaryKey())
      .addColumn('data', 'text', (c) => c.notNull())
      .addColumn('shares', 'text', (c) => c.notNull())
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('followup_script')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('language', 'text', (c) => c.notNull())
      .addColumn('data', 'text', (c) => c.notNull())
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('followup_script_pk', ['site_id', 'kind', 'language'])
      .execute()
    await db.schema
      .createTable('mail_refusal')
      .addColumn('site_id', 'text', (c) => c.notNull())
      .addColumn('mailbox', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('mail_refusal_pk', ['site_id', 'mailbox'])
      .execute()
    // Complaints that wait for their visit; there are never more than a few days bring.
    await sql`create index complaint_followup on complaint (site_id, closed_at, feedback_id) where followup = 1`.execute(
      db,
    )
    // What was delivered lately, and whose days may be near.
    await sql`create index shop_order_delivered on shop_order (site_id, delivered_at, order_id)
      where delivered_at is not null`.execute(db)
    await sql`create index customer_days on customer (site_id, customer_id) where days <> '[]'`.execute(db)
    await db.schema.createIndex('complaint_closed').on('complaint').columns(['site_id', 'closed_at']).execute()
  },
}

async function visits(db: Kysely<unknown>): Promise<void> {
  let table = db.schema
    .createTable('followup')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('followup_id', 'text', (c) => c.notNull())
  for (const name of ['kind', 'cause', 'state', 'channel', 'about', 'time_zone', 'attempts', 'answer_id'])
    table = table.addColumn(name, 'text', (c) => c.notNull())
  for (const name of [
    'customer_id',
    'feedback_id',
    'order_id',
    'quiet',
    'language',
    'staff_id',
    'words',
    'ended_by',
    'heard',
    'opened',
  ])
    table = table.addColumn(name, 'text')
  for (const name of ['planned_at', 'since', 'due_at', 'next_at'])
    table = table.addColumn(name, 'bigint', (c) => c.notNull())
  await table
    .addColumn('ended_at', 'bigint')
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('satisfied', 'integer')
    .addPrimaryKeyConstraint('followup_pk', ['site_id', 'followup_id'])
    .execute()
  await db.schema.createIndex('followup_cause').unique().on('followup').columns(['site_id', 'cause']).execute()
  const orders = {
    followup_next: ['site_id', 'state', 'next_at', 'followup_id'],
    followup_staff: ['site_id', 'staff_id', 'next_at', 'followup_id'],
    followup_due: ['site_id', 'due_at'],
    followup_customer: ['site_id', 'customer_id', 'due_at'],
  }
  for (const [name, columns] of Object.entries(orders))
    await db.schema.createIndex(name).on('followup').columns(columns).execute()
  await sql`create index followup_feedback on followup (site_id, feedback_id) where feedback_id is not null`.execute(db)
}
