import type { MeasureRowsQuery } from '@earshot/sdk/contract'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { behind } from './asked.ts'
import {
  bandOf,
  type Change,
  type Compared,
  type Figures,
  hours,
  lengthOf,
  pointsOf,
  shareText,
  stepOf,
} from './figure.ts'
import { Became } from './Panel.tsx'
import * as css from './Tiles.css.ts'

interface TileProps {
  label: string
  /** Undefined: there are too few to say. */
  figure: string | undefined
  /** Of how many. */
  n: number
  change: Change | undefined
  about: string
  rows: MeasureRowsQuery
}

/** The six figures that tell how it stands. */
export function Tiles({ figures }: { figures: Figures | undefined }) {
  const words = w().dashboard.tiles
  return (
    <section class={css.tiles} aria-label={words.label}>
      {figures
        ? tilesOf(figures).map((tile) => <Tile key={tile.label} {...tile} />)
        : [0, 1, 2, 3, 4, 5].map((i) => <div key={i} class={css.tile} />)}
    </section>
  )
}

function Tile({ label, figure, n, change, about, rows }: TileProps) {
  const words = w()
  return (
    <a class={css.tile} href={behind(rows)}>
      <span class={css.label}>{label}</span>
      {figure === undefined ? (
        <span class={css.few}>{n === 0 ? words.dashboard.none : words.common.state.tooFew}</span>
      ) : (
        <span class={css.figure}>{figure}</span>
      )}
      {figure !== undefined && (
        <span class={css.change}>
          <Became change={change} />
        </span>
      )}
      {n > 0 && <span class={css.small}>{about}</span>}
    </a>
  )
}

function tilesOf({ satisfaction, nps, firstAnswer, inTime, afterwards, ...rest }: Figures): TileProps[] {
  const words = w().dashboard
  return [
    shareTile(words.tiles.satisfied, satisfaction),
    {
      label: words.tiles.nps,
      figure: nps.score === null ? undefined : number(nps.score, { maximumFractionDigits: 0 }),
      n: nps.n,
      change: stepOf(nps.change, 'more'),
      about: words.of(number(nps.n)),
      rows: nps.rows,
    },
    complaintTile(rest),
    {
      label: words.tiles.firstAnswer,
      figure: firstAnswer.median === null ? undefined : hours(firstAnswer.median),
      n: firstAnswer.n,
      change: lengthOf(firstAnswer.change),
      about: [words.of(number(firstAnswer.n)), firstAnswer.p90 !== null && words.nine(hours(firstAnswer.p90))]
        .filter(Boolean)
        .join(' · '),
      rows: firstAnswer.rows,
    },
    shareTile(words.tiles.inTime, inTime),
    shareTile(words.tiles.afterwards, afterwards),
  ]
}

function shareTile(label: string, figure: Compared): TileProps {
  const words = w().dashboard
  return {
    label,
    figure: figure.share === null ? undefined : shareText(figure),
    n: figure.n,
    change: pointsOf(figure.change),
    about: [words.of(number(figure.n)), bandOf(figure)].filter(Boolean).join(' · '),
    rows: figure.rows,
  }
}

/** For a thousand orders, where orders are told. */
function complaintTile({ opened, complaintRate }: Pick<Figures, 'opened' | 'complaintRate'>): TileProps {
  const words = w().dashboard
  const { perThousand, complaints, orders, change } = complaintRate
  if (perThousand === null)
    return {
      label: words.tiles.complaints,
      figure: number(opened.n),
      n: opened.n,
      // Not by which part: of two, twenty more are a thousand of a hundred.
      change: stepOf(opened.n - opened.before, 'fewer'),
      about: words.chart.was(number(opened.before)),
      rows: opened.rows,
    }
  return {
    label: words.tiles.rate,
    figure: number(perThousand, { maximumFractionDigits: 1 }),
    n: opened.n,
    change: stepOf(change, 'fewer'),
    about: words.ofOrders(number(complaints), number(orders)),
    rows: opened.rows,
  }
}
