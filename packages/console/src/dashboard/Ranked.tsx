import type { Measures } from '@earshot/sdk/contract'
import { number, percent, textOf } from '../words/format.ts'
import { w } from '../words/words.ts'
import { stepsOf } from './figure.ts'
import { Bar, Figure, Panel } from './Panel.tsx'
import { Table } from './Table.tsx'

type Pareto = NonNullable<Measures['reasons']>

/** What is named most, and how few things make up most of it. */
export function Ranked({ part, measures }: { part: 'reasons' | 'categories'; measures: Measures | undefined }) {
  const words = w().dashboard
  const found: Pareto | undefined = measures?.[part]
  const lines = found?.lines ?? []
  const most = lines[0]?.count ?? 0
  return (
    <Panel
      title={words.panel[part]}
      note={found && found.n > 0 && <Figure rows={found.rows}>{words.panel[`${part}Note`](number(found.n))}</Figure>}
      part={part}
      tall={part === 'reasons'}
      here={found !== undefined}
    >
      <Table
        caption={words.panel[part]}
        rows={lines}
        idOf={({ id }) => id ?? ''}
        empty={part === 'reasons' ? words.empty.reasons : words.empty.rows}
        columns={[
          {
            label: part === 'reasons' ? words.table.reason : words.table.category,
            cell: ({ id, label }) => textOf(label) || (id === null ? words.other.none : id),
          },
          { label: '', bar: true, cell: ({ count }) => <Bar of={count} most={most} /> },
          {
            label: words.table.count,
            cell: ({ count, rows }) => <Figure n={count} rows={rows} />,
            change: stepsOf(lines, ({ count: now, before }) => ({ now, before }), 'fewer'),
          },
          { label: words.table.share, room: 'some', cell: ({ share }) => percent(share, 0) },
          { label: words.table.cumulative, cell: ({ cumulative }) => percent(cumulative, 0) },
        ]}
      />
    </Panel>
  )
}
