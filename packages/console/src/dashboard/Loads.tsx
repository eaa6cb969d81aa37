import type { Measures } from '@earshot/sdk/contract'
import { percent, textOf } from '../words/format.ts'
import { w } from '../words/words.ts'
import { fewText, hours, lengthOf, pointsOf, shareText, stepsOf } from './figure.ts'
import { Bar, Figure, Panel } from './Panel.tsx'
import { type Column, Table } from './Table.tsx'

/** Satisfaction and complaints at each moment. */
export function Moments({ measures }: { measures: Measures | undefined }) {
  const words = w().dashboard
  const found = measures?.moments
  const rows = found ?? []
  return (
    <Panel title={words.panel.moments} part="moments" here={found !== undefined}>
      <Table
        caption={words.panel.moments}
        rows={rows}
        idOf={({ id }) => id ?? ''}
        empty={words.empty.rows}
        columns={[
          { label: words.table.moment, cell: ({ id, label }) => textOf(label) || id },
          {
            label: words.table.feedback,
            cell: ({ feedback }) => <Figure n={feedback.n} rows={feedback.rows} />,
            change: stepsOf(rows, ({ feedback: { n: now, before } }) => ({ now, before }), 'plain'),
          },
          {
            label: '',
            bar: true,
            room: 'much',
            cell: ({ satisfaction }) => <Bar of={satisfaction.share ?? 0} most={1} />,
          },
          {
            label: words.table.satisfied,
            cell: ({ satisfaction }) => <Satisfied of={satisfaction} />,
            change: ({ satisfaction }) => pointsOf(satisfaction.change, true),
          },
          { label: words.table.complaints, cell: ({ opened, openedRows }) => <Figure n={opened} rows={openedRows} /> },
        ]}
      />
    </Panel>
  )
}

/** Satisfaction with each product, and complaints about it. */
export function Products({ measures }: { measures: Measures | undefined }) {
  const words = w().dashboard
  const found = measures?.products
  const rows = found ?? []
  const most = Math.max(0, ...rows.map(({ opened }) => opened))
  return (
    <Panel title={words.panel.products} part="products" here={found !== undefined}>
      <Table
        caption={words.panel.products}
        rows={rows}
        idOf={({ product }) => product}
        empty={words.empty.rows}
        columns={[
          { label: words.table.product, cell: ({ label }) => label },
          { label: '', bar: true, room: 'much', cell: ({ opened }) => <Bar of={opened} most={most} bad /> },
          {
            label: words.table.complaints,
            cell: ({ opened, openedRows }) => <Figure n={opened} rows={openedRows} />,
            change: stepsOf(rows, ({ opened: now, openedBefore: before }) => ({ now, before }), 'fewer'),
          },
          {
            label: words.table.satisfied,
            cell: ({ satisfaction }) => <Satisfied of={satisfaction} />,
            change: ({ satisfaction }) => pointsOf(satisfaction.change, true),
          },
        ]}
      />
    </Panel>
  )
}

type Rated = NonNullable<Measures['products']>[number]['satisfaction']

function Satisfied({ of }: { of: Rated }) {
  return (
    <Figure rows={of.rows} {...(of.n === 0 ? { n: 0 } : {})}>
      {of.share === null ? shareText(of) : percent(of.share, 0)}
    </Figure>
  )
}

type Load = NonNullable<Measures['departments']>[number] | NonNullable<Measures['staff']>[number]

/** What lies with departments or members now, and what they did in the period. */
export function Loads({ part, measures }: { part: 'departments' | 'staff'; measures: Measures | undefined }) {
  const words = w().dashboard
  const found: readonly Load[] | undefined = measures?.[part]
  const rows = found ?? []
  const most = Math.max(0, ...rows.map(({ open }) => open))
  const name = (load: Load) => ('name' in load ? load.name : textOf(load.label))
  const columns: Column<Load>[] = [
    {
      label: part === 'staff' ? words.table.staff : words.table.department,
      cell: (load) => (load.id === null ? words.other.nobody : name(load) || words.other.removed),
    },
    { label: '', bar: true, room: 'much', cell: ({ open }) => <Bar of={open} most={most} /> },
    { label: words.table.open, cell: ({ open, openRows }) => <Figure n={open} rows={openRows} /> },
    { label: words.table.overdue, cell: ({ overdue, overdueRows }) => <Figure n={overdue} rows={overdueRows} /> },
    {
      label: words.table.closed,
      cell: ({ closed, closedRows }) => <Figure n={closed} rows={closedRows} />,
      change: stepsOf(rows, ({ closed: now, closedBefore: before }) => ({ now, before }), 'plain'),
    },
    {
      label: words.table.firstAnswer,
      cell: ({ answer }) => (
        <Figure rows={answer.rows} {...(answer.n === 0 ? { n: 0 } : {})}>
          {answer.median === null ? fewText(answer.n) : hours(answer.median)}
        </Figure>
      ),
      change: ({ answer }) => lengthOf(answer.change),
    },
  ]
  return (
    <Panel title={words.panel[part]} note={words.panel.load} part={part} here={found !== undefined}>
      <Table
        caption={words.panel[part]}
        rows={rows}
        idOf={({ id }) => id ?? ''}
        empty={words.empty.other}
        columns={columns}
      />
    </Panel>
  )
}
