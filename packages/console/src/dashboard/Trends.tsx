import type { Measures } from '@earshot/sdk/contract'
import { useRef } from 'preact/hooks'
import { session } from '../session/session.ts'
import { days, exact } from '../words/format.ts'
import { w } from '../words/words.ts'
import { behind } from './asked.ts'
import { Chart } from './Chart.tsx'
import * as css from './Chart.css.ts'
import { asTable, Panel } from './Panel.tsx'
import { Table } from './Table.tsx'
import { savePicture } from './png.ts'
import { type Kind, type Pair, type Point, TELLING } from './Telling.tsx'

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
