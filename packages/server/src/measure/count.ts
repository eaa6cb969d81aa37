import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from '../database/schema.ts'
import type { Counted as Whole } from './set.ts'

/*
 * Counts a set of rows over stretches of time. The stretches come first in the join, so that each is a range of an
 * index: a `case` with as many branches would be walked through for every row.
 */

type Query = Kysely<Tables>
type Counted = Omit<Whole, 'key'>
type Stretch = Readonly<{ from: number; to: number }>

/** A group of rows of one stretch (by its place) and how many they are. */
export type Group<T> = T & { slot: number; n: number }

/**
 * How many rows of a set lie in each stretch, by columns.
 *
 * @param by columns by the name under which they are answered
 * @param more further aggregates by name
 */
export async function countBy<T = object>(
  query: Query,
  { from, at, where }: Counted,
  slots: readonly Stretch[],
  by: Readonly<Record<string, RawBuilder<unknown>>> = {},
  more: Readonly<Record<string, RawBuilder<unknown>>> = {},
): Promise<Group<T>[]> {
  const named = (columns: typeof by) =>
    Object.entries(columns).map(([name, column]) => sql`, ${column} as ${sql.ref(name)}`)
  const columns = sql.join([...named(by), ...named(more)], sql``)
  const group = ['s.slot', ...Object.keys(by)].map((_, place) => sql.lit(place + 1))
  const { rows } = await sql<Group<T>>`with s (slot, a, z) as (values ${stretches(slots)})
    select s.slot as slot${columns}, count(*) as n from s cross join ${from}
    where ${within(at)} and ${where} group by ${sql.join(group)}`.execute(query)
  return rows
}

/** How many rows of a set that has no time there are now, by columns. */
export async function countNow<T>(
  query: Query,
  { from, where }: Counted,
  by: Readonly<Record<string, RawBuilder<unknown>>>,
): Promise<(T & { n: number })[]> {
  const columns = Object.entries(by).map(([name, column]) => sql`${column} as ${sql.ref(name)}, `)
  const group = Object.keys(by).map((_, place) => sql.lit(place + 1))
  const { rows } = await sql<T & { n: number }>`select ${sql.join(columns, sql``)}count(*) as n from ${from}
    where ${where} group by ${sql.join(group)}`.execute(query)
  return rows
}

/** Median and 90th percentile of the rows of one stretch that have the same in one of the columns. */
export interface Length {
  slot: number
  /** Name of the column; null where it is all rows. */
  part: string | null
  key: string | null
  n: number
  median: number
  p90: number
}

/**
 * Median and 90th percentile of a length of time: of the rows in order, the first that half or nine tenths reach.
 *
 * @param by columns by name: the rows are read once, and told by each of them
 */
export async function percentiles(
  query: Query,
  { from, at, where }: Counted,
  slots: readonly Stretch[],
  value: RawBuilder<number>,
  by: Readonly<Record<string, RawBuilder<string | null>>> = {},
): Promise<Length[]> {
  const columns = Object.entries(by).map(([name, column]) => sql`, cast(${column} as text) as ${sql.ref(name)}`)
  const parts = Object.keys(by).map(
    (name) => sql`select slot, v, ${sql.lit(name)} as part, ${sql.ref(name)} as key from m`,
  )
  const all = sql`select slot, v, cast(null as text) as part, cast(null as text) as key from m`
  const { rows } = await sql<Length>`with s (slot, a, z) as (values ${stretches(slots)}),
    m as (select s.slot as slot, ${value} as v${sql.join(columns, sql``)} from s cross join ${from}
      where ${within(at)} and ${where}),
    g as (${parts.length === 0 ? all : sql.join(parts, sql` union all `)}),
    o as (select slot, part, key, v, row_number() over (partition by slot, part, key order by v) as place,
      count(*) over (partition by slot, part, key) as n from g)
    select slot, part, key, n, max(case when place = (n + 1) / 2 then v end) as median,
      max(case when place = (n * 9 + 9) / 10 then v end) as p90 from o group by slot, part, key, n`.execute(query)
  return rows
}

/** Rows of values: the place of a stretch, and the moments between which it lies. */
function stretches(slots: readonly Stretch[]): RawBuilder<unknown> {
  return sql.join(
    slots.map(({ from, to }, slot) => sql`(${sql.lit(slot)}, cast(${from} as bigint), cast(${to} as bigint))`),
  )
}

function within(at: RawBuilder<number> | null): RawBuilder<boolean> {
  return at === null ? sql<boolean>`1 = 1` : sql<boolean>`${at} >= s.a and ${at} < s.z`
}
