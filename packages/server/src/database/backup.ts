import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { sql, type Kysely } from 'kysely'
import type { Database } from './engine.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { BYTES, PRIMARY_KEYS, type TableName, type Tables } from './schema.ts'
import { SEARCH_KEYS } from './tables/search.ts'

/*
 * A backup is gzipped JSON lines: a header, then `[table, row]` for every row, then a footer with counts and the
 * SHA-256 of all lines before it. It holds values, not pages, so a backup of either engine restores into either.
 * Bytes stand in base64.
 */

interface Header {
  earshot: 'backup'
  format: 1
  madeAt: string
  /** Names of the migrations that its tables had, oldest first. */
  migrations: string[]
}

interface Footer {
  rows: Record<string, number>
  sha256: string
}

/** What is made from other rows, and is made anew after a restore; and what is over within the hour. */
const DERIVED: ReadonlySet<string> = new Set(['probe', 'preview', ...Object.keys(SEARCH_KEYS)])

/** In the order in which they are restored: what others name comes first. */
const TABLES = (Object.keys(PRIMARY_KEYS) as TableName[]).filter((table) => !DERIVED.has(table))

/** Rows read or written at a time. */
const CHUNK = 500
/** The same of tables that hold bytes: a row may have a megabyte. */
const CHUNK_OF_BYTES = 16

const chunkOf = (table: TableName) => (BYTES[table] === undefined ? CHUNK : CHUNK_OF_BYTES)

/**
 * Saves all rows, as they are at one moment, while servers go on writing.
 *
 * @param to path of the new file; appears only when it is whole and on disk
 * @returns number of rows by table
 */
export async function backUp(
  database: Database,
  to: string,
  onRow: (done: number) => void,
): Promise<Record<string, number>> {
  const rows: Record<string, number> = {}
  const part = `${to}.part`
  try {
    await database.snapshot((query) =>
      pipeline(
        Readable.from(lines(query, rows, onRow)),
        createGzip(),
        createWriteStream(part, { mode: 0o600, flush: true }),
      ),
    )
    await rename(part, to)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  return rows
}

async function* lines(
  query: Kysely<Tables>,
  rows: Record<string, number>,
  onRow: (done: number) => void,
): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const line = (data: unknown) => {
    const text = `${JSON.stringify(data)}\n`
    hash.update(text)
    return text
  }
  const header: Header = {
    earshot: 'backup',
    format: 1,
    madeAt: new Date().toISOString(),
    migrations: Object.keys(MIGRATIONS),
  }
  yield line(header)
  let done = 0
  for (const table of TABLES) {
    rows[table] = 0
    for await (const chunk of chunks(query, table)) {
      rows[table] += chunk.length
      done += chunk.length
      yield chunk.map((row) => line([table, written(table, row)])).join('')
      onRow(done)
    }
  }
  const footer: Footer = { rows, sha256: hash.digest('hex') }
  yield `${JSON.stringify(footer)}\n`
}

/** All rows of a table by primary key, some at a time, so that memory does not grow with history. */
async function* chunks(query: Kysely<Tables>, table: TableName): AsyncGenerator<Record<string, unknown>[]> {
  const keys: readonly string[] = PRIMARY_KEYS[table]
  const columns = sql.join(keys.map((key) => sql.ref(key)))
  let after: Record<string, unknown> | undefined
  for (;;) {
    const beyond = after ? sql`where (${columns}) > (${sql.join(keys.map((key) => after![key]))})` : sql``
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(table)} ${beyond} order by ${columns} limit ${sql.lit(chunkOf(table))}`.execute(query)
    if (rows.length > 0) yield rows
    if (rows.length < chunkOf(table)) return
    after = rows.at(-1)
  }
}

type Row = Record<string, unknown>

/** A row as a backup's line holds it. */
function written(table: TableName, row: Row): Row {
  const column = BYTES[table]
  return column === undefined ? row : { ...row, [column]: Buffer.from(row[column] as Uint8Array).toString('base64') }
}

/** The row of a backup's line. */
function readBack<T extends TableName>(table: T, row: Tables[T]): Tables[T] {
  const column = BYTES[table]
  return column === undefined ? row : { ...row, [column]: Buffer.from(row[column] as string, 'base64') }
}

/** Reads a backup's lines; the gunzip's own error is told as what it means. */
async function* read(file: string): AsyncGenerator<string> {
  const handle = await open(file)
  yield* createInterface({ input: handle.createReadStream().pipe(createGunzip()), crlfDelay: Number.POSITIVE_INFINITY })
}

/** Reads a backup through and compares counts and hash. Rejects, saying what is wrong, before anything is touched. */
export async function checkBackup(file: string, onRow: (done: number) => void): Promise<Header & Footer> {
  const hash = createHash('sha256')
  let header: Header | undefined
  let last = ''
  let done = 0
  try {
    for await (const line of read(file)) {
      if (last) hash.update(`${last}\n`)
      header ??= JSON.parse(line) as Header
      last = line
      onRow(done++)
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new Error(`${file} cannot be read (${code}). Compare the path.`, { cause: error })
    throw new Error(`${file} is not a whole Earshot backup: ${(error as Error).message}. Take an older one.`, {
      cause: error,
    })
  }
  const footer = footerOf(last)
  if (header?.earshot !== 'backup') throw new Error(`${file} is not an Earshot backup.`)
  const unknown =
    header.format === 1
      ? header.migrations.filter((name) => !(name in MIGRATIONS))
      : [`format ${String(header.format)}`]
  if (unknown.length > 0)
    throw new Error(`${file} was made by a newer Earshot (${unknown.join(', ')}). Install that version, then restore.`)
  if (!footer.rows || footer.sha256 !== hash.digest('hex'))
    throw new Error(`${file} is cut short or was changed: its hash does not match. Take an older one.`)
  return { ...header, rows: footer.rows, sha256: footer.sha256 }
}

/** The last line, if it is a footer: what is cut short ends in the middle of a row. */
function footerOf(line: string): Partial<Footer> {
  try {
    return JSON.parse(line) as Partial<Footer>
  } catch {
    return {}
  }
}

/**
 * Loads a checked backup into an empty database whose tables are of the backup's version, all or nothing,
 * then brings the tables to this version.
 */
export async function restore(
  database: Database,
  file: string,
  onRow: (done: number, total: number) => void,
): Promise<Record<string, number>> {
  const { rows } = await checkBackup(file, () => {})
  const total = Object.values(rows).reduce((sum, one) => sum + one, 0)
  await database.transaction(async (tx) => {
    let done = 0
    let table: TableName | undefined
    let chunk: Tables[TableName][] = []
    const flush = async () => {
      if (table && chunk.length > 0) await tx.insertNew(table, chunk)
      done += chunk.length
      chunk = []
      onRow(done, total)
    }
    for await (const line of read(file)) {
      const data = JSON.parse(line) as unknown
      if (!Array.isArray(data)) continue
      const [name, row] = data as [TableName, Tables[TableName]]
      if (name !== table || chunk.length >= chunkOf(name)) await flush()
      table = name
      chunk.push(readBack(name, row))
    }
    await flush()
  })
  await database.migrate()
  return rows
}
