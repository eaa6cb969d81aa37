import type { Measures } from '@earshot/sdk/contract'
import { percent, textOf } from '../words/format.ts'
import { w } from '../words/words.ts'
import { fewText, hours, pointsOf, shareText } from './figure.ts'
import { Bar, Became, type Column, Figure, Panel, Table } from './Panel.tsx'

/** Satisfaction and complaints at each moment. */
export function Moments({ measures }: { measures: Measures | undefined }) {
  const words = w().dashboard
  const found = measures?.moments
  return (
    <Panel title={words.panel.moments} part="moments" here={found !== undefined}>
      <Table
        caption={words.panel.moments}
        rows={found ?? []}
        idOf={({ id }) => id ?? ''}
        empty={words.empty.rows}
        columns={[
          { label: words.table.moment, cell: ({ id, label }) => textOf(label) || id },
          { label: words.table.feedback, cell: ({ feedback }) => <Figure n={feedback.n} rows={feedback.rows} /> },
          { label: '', bar: true, cell: ({ satisfaction }) => <Bar of={satisfaction.share ?? 0} most={1} /> },
          { label: words.table.satisfied, cell: ({ satisfaction }) => <Satisfied of={satisfaction} /> },
          {
            label: words.table.change,
            cell: ({ satisfaction }) => <Became short change={pointsOf(satisfaction.change, true)} />,
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
  const most = Math.max(0, ...(found ?? []).map(({ opened }) => opened))
  return (
    <Panel title={words.panel.products} part="products" here={found !== undefined}>
      <Table
        caption={words.panel.products}
        rows={found ?? []}
        idOf={({ product }) => product}
        empty={words.empty.rows}
        columns={[
          { label: words.table.product, cell: ({ label }) => label },
          { label: '', bar: true, cell: ({ opened }) => <Bar of={opened} most={most} bad /> },
          { label: words.table.complaints, cell: ({ opened, openedRows }) => <Figure n={opened} rows={openedRows} /> },
          { label: words.table.satisfied, cell: ({ satisfaction }) => <Satisfied of={satisfaction} /> },
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
  const most = Math.max(0, ...(found ?? []).map(({ open }) => open))
  const name = (load: Load) => ('name' in load ? load.name : textOf(load.label))
  const columns: Column<Load>[] = [
    {
      label: part === 'staff' ? words.table.staff : words.table.department,
      cell: (load) => (load.id === null ? words.other.nobody : name(load) || words.other.removed),
    },
    { label: '', bar: true, cell: ({ open }) => <Bar of={open} most={most} /> },
    { label: words.table.open, cell: ({ open, openRows }) => <Figure n={open} rows={openRows} /> },
    { label: words.table.overdue, cell: ({ overdue, overdueRows }) => <Figure n={overdue} rows={overdueRows} /> },
    { label: words.table.closed, cell: ({ closed, closedRows }) => <Figure n={closed} rows={closedRows} /> },
    {
      label: words.table.firstAnswer,
      cell: ({ answer }) => (answer.median === null ? fewText(answer.n) : hours(answer.median)),
    },
  ]
  return (
    <Panel title={words.panel[part]} note={words.panel.load} part={part} here={found !== undefined}>
      <Table
        caption={words.panel[part]}
        rows={found ?? []}
        idOf={({ id }) => id ?? ''}
        empty={words.empty.other}
        columns={columns}
      />
    </Panel>
  )
}
