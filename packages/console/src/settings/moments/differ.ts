import type { Moment, MomentDifference, MomentInput, Question } from '@earshot/sdk/contract'

type Content = MomentInput | Moment

/** Whether two values are the same, whatever the order of their members; a missing member is one that is undefined. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [a, b] as Record<string, unknown>[]
  return [...new Set([...Object.keys(left!), ...Object.keys(right!)])].every((name) => same(left![name], right![name]))
}

/** The words of a moment as the server keeps them: without those that are none. */
export function tidy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(tidy) as T
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).flatMap(([name, member]) => {
    if (member === undefined || (typeof member === 'string' && member.trim() === '')) return []
    const tidied: unknown = tidy(member)
    const isNone = OPTIONAL.has(name) && typeof tidied === 'object' && Object.keys(tidied!).length === 0
    return isNone ? [] : [[name, tidied]]
  })
  return Object.fromEntries(members) as T
}

/** Texts that may be left out. */
const OPTIONAL = new Set(['note', 'hint', 'placeholder', 'low', 'high'])

/** A version's content, to be edited. */
export function contentOf({ version: _, ...content }: Moment): MomentInput {
  return content
}

const PARTS = ['title', 'note', 'headings', 'after'] as const

/** In what two versions differ, in short; as the server tells it of versions that are saved. */
export function differences(before: Content, after: Content): MomentDifference[] {
  const tell = (of: MomentDifference['of'], how: MomentDifference['how'] = 'changed'): MomentDifference => ({
    of,
    how,
    question: null,
    fields: [],
  })
  const parts = PARTS.flatMap((part) => {
    if (same(before[part], after[part])) return []
    const how = before[part] === undefined ? 'added' : after[part] === undefined ? 'removed' : 'changed'
    return [tell(part, how)]
  })
  const order = same(shared(before, after), shared(after, before)) ? [] : [tell('order')]
  return [...parts, ...questionDifferences(before.questions, after.questions), ...order]
}

/** Ids of the questions that the other one has, too. */
function shared(one: Content, other: Content): string[] {
  return one.questions.flatMap(({ id }) => (other.questions.some((question) => question.id === id) ? [id] : []))
}

function questionDifferences(before: readonly Question[], after: readonly Question[]): MomentDifference[] {
  const ids = [...new Set([...after, ...before].map(({ id }) => id))]
  return ids.flatMap((question): MomentDifference[] => {
    const was = before.find(({ id }) => id === question) as Record<string, unknown> | undefined
    const is = after.find(({ id }) => id === question) as Record<string, unknown> | undefined
    if (!was || !is) return [{ of: 'question', how: was ? 'removed' : 'added', question, fields: [] }]
    const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => !same(was[name], is[name]))
    return fields.length > 0 ? [{ of: 'question', how: 'changed', question, fields }] : []
  })
}

/**
 * What both changed, brought together: theirs, and over it what was changed here. Where both changed the same part,
 * or the same question, it is as it was changed here.
 */
export function together(base: Content, theirs: Moment, mine: MomentInput): MomentInput {
  const merged: MomentInput = { ...contentOf(theirs) }
  for (const part of PARTS) if (!same(base[part], mine[part])) Object.assign(merged, { [part]: mine[part] })
  const find = (all: Content, id: string) => all.questions.find((one) => one.id === id)
  const mineFirst = !same(shared(base, mine), shared(mine, base))
  const [lead, other] = mineFirst ? [mine, theirs] : [theirs, mine]
  const ids = lead.questions.map(({ id }) => id)
  // What only the other has comes after what it stood behind there.
  for (const [i, { id }] of other.questions.entries())
    if (!ids.includes(id)) ids.splice(ids.indexOf(other.questions[i - 1]?.id ?? '') + 1, 0, id)
  merged.questions = ids.flatMap((id) => {
    const [was, my, their] = [find(base, id), find(mine, id), find(theirs, id)]
    const isMine = !same(was, my)
    const chosen = isMine ? my : their
    return chosen ? [chosen] : []
  })
  return merged
}
