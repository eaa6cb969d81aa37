import { type Kysely, sql } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { SearchKind } from '../database/tables/search.ts'
import type { Tables } from '../database/schema.ts'

/*
 * What a site's customers said is numbered as it comes in, and 4,096 in a row are a block. For each term of a block one
 * row names the documents that hold it. So the newest are found first, block by block, however common a word is; a rare
 * word costs one look at an index for each block, and nothing else. A full-text index that ends in one list for each
 * word (PostgreSQL's GIN) has to fetch all that holds a common word before it knows which are the newest.
 */

/** Documents of a block: what two characters of the alphabet can number. */
export const BLOCK = 4096

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~'
const VALUES = new Uint8Array(128)
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value

/** Place of a document in its block, as postings write it. */
export function codeOf(doc: number): string {
  const place = doc % BLOCK
  return ALPHABET[place >> 6]! + ALPHABET[place & 63]!
}

/** The documents of one block, one bit for each. */
export class Bits {
  readonly #bits = new Uint32Array(BLOCK / 32)

  /** Adds those that a posting names. */
  add(docs: string): this {
    for (let i = 0; i < docs.length; i += 2) {
      const place = (VALUES[docs.charCodeAt(i)]! << 6) | VALUES[docs.charCodeAt(i + 1)]!
      this.#bits[place >> 5]! |= 1 << (place & 31)
    }
    return this
  }

  /** Keeps those that `other` has as well. @returns whether any is left */
  keep(other: Bits): boolean {
    let any = 0
    for (let i = 0; i < this.#bits.length; i++) any |= this.#bits[i]! &= other.#bits[i]!
    return any !== 0
  }

  /** Drops those that `other` has. */
  drop(other: Bits): void {
    for (let i = 0; i < this.#bits.length; i++) this.#bits[i]! &= ~other.#bits[i]!
  }

  /** Adds all. */
  fill(): this {
    this.#bits.fill(0xffffffff)
    return this
  }

  any(): boolean {
    return this.#bits.some((bits) => bits !== 0)
  }

  has(doc: number): boolean {
    const place = doc % BLOCK
    return ((this.#bits[place >> 5]! >>> (place & 31)) & 1) === 1
  }

  /** The numbers of its documents, newest first. */
  docs(block: number): number[] {
    const found: number[] = []
    for (let place = BLOCK - 1; place >= 0; place--) {
      if (this.#bits[place >> 5] === 0) place &= ~31
      else if (this.has(place)) found.push(block * BLOCK + place)
    }
    return found
  }
}

/** Adds documents to the postings of a block, whether these are there already or not. */
export async function append(
  tx: Tx,
  siteId: string,
  kind: SearchKind,
  block: number,
  postings: ReadonlyMap<string, string>,
): Promise<void> {
  if (postings.size === 0) return
  // Both engines take a JSON object apart under this name, and one parameter is faster than thousands.
  const json = JSON.stringify(Object.fromEntries([...postings].map(([term, docs]) => [term, [docs]])))
  await sql`
    insert into search_posting (site_id, kind, block, term, docs)
    select cast(${siteId} as text), cast(${kind} as text), cast(${block} as integer), key, value ->> 0
    from json_each(${json}) where true
    on conflict (site_id, kind, block, term) do update set docs = search_posting.docs || excluded.docs`.execute(
    tx.query,
  )
}

/** Of each block and term what it names; terms without any are absent. */
export async function readPostings(
  query: Kysely<Tables>,
  siteId: string,
  kind: SearchKind,
  blocks: readonly number[],
  terms: readonly string[],
): Promise<{ block: number; term: string; docs: string }[]> {
  if (blocks.length === 0 || terms.length === 0) return []
  return query
    .selectFrom('search_posting')
    .select(['block', 'term', 'docs'])
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)
    .where('block', 'in', blocks)
    .where('term', 'in', terms)
    .execute()
}

/** Of each block what all terms that begin so name. */
export async function readBeginning(
  query: Kysely<Tables>,
  siteId: string,
  kind: SearchKind,
  blocks: readonly number[],
  beginning: string,
): Promise<{ block: number; docs: string }[]> {
  if (blocks.length === 0) return []
  return query
    .selectFrom('search_posting')
    .select(['block', 'docs'])
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)
    .where('block', 'in', blocks)
    .where('term', '>=', beginning)
    .where('term', '<', `${beginning}\u{10ffff}`)
    .execute()
}
