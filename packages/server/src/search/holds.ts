import { type Asked, fold, PHONE, termsOf } from './terms.ts'

/*
 * What the index finds, looked at once more: words that changed since stay in the index, and telephones are found there
 * by their last digits alone.
 */

/** Whether a text holds all that is asked. */
export function holds(parts: readonly string[], asked: readonly Asked[]): boolean {
  const terms = termsOf(parts.join('\n'))
  const found = ({ term, prefix }: Asked) => (prefix ? [...terms].some((one) => one.startsWith(term)) : terms.has(term))
  return asked.every(found) && holdsNumbers(parts, asked)
}

/** Whether each telephone that is asked for may be one that the text holds; so of most questions it is. */
export function holdsNumbers(parts: readonly string[], asked: readonly Asked[]): boolean {
  const numbers = asked.flatMap(({ number }) => number ?? [])
  if (numbers.length === 0) return true
  const text = fold(parts.join('\n'))
  const written = [...text.matchAll(PHONE), ...text.replace(PHONE, ' ').matchAll(/\d{7,}/g)].map(([one]) => one)
  return numbers.every((number) => written.some((one) => isSame(number, one)))
}

/**
 * Whether two ways to write a telephone may mean the same. Where both name their country they have the same digits;
 * else one is the end of the other, as what is left out is the country, the area and the zero before them.
 */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)]
  if (a.abroad && b.abroad) return a.digits === b.digits
  return a.digits.endsWith(b.digits) ? !b.abroad : b.digits.endsWith(a.digits) && !a.abroad
}

function partsOf(written: string): { digits: string; abroad: boolean } {
  const digits = written.replace('(0)', '').replace(/\D/g, '')
  if (written.trimStart().startsWith('+')) return { digits, abroad: true }
  if (digits.startsWith('00')) return { digits: digits.slice(2), abroad: true }
  return { digits: digits.replace(/^0/, ''), abroad: false }
}
