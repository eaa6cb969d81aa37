import { type RawBuilder, sql } from 'kysely'

/**
 * That a row is one of a site's few that are named. Both columns in one list, and no other condition on the site: else
 * SQLite, which knows nothing of how many rows a site has, takes reading all of them for cheaper than a list of fifty.
 *
 * @param table alias of the table, or empty
 */
export function among(table: string, column: string, siteId: string, ids: readonly string[]): RawBuilder<boolean> {
  const of = (name: string) => sql.ref(table === '' ? name : `${table}.${name}`)
  const rows = ids.map((id) => sql`(${siteId}, ${id})`)
  return sql<boolean>`(${of('site_id')}, ${of(column)}) in (values ${sql.join(rows)})`
}
