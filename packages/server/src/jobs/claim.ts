import type { Kysely } from 'kysely'
import { PRIMARY_KEYS, type Tables } from '../database/schema.ts'

/*
 * How one of many servers takes rows that are due, works on them, and says what became of them: mails of the outbox,
 * deliveries of webhooks. A row stays `queued` while somebody is at it; its `due_at` is then when they are taken for
 * gone, so that whoever looks for what is due finds it again by itself.
 */

/** A server that has said nothing of a row for this long is gone, and another may take it; sending takes far less. */
const CLAIM_MS = 5 * 60_000

/** Tables of rows that are to be sent. */
type Queue = 'outbox' | 'delivery'

/** What their rows have in common. */
interface Work {
  site_id: string
  state: 'queued' | 'sent' | 'dead'
  due_at: number
  attempts: number
  claimed_until: number | null
  reason: string | null
  ended_at: number | null
}

/** Marks rows that were selected with `skipLocked` as this server's. @returns how they are now, with the try counted */
export async function take<T extends Queue>(
  query: Kysely<Tables>,
  table: T,
  rows: readonly Tables[T][],
  now: number,
  more: (row: Tables[T]) => Partial<Tables[T]> = () => ({}),
): Promise<Tables[T][]> {
  const until = now + CLAIM_MS
  const taken: Tables[T][] = []
  for (const row of rows) {
    const mark = { ...more(row), attempts: row.attempts + 1, claimed_until: until, due_at: until }
    await keyed(query, table, row)
      .set(mark as Partial<Work>)
      .execute()
    taken.push({ ...row, ...mark })
  }
  return taken
}

/** Says what became of a row. Only who holds it may: another may have taken it over meanwhile. */
export function settle<T extends Queue>(query: Kysely<Tables>, table: T, row: Tables[T], set: Partial<Tables[T]>) {
  return keyed(query, table, row)
    .where('claimed_until', '=', row.claimed_until)
    .set({ ...(set as Partial<Work>), claimed_until: null })
    .execute()
}

function keyed<T extends Queue>(query: Kysely<Tables>, table: T, row: Tables[T]) {
  let update = (query as unknown as Kysely<{ work: Work }>).updateTable(table as unknown as 'work')
  for (const column of PRIMARY_KEYS[table])
    update = update.where(column as 'site_id', '=', row[column as keyof Tables[T]] as string)
  return update
}
