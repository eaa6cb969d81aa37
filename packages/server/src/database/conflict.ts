import { PRIMARY_KEYS, type TableName, type Tables } from './schema.ts'

/** A name that may be a word of SQL. */
export const quoted = (name: string) => `"${name}"`

const target = (table: TableName) => `(${PRIMARY_KEYS[table].map(quoted).join(', ')})`

/** Writes over the row whose key is taken: all of it, or only some columns. */
export function overwrite<T extends TableName>(
  table: T,
  rows: readonly Tables[T][],
  only: readonly string[] = Object.keys(rows[0] ?? {}),
): string {
  const key = new Set<string>(PRIMARY_KEYS[table])
  const columns = only.filter((column) => !key.has(column))
  const set = columns.map((column) => `${quoted(column)} = excluded.${quoted(column)}`)
  return `on conflict ${target(table)} do update set ${set.join(', ')}`
}

/** Updates the row whose key is taken to what it is, which locks it on both engines. */
export function untouched(table: TableName): string {
  const [first] = PRIMARY_KEYS[table]
  return `on conflict ${target(table)} do update set ${quoted(first)} = ${table}.${quoted(first)}`
}
