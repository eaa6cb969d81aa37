import { uuidv7 } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import type { SearchKind } from '../database/tables/search.ts'

/**
 * Notes in the transaction that adds words to something that it is to be indexed again: a message of a complaint
 * (`complaint`, the feedback's id), a contact that came later (`feedback`), a card's new name (`customer`).
 * What is new needs none: it is found by its time of arrival.
 */
export async function noteWords(tx: Tx, siteId: string, kind: SearchKind, ids: readonly string[]): Promise<void> {
  await tx.insertNew(
    'search_change',
    ids.map((id) => ({ site_id: siteId, change_id: uuidv7(), kind, id })),
  )
}
