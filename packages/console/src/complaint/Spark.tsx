import type { Customer } from '@earshot/sdk/contract'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Aside.css.ts'

const WIDTH = 220
const HEIGHT = 36
const EDGE = 4

/** Where the points of a line from 1 to 5 lie, oldest at the start. */
function points(means: readonly number[]): [x: number, y: number][] {
  const step = means.length > 1 ? (WIDTH - 2 * EDGE) / (means.length - 1) : 0
  return means.map((mean, i) => [
    Math.round((EDGE + i * step) * 10) / 10,
    Math.round((EDGE + ((5 - mean) / 4) * (HEIGHT - 2 * EDGE)) * 10) / 10,
  ])
}

/** Satisfaction over the months, as a line. */
export function Spark({ months }: { months: Customer['satisfaction'] }) {
  const means = months.map(({ mean }) => mean)
  const all = points(means)
  const last = all.at(-1)
  if (!last) return null
  const one = (mean: number) => number(mean, { maximumFractionDigits: 1 })
  const label = w().case.card.spark(one(means[0]!), one(means.at(-1)!), `${months[0]!.month}–${months.at(-1)!.month}`)
  return (
    <svg class={css.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <polyline points={all.map((at) => at.join(',')).join(' ')} fill="none" class={css.sparkLine} />
      <circle cx={last[0]} cy={last[1]} r="3" class={means.at(-1)! <= 3 ? css.sparkBad : css.sparkGood} />
    </svg>
  )
}
