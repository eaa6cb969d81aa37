import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import { type CustomTypesConfig, Pool, type PoolConfig, types as parsers } from 'pg'
import { overwrite, untouched } from './conflict.ts'
import type { Database, Tx } from './engine.ts'
import { migrate } from './migrate.ts'
import { createNotices } from './notify.ts'
import { BYTES, type EventCounterTable, PRIMARY_KEYS, type TableName, type Tables } from './schema.ts'
import { type Telling, writeTold } from './tell.ts'

/** A server that does not answer within this is gone, and its callers are told so. */
const CONNECT_MS = 5000
const WRITE_CONNECTIONS = 10
const READ_CONNECTIONS = 4

/** Classes of SQLSTATE by which the store is gone or full; any other blames the row. */
const GONE = new Set([
  '08', // connection
  '25', // read-only, as on a standby
  '53', // out of disk, memory or connections
  '57', // shut down or starting up
  '58', // input/output
  'XX', // corrupt
])

/** Counts and times are far below 2^53, so `int8` comes as a number. */
const INT8 = 20
const types: CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    id === INT8 ? Number : (parsers.getTypeParser as (id: number, format?: string) => never)(id, format),
}

/** Opens the PostgreSQL database at `url`; any number of servers may do so. */
export async function openPostgres(url: string, upTo?: string): Promise<Database> {
  const where = nameOf(url)
  const writers = pool(url, WRITE_CONNECTIONS)
  const readers = pool(url, READ_CONNECTIONS)
  const write = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: writers }) })
  const read = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: readers }) })
  const notices = createNotices(url, write)
  const close = async () => {
    await notices.close()
    await Promise.all([write.destroy(), read.destroy()])
    // Kysely ends only a pool that it has used.
    for (const each of [writers, readers]) if (!each.ended) await each.end()
  }
  try {
    await sql`select 1`.execute(write).catch((error: unknown) => {
      throw new Error(
        `PostgreSQL at ${where} does not answer: ${reasonOf(error)}. Is it running, is DATABASE_URL right?`,
        {
          cause: error,
        },
      )
    })
    await migrate(write, where, upTo)
  } catch (error) {
    await close()
    throw error
  }

  async function transaction<R>(work: (tx: Tx) => Promise<R>): Promise<R> {
    let sites: string[] = []
    const result = await write.transaction().execute(async (query) => {
      const told: Telling[] = []
      const db = query as unknown as Kysely<Tables>
      const insertNew: Tx['insertNew'] = (table, rows) => insertRows(db, table, rows)
      const put: Tx['put'] = (table, rows, only) => putRows(db, table, rows, only)
      const hold: Tx['hold'] = (table, rows) => holdRows(db, table, rows)
      const done = await work({ query, insertNew, put, hold, tell: (event) => void told.push(event) })
      sites = await writeTold((counts) => takeNumbers(db, counts), insertNew, told)
      return done
    })
    notices.tell(sites)
    return result
  }

  return {
    engine: 'postgres',
    where,
    write,
    read,
    transaction,
    async insertMany(table, rows) {
      const inserted = await transaction((tx) => tx.insertNew(table, rows))
      return inserted.filter(Boolean).length
    },
    skipLocked: (select) => select.forUpdate().skipLocked(),
    listen: (heard) => notices.listen(heard),
    whisper: (text) => notices.whisper(text),
    overhear: (heard) => notices.overhear(heard),
    async check() {
      await transaction(async ({ query }) => {
        await query
          .insertInto('probe')
          .values({ site_id: crypto.randomUUID(), filler: 'x'.repeat(16_384) })
          .execute()
        await query.deleteFrom('probe').execute()
      })
    },
    isGone,
    integrity: () => Promise.resolve([]),
    snapshot: (work) =>
      read
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((query) => work(query)),
    migrate: () => migrate(write, where),
    close,
  }
}

async function takeNumbers(
  query: Kysely<Tables>,
  counts: readonly (readonly [siteId: string, count: number])[],
): Promise<EventCounterTable[]> {
  const values = sql.join(counts.map(([siteId, count]) => sql`(${siteId}, cast(${count} as bigint))`))
  const { rows } = await sql<EventCounterTable>`insert into event_counter (site_id, last) values ${values}
    on conflict (site_id) do update set last = event_counter.last + excluded.last returning site_id, last`.execute(
    query,
  )
  return rows
}

function pool(url: string, max: number): Pool {
  const made = new Pool({
    connectionString: url,
    max,
    types,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'earshot',
    // A database or role set to `synchronous_commit = off` would acknowledge what is not on disk.
    // The pool waits for it, which its types do not say.
    onConnect: ((client) =>
      client.query(
        `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`,
      )) as NonNullable<PoolConfig['onConnect']>,
  })
  // A connection that breaks is replaced by the next query, idle or lent out as it was, and its query is rejected;
  // without a listener it would end the process as well.
  made.on('error', () => {})
  made.on('connect', (client) => client.on('error', () => {}))
  return made
}

async function insertRows<T extends TableName>(
  query: Kysely<Tables>,
  table: T,
  rows: readonly Tables[T][],
): Promise<boolean[]> {
  if (rows.length === 0) return []
  const key = PRIMARY_KEYS[table] as readonly (keyof Tables[T] & string)[]
  const { rows: inserted } = await sql<Tables[T]>`
    ${insertOf(table, rows)} on conflict do nothing returning ${sql.join(key.map((column) => sql.ref(column)))}`.execute(
    query,
  )
  const keyOf = (row: Tables[T]) => key.map((column) => row[column]).join(' ')
  const done = new Set(inserted.map(keyOf))
  return rows.map((row) => done.has(keyOf(row)))
}

async function putRows<T extends TableName>(
  query: Kysely<Tables>,
  table: T,
  rows: readonly Tables[T][],
  only?: readonly string[],
): Promise<void> {
  if (rows.length > 0) await sql`${insertOf(table, rows)} ${sql.raw(overwrite(table, rows, only))}`.execute(query)
}

async function holdRows<T extends TableName>(
  query: Kysely<Tables>,
  table: T,
  rows: readonly Tables[T][],
): Promise<Tables[T][]> {
  if (rows.length === 0) return []
  const held = await sql<Tables[T]>`${insertOf(table, rows)} ${sql.raw(untouched(table))} returning *`.execute(query)
  return held.rows
}

/** Inserts rows, in their order, as one parameter. */
function insertOf<T extends TableName>(table: T, rows: readonly Tables[T][]): RawBuilder<unknown> {
  const columns = sql.join(Object.keys(rows[0]!).map((column) => sql.ref(column)))
  return sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${jsonOf(table, rows)}::json)`
}

/** Rows as JSON, in which bytes stand as PostgreSQL writes them. */
function jsonOf<T extends TableName>(table: T, rows: readonly Tables[T][]): string {
  const column = BYTES[table]
  if (column === undefined) return JSON.stringify(rows)
  const hex = (row: Tables[T]) => `\\x${Buffer.from(row[column] as Uint8Array).toString('hex')}`
  return JSON.stringify(rows.map((row) => ({ ...row, [column]: hex(row) })))
}

function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  if (/^[0-9A-Z]{5}$/.test(code)) return GONE.has(code.slice(0, 2))
  // Node's socket errors have codes of their own; the driver's have none but speak of the connection.
  return /^E[A-Z_]+$/.test(code) || /connect|Client/.test(error.message) || error instanceof AggregateError
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message || String((error as { code?: string }).code) : String(error)
}

function nameOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}${port && `:${port}`}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}
