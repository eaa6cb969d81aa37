import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Staff with their sessions and links, departments, categories. */
export const staff: Migration = {
  async up(db: Kysely<unknown>) {
    await members(db)
    await sessions(db)
    await departments(db)
  },
}

async function members(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('staff')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('password', 'text')
    .addColumn('department_id', 'text')
    .addColumn('skills', 'text', (c) => c.notNull())
    .addColumn('absent_from', 'bigint')
    .addColumn('absent_until', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('disabled_at', 'bigint')
    .addPrimaryKeyConstraint('staff_pk', ['site_id', 'staff_id'])
    .addUniqueConstraint('staff_email', ['site_id', 'email'])
    .execute()
}

async function sessions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('session')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('session_pk', ['site_id', 'hash'])
    .execute()
  await db.schema.createIndex('session_staff').on('session').columns(['site_id', 'staff_id']).execute()
  await db.schema
    .createTable('staff_token')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text')
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .addPrimaryKeyConstraint('staff_token_pk', ['site_id', 'hash'])
    .execute()
  await db.schema
    .createTable('sign_in_try')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('sign_in_try_pk', ['site_id', 'subject'])
    .execute()
}

async function departments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('department')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('department_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('lead', 'text')
    .addPrimaryKeyConstraint('department_pk', ['site_id', 'department_id'])
    .addUniqueConstraint('department_name', ['site_id', 'name'])
    .execute()
  await db.schema
    .createTable('category')
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('category_id', 'text', (c) => c.notNull())
    .addColumn('parent_id', 'text')
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('department_id', 'text')
    .addColumn('skill', 'text')
    .addColumn('safety', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('category_pk', ['site_id', 'category_id'])
    .execute()
}
