import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { createCheckpointer } from './checkpoint.ts'
import type { Database, Tx } from './engine.ts'
import { migrate } from './migrate.ts'
import { openReader } from './reader.ts'
import type { EventCounterTable, TableName, Tables } from './schema.ts'
import { overwrite, quoted, untouched } from './conflict.ts'
import { Mutex, SqliteDialect } from './dialect.ts'
import { Statements } from './statements.ts'
import { Listeners, type Telling, Whispers, writeTold } from './tell.ts'

/** How long a statement waits for another process (the CLI, a backup) that holds the database. */
const BUSY_MS = 5000
/**
 * WAL pages (of 4 KiB) at which the writer moves them into the database file itself, while ingestion waits.
 * Under load checkpoint.ts does so long before.
 */
const CHECKPOINT_PAGES = 16_000

/** Run with every batch of feedback: prepared once, where a query builder would cost a tenth of the batch. */
const TAKE_NUMBERS = `insert into event_counter (site_id, last) values (?, ?)
  on conflict (site_id) do update set last = event_counter.last + excluded.last returning site_id, last`

/** Result codes (https://sqlite.org/rescode.html) by which the store is gone or full; any other blames the row. */
const GONE = new Set([
  5, // BUSY
  6, // LOCKED
  7, // NOMEM
  8, // READONLY
  10, // IOERR
  11, // CORRUPT
  13, // FULL
  14, // CANTOPEN
  26, // NOTADB
])

/** Opens (or creates) `earshot.db` in the folder `data`. */
export async function openSqlite(data: string, upTo?: string): Promise<Database> {
  try {
    // Customers' words are for this user alone.
    mkdirSync(data, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Error(
      `The data folder ${data} cannot be made (${(error as NodeJS.ErrnoException).code}). Name another in EARSHOT_DATA, or give its parent to this user.`,
      { cause: error },
    )
  }
  const file = join(data, 'earshot.db')
  const handle = open(file)
  const statements = new Statements(handle)
  const mutex = new Mutex()
  const write = new Kysely<Tables>({ dialect: new SqliteDialect(statements, mutex) })
  /** The same connection without the turnstile: only for `transaction`, which has passed it already. */
  const inside = new Kysely<Tables>({ dialect: new SqliteDialect(statements) })
  try {
    await migrate(write, file, upTo)
  } catch (error) {
    handle.close()
    throw error
  }
  const reader = openReader(file, BUSY_MS)
  const checkpointer = createCheckpointer(file, BUSY_MS)

  const listeners = new Listeners()
  const whispers = new Whispers()
  const insertNew: Tx['insertNew'] = (table, rows) => Promise.resolve(insertRows(statements, table, rows))
  const takeNumbers = (counts: readonly (readonly [string, number])[]) =>
    Promise.resolve(
      counts.map(([siteId, count]) => statements.get(TAKE_NUMBERS).get(siteId, count) as unknown as EventCounterTable),
    )
  const rest: Pick<Tx, 'query' | 'insertNew' | 'put' | 'hold'> = {
    query: inside,
    insertNew,
    put: (table, rows, only) => Promise.resolve(putRows(statements, table, rows, only)),
    hold: (table, rows) => Promise.resolve(holdRows(statements, table, rows)),
  }
  async function transaction<R>(work: (tx: Tx) => Promise<R>): Promise<R> {
    const release = await mutex.acquire()
    const told: Telling[] = []
    try {
      handle.exec('begin immediate')
      const result = await work({ ...rest, tell: (event) => void told.push(event) })
      const sites = await writeTold(takeNumbers, insertNew, told)
      handle.exec('commit')
      checkpointer.committed()
      listeners.tell(sites)
      return result
    } catch (error) {
      if (handle.isTransaction) handle.exec('rollback')
      throw error
    } finally {
      release()
    }
  }

  return {
    engine: 'sqlite',
    where: file,
    write,
    read: reader.read,
    transaction,
    async insertMany(table, rows) {
      const inserted = await transaction((tx) => tx.insertNew(table, rows))
      return inserted.filter(Boolean).length
    },
    skipLocked: (select) => select,
    listen: (heard) => listeners.add(heard),
    whisper: (text) => whispers.tell(text),
    overhear: (heard) => whispers.add(heard),
    async check() {
      // Two transactions, so that the first takes new pages and reaches the disk.
      await transaction(({ query }) =>
        query
          .insertInto('probe')
          .values({ site_id: '', filler: 'x'.repeat(16_384) })
          // Of another process, which looks at the same time.
          .onConflict((known) => known.column('site_id').doUpdateSet({ filler: 'y'.repeat(16_384) }))
          .execute(),
      )
      await transaction(({ query }) => query.deleteFrom('probe').execute())
    },
    isGone: (error) =>
      error instanceof Error && 'errcode' in error && GONE.has(Number((error as { errcode: unknown }).errcode) & 0xff),
    integrity: () =>
      Promise.resolve(
        statements
          .all('pragma integrity_check', [])
          .map((row) => String(row['integrity_check']))
          .filter((line) => line !== 'ok'),
      ),
    async snapshot(work) {
      // A connection of its own: the writer's would hold up every write for as long.
      const own = new DatabaseSync(file, { timeout: BUSY_MS, readOnly: true })
      try {
        own.exec('begin')
        return await work(new Kysely<Tables>({ dialect: new SqliteDialect(new Statements(own)) }))
      } finally {
        own.close()
      }
    },
    migrate: () => migrate(write, file),
    async close() {
      const release = await mutex.acquire()
      await Promise.all([reader.close(), checkpointer.close()])
      handle.close()
      release()
    },
  }
}

function open(file: string): DatabaseSync {
  let handle
  try {
    handle = new DatabaseSync(file, { timeout: BUSY_MS })
    handle.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(
      `The database ${file} cannot be opened: ${reason}. Is the folder writable, is the disk full, is it an Earshot database?`,
      { cause: error },
    )
  }
  const [mode, sync] = ['journal_mode', 'synchronous'].map((name) => handle.prepare(`pragma ${name}`).get()?.[name])
  if (mode !== 'wal' || sync !== 2) {
    handle.close()
    throw new Error(
      `The database ${file} does not take journal_mode=wal and synchronous=full (it says ${String(mode)}, ${String(sync)}), ` +
        'so nothing acknowledged would be safe on disk. Put EARSHOT_DATA on a local disk, not on a network share.',
    )
  }
  return handle
}

function insertRows<T extends TableName>(statements: Statements, table: T, rows: readonly Tables[T][]): boolean[] {
  return insertEach(statements, table, rows, 'on conflict do nothing', (statement, values) => {
    return statement.run(...values).changes === 1
  })
}

function putRows<T extends TableName>(
  statements: Statements,
  table: T,
  rows: readonly Tables[T][],
  only?: readonly string[],
): void {
  insertEach(statements, table, rows, overwrite(table, rows, only), (statement, values) => statement.run(...values))
}

/** The one writer holds every row; each is only read as it stands. */
function holdRows<T extends TableName>(statements: Statements, table: T, rows: readonly Tables[T][]): Tables[T][] {
  return insertEach(statements, table, rows, `${untouched(table)} returning *`, (statement, values) => {
    return statement.get(...values) as unknown as Tables[T]
  })
}

function insertEach<T extends TableName, R>(
  statements: Statements,
  table: T,
  rows: readonly Tables[T][],
  conflict: string,
  run: (statement: StatementSync, values: SQLInputValue[]) => R,
): R[] {
  const first = rows[0]
  if (!first) return []
  const columns = Object.keys(first) as (keyof Tables[T] & string)[]
  const statement = statements.get(
    `insert into ${table} (${columns.map(quoted).join(', ')}) values (${columns.map(() => '?').join(', ')}) ${conflict}`,
  )
  const values: SQLInputValue[] = Array.from({ length: columns.length })
  return rows.map((row) => {
    for (let i = 0; i < columns.length; i++) values[i] = row[columns[i]!] as SQLInputValue
    return run(statement, values)
  })
}
