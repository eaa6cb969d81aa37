import { ClockKind, type Measures, type MeasureSet } from '@earshot/sdk/contract'
import { type RawBuilder, sql } from 'kysely'
import { type Basis, halves, sum } from './basis.ts'
import { countBy, type Length, percentiles } from './count.ts'
import { ANSWER_MS, setOf } from './set.ts'
import { difference, growth, round, shareOf, spanOf } from './stat.ts'

/* What became of complaints: how many, how soon answered and put right, which promises were kept. */

type Figures = NonNullable<Measures['figures']>
type Compared = Figures['inTime']

/** From registration to the (last) closing. */
const RESOLUTION_MS: RawBuilder<number> = sql`c.closed_at - c.opened_at`

/** Figures of the whole period beside those of the one before. */
export async function handledFigures(
  basis: Basis,
): Promise<Omit<Figures, 'feedback' | 'satisfaction' | 'nps' | 'effort'>> {
  const [opened, rate, firstAnswer, resolution, promises, closed, afterwards] = await Promise.all([
    openedFigure(basis),
    rateFigure(basis),
    lengthOf(basis, 'answered', ANSWER_MS),
    lengthOf(basis, 'closed', RESOLUTION_MS),
    promisesOf(basis),
    closedFigures(basis),
    afterwardsFigure(basis),
  ])
  const { kind: _, ...answeredInTime } = promises.find(({ kind }) => kind === 'first-answer')!
  const timely = promises.filter(({ kind }) => kind !== 'follow-up')
  const total = (of: (one: Compared) => { hits: number; n: number }) => {
    const parts = timely.map(of)
    return shareOf(
      parts.reduce((all, one) => all + one.hits, 0),
      sum(parts),
    )
  }
  const [now, before] = [total((one) => one), total((one) => one.before)]
  return {
    opened,
    complaintRate: rate,
    firstAnswer,
    answeredInTime,
    resolution,
    inTime: {
      ...now,
      before,
      change: difference(now.share, before.share),
      rows: basis.rows('clocks'),
      hitRows: basis.rows('clocks-met'),
    },
    clocks: promises,
    ...closed,
    afterwards,
  }
}

async function openedFigure(basis: Basis): Promise<Figures['opened']> {
  const [now, before] = halves(basis, await basis.opened()).map(sum) as [number, number]
  return { n: now, before, change: growth(now, before), rows: basis.rows('opened') }
}

async function rateFigure(basis: Basis): Promise<Figures['complaintRate']> {
  const complaints = halves(basis, await basis.opened()).map(sum) as [number, number]
  const orders = await ordersIn(basis)
  const [now, before] = [0, 1].map((at) => {
    const [some, all] = [complaints[at]!, orders[at]!]
    return { complaints: some, orders: all, perThousand: all === 0 ? null : round((some / all) * 1000, 2) }
  }) as [Figures['complaintRate']['before'], Figures['complaintRate']['before']]
  return { ...now, before, change: difference(now.perThousand, before.perThousand) }
}

/** Orders placed, less those cancelled; each is counted by an index alone. */
async function ordersIn({ query, scope, both }: Basis): Promise<[number, number]> {
  const placed = { from: sql`shop_order o`, at: sql<number>`o.placed_at` }
  const [all, cancelled] = await Promise.all([
    countBy(query, { ...placed, where: sql`o.site_id = ${scope.siteId}` }, both),
    countBy(query, { ...placed, where: sql`o.site_id = ${scope.siteId} and o.cancelled_at is not null` }, both),
  ])
  const of = (slot: number) =>
    sum(all.filter((one) => one.slot === slot)) - sum(cancelled.filter((one) => one.slot === slot))
  return [of(0), of(1)]
}

async function lengthOf(
  { query, scope, both, rows }: Basis,
  of: MeasureSet,
  value: RawBuilder<number>,
): Promise<Figures['firstAnswer']> {
  return lasted(await percentiles(query, setOf(of, scope), both, value), rows(of))
}

/** A length of time in the period beside that in the one before. @param found of one kind of rows */
export function lasted(found: readonly Length[], rows: Figures['firstAnswer']['rows']): Figures['firstAnswer'] {
  const [now, before] = [0, 1].map((slot) => {
    const one = found.find((each) => each.slot === slot)
    return one ? spanOf(one.n, one.median, one.p90) : spanOf(0, null, null)
  }) as [Figures['firstAnswer']['before'], Figures['firstAnswer']['before']]
  return { ...now, before, change: difference(now.median, before.median), rows }
}

/** How many are in a set and in parts of it, in one look at the set. */
async function lookAt(
  { query, scope, both }: Basis,
  of: MeasureSet,
  parts: readonly MeasureSet[],
): Promise<(name: MeasureSet) => { slot: number; n: number }[]> {
  const sums: Record<string, RawBuilder<unknown>> = {}
  for (const part of parts) sums[part] = sql`sum(case when ${setOf(part, scope).where} then 1 else 0 end)`
  const groups = await countBy<Partial<Record<MeasureSet, number>>>(query, setOf(of, scope), both, {}, sums)
  return (name) => groups.map((group) => ({ slot: group.slot, n: name === of ? group.n : Number(group[name]) }))
}

/** Of what was closed: how much of it with every promise kept, and how customers found it handled. */
async function closedFigures(basis: Basis): Promise<Pick<Figures, 'closedInTime' | 'handling'>> {
  const found = await lookAt(basis, 'closed', ['closed-in-time', 'handling', 'handling-good'])
  return {
    closedInTime: compared(basis, found('closed'), found('closed-in-time'), 'closed', 'closed-in-time'),
    handling: compared(basis, found('handling'), found('handling-good'), 'handling', 'handling-good'),
  }
}

async function afterwardsFigure(basis: Basis): Promise<Compared> {
  const found = await lookAt(basis, 'visited', ['visited-satisfied'])
  return compared(basis, found('visited'), found('visited-satisfied'), 'visited', 'visited-satisfied')
}

function compared(
  { rows, period }: Basis,
  all: readonly { slot: number; n: number }[],
  hits: readonly { slot: number; n: number }[],
  of: MeasureSet,
  part: MeasureSet,
  within: { clock?: ClockKind } = {},
): Compared {
  const at = (groups: typeof all, slot: number) => sum(groups.filter((one) => one.slot === slot))
  const [now, before] = [0, 1].map((slot) => shareOf(at(hits, slot), at(all, slot))) as [Compared, Compared]
  return {
    ...now,
    before,
    change: difference(now.share, before.share),
    rows: rows(of, period, within),
    hitRows: rows(part, period, within),
  }
}

/** By kind of clock: the promises whose time came in the period, kept or not. */
async function promisesOf(basis: Basis): Promise<Figures['clocks']> {
  const { query, both } = basis
  const kind = { kind: sql`k.kind` }
  const counted = (of: MeasureSet) =>
    countBy<{ kind: ClockKind }>(query, setOf(of, basis.scope, { clock: 'any' }), both, kind)
  const [met, missed] = await Promise.all([counted('clocks-met'), counted('clocks-missed')])
  return ClockKind.options.map((one) => {
    const hits = met.filter((group) => group.kind === one)
    const all = [...hits, ...missed.filter((group) => group.kind === one)]
    return { kind: one, ...compared(basis, all, hits, 'clocks', 'clocks-met', { clock: one }) }
  })
}
