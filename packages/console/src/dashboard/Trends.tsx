import type { Measures } from '@earshot/sdk/contract'
import { useRef } from 'preact/hooks'
import { session } from '../session/session.ts'
import { days, exact, number, percent } from '../words/format.ts'
import { w } from '../words/words.ts'
import { behind } from './asked.ts'
import { Chart } from './Chart.tsx'
import * as css from './Chart.css.ts'
import { bandOf, fewText, shareText } from './figure.ts'
import { asTable, type Column, Figure, Panel, Table } from './Panel.tsx'
import { savePicture } from './png.ts'

type Series = NonNullable<Measures['series']>
export type Point = Series['points'][number]

type Kind = 'satisfaction' | 'opened' | 'nps'

/** What is told of a point, and of the one beside it in the period before. */
interface Telling {
  value: (point: Point) => number | null
  text: (point: Point) => string
  range: (values: readonly number[]) => readonly [number, number]
  axis: (value: number) => string
  rows: (point: Point) => Point['openedRows']
  /** Nobody can see what is focused in a table that is only heard; so there are no links in that. */
  columns: (linked: boolean) => readonly Column<Pair>[]
}

interface Pair {
  point: Point
  before: Point | undefined
}

const TELLING: Readonly<Record<Kind, Telling>> = {
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
        { label: words.satisfied, cell: ({ point: { satisfaction } }) => shareText(satisfaction) },
        { label: words.band, cell: ({ point: { satisfaction } }) => bandOf(satisfaction) ?? '–' },
        {
          label: words.answers,
          cell: ({ point: { satisfaction } }) => counted(satisfaction.n, satisfaction.rows, linked),
        },
        { label: words.before, cell: ({ before }) => (before ? shareText(before.satisfaction) : '–') },
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
        { label: words.before, cell: ({ before }) => (before ? number(before.opened) : '–') },
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
    rows: ({ satisfaction }) => ({ ...satisfaction.rows, of: 'nps' }),
    columns: (linked) => {
      const words = w().dashboard.table
      return [
        { label: words.nps, cell: ({ point: { nps } }) => scoreText(nps) },
        {
          label: words.answers,
          cell: ({ point: { nps, satisfaction } }) => counted(nps.n, { ...satisfaction.rows, of: 'nps' }, linked),
        },
        { label: words.before, cell: ({ before }) => (before ? scoreText(before.nps) : '–') },
      ]
    },
  },
}

function counted(n: number, rows: Point['openedRows'], linked: boolean) {
  return linked ? <Figure n={n} rows={rows} /> : number(n)
}

function scoreText({ score, n }: Point['nps']): string {
  if (score !== null) return number(score, { maximumFractionDigits: 0 })
  return fewText(n)
}

/** The days, week or month that a point stands for. */
function nameOf({ from, to }: Pick<Point, 'from' | 'to'>, bucket: Measures['period']['bucket'], short = false): string {
  const month = short ? 'short' : 'long'
  if (bucket === 'day') return exact(from, { day: 'numeric', month })
  if (bucket === 'month') return exact(from, short ? { month } : { month, year: 'numeric' })
  return short ? exact(from, { day: 'numeric', month }) : days(from, Date.parse(to) - 1, { day: 'numeric', month })
}

/** How something went over the period, beside the one before: as a chart, and as a table. */
export function Trend({ kind, measures }: { kind: Kind; measures: Measures | undefined }) {
  const words = w().dashboard
  const canvas = useRef<HTMLCanvasElement>(null)
  const bucket = measures?.period.bucket ?? 'day'
  const title = words.chart[bucket][kind]
  const note = words.chart[`${kind}Note`]
  const { points, before: earlier } = measures?.series ?? { points: [], before: [] }
  const pairs = points.map((point, i): Pair => ({ point, before: earlier[i] }))
  const { value, columns } = TELLING[kind]
  const tellable = points.filter((point) => value(point) !== null).length
  const shown = kind === 'opened' || tellable >= 2
  const anybody = points.some(({ satisfaction, nps }) => (kind === 'nps' ? nps : satisfaction).n > 0)
  const table = asTable(kind)
  return (
    <Panel
      title={title}
      note={note}
      part="series"
      chart={kind}
      here={measures !== undefined}
      onPicture={
        shown && !table
          ? () =>
              void savePicture(canvas.current!, {
                title,
                about: `${days(measures!.period.from, Date.parse(measures!.period.to) - 1, { dateStyle: 'long' })} · ${note}`,
                shop: session.value!.site.name,
                legend: legendOf(kind).join('  ·  '),
              })
          : undefined
      }
    >
      {!table &&
        (shown ? (
          <Drawn kind={kind} pairs={pairs} bucket={bucket} label={title} canvas={canvas} />
        ) : (
          <div class={css.plot}>
            <p class={css.empty}>{anybody ? words.chart.tooFew : words.empty.rows}</p>
          </div>
        ))}
      {(table || shown) && (
        <Table
          caption={title}
          rows={table ? pairs.toReversed() : pairs}
          idOf={({ point }) => point.from}
          every
          heard={!table}
          columns={[{ label: words.table.when, cell: ({ point }: Pair) => nameOf(point, bucket) }, ...columns(table)]}
        />
      )}
    </Panel>
  )
}

function Drawn({
  kind,
  pairs,
  bucket,
  label,
  canvas,
}: {
  kind: Kind
  pairs: readonly Pair[]
  bucket: Measures['period']['bucket']
  label: string
  canvas: { current: HTMLCanvasElement | null }
}) {
  const words = w().dashboard.chart
  const { value, text, range, axis, rows } = TELLING[kind]
  const values = pairs.map(({ point }) => value(point))
  const before = pairs.map((pair) => (pair.before ? value(pair.before) : null))
  const lows = pairs.map(({ point }) => point.satisfaction.low)
  const band =
    kind === 'satisfaction' ? { low: lows, high: pairs.map(({ point }) => point.satisfaction.high) } : undefined
  const all = [...values, ...before, ...(band ? lows : [])].filter((one) => one !== null)
  const say = (at: number) => {
    const { point, before: was } = pairs[at]!
    const now = words.point(nameOf(point, bucket), text(point))
    return was ? `${now}; ${words.was(text(was))}` : now
  }
  return (
    <>
      <Chart
        label={label}
        names={pairs.map(({ point }) => nameOf(point, bucket, true))}
        values={values}
        before={before}
        band={band}
        bars={kind === 'opened'}
        range={range(all)}
        format={axis}
        say={say}
        to={(at) => behind(rows(pairs[at]!.point))}
        canvas={canvas}
      />
      <Legend kind={kind} />
    </>
  )
}

function legendOf(kind: Kind): string[] {
  const words = w().dashboard.chart
  return [`━ ${words.now}`, `╌ ${words.before}`, ...(kind === 'satisfaction' ? [`▒ ${words.band}`] : [])]
}

function Legend({ kind }: { kind: Kind }) {
  const words = w().dashboard.chart
  return (
    <div class={css.legend} aria-hidden="true">
      <span class={css.key}>
        <i class={kind === 'opened' ? css.block : css.line} />
        {words.now}
      </span>
      <span class={css.key}>
        <i class={`${css.line} ${css.dashed}`} />
        {words.before}
      </span>
      {kind === 'satisfaction' && (
        <span class={css.key}>
          <i class={css.band} />
          {words.band}
        </span>
      )}
    </div>
  )
}
