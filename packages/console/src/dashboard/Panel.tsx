import type { MeasurePart, MeasureRowsQuery } from '@earshot/sdk/contract'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { api } from '../api/client.ts'
import { noticeEnd } from '../session/session.ts'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
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

/** What became of a figure since the period before. @param short in a table */
export function Became({ change, short }: { change: Change | undefined; short?: boolean }) {
  if (change) return <span class={css.tone[change.tone]}>{change.text}</span>
  if (!short) return <span class={css.tone.same}>{w().dashboard.noBefore}</span>
  return (
    <span class={css.soft} title={w().dashboard.noBefore}>
      –
    </span>
  )
}
