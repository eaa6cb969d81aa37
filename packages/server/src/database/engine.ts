import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { Config } from '../config.ts'
import type { TableName, Tables } from './schema.ts'
import type { Telling } from './tell.ts'

/*
 * The one seam between Earshot and its two databases. Everything above it speaks Kysely and portable SQL;
 * everything in which the engines differ is one of the capabilities below.
 *
 *                   SQLite (embedded default)                PostgreSQL (`DATABASE_URL`)
 *   write           the one writer, main thread              pool
 *   read            worker thread, read-only connection,     pool of its own, so that scans
 *                   started on first use                     never starve ingestion
 *   transaction     begin immediate; one at a time           read committed; many at a time
 *   insert fast     one prepared statement, run per row      one statement, rows as one JSON parameter
 *   bytes           as they are                              in that JSON as hex
 *   durability      WAL, synchronous=FULL, read back         synchronous_commit at least `on`
 *   several servers no                                       yes
 *   skip locked     nothing to skip: one writer              for update skip locked
 *   snapshot        a read transaction (WAL)                 repeatable read
 *   listen          what this process committed              listen/notify: every server's commits
 *   whisper         to this process                          notify: to every server
 */

/** A transaction in progress. On SQLite nothing else may write meanwhile, so keep it short and await nothing foreign. */
export interface Tx {
  readonly query: Kysely<Tables>
  /**
   * Inserts rows whose primary key is free; the others stay what they are.
   * No two of `rows` may have the same key.
   *
   * @returns for each row whether it was inserted
   */
  insertNew<T extends TableName>(table: T, rows: readonly Tables[T][]): Promise<boolean[]>
  /**
   * Inserts rows, and writes over those whose primary key is taken. No two of `rows` may have the same key.
   *
   * @param only columns that are written over; all by default. Fewer touch fewer indexes.
   */
  put<T extends TableName>(
    table: T,
    rows: readonly Tables[T][],
    only?: readonly (keyof Tables[T] & string)[],
  ): Promise<void>
  /**
   * Inserts rows whose primary key is free, and locks all of them, in their order, until the transaction ends: who
   * gives them sorted cannot wait for another who does.
   *
   * @returns the rows as they stand now, in any order
   */
  hold<T extends TableName>(table: T, rows: readonly Tables[T][]): Promise<Tables[T][]>
  /** Keeps an event, to be numbered and written as the last thing before the commit. Called by event/record.ts. */
  tell(event: Telling): void
}

export interface Database {
  readonly engine: 'sqlite' | 'postgres'
  /** Where it is, for messages; never with a password. */
  readonly where: string
  /** For writes, and for reads that find their rows by an index. Never use it inside `transaction`. */
  readonly write: Kysely<Tables>
  /** For reads that scan: lists, exports, figures. They see what was committed and never hold up a write. */
  readonly read: Kysely<Tables>
  /** Runs `work`; commits when it resolves and rolls back when it rejects. Resolves after the commit is on disk. */
  transaction<R>(work: (tx: Tx) => Promise<R>): Promise<R>
  /** Inserts many rows in one transaction; skips those whose primary key is taken. @returns how many were inserted */
  insertMany<T extends TableName>(table: T, rows: readonly Tables[T][]): Promise<number>
  /**
   * Makes a `select` in a transaction lock its rows, and pass over those that another server holds: how one of many
   * takes what is due.
   */
  skipLocked<T extends TableName, O>(select: SelectQueryBuilder<Tables, T, O>): SelectQueryBuilder<Tables, T, O>
  /** Writes and takes back a little. Rejects with the reason when the store takes no writes. */
  check(): Promise<void>
  /**
   * Calls `heard` with the sites that have new events (`any`: nobody knows which), soon after their commit. One may be
   * missed, as when a connection breaks or another process wrote: who must not miss any looks from time to time, too.
   *
   * @returns ends it
   */
  listen(heard: (sites: readonly string[] | 'any') => void): () => void
  /**
   * Tells something in passing, this process included, that is kept nowhere. It may be lost. Never rejects.
   *
   * @param text of 7,000 bytes at most
   */
  whisper(text: string): void
  /** Hears what is whispered. @returns ends it */
  overhear(heard: (text: string) => void): () => void
  /** Whether an error means that the store is gone or full, rather than that a row is bad. */
  isGone(error: unknown): boolean
  /** Findings of the engine's own integrity check; empty when all is well. */
  integrity(): Promise<string[]>
  /** Runs reads that all see one moment, however long they take, while writes go on. */
  snapshot<R>(work: (query: Kysely<Tables>) => Promise<R>): Promise<R>
  /** Brings the tables to this version; only needed after `openDatabase` stopped at an earlier one. */
  migrate(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the configured database, creates or upgrades its tables, and refuses data of an unknown version.
 *
 * @param upTo name of the last migration to run; the newest by default
 */
export async function openDatabase(config: Pick<Config, 'data' | 'databaseUrl'>, upTo?: string): Promise<Database> {
  if (config.databaseUrl === undefined) return (await import('./sqlite.ts')).openSqlite(config.data, upTo)
  return (await import('./postgres.ts')).openPostgres(config.databaseUrl, upTo)
}
