import type { Tx } from '../database/engine.ts'
import type { SearchKind } from '../database/tables/search.ts'
import { noteWords } from './change.ts'
import { holdMarkers } from './marker.ts'
import { BLOCK, codeOf } from './postings.ts'
import { numbersOf } from './write.ts'

/**
 * Takes things out of the index: no row of it names them any more, and words that nobody else used are gone from it.
 * Where the thing itself stays, with words or without, it is indexed anew as it is after this transaction.
 * For an erased feedback name it as `feedback` and, where it is a complaint, as `complaint` too.
 */
export async function removeFromSearch(
  tx: Tx,
  siteId: string,
  kind: SearchKind,
  ids: readonly string[],
): Promise<void> {
  // Waits for a server that is indexing, which may have read the words already; none begins before this has committed.
  await holdMarkers(tx, siteId)
  const numbers = await numbersOf(tx.query, siteId, kind, ids)
  for (const [block, docs] of Map.groupBy(numbers.values(), (doc) => Math.floor(doc / BLOCK)))
    await clear(tx, siteId, kind, block, new Set(docs.map(codeOf)))
  if (numbers.size > 0)
    await tx.query
      .deleteFrom('search_doc')
      .where('site_id', '=', siteId)
      .where('kind', '=', kind)
      .where('id', 'in', [...numbers.keys()])
      .execute()
  await noteWords(tx, siteId, kind, ids)
}

/** Strikes documents from every posting of a block. */
async function clear(
  tx: Tx,
  siteId: string,
  kind: SearchKind,
  block: number,
  codes: ReadonlySet<string>,
): Promise<void> {
  const postings = await tx.query
    .selectFrom('search_posting')
    .select(['term', 'docs'])
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)
    .where('block', '=', block)
    .execute()
  const empty: string[] = []
  for (const { term, docs } of postings) {
    const left = (docs.match(/../g) ?? []).filter((code) => !codes.has(code)).join('')
    if (left === docs) continue
    if (left === '') empty.push(term)
    else
      await tx.query
        .updateTable('search_posting')
        .set({ docs: left })
        .where('site_id', '=', siteId)
        .where('kind', '=', kind)
        .where('block', '=', block)
        .where('term', '=', term)
        .execute()
  }
  for (let i = 0; i < empty.length; i += 1000)
    await tx.query
      .deleteFrom('search_posting')
      .where('site_id', '=', siteId)
      .where('kind', '=', kind)
      .where('block', '=', block)
      .where('term', 'in', empty.slice(i, i + 1000))
      .execute()
}
