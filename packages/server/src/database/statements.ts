import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

export type Row = Record<string, unknown>

/** Statements kept at most; Kysely's texts are few, lists in `in (…)` make some more. */
const KEPT = 200

/** Prepared statements by their text, as node:sqlite prepares anew on every call. The oldest go first. */
export class Statements {
  readonly #handle: DatabaseSync
  readonly #kept = new Map<string, StatementSync>()

  constructor(handle: DatabaseSync) {
    this.#handle = handle
  }

  get(sql: string): StatementSync {
    const known = this.#kept.get(sql)
    if (known) return known
    const statement = this.#handle.prepare(sql)
    if (this.#kept.size >= KEPT) this.#kept.delete(this.#kept.keys().next().value!)
    this.#kept.set(sql, statement)
    return statement
  }

  all(sql: string, parameters: readonly unknown[]): Row[] {
    return this.get(sql).all(...parameters.map(storable))
  }

  run(sql: string, parameters: readonly unknown[]): number | bigint {
    return this.get(sql).run(...parameters.map(storable)).changes
  }

  /** Whether the statement answers with rows. */
  reads(sql: string): boolean {
    return this.get(sql).columns().length > 0
  }
}

/** node:sqlite takes neither Dates nor truths nor `undefined`, and a Date as first value would shift all others. */
function storable(value: unknown): SQLInputValue {
  if (value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  return value as SQLInputValue
}
