import { sql } from 'kysely'
import type { Tx } from '../database/engine.ts'
import { type ClockTable, type ComplaintTable, PRIMARY_KEYS, type Tables } from '../database/schema.ts'
import { nextDue, turnClocks } from '../promise/turn.ts'
import type { Life } from './life.ts'
import { clocksOf } from './stages.ts'
import type { Held } from './state.ts'

/**
 * Brings the clocks of a complaint to what its life asks for.
 *
 * @param until a date that was promised just now, Unix ms
 * @returns when the next of them is due
 */
export async function writeClocks(
  tx: Tx,
  { clocks, policy, calendar }: Held,
  life: Life,
  complaint: ComplaintTable,
  until: number | undefined,
  now: number,
): Promise<number | null> {
  const { category_id: category, severity } = complaint
  const filed = { category, severity, safety: complaint.safety === 1 }
  const wanted = { kinds: clocksOf(life), paused: life.asked, until, ...filed }
  const { started, changed, running } = turnClocks(complaint, clocks, wanted, policy, calendar, now)
  await upsert(tx, 'clock', [...started, ...changed])
  await moveTasks(tx, clocks, running)
  return nextDue(running)
}

/** Tasks without a time of their own are due when their complaint's fulfilment is, also where that was moved. */
async function moveTasks(tx: Tx, before: readonly ClockTable[], running: readonly ClockTable[]): Promise<void> {
  const clock = running.find(({ kind }) => kind === 'fulfilment')
  const was = before.find((one) => one.clock_id === clock?.clock_id)
  if (!clock || !was || was.due_at === clock.due_at) return
  await tx.query
    .updateTable('task')
    .set({ due_at: clock.due_at })
    .where('site_id', '=', clock.site_id)
    .where('feedback_id', '=', clock.feedback_id)
    .where('state', '=', 'open')
    .where('clocked', '=', 1)
    .execute()
}

/** Writes whole rows, new or known, in one statement. */
export async function upsert<T extends 'clock' | 'remedy' | 'task'>(
  tx: Tx,
  table: T,
  rows: readonly Tables[T][],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const key = PRIMARY_KEYS[table] as readonly string[]
  const names = Object.keys(first) as (keyof Tables[T] & string)[]
  const columns = names.filter((column) => !key.includes(column))
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((column) => sql.ref(column)))})
    values ${sql.join(rows.map((row) => sql`(${sql.join(names.map((name) => row[name]))})`))}
    on conflict (${sql.join(key.map((column) => sql.ref(column)))}) do update
    set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`))}`.execute(tx.query)
}
