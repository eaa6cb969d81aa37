import { type Placeholder, PLACEHOLDERS } from '@earshot/sdk/contract'

/** What a complaint has for each placeholder; absent where it has nothing. */
export type Values = Partial<Record<Placeholder, string>>

const KNOWN = new RegExp(`\\{(${PLACEHOLDERS.join('|')})\\}`, 'g')

/** The words with every placeholder filled for which there is something, and those that still stand. */
export function fillIn(words: string, values: Values): { words: string; missing: Placeholder[] } {
  const missing = new Set<Placeholder>()
  const filled = words.replace(KNOWN, (whole, name: Placeholder) => {
    const value = values[name]
    if (value !== undefined && value !== '') return value
    missing.add(name)
    return whole
  })
  return { words: filled, missing: [...missing] }
}

/** The placeholders that stand in the words. */
export function standingIn(words: string): string[] {
  return [...new Set(words.match(KNOWN))]
}

/** The words without what is one complaint's own: each value becomes its placeholder again, the longest first. */
export function emptied(words: string, values: Values): string {
  const known = PLACEHOLDERS.flatMap((name) => {
    const value = values[name]?.trim()
    // A name of one letter stands in half of all words.
    return value !== undefined && value.length > 1 ? [{ name, value }] : []
  }).toSorted((a, b) => b.value.length - a.value.length)
  if (known.length === 0) return words
  const names = new Map(known.map(({ name, value }) => [value, name]))
  const escaped = known.map(({ value }) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const pattern = new RegExp(escaped.join('|'), 'gu')
  // Within a longer word or number it is something else; Chinese and Korean put no space around it.
  const joins = (one: string) => /[\p{Script=Latin}\p{N}]/u.test(one)
  return words.replace(pattern, (value, at: number) => {
    const before = words.slice(0, at).at(-1) ?? ''
    const after = words.charAt(at + value.length)
    if ((joins(before) && joins(value.charAt(0))) || (joins(after) && joins(value.at(-1) ?? ''))) return value
    return `{${names.get(value)!}}`
  })
}
