import { useSignal } from '@preact/signals'
import { type ComponentChildren, Fragment } from 'preact'
import { useLater } from '../ui/later.ts'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import type { Change } from './figure.ts'
import * as css from './Panel.css.ts'

export interface Column<T> {
  label: string
  cell: (row: T) => ComponentChildren
  /** What became of it since the period before, beside it. */
  change?: (row: T) => Change | undefined
  /** Words rather than figures. */
  words?: boolean
  bar?: boolean
  /** Room that the table needs to have it; without it, others say what it says. */
  room?: keyof typeof css.room
}

/** So many lines tell most; the others are shown on demand. */
const FEW = 8

/** Figures of several things, one in a line. */
export function Table<T>({
  caption,
  rows,
  idOf,
  columns,
  empty,
  every = false,
  heard = false,
}: {
  caption: string
  rows: readonly T[]
  idOf: (row: T) => string
  columns: readonly Column<T>[]
  empty?: string
  /** All lines at once. */
  every?: boolean
  /** For screen readers alone. */
  heard?: boolean
}) {
  const words = w().dashboard
  const all = useSignal(false)
  const shown = every || all.value ? rows : rows.slice(0, FEW)
  const lines = told(columns, shown)
  const painted = useLater(true)
  if (rows.length === 0) return <p class={css.quiet}>{empty ?? words.empty.other}</p>
  // What is only heard comes after what is seen.
  if (heard && !painted) return null
  return (
    <>
      <div class={heard ? css.heard : css.wrap}>
        <table class={css.table} aria-label={caption}>
          <thead>
            <Heads columns={lines} />
          </thead>
          <tbody>
            {shown.map((row) => (
              <Line key={idOf(row)} row={row} columns={lines} />
            ))}
          </tbody>
        </table>
      </div>
      {!every && rows.length > FEW && (
        <button type="button" class={css.all} aria-expanded={all.value} onClick={() => (all.value = !all.value)}>
          {all.value ? words.panel.fewer : words.panel.all(number(rows.length))}
        </button>
      )}
    </>
  )
}

function Heads<T>({ columns }: { columns: readonly Column<T>[] }) {
  return (
    <tr>
      {columns.map(({ label, change, ...column }) =>
        // A bar says what the figure beside it says.
        column.bar ? (
          <td key={label} class={kindOf(column)} />
        ) : (
          <th key={label} scope="col" colSpan={change ? 2 : 1} class={`${css.th} ${kindOf(column)}`}>
            {label}
          </th>
        ),
      )}
    </tr>
  )
}

function Line<T>({ columns, row }: { columns: readonly Column<T>[]; row: T }) {
  const [first, ...others] = columns
  return (
    <tr>
      <th scope="row" class={css.rowHead} dir="auto">
        {first!.cell(row)}
      </th>
      {others.map(({ label, cell, change, ...column }) => (
        <Fragment key={label}>
          <td class={`${css.td} ${kindOf(column)} ${change ? css.changing : ''}`}>{cell(row)}</td>
          {change && (
            <td class={css.became}>
              <Sign of={change(row)} />
            </td>
          )}
        </Fragment>
      ))}
    </tr>
  )
}

function kindOf({ words, bar, room }: Pick<Column<never>, 'words' | 'bar' | 'room'>): string {
  return [words && css.start, bar && css.barCell, room && css.room[room]].filter(Boolean).join(' ')
}

/** Where nothing is told of any line, no room is kept for it. */
function told<T>(columns: readonly Column<T>[], rows: readonly T[]): readonly Column<T>[] {
  return columns.map(({ change, ...column }) => (change && rows.some(change) ? { ...column, change } : column))
}

/** The same beside its figure: what the sign does not say can be heard, and read by pointing at it. */
function Sign({ of }: { of: Change | undefined }) {
  if (!of) return null
  return (
    <span class={css.tone[of.tone]} title={of.text}>
      {of.sign}
      <span class={css.heard}> {of.word}</span>
    </span>
  )
}
