import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What complaints come from, what is done about it, several about one thing, and what is said kindly. */
export const causes: Migration = {
  async up(db: Kysely<unknown>) {
    await filing(db)
    await remedyCurrency(db)
    await lists(db)
    await clusters(db)
  },
}

async function filing(db: Kysely<unknown>): Promise<void> {
  for (const name of ['root_cause', 'responsible_id'])
    await db.schema.alterTable('complaint').addColumn(name, 'text').execute()
  await db.schema.alterTable('complaint').addColumn('preventable', 'integer').execute()
  // Those registered before are past: no alarm is raised about them.
  await db.schema
    .alterTable('complaint')
    .addColumn('to_cluster', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await sql`create index complaint_to_cluster on complaint (site_id, opened_at, feedback_id)
    where to_cluster = 1`.execute(db)
  await sql`create index complaint_cause on complaint (site_id, root_cause, opened_at)
    where root_cause is not null`.execute(db)
  await sql`create index complaint_category on complaint (site_id, category_id, opened_at)
    where category_id is not null`.execute(db)
  await sql`create index complaint_unclassified on complaint (site_id, stage, opened_at, feedback_id)
    where stage = 'closed' and outcome not in ('merged', 'invalid')
      and (category_id is null or root_cause is null)`.execute(db)
}

interface Remedies {
  remedy: {
    site_id: string
    feedback_id: string
    remedy_id: string
    plan: string
    cost: number
    currency: string | null
  }
}

/** The currency of what a remedy cost, which only the plan knew. */
async function remedyCurrency(untyped: Kysely<unknown>): Promise<void> {
  await untyped.schema.alterTable('remedy').addColumn('currency', 'text').execute()
  const db = untyped as Kysely<Remedies>
  const rows = await db
    .selectFrom('remedy')
    .select(['site_id', 'feedback_id', 'remedy_id', 'plan'])
    .where('cost', '>', 0)
    .execute()
  for (const { site_id, feedback_id, remedy_id, plan } of rows) {
    const { currency = null } = JSON.parse(plan) as { currency?: string }
    if (currency === null) continue
    await db
      .updateTable('remedy')
      .set({ currency })
      .where('site_id', '=', site_id)
      .where('feedback_id', '=', feedback_id)
      .where('remedy_id', '=', remedy_id)
      .execute()
  }
}

async function lists(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cause')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('cause_id', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('archived', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('cause_pk', ['site_id', 'cause_id'])
    .execute()
  let improvement = db.schema
    .createTable('improvement')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('improvement_id', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('days', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
  for (const name of ['cause_id', 'category_id', 'product', 'owner', 'result'])
    improvement = improvement.addColumn(name, 'text')
  for (const name of ['done_at', 'checked_at', 'remind_at']) improvement = improvement.addColumn(name, 'bigint')
  await improvement
    .addColumn('effective', 'integer')
    .addPrimaryKeyConstraint('improvement_pk', ['site_id', 'improvement_id'])
    .execute()
  await sql`create index improvement_remind on improvement (remind_at) where remind_at is not null`.execute(db)
  await db.schema
    .createTable('courtesy_entry')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('entry_id', 'text', (c) => c.notNull())
    .addColumn('data', 'text')
    .addColumn('off', 'integer', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('courtesy_entry_pk', ['site_id', 'language', 'entry_id'])
    .execute()
}

async function clusters(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('complaint_subject')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('feedback_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('complaint_subject_pk', ['site_id', 'feedback_id', 'kind', 'value'])
    .execute()
  await db.schema
    .createIndex('complaint_subject_value')
    .on('complaint_subject')
    .columns(['site_id', 'kind', 'value', 'at', 'feedback_id'])
    .execute()
  let table = db.schema
    .createTable('cluster')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('cluster_id', 'text', (c) => c.notNull())
  for (const name of ['kind', 'value', 'label']) table = table.addColumn(name, 'text', (c) => c.notNull())
  for (const name of ['from_at', 'last_at', 'found_at', 'quiet_at'])
    table = table.addColumn(name, 'bigint', (c) => c.notNull())
  await table.addColumn('ended_at', 'bigint').addPrimaryKeyConstraint('cluster_pk', ['site_id', 'cluster_id']).execute()
  // One at a time about one thing, whichever server finds it.
  await sql`create unique index cluster_open on cluster (site_id, kind, value) where ended_at is null`.execute(db)
  await sql`create index cluster_quiet on cluster (quiet_at) where ended_at is null`.execute(db)
  await db.schema.createIndex('cluster_found').on('cluster').columns(['site_id', 'found_at', 'cluster_id']).execute()
  await db.schema.createIndex('cluster_value').on('cluster').columns(['site_id', 'kind', 'value', 'last_at']).execute()
  await db.schema
    .createTable('cluster_rules')
    .addColumn('site_id', 'text', (c) => c.notNull().primaryKey())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .execute()
}
