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
 * @param by columns by name: the rows are read once, put in order by each of them, and only those are answered that
 *   something is told of
 */
export async function percentiles(
  query: Query,
  { from, at, where }: Counted,
  slots: readonly Stretch[],
  value: RawBuilder<number>,
  by: Readonly<Record<string, RawBuilder<string | null>>> = {},
): Promise<Length[]> {
  const names = Object.keys(by)
  const parts = names.length === 0 ? [null] : names
  const keys = Object.entries(by).map(([name, column]) => sql`, cast(${column} as text) as ${sql.ref(name)}`)
  const counted = parts.map((part, i) => {
    const kind = part === null ? sql`slot` : sql`slot, ${sql.ref(part)}`
    return sql`, row_number() over (partition by ${kind} order by v) as ${sql.ref(`place${i}`)},
      count(*) over (partition by ${kind}) as ${sql.ref(`n${i}`)}`
  })
  const told = parts.map((_, i) => {
    const [place, n] = [sql.ref(`place${i}`), sql.ref(`n${i}`)]
    return sql`${place} = (${n} + 1) / 2 or ${place} = (${n} * 9 + 9) / 10`
  })
  const { rows } = await sql<Place>`with s (slot, a, z) as (values ${stretches(slots)}),
    m as (select s.slot as slot, ${value} as v${sql.join(keys, sql``)} from s cross join ${from}
      where ${within(at)} and ${where}),
    o as (select m.*${sql.join(counted, sql``)} from m)
    select * from o where ${sql.join(told, sql` or `)}`.execute(query)
  return parts.flatMap((part, i) => lengthsIn(rows, part, i))
}

/** A row with its place among those of its kind, and how many these are, by each column. */
type Place = { slot: number; v: number } & Readonly<Record<string, string | number | null>>

function lengthsIn(rows: readonly Place[], part: string | null, i: number): Length[] {
  const found = Map.groupBy(rows, (row) => JSON.stringify([row.slot, part && row[part]]))
  return [...found.values()].flatMap((same) => {
    const { slot, [`n${i}`]: n } = same[0]! as Place & { [n: string]: number }
    const at = (place: number) => same.find((row) => row[`place${i}`] === Math.floor(place))?.v
    const [median, p90] = [at((n! + 1) / 2), at((n! * 9 + 9) / 10)]
    if (median === undefined || p90 === undefined) return []
    return { slot, part, key: part === null ? null : (same[0]![part] as string | null), n: n!, median, p90 }
  })
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
