/** What something was, is, and was before it was undone. */
export interface Line<T> {
  readonly past: readonly T[]
  readonly now: T
  readonly future: readonly T[]
  /** What the last step was about: the next one about the same is part of it. */
  readonly tag?: string | undefined
}

/** Steps that can be undone; older ones are let go. */
const STEPS_MAX = 200

export function begin<T>(now: T): Line<T> {
  return { past: [], now, future: [] }
}

/** One step on. @param tag names what it is about, so that a word is undone at once and not by letters */
export function step<T>({ past, now, tag: before }: Line<T>, next: T, tag?: string): Line<T> {
  const joins = tag !== undefined && tag === before
  return { past: joins ? past : [...past, now].slice(-STEPS_MAX), now: next, future: [], tag }
}

/** The next step is one of its own. */
export function seal<T>(line: Line<T>): Line<T> {
  return line.tag === undefined ? line : { ...line, tag: undefined }
}

export function undo<T>(line: Line<T>): Line<T> {
  const before = line.past.at(-1)
  if (before === undefined) return line
  return { past: line.past.slice(0, -1), now: before, future: [line.now, ...line.future] }
}

export function redo<T>(line: Line<T>): Line<T> {
  const [next, ...future] = line.future
  if (next === undefined) return line
  return { past: [...line.past, line.now], now: next, future }
}
