/*
 * Who does a follow-up. Everybody who is there gets the same number of each batch, but for one at most; who got one more
 * gets it later than the others next time, so that over time nobody has had more either. Who is away owes nothing when
 * they come back. Pure.
 */

/** By id of a member of staff: how much less than a fair share they were given so far. */
export type Shares = Readonly<Record<string, number>>

/**
 * Gives out follow-ups.
 *
 * @param there ids of those who are there; nobody gets anything where it is empty
 * @param loads open follow-ups of each, which decides between those who are equal
 * @returns for each follow-up who does it, and the shares after it
 */
export function giveOut(
  count: number,
  there: readonly string[],
  shares: Shares,
  loads: ReadonlyMap<string, number> = new Map(),
): { given: (string | null)[]; shares: Shares } {
  if (there.length === 0) return { given: Array.from({ length: count }, () => null), shares }
  const after: Record<string, number> = { ...shares }
  const given: string[] = []
  let round: string[] = []
  for (let i = 0; i < count; i++) {
    // A round gives each one; within it those first who had the least so far.
    if (round.length === 0) round = there.toSorted((a, b) => byNeed(a, b, after, loads))
    const id = round.shift()!
    given.push(id)
    for (const one of there) after[one] = (after[one] ?? 0) + 1 / there.length
    after[id] = after[id]! - 1
  }
  return { given, shares: after }
}

/** Differences below this come from adding fractions. */
const EVEN = 1e-6

function byNeed(a: string, b: string, shares: Shares, loads: ReadonlyMap<string, number>): number {
  const owed = (shares[b] ?? 0) - (shares[a] ?? 0)
  if (Math.abs(owed) > EVEN) return owed
  return (loads.get(a) ?? 0) - (loads.get(b) ?? 0) || (a < b ? -1 : 1)
}

/** One changed hands: whoever gave it away is owed one, whoever took it has had one. */
export function handOver(shares: Shares, from: string | null, to: string | null): Shares {
  const after: Record<string, number> = { ...shares }
  if (from !== null) after[from] = (after[from] ?? 0) + 1
  if (to !== null) after[to] = (after[to] ?? 0) - 1
  return after
}
