import { type RawBuilder, sql } from 'kysely'
import type { Database } from './engine.ts'

/*
 * What stands in JSON that is kept as text, as part of a query. `json` rather than `jsonb` on PostgreSQL: what is read
 * once is not worth building a tree of.
 */

type Engine = Database['engine']

/** The value at a path as text, null where there is none. @param path keys, and places in lists */
export function textAt(engine: Engine, column: string, ...path: (string | number)[]): RawBuilder<string | null> {
  return engine === 'sqlite'
    ? sql`cast(json_extract(${sql.ref(column)}, ${sql.lit(pathOf(path))}) as text)`
    : sql`(cast(${sql.ref(column)} as json) #>> array[${sql.join(path.map((key) => sql.lit(String(key))))}])`
}

/** How many things the list at a key holds; null where there is none. */
export function sizeAt(engine: Engine, column: string, key: string): RawBuilder<number | null> {
  if (engine === 'sqlite') return sql`json_array_length(${sql.ref(column)}, ${sql.lit(pathOf([key]))})`
  const value = sql`cast(${sql.ref(column)} as json) -> ${sql.lit(key)}`
  return sql`(case json_typeof(${value}) when 'array' then json_array_length(${value}) end)`
}

/** A source of rows, to be named and joined: the texts in the list at a key, or the one text that stands there. */
export function eachAt(engine: Engine, column: string, key: string): RawBuilder<{ value: string }> {
  if (engine === 'sqlite') return sql`json_each(${sql.ref(column)}, ${sql.lit(pathOf([key]))})`
  const value = sql`cast(${sql.ref(column)} as json) -> ${sql.lit(key)}`
  return sql`lateral json_array_elements_text(case json_typeof(${value}) when 'array' then ${value}
    when 'string' then json_build_array(${value}) else '[]' end)`
}

function pathOf(path: readonly (string | number)[]): string {
  return `$${path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${JSON.stringify(key)}`)).join('')}`
}
