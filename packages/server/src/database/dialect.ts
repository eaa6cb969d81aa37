import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Statements } from './statements.ts'

/** Lets one in at a time, in the order of asking. */
export class Mutex {
  #last: Promise<void> = Promise.resolve()

  /** Resolves with the function that lets the next one in. */
  async acquire(): Promise<() => void> {
    const before = this.#last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#last = promise
    await before
    return resolve
  }
}

/** Answers one statement: on this thread, or by the reader's. */
export type Answer = (
  sql: string,
  parameters: readonly unknown[],
) => QueryResult<unknown> | Promise<QueryResult<unknown>>

/** Puts `node:sqlite` under Kysely. */
export class SqliteDialect implements Dialect {
  readonly #answer: Answer
  readonly #mutex: Mutex | undefined

  /** @param mutex keeps statements of one transaction together; absent where only one asks at a time */
  constructor(from: Statements | Answer, mutex?: Mutex) {
    this.#answer = typeof from === 'function' ? from : answerFrom(from)
    this.#mutex = mutex
  }

  createAdapter(): SqliteAdapter {
    return new Adapter()
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#answer, this.#mutex)
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db)
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler()
  }
}

function answerFrom(statements: Statements): Answer {
  return (sql, parameters) => {
    if (statements.reads(sql)) return { rows: statements.all(sql, parameters) }
    return { rows: [], numAffectedRows: BigInt(statements.run(sql, parameters)) }
  }
}

/** SQLite's DDL takes part in transactions, and `begin immediate` makes a second migrator wait for the first. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

type Held = DatabaseConnection & { release?: () => void }

class SqliteDriver implements Driver {
  readonly #answer: Answer
  readonly #mutex: Mutex | undefined

  constructor(answer: Answer, mutex: Mutex | undefined) {
    this.#answer = answer
    this.#mutex = mutex
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const release = await this.#mutex?.acquire()
    const answer = this.#answer
    const held: Held = {
      async executeQuery<R>({ sql, parameters }: CompiledQuery) {
        return (await answer(sql, parameters)) as QueryResult<R>
      },
      // eslint-disable-next-line require-yield
      async *streamQuery() {
        throw new Error('Queries are not streamed here; page through them by key.')
      },
    }
    if (release) held.release = release
    return held
  }

  async releaseConnection(connection: Held): Promise<void> {
    connection.release?.()
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy(): Promise<void> {}
}
