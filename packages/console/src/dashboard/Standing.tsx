import type { Measures, MeasureRowsQuery } from '@earshot/sdk/contract'
import { exact, number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { behind } from './asked.ts'
import { Bar, Figure, Panel } from './Panel.tsx'
import { Table } from './Table.tsx'
import * as css from './Standing.css.ts'

/** What is open just now, whatever period is looked at. */
export function Standing({ measures }: { measures: Measures | undefined }) {
  const words = w().dashboard
  const found = measures?.now
  return (
    <Panel
      title={words.panel.now}
      note={found && words.panel.nowNote(exact(found.at, { timeStyle: 'short' }))}
      part="now"
      tall
      here={found !== undefined}
    >
      {found && <Counted found={found} />}
    </Panel>
  )
}

function Counted({ found }: { found: NonNullable<Measures['now']> }) {
  const words = w().dashboard
  const most = Math.max(...found.stages.map(({ count }) => count))
  return (
    <>
      <div class={css.counts}>
        <Count label={words.now.open} n={found.open} rows={found.openRows} />
        <Count label={words.now.overdue} n={found.overdue} rows={found.overdueRows} hot />
        <Count label={words.now.unassigned} n={found.unassigned} rows={found.unassignedRows} />
        <Count label={words.now.approving} n={found.approving} rows={found.approvingRows} />
      </div>
      <Table
        caption={words.panel.now}
        rows={found.stages}
        idOf={({ stage }) => stage}
        columns={[
          { label: words.table.stage, cell: ({ stage }) => w().common.stage[stage] },
          { label: '', bar: true, cell: ({ count }) => <Bar of={count} most={most} /> },
          { label: words.table.open, cell: ({ count, rows }) => <Figure n={count} rows={rows} /> },
          {
            label: words.table.overdue,
            cell: ({ overdue, stage }) => <Figure n={overdue} rows={{ ...found.overdueRows, stage }} />,
          },
        ]}
      />
    </>
  )
}

function Count({ label, n, rows, hot }: { label: string; n: number; rows: MeasureRowsQuery; hot?: boolean }) {
  return (
    <a class={css.count} href={behind(rows)}>
      <span class={`${css.figure} ${hot && n > 0 ? css.hot : ''}`}>{number(n)}</span>
      <span class={css.label}>{label}</span>
    </a>
  )
}
