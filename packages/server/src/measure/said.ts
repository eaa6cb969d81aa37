import type { MeasureRowsQuery, Measures, Text } from '@earshot/sdk/contract'
import { type Basis, halves, type Said, type Score, sum } from './basis.ts'
import type { Slot } from './period.ts'
import { askedBy } from './scope.ts'
import { SATISFIED } from './set.ts'
import { difference, growth, npsOf, shareOf } from './stat.ts'

/* What customers said: how many, how satisfied, whether they would recommend; at which moment, and over time. */

type Figures = NonNullable<Measures['figures']>

type Rating = Pick<Said, 'satisfaction' | 'n'>

/** Share of 4 and 5 among those who said how satisfied they are. */
function satisfactionOf(groups: readonly Rating[]) {
  const rated = groups.filter(({ satisfaction }) => satisfaction !== null)
  return shareOf(sum(rated.filter(({ satisfaction }) => satisfaction! >= SATISFIED)), sum(rated))
}

function recommended(groups: readonly Score[]) {
  const between = (from: number, to: number) => sum(groups.filter(({ score }) => score >= from && score <= to))
  return npsOf({ n: sum(groups), promoters: between(9, 10), detractors: between(0, 6) })
}

/** Figures of the whole period beside those of the one before. */
export async function saidFigures(
  basis: Basis,
): Promise<Pick<Figures, 'feedback' | 'satisfaction' | 'nps' | 'effort'>> {
  const [now, before] = halves(basis, await basis.said())
  return {
    feedback: countOf(basis, now, before),
    satisfaction: comparedOf(basis, now, before),
    nps: await npsFigure(basis),
    effort: await effortFigure(basis),
  }
}

function countOf(
  basis: Basis,
  now: readonly Said[],
  before: readonly Said[],
  within: Pick<MeasureRowsQuery, 'moment'> = {},
): Figures['feedback'] {
  const [n, was] = [sum(now), sum(before)]
  return { n, before: was, change: growth(n, was), rows: basis.rows('feedback', basis.period, within) }
}

export function comparedOf(
  basis: Basis,
  now: readonly Rating[],
  before: readonly Rating[],
  within: Pick<MeasureRowsQuery, 'moment' | 'product'> = {},
): Figures['satisfaction'] {
  const [share, was] = [satisfactionOf(now), satisfactionOf(before)]
  return {
    ...share,
    before: was,
    change: difference(share.share, was.share),
    rows: basis.rows('rated', basis.period, within),
    hitRows: basis.rows('satisfied', basis.period, within),
  }
}

async function npsFigure(basis: Basis): Promise<Figures['nps']> {
  const [now, before] = halves(basis, await basis.scores('nps')).map(recommended)
  return {
    ...now!,
    before: before!,
    change: difference(now!.score, before!.score),
    rows: basis.rows('nps'),
    detractorRows: basis.rows('detractors'),
  }
}

async function effortFigure(basis: Basis): Promise<Figures['effort']> {
  if (askedBy(basis.scope, 'effort').moments.length === 0) return null
  const [now, before] = halves(basis, await basis.scores('effort')).map((groups) =>
    shareOf(sum(groups.filter(({ score }) => score >= 5)), sum(groups)),
  )
  return {
    ...now!,
    before: before!,
    change: difference(now!.share, before!.share),
    rows: basis.rows('effort'),
    hitRows: basis.rows('easy'),
  }
}

/** The period and the one before, point by point. */
export async function seriesOf(basis: Basis): Promise<NonNullable<Measures['series']>> {
  const [said, scores, opened] = await Promise.all([basis.said(), basis.scores('nps'), basis.opened()])
  const points = basis.slots.map((slot, at) => {
    const here = <T extends { slot: number }>(groups: readonly T[]) => groups.filter((one) => one.slot === at)
    return {
      from: time(slot.from),
      to: time(slot.to),
      date: slot.first,
      feedback: sum(here(said)),
      satisfaction: {
        ...satisfactionOf(here(said)),
        rows: basis.rows('rated', slot),
        hitRows: basis.rows('satisfied', slot),
      },
      nps: recommended(here(scores)),
      opened: sum(here(opened)),
      openedRows: basis.rows('opened', slot),
    }
  })
  const turn = basis.period.slots.length
  return { points: points.slice(0, turn), before: points.slice(turn) }
}

/** By the moment at which it was said; the busiest first. @param opened complaints by moment */
export async function momentsOf(
  basis: Basis,
  opened: ReadonlyMap<string, number>,
): Promise<NonNullable<Measures['moments']>> {
  const [now, before] = halves(basis, await basis.said())
  const ids = new Set([...now.map(({ moment }) => moment), ...before.map(({ moment }) => moment), ...opened.keys()])
  return [...ids]
    .map((id) => {
      const of = (groups: readonly Said[]) => groups.filter(({ moment }) => moment === id)
      const label: Text | null = basis.scope.moments.get(id)?.current.title ?? null
      return {
        id,
        label,
        feedback: countOf(basis, of(now), of(before), { moment: id }),
        satisfaction: comparedOf(basis, of(now), of(before), { moment: id }),
        opened: opened.get(id) ?? 0,
        openedRows: basis.rows('opened', basis.period, { moment: id }),
      }
    })
    .toSorted((a, b) => b.feedback.n - a.feedback.n || (a.id < b.id ? -1 : 1))
}

export function time(at: number): string {
  return new Date(at).toISOString()
}

export function stretchOf({ from, to, first, last }: Slot): Measures['period']['before'] {
  return { from: time(from), to: time(to), first, last }
}
