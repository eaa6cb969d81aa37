import { isDeepStrictEqual } from 'node:util'
import type { Moment, MomentDifference, Question } from '@earshot/sdk/contract'

/** In what a version differs from the one before it, in short. */
export function differences(before: Moment, after: Moment): MomentDifference[] {
  const found: MomentDifference[] = []
  const tell = (of: MomentDifference['of'], how: MomentDifference['how']) =>
    found.push({ of, how, question: null, fields: [] })
  if (!isDeepStrictEqual(before.title, after.title)) tell('title', 'changed')
  if (!isDeepStrictEqual(before.note, after.note))
    tell('note', before.note === undefined ? 'added' : after.note === undefined ? 'removed' : 'changed')
  found.push(...questions(before.questions, after.questions))
  const both = (some: Question[], others: Question[]) =>
    some.flatMap(({ id }) => (others.some((one) => one.id === id) ? id : []))
  if (!isDeepStrictEqual(both(before.questions, after.questions), both(after.questions, before.questions)))
    tell('order', 'changed')
  for (const list of ['headings', 'after'] as const)
    if (!isDeepStrictEqual(before[list], after[list])) tell(list, 'changed')
  return found
}

function questions(before: Question[], after: Question[]): MomentDifference[] {
  const was = new Map(before.map((one) => [one.id, one]))
  const is = new Map(after.map((one) => [one.id, one]))
  const ids = [...new Set([...is.keys(), ...was.keys()])]
  return ids.flatMap((question): MomentDifference[] => {
    const [old, now] = [was.get(question), is.get(question)]
    if (!old) return [{ of: 'question', how: 'added', question, fields: [] }]
    if (!now) return [{ of: 'question', how: 'removed', question, fields: [] }]
    const fields = changed(old, now)
    return fields.length > 0 ? [{ of: 'question', how: 'changed', question, fields }] : []
  })
}

function changed(old: Question, now: Question): string[] {
  const [before, after] = [old, now] as unknown as Record<string, unknown>[]
  return [...new Set([...Object.keys(before!), ...Object.keys(after!)])].filter(
    (field) => !isDeepStrictEqual(before![field], after![field]),
  )
}
