import type { Measures } from '@earshot/sdk/contract'
import { number, percent } from '../words/format.ts'
import { w } from '../words/words.ts'
import { bandOf, fewText, shareText } from './figure.ts'
import { Figure } from './Panel.tsx'
import type { Column } from './Table.tsx'

/* What the charts over time tell, each of its own figure: as a line, in words and as a table. */

type Series = NonNullable<Measures['series']>
export type Point = Series['points'][number]

export type Kind = 'satisfaction' | 'opened' | 'nps'

/** What is told of a point, and of the one beside it in the period before. */
export interface Telling {
  value: (point: Point) => number | null
  text: (point: Point) => string
  range: (values: readonly number[]) => readonly [number, number]
  axis: (value: number) => string
  rows: (point: Point) => Point['openedRows']
  /** Nobody can see what is focused in a table that is only heard; so there are no links in that. */
  columns: (linked: boolean) => readonly Column<Pair>[]
}

export interface Pair {
  point: Point
  before: Point | undefined
}

export const TELLING: Readonly<Record<Kind, Telling>> = {
  satisfaction: {
    value: ({ satisfaction }) => satisfaction.share,
    text: ({ satisfaction }) =>
      [shareText(satisfaction, 0), satisfaction.n > 0 && w().dashboard.of(number(satisfaction.n)), bandOf(satisfaction)]
        .filter(Boolean)
        .join(' · '),
    // From a ten below the lowest, so that changes are seen; the axis says where it begins.
    range: (values) => [Math.max(0, Math.floor(Math.min(0.8, ...values) * 10 - 0.01) / 10), 1],
    axis: (value) => percent(value, 0),
    rows: ({ satisfaction }) => satisfaction.rows,
    columns: (linked) => {
      const words = w().dashboard.table
      return [
        {
          label: words.satisfied,
          cell: ({ point: { satisfaction } }) => led(shareText(satisfaction), satisfaction, linked),
        },
        { label: words.band, cell: ({ point: { satisfaction } }) => bandOf(satisfaction) ?? '–' },
        {
          label: words.answers,
          cell: ({ point: { satisfaction } }) => counted(satisfaction.n, satisfaction.rows, linked),
        },
        {
          label: words.before,
          cell: ({ before }) => (before ? led(shareText(before.satisfaction), before.satisfaction, linked) : '–'),
        },
      ]
    },
  },
  opened: {
    value: ({ opened }) => opened,
    text: ({ opened }) => number(opened),
    range: (values) => [0, Math.max(4, Math.ceil(Math.max(...values, 0) * 1.1))],
    axis: (value) => (Number.isInteger(value) ? number(value) : ''),
    rows: ({ openedRows }) => openedRows,
    columns: (linked) => {
      const words = w().dashboard.table
      return [
        { label: words.complaints, cell: ({ point }) => counted(point.opened, point.openedRows, linked) },
        {
          label: words.before,
          cell: ({ before }) => (before ? counted(before.opened, before.openedRows, linked) : '–'),
        },
      ]
    },
  },
  nps: {
    value: ({ nps }) => nps.score,
    text: ({ nps }) =>
      nps.score === null
        ? fewText(nps.n)
        : `${number(nps.score, { maximumFractionDigits: 0 })} · ${w().dashboard.of(number(nps.n))}`,
    range: (values) => [
      Math.max(-100, Math.floor(Math.min(0, ...values) / 20) * 20),
      Math.min(100, Math.max(20, Math.ceil(Math.max(...values, 0) / 20) * 20)),
    ],
    axis: (value) => number(value),
    rows: (point) => scored(point).rows,
    columns: (linked) => {
      const words = w().dashboard.table
      return [
        { label: words.nps, cell: ({ point }) => led(scoreText(point.nps), scored(point), linked) },
        { label: words.answers, cell: ({ point }) => counted(point.nps.n, scored(point).rows, linked) },
        {
          label: words.before,
          cell: ({ before }) => (before ? led(scoreText(before.nps), scored(before), linked) : '–'),
        },
      ]
    },
  },
}

/** Who said whether they would recommend. */
function scored({ nps, satisfaction }: Point): { n: number; rows: Point['openedRows'] } {
  return { n: nps.n, rows: { ...satisfaction.rows, of: 'nps' } }
}

/** A figure in words that leads to what it is of. */
function led(text: string, { n, rows }: { n: number; rows: Point['openedRows'] }, linked: boolean) {
  if (!linked) return text
  return (
    <Figure rows={rows} {...(n === 0 ? { n } : {})}>
      {text}
    </Figure>
  )
}

function counted(n: number, rows: Point['openedRows'], linked: boolean) {
  return linked ? <Figure n={n} rows={rows} /> : number(n)
}

function scoreText({ score, n }: Point['nps']): string {
  if (score !== null) return number(score, { maximumFractionDigits: 0 })
  return fewText(n)
}
