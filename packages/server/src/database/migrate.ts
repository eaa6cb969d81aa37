import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { MIGRATIONS } from './migrations/index.ts'

/** The database was written by a newer version, or by something else; nothing in it was touched. */
export class UnknownDataVersion extends Error {
  override readonly name = 'UnknownDataVersion'
  /** Names of the migrations that this version does not know. */
  readonly unknown: readonly string[]

  constructor(where: string, unknown: readonly string[]) {
    super(
      `The database at ${where} holds data of a version that this server does not know (${unknown.join(', ')}). ` +
        'Nothing was changed. Start the newer Earshot that wrote it, or restore a backup made by this version.',
    )
    this.unknown = unknown
  }
}

/**
 * Brings the tables to this version. Several servers may call it at once: one does it, the others wait and find it done.
 *
 * @param where names the database in errors
 * @param upTo name of the last migration to run; the newest by default
 */
export async function migrate<T>(db: Kysely<T>, where: string, upTo?: string): Promise<void> {
  const done = await applied(db)
  const unknown = done.filter((name) => !(name in MIGRATIONS))
  if (unknown.length > 0) throw new UnknownDataVersion(where, unknown)
  if (done.length === Object.keys(MIGRATIONS).length || (upTo !== undefined && done.includes(upTo))) return
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } })
  const { error } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo))
  if (error === undefined) return
  const reason = error instanceof Error ? error.message : 'unknown reason'
  throw new Error(
    `The tables at ${where} could not be brought to this version: ${reason}. Nothing was changed; ` +
      'free what hinders it (disk space, permissions, another process) and start again.',
    { cause: error },
  )
}

async function applied<T>(db: Kysely<T>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  const names = db as unknown as Kysely<{ kysely_migration: { name: string } }>
  const rows = await names.selectFrom('kysely_migration').select('name').execute()
  return rows.map((row) => row.name)
}
