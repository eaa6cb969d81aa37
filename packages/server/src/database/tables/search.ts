/** What can be looked for. A complaint is found by its number and messages as well as by its feedback's words. */
export type SearchKind = 'feedback' | 'complaint' | 'customer'

/*
 * The index of all words; see search/postings.ts. It is made from the other tables and can be made anew at any time,
 * so no backup holds it.
 */

/** How far a site's index has come: one row for each kind. */
export interface SearchMarkerTable {
  site_id: string
  kind: SearchKind
  /** Number of the next document. */
  next: number
  /** The last row that was indexed in the order of arrival. */
  at: number
  id: string
  /** Up to here it was also looked at again for what was committed late. */
  swept_at: number
  swept_id: string
}

/** Number of what can be found, in the order of arrival. */
export interface SearchDocTable {
  site_id: string
  kind: SearchKind
  /** Id of the feedback or customer. */
  id: string
  doc: number
}

/** 4,096 documents: when the oldest and the newest of them came. */
export interface SearchBlockTable {
  site_id: string
  kind: SearchKind
  block: number
  oldest: number
  newest: number
}

/** Which documents of a block hold a term. */
export interface SearchPostingTable {
  site_id: string
  kind: SearchKind
  block: number
  term: string
  /** Two characters for each, as search/postings.ts writes them. */
  docs: string
}

/** Something whose words became more since it was indexed. */
export interface SearchChangeTable {
  site_id: string
  /** UUIDv7. */
  change_id: string
  kind: SearchKind
  id: string
}

export interface SearchTables {
  search_marker: SearchMarkerTable
  search_doc: SearchDocTable
  search_block: SearchBlockTable
  search_posting: SearchPostingTable
  search_change: SearchChangeTable
}

export const SEARCH_KEYS = {
  search_marker: ['site_id', 'kind'],
  search_doc: ['site_id', 'kind', 'id'],
  search_block: ['site_id', 'kind', 'block'],
  search_posting: ['site_id', 'kind', 'block', 'term'],
  search_change: ['site_id', 'change_id'],
} as const
