import type { Kysely } from 'kysely'
import type { Tables } from '../database/schema.ts'
import type { SearchKind } from '../database/tables/search.ts'
import { numbersOf } from './write.ts'
import { Bits, BLOCK, readBeginning, readPostings } from './postings.ts'
import type { Asked } from './terms.ts'

/** What is looked for: every term, and of every choice at least one facet. */
export interface Sought {
  siteId: string
  kind: SearchKind
  terms: readonly Asked[]
  choices?: readonly (readonly string[])[]
  /** A facet that it may not have. */
  without?: string
  /** Came at or after this, before that; by the block, so it may let others pass. */
  from?: number | undefined
  to?: number | undefined
  /** Only documents before this number. */
  before?: number | undefined
}

/** Blocks read at a time: few while there is much to find, more when there is little. */
const FIRST_BLOCKS = 2
const MOST_BLOCKS = 256

/** Numbers of the documents that hold all that is looked for, newest first, some at a time. */
export async function* findDocs(query: Kysely<Tables>, sought: Sought): AsyncGenerator<number[]> {
  let blocks = query
    .selectFrom('search_block')
    .select('block')
    .where('site_id', '=', sought.siteId)
    .where('kind', '=', sought.kind)
    .orderBy('block', 'desc')
  if (sought.from !== undefined) blocks = blocks.where('newest', '>=', sought.from)
  if (sought.to !== undefined) blocks = blocks.where('oldest', '<', sought.to)
  if (sought.before !== undefined) blocks = blocks.where('block', '<=', Math.floor(sought.before / BLOCK))
  const all = (await blocks.execute()).map(({ block }) => block)
  for (let at = 0, size = FIRST_BLOCKS; at < all.length; at += size, size = Math.min(size * 4, MOST_BLOCKS)) {
    const found = await matchBlocks(query, sought, all.slice(at, at + size))
    for (const block of [...found.keys()].toSorted((a, b) => b - a)) {
      const docs = found.get(block)!.docs(block)
      yield sought.before === undefined ? docs : docs.filter((doc) => doc < sought.before!)
    }
  }
}

/** Those of the ids whose words hold all that is looked for. */
export async function matching(query: Kysely<Tables>, sought: Sought, ids: readonly string[]): Promise<Set<string>> {
  const numbers = await numbersOf(query, sought.siteId, sought.kind, ids)
  const blocks = new Set([...numbers.values()].map((doc) => Math.floor(doc / BLOCK)))
  const found = await matchBlocks(query, sought, [...blocks])
  return new Set(
    ids.filter((id) => {
      const doc = numbers.get(id)
      return doc !== undefined && found.get(Math.floor(doc / BLOCK))?.has(doc)
    }),
  )
}

/** Of each block what it holds of what is looked for; blocks without any are absent. */
async function matchBlocks(
  query: Kysely<Tables>,
  { siteId, kind, terms, choices = [], without }: Sought,
  blocks: readonly number[],
): Promise<Map<number, Bits>> {
  const whole = terms.filter(({ prefix }) => !prefix).map(({ term }) => [term])
  const groups = [...whole, ...choices]
  const rows = await readPostings(query, siteId, kind, blocks, [
    ...groups.flat(),
    ...(without === undefined ? [] : [without]),
  ])
  const byBlock = Map.groupBy(rows, ({ block }) => block)
  let found = new Map<number, Bits>()
  for (const block of blocks) {
    const held = new Map((byBlock.get(block) ?? []).map(({ term, docs }) => [term, docs]))
    let bits: Bits | undefined
    for (const group of groups) {
      const any = new Bits()
      for (const term of group) any.add(held.get(term) ?? '')
      if (bits === undefined) bits = any
      if (!bits.keep(any)) break
    }
    // Nothing but beginnings are asked for: all are candidates.
    bits ??= new Bits().fill()
    if (without !== undefined) bits.drop(new Bits().add(held.get(without) ?? ''))
    found.set(block, bits)
  }
  for (const { term } of terms.filter(({ prefix }) => prefix)) {
    const left = [...found.entries()].filter(([, bits]) => bits.any()).map(([block]) => block)
    const beginnings = new Map<number, Bits>()
    for (const { block, docs } of await readBeginning(query, siteId, kind, left, term))
      beginnings.set(block, (beginnings.get(block) ?? new Bits()).add(docs))
    found = new Map(
      [...beginnings].map(([block, any]): [number, Bits] => {
        const bits = found.get(block)!
        bits.keep(any)
        return [block, bits]
      }),
    )
  }
  return new Map([...found].filter(([, bits]) => bits.any()))
}
