import type { ClockKind } from '@earshot/sdk/contract'
import type { ComponentChildren } from 'preact'
import { duration, exact, now, when } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Marks.css.ts'

/** Heard by screen readers alone. */
export function Hidden({ children }: { children: ComponentChildren }) {
  return <span class={css.hidden}>{children}</span>
}

/** A satisfaction from 1 to 5 as dots. Three and less are said to be unhappy by their number, not by colour alone. */
export function Score({ value }: { value: number | null | undefined }) {
  const words = w().common.satisfaction
  const label = value ? `${words.label(value)}: ${words.names[value - 1]}` : words.none
  return (
    <span class={css.score} role="img" aria-label={label} title={label}>
      {[1, 2, 3, 4, 5].map((n) => (
        <i key={n} class={`${css.dot} ${value && n <= value ? (value <= 3 ? css.bad : css.full) : ''}`} />
      ))}
    </span>
  )
}

/** A word or two in a frame. */
export function Tag({
  tone = 'plain',
  children,
  title,
}: {
  tone?: keyof typeof css.tagTone
  children: ComponentChildren
  title?: string
}) {
  return (
    <span class={`${css.tag} ${css.tagTone[tone]}`} title={title}>
      {children}
    </span>
  )
}

/** A time in relation to now; the exact one, in the shop's time zone, is at hand. */
export function When({ at }: { at: string | number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={exact(at)}>
      {when(at)}
    </time>
  )
}

export interface Clocked {
  kind?: ClockKind | undefined
  startedAt?: string | null | undefined
  dueAt: string | null
  /** Whether the clocks stand still until the customer answers. */
  asked?: boolean | undefined
}

/** How far a clock has run: 0 to 1, and more when it is late. */
function run({ startedAt, dueAt }: Clocked): number {
  const due = Date.parse(dueAt!)
  const begun = startedAt ? Date.parse(startedAt) : due - 86_400_000
  return due <= begun ? 1 : (now.value - begun) / (due - begun)
}

/** Of a clock the last quarter is soon. */
const SOON = 0.75

/** What is left of a clock, in words. */
export function Due(clock: Clocked) {
  const words = w().common
  if (clock.asked) return <span class={css.due}>{words.due.waits}</span>
  if (!clock.dueAt) return <span class={css.due}>{words.due.none}</span>
  const left = Date.parse(clock.dueAt) - now.value
  const tone = left <= 0 ? css.late : run(clock) >= SOON ? css.soon : ''
  const kind = clock.kind && words.clock[clock.kind]
  return (
    <time class={`${css.due} ${tone}`} dateTime={clock.dueAt} title={exact(clock.dueAt)}>
      {left <= 0 ? words.due.late(duration(left)) : words.due.left(duration(left))}
      {kind && ` · ${kind}`}
    </time>
  )
}

/** The same as a bar. What it says is said in words beside it. */
export function DueBar(clock: Clocked) {
  const share = clock.dueAt ? Math.min(1, Math.max(0, run(clock))) : 0
  const tone = share >= 1 ? css.barLate : share >= SOON ? css.barSoon : ''
  return (
    <div class={css.meter} aria-hidden="true">
      <i class={`${css.bar} ${tone}`} style={{ width: `${Math.round(share * 100)}%` }} />
    </div>
  )
}

/** The first letters of somebody's name; the name itself stands beside it. */
export function Avatar({ name }: { name: string }) {
  const [first = '?', ...rest] = name.trim().split(/\s+/)
  const letters = initial(first) + (rest.length > 0 ? initial(rest.at(-1)!) : '')
  return <span class={css.avatar} aria-hidden="true" data-letters={letters.toLocaleUpperCase()} />
}

const graphemes = new Intl.Segmenter()

function initial(word: string): string {
  const [first] = graphemes.segment(word)
  return first?.segment ?? '?'
}
