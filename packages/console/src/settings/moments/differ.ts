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
  const order = same(idsOf(before.questions, after.questions), idsOf(after.questions, before.questions))
    ? []
    : [tell('order')]
  return [...parts, ...questionDifferences(before.questions, after.questions), ...order]
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
 * What both changed, brought together: theirs, and over it what was changed here, down to the words in one language.
 * Where both changed the same, it is as it was changed here.
 */
export function together(base: Content, theirs: Moment, mine: MomentInput): MomentInput {
  const content = ({ version: _, ...rest }: Content & { version?: number }): MomentInput => rest
  return merged(content(base), content(theirs), mine) as MomentInput
}

/** Members that are of one piece: half of one and half of another would mean what nobody meant. */
const WHOLE = new Set(['when', 'fields'])

type Members = Readonly<Record<string, unknown>>
type Named = Members & { id: string }

function merged(base: unknown, theirs: unknown, mine: unknown): unknown {
  if (same(base, mine)) return theirs
  if (same(base, theirs)) return mine
  const all = [base, theirs, mine]
  if (all.every(isNamed)) return mergedById(base as Named[], theirs as Named[], mine as Named[])
  if (all.every((one) => Array.isArray(one))) {
    const [was, their, my] = all as unknown[][]
    const isAlike = was!.length === their!.length && was!.length === my!.length
    return isAlike ? my!.map((one, i) => merged(was![i], their![i], one)) : my
  }
  if (!all.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))) return mine
  const [was, their, my] = all as Members[]
  const names = [...new Set([...Object.keys(their!), ...Object.keys(my!)])]
  return Object.fromEntries(
    names.flatMap((name) => {
      const isWhole = WHOLE.has(name) && !same(was![name], my![name])
      const value = isWhole ? my![name] : merged(was![name], their![name], my![name])
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function isNamed(list: unknown): list is Named[] {
  return Array.isArray(list) && list.every((one: unknown) => typeof (one as Named | null)?.id === 'string')
}

/** Lists whose items have ids: what one of the two removed is gone unless the other changed it. */
function mergedById(base: readonly Named[], theirs: readonly Named[], mine: readonly Named[]): Named[] {
  const [lead, other] = same(idsOf(base, mine), idsOf(mine, base)) ? [theirs, mine] : [mine, theirs]
  const ids = lead.map(({ id }) => id)
  // What only the other has comes after what it stood behind there.
  for (const [i, { id }] of other.entries())
    if (!ids.includes(id)) ids.splice(ids.indexOf(other[i - 1]?.id ?? '') + 1, 0, id)
  return ids.flatMap((id) => {
    const [was, their, my] = [base, theirs, mine].map((list) => list.find((one) => one.id === id))
    const one = merged(was, their, my) as Named | undefined
    return one ? [one] : []
  })
}

/** Ids of the items that the other list has, too. */
function idsOf(one: readonly Named[], other: readonly Named[]): string[] {
  return one.flatMap(({ id }) => (other.some((item) => item.id === id) ? [id] : []))
}
