import type { Measures } from '@earshot/sdk/contract'
import { duration, number, percent } from '../words/format.ts'
import { w } from '../words/words.ts'

export type Figures = NonNullable<Measures['figures']>
export type Compared = Figures['inTime']
export type Share = Compared['before']
export type Lasted = Figures['firstAnswer']

/** What became of a figure: said in words and by its sign; the colour only repeats it. */
export interface Change {
  text: string
  /** The same by its sign alone, for where there is no room; `word` is what it leaves out. */
  sign: string
  word: string
  tone: 'good' | 'bad' | 'same'
}

type Wording = keyof ReturnType<typeof w>['dashboard']['change']

/** What more of a figure means, and less: its words, and whether that is good. */
const SENSES = {
  /** Satisfaction, promises kept. */
  more: { up: ['better', 'good'], down: ['worse', 'bad'] },
  /** Complaints. */
  fewer: { up: ['more', 'bad'], down: ['fewer', 'good'] },
  /** Times. */
  faster: { up: ['slower', 'bad'], down: ['faster', 'good'] },
  /** What is neither, such as how many spoke. */
  plain: { up: ['more', 'same'], down: ['fewer', 'same'] },
} as const satisfies Record<string, Record<'up' | 'down', readonly [Wording, Change['tone']]>>

/** @param said the change as it is written, with its sign */
function told(change: number, said: string, sense: keyof typeof SENSES): Change {
  const words = w().dashboard.change
  if (change === 0) return { text: words.same, sign: '=', word: words.same, tone: 'same' }
  const [name, tone] = SENSES[sense][change > 0 ? 'up' : 'down']
  const word = words[name]
  return { text: words.told(said, word), sign: said, word, tone }
}

/** With its sign, and a minus as wide as the plus: many languages have but a hyphen for it. */
function signed(value: number): string {
  return number(value, { signDisplay: 'exceptZero', maximumFractionDigits: 1 }).replace('-', '−')
}

/** Of a share, in points of a hundred. @param short without naming them so */
export function pointsOf(change: number | null, short = false): Change | undefined {
  if (change === null) return undefined
  const points = Math.round(change * 1000) / 10
  return told(points, short ? signed(points) : w().dashboard.change.points(signed(points)), 'more')
}

/** Of a number that is none of a hundred. */
export function stepOf(change: number | null, sense: keyof typeof SENSES): Change | undefined {
  if (change === null) return undefined
  const step = Math.round(change * 10) / 10
  return told(step, signed(step), sense)
}

/** Of counts that stand one below the other: how many more of each. Where there was nothing at all, nothing is told. */
export function stepsOf<T>(
  rows: readonly T[],
  counts: (row: T) => { now: number; before: number },
  sense: keyof typeof SENSES,
): (row: T) => Change | undefined {
  if (rows.every((row) => counts(row).before === 0)) return () => undefined
  return (row) => {
    const { now, before } = counts(row)
    return now === 0 && before === 0 ? undefined : stepOf(now - before, sense)
  }
}

/** Of a count: by which part it grew. */
export function growthOf(change: number | null, sense: keyof typeof SENSES): Change | undefined {
  if (change === null) return undefined
  const share = number(change, { signDisplay: 'exceptZero', style: 'percent', maximumFractionDigits: 0 })
  return told(change, share.replace('-', '−'), sense)
}

/** Of a length of time, in hours. */
export function lengthOf(change: number | null): Change | undefined {
  if (change === null) return undefined
  return told(change, `${change < 0 ? '−' : '+'}${hours(Math.abs(change))}`, 'faster')
}

/** A length of time as people say it. @param length in hours */
export function hours(length: number): string {
  return duration(length * 3_600_000)
}

/** In which the true share lies with 95 % confidence: `80–96 %`. */
export function bandOf({ low, high }: Pick<Share, 'low' | 'high'>): string | undefined {
  if (low === null || high === null) return undefined
  return w().dashboard.band(number(Math.round(low * 100)), percent(high, 0))
}

/** A share, or that there are too few to say. */
export function shareText({ share, n }: Pick<Share, 'share' | 'n'>, digits = 1): string {
  if (share !== null) return percent(share, digits)
  return fewText(n)
}

/** In place of a figure of so few that chance would speak. */
export function fewText(n: number): string {
  return n === 0 ? '–' : w().dashboard.few
}
