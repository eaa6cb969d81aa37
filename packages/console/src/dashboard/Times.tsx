import type { Measures } from '@earshot/sdk/contract'
import { w } from '../words/words.ts'
import {
  bandOf,
  type Compared,
  fewText,
  type Figures,
  hours,
  type Lasted,
  lengthOf,
  pointsOf,
  shareText,
} from './figure.ts'
import { Bar, Became, Figure, Panel } from './Panel.tsx'
import { Table } from './Table.tsx'
import * as css from './Panel.css.ts'

/** How soon customers are answered, and their complaints put right. */
export function Times({ measures }: { measures: Measures | undefined }) {
  const words = w().dashboard
  const figures = measures?.figures
  return (
    <Panel title={words.panel.times} note={words.panel.timesNote} part="figures" here={figures !== undefined}>
      {figures && (
        <>
          <Lengths figures={figures} />
          <Shares figures={figures} />
        </>
      )}
    </Panel>
  )
}

function Lengths({ figures }: { figures: Figures }) {
  const words = w().dashboard
  const lines = (['firstAnswer', 'resolution'] as const).map((name) => ({ name, figure: figures[name] }))
  const length = (hour: number | null, { n, rows }: Lasted) => (
    <Figure rows={rows} {...(n === 0 ? { n } : {})}>
      {hour === null ? fewText(n) : hours(hour)}
    </Figure>
  )
  return (
    <Table
      caption={words.panel.times}
      rows={lines}
      idOf={({ name }) => name}
      columns={[
        { label: words.table.what, cell: ({ name }) => words.times[name] },
        { label: words.table.median, cell: ({ figure }) => length(figure.median, figure) },
        { label: words.table.p90, cell: ({ figure }) => length(figure.p90, figure) },
        { label: words.table.n, cell: ({ figure }) => <Figure n={figure.n} rows={figure.rows} /> },
        { label: words.table.change, cell: ({ figure }) => <Became short change={lengthOf(figure.change)} /> },
      ]}
    />
  )
}

function Shares({ figures }: { figures: Figures }) {
  const words = w().dashboard
  const lines = (['answeredInTime', 'closedInTime', 'handling', 'effort'] as const).flatMap((name) => {
    const figure = figures[name]
    return figure ? [{ name, figure }] : []
  })
  return (
    <Table
      caption={words.panel.promises}
      rows={lines}
      idOf={({ name }) => name}
      columns={[
        { label: words.table.what, cell: ({ name }) => words.times[name] },
        { label: words.table.share, cell: ({ figure }) => <Shared figure={figure} hits /> },
        { label: words.table.band, cell: ({ figure }) => bandOf(figure) ?? '–' },
        { label: words.table.n, cell: ({ figure }) => <Figure n={figure.n} rows={figure.rows} /> },
        { label: words.table.change, cell: ({ figure }) => <Became short change={pointsOf(figure.change, true)} /> },
      ]}
    />
  )
}

/** A share that leads to what it is of. @param hits to those that are meant, where another figure leads to all */
function Shared({ figure, hits }: { figure: Compared; hits?: boolean }) {
  return (
    <Figure rows={hits && figure.hits > 0 ? figure.hitRows : figure.rows} {...(figure.n === 0 ? { n: 0 } : {})}>
      {shareText(figure, 0)}
    </Figure>
  )
}

/** By kind of promise: how many were kept. */
export function Promises({ measures }: { measures: Measures | undefined }) {
  const words = w()
  const found = measures?.figures?.clocks
  return (
    <Panel
      title={words.dashboard.panel.promises}
      note={words.dashboard.panel.promisesNote}
      part="figures"
      here={found !== undefined}
    >
      <Table
        caption={words.dashboard.panel.promises}
        rows={found ?? []}
        idOf={({ kind }) => kind}
        columns={[
          {
            label: words.dashboard.table.promise,
            cell: ({ kind }) => <span class={css.capital}>{words.common.clock[kind]}</span>,
          },
          { label: '', bar: true, room: 'much', cell: ({ hits, n }) => <Bar of={hits} most={n} /> },
          { label: words.dashboard.table.kept, cell: (clock) => <Shared figure={clock} /> },
          {
            label: words.dashboard.table.broken,
            cell: ({ n, hits, rows }) => <Figure n={n - hits} rows={{ ...rows, of: 'clocks-missed' }} />,
          },
          {
            label: words.dashboard.table.change,
            cell: ({ change }) => <Became short change={pointsOf(change, true)} />,
          },
        ]}
      />
    </Panel>
  )
}
