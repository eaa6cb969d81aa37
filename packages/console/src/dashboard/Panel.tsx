import type { MeasurePart, MeasureRowsQuery } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { type ComponentChildren, Fragment } from 'preact'
import { useId } from 'preact/hooks'
import { api } from '../api/client.ts'
import { noticeEnd } from '../session/session.ts'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useLater } from '../ui/later.ts'
import { faultText, toast, Wait } from '../ui/States.tsx'
import { go, hrefWith, param } from '../shell/address.ts'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { asked, behind } from './asked.ts'
import type { Change } from './figure.ts'
import { download } from './png.ts'
import * as css from './Panel.css.ts'

/** A part of the dashboard. What it holds can be had as a file, and a chart as a table and as a picture. */
export function Panel({
  title,
  note,
  part,
  chart,
  onPicture,
  here = true,
  tall,
  children,
}: {
  title: string
  note?: ComponentChildren
  /** Of which the file is made. */
  part?: MeasurePart
  /** Its name in the address, where it can be shown as a table. */
  chart?: string
  onPicture?: (() => unknown) | undefined
  /** Whether the answer has come. */
  here?: boolean
  /** Whether it keeps room for a full table. */
  tall?: boolean
  children: ComponentChildren
}) {
  const id = useId()
  const words = w().dashboard
  return (
    <section class={css.panel} aria-labelledby={id}>
      <div class={css.head}>
        <h2 class={css.title} id={id}>
          {title}
        </h2>
        {note && <span class={css.note}>{note}</span>}
        <span class={css.acts}>
          {chart && (
            <Button
              kind="quiet"
              icon="table"
              aria-label={words.table.show}
              aria-pressed={asTable(chart)}
              onClick={() => go(tableSwitched(chart), { replace: true })}
            />
          )}
          {part && (
            <Menu
              kind="quiet"
              icon="more"
              aria-label={words.panel.more(title)}
              items={[
                { label: words.panel.csv, run: () => void saveTable(part) },
                ...(onPicture ? [{ label: words.panel.png, run: onPicture }] : []),
              ]}
            />
          )}
        </span>
      </div>
      <div class={tall ? `${css.body} ${css.tall}` : css.body}>{here ? children : <Wait />}</div>
    </section>
  )
}

const tables = () => new Set(param('table')?.split(','))

/** Whether a chart is shown as a table. */
export function asTable(chart: string): boolean {
  return tables().has(chart)
}

function tableSwitched(chart: string): string {
  const now = tables()
  if (!now.delete(chart)) now.add(chart)
  return hrefWith({ table: [...now].join(',') })
}

async function saveTable(part: MeasurePart): Promise<void> {
  try {
    download(await new Response(await api.measures.csv({ ...asked(), part })).blob(), `earshot-${part}.csv`)
  } catch (error) {
    noticeEnd(error)
    toast(() => faultText(error))
  }
}

export interface Column<T> {
  label: string
  cell: (row: T) => ComponentChildren
  /** What became of it since the period before, beside it. */
  change?: (row: T) => Change | undefined
  /** Words rather than figures. */
  words?: boolean
  bar?: boolean
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
  const painted = useLater(true)
  if (rows.length === 0) return <p class={css.quiet}>{empty ?? words.empty.other}</p>
  // What is only heard comes after what is seen.
  if (heard && !painted) return null
  return (
    <>
      <div class={heard ? css.heard : css.wrap}>
        <table class={css.table} aria-label={caption}>
          <thead>
            <Heads columns={columns} />
          </thead>
          <tbody>
            {(every || all.value ? rows : rows.slice(0, FEW)).map((row) => (
              <Line key={idOf(row)} row={row} columns={columns} />
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
      {columns.map(({ label, words, bar, change }) =>
        // A bar says what the figure beside it says.
        bar ? (
          <td key={label} class={css.barCell} />
        ) : (
          <th key={label} scope="col" colSpan={change ? 2 : 1} class={`${css.th} ${words ? css.start : ''}`}>
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
      {others.map(({ label, cell, words, bar, change }) => (
        <Fragment key={label}>
          <td class={`${css.td} ${words ? css.start : ''} ${bar ? css.barCell : ''}`}>{cell(row)}</td>
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

/** A figure that leads to the rows behind it. Of none there are none to show. */
export function Figure({ n, rows, children }: { n?: number; rows: MeasureRowsQuery; children?: ComponentChildren }) {
  const text = children ?? number(n ?? 0)
  if (n === 0) return <span class={css.soft}>{text}</span>
  return (
    <a class={css.link} href={behind(rows)}>
      {text}
    </a>
  )
}

/** A part of the largest, as a bar. What it says stands beside it as a figure. */
export function Bar({ of, most, bad }: { of: number; most: number; bad?: boolean }) {
  return (
    <span class={css.track} aria-hidden="true">
      {of > 0 && (
        <i class={`${css.bar} ${bad ? css.barBad : ''}`} style={{ width: `${(of / Math.max(most, 1e-9)) * 100}%` }} />
      )}
    </span>
  )
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

/** What became of a figure since the period before. @param short in a table */
export function Became({ change, short }: { change: Change | undefined; short?: boolean }) {
  if (change) return <span class={css.tone[change.tone]}>{change.text}</span>
  if (!short) return <span class={css.tone.same}>{w().dashboard.noBefore}</span>
  return <span title={w().dashboard.noBefore}>–</span>
}
