/*
 * How solutions are ranked. Pure.
 *
 * A solution that satisfied one customer of one is not better than one that satisfied 95 of 100. So each begins as if
 * four customers had decided already, two of them satisfied: (confirmed + 2) / (decided + 4). Uses of which nobody knows
 * yet what came of them count neither way; among equals the one that is used more comes first.
 */

const BEFORE = { confirmed: 2, decided: 4 }

/** How likely a solution is to satisfy, 0 to 1. */
export function provenOf({ confirmed, decided }: { confirmed: number; decided: number }): number {
  return (confirmed + BEFORE.confirmed) / (decided + BEFORE.decided)
}

/** What a complaint and a solution have in common, and what each is worth beside how proven it is (0 to 1). */
const WORTH = { category: 0.5, product: 0.5, words: 1.5 }
/** Below this part of its telling words in common, a complaint and a solution have none. */
const LIKE = 0.2

export type Because = keyof typeof WORTH

export interface Match {
  category: boolean
  product: boolean
  /** 0 to 1: see `likeness`. */
  words: number
  proven: number
}

/** How well a solution suits a complaint, and why; undefined where they have nothing in common. */
export function suits(match: Match): { score: number; because: Because[] } | undefined {
  const because: Because[] = []
  if (match.category) because.push('category')
  if (match.product) because.push('product')
  if (match.words >= LIKE) because.push('words')
  if (because.length === 0) return undefined
  const score =
    match.proven +
    (match.category ? WORTH.category : 0) +
    (match.product ? WORTH.product : 0) +
    match.words * WORTH.words
  return { score, because }
}

/**
 * What part of the complaint's telling terms a solution holds, 0 to 1. A term tells the more, the fewer solutions hold
 * it, and the fewer of the shop's customers use it at all.
 *
 * @param share which part of the shop's feedback holds a term, 0 to 1
 */
export function likenesses(
  complaint: ReadonlySet<string>,
  solutions: readonly ReadonlySet<string>[],
  share: (term: string) => number,
): number[] {
  const held = new Map<string, number>()
  for (const terms of solutions)
    for (const term of terms) if (complaint.has(term)) held.set(term, (held.get(term) ?? 0) + 1)
  const worth = (term: string) => {
    // One or two Latin letters are an article; two characters of Chinese are a word.
    if (/^[\p{Script=Latin}\p{N}]{1,2}$/u.test(term)) return 0
    return Math.log((1 + solutions.length) / held.get(term)!) * (1 - share(term))
  }
  const weights = new Map([...held.keys()].map((term) => [term, worth(term)]))
  let all = 0
  for (const weight of weights.values()) all += weight
  return solutions.map((terms) => {
    let common = 0
    for (const [term, weight] of weights) if (terms.has(term)) common += weight
    return all === 0 ? 0 : common / all
  })
}
