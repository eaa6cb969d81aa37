/** What a feedback is about, as far as that is known: noted after the fact by product/note.ts. */
export interface ProductFeedbackTable {
  site_id: string
  feedback_id: string
  /** As `cluster/subject.ts` compares it: `sku:a-1`, `name:tulip cup`. */
  thing: string
  /** For comparing, as there. */
  batch: string | null
  /** When the feedback came. */
  at: number
  satisfaction: number | null
}

/** Up to which feedback that was noted, in the order of arrival. */
export interface ProductMarkerTable {
  site_id: string
  at: number
  feedback_id: string
}

/** Feedback to be looked at again: it was said otherwise, or the shop has told what was in its order. */
export interface ProductChangeTable {
  site_id: string
  feedback_id: string
}

export interface ProductTables {
  product_feedback: ProductFeedbackTable
  product_marker: ProductMarkerTable
  product_change: ProductChangeTable
}

export const PRODUCT_KEYS = {
  product_feedback: ['site_id', 'feedback_id', 'thing'],
  product_marker: ['site_id'],
  product_change: ['site_id', 'feedback_id'],
} as const
