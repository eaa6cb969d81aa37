export interface FeedbackTable {
  site_id: string
  feedback_id: string
  moment: string
  moment_version: number
  received_at: number
  satisfaction: number | null
  /** JSON: by question id. */
  answers: string
  /** JSON: Contact. */
  contact: string | null
  order_id: string | null
  /** JSON: Order without its token, with `proven`. */
  order_data: string | null
  /** JSON: Product. */
  product: string | null
  /** JSON: string[]. */
  attachments: string
  locale: string | null
  /** JSON: Page. */
  page: string | null
  /** JSON: Flag[]. */
  flags: string
  test: number
  /** Whether the customer asked for it to be treated as a complaint. */
  wanted: number
  /** Lower-cased words of answers, contact and order, for the inbox's text filter. */
  search: string
  /** The card that it is on; the person is that card's `person_id`. See tables/customer.ts. */
  customer_id: string | null
  /** How it came to it. `staff` with no card: taken off by hand, and it stays off. */
  customer_by: 'order' | 'proof' | 'staff' | null
  /** JSON: Heard (feedback/row.ts); null of what customers sent themselves. */
  brought: string | null
}

/** A photo that was uploaded; its bytes are in `attachment_data`. */
export interface AttachmentTable {
  site_id: string
  /** Random; 22 characters of base64url. */
  attachment_id: string
  kind: 'photo'
  /** Media type, of our own encoding. */
  type: string
  /** Of all variants together. */
  bytes: number
  width: number
  height: number
  created_at: number
  /** `feedback:{id}` or `message:{id}`, whichever names it; what nothing names is deleted after a day. */
  claimed_by: string | null
  /** Id of the feedback whose complaint's link may read it. */
  complaint: string | null
}

export interface AttachmentDataTable {
  site_id: string
  attachment_id: string
  variant: 'full' | 'thumb'
  data: Uint8Array
}

export interface FeedbackTables {
  feedback: FeedbackTable
  attachment: AttachmentTable
  attachment_data: AttachmentDataTable
}

export const FEEDBACK_KEYS = {
  feedback: ['site_id', 'feedback_id'],
  attachment: ['site_id', 'attachment_id'],
  attachment_data: ['site_id', 'attachment_id', 'variant'],
} as const
