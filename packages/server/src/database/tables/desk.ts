/** Up to where a member of staff has read: what came by then is read, but for the exceptions in `feedback_mark`. */
export interface ReaderTable {
  site_id: string
  staff_id: string
  /** Feedback received at or before this. */
  read_to: number
}

/** What a member has read of what came after, or wants to read again of what came before. See mark/store.ts. */
export interface FeedbackMarkTable {
  site_id: string
  staff_id: string
  feedback_id: string
  /** When the feedback was received. */
  at: number
  read: number
}

/** The version of a complaint that a member has seen. */
export interface ComplaintSeenTable {
  site_id: string
  staff_id: string
  feedback_id: string
  /** 0: wanted as unread. */
  version: number
  at: number
}

/** A site's own label. */
export interface LabelTable {
  site_id: string
  label_id: string
  name: string
  colour: string
  created_at: number
}

/** A label on a feedback, and so on the complaint that came of it. */
export interface LabelledTable {
  site_id: string
  feedback_id: string
  label_id: string
  /** When the feedback was received: the inbox is read in this order. */
  at: number
}

/** Filters of a list under a name. */
export interface SavedViewTable {
  site_id: string
  view_id: string
  /** Who made it. */
  staff_id: string
  kind: 'feedback' | 'complaints'
  name: string
  /** JSON: query parameters of the list. */
  query: string
  shared: number
  position: number
  created_at: number
}

/** What a member typed and has not sent. */
export interface DraftTable {
  site_id: string
  staff_id: string
  draft_key: string
  /** JSON. */
  data: string
  at: number
}

/** A thank-you for a feedback; there is never a second. */
export interface ThanksTable {
  site_id: string
  feedback_id: string
  at: number
  /** Name of who gave thanks. */
  by: string
  /** The mail, which goes out then; until then it can be taken back. */
  outbox_id: string
  due_at: number
}

export interface DeskTables {
  reader: ReaderTable
  feedback_mark: FeedbackMarkTable
  complaint_seen: ComplaintSeenTable
  label: LabelTable
  labelled: LabelledTable
  saved_view: SavedViewTable
  draft: DraftTable
  thanks: ThanksTable
}

export const DESK_KEYS = {
  reader: ['site_id', 'staff_id'],
  feedback_mark: ['site_id', 'staff_id', 'feedback_id'],
  complaint_seen: ['site_id', 'staff_id', 'feedback_id'],
  label: ['site_id', 'label_id'],
  labelled: ['site_id', 'feedback_id', 'label_id'],
  saved_view: ['site_id', 'view_id'],
  draft: ['site_id', 'staff_id', 'draft_key'],
  thanks: ['site_id', 'feedback_id'],
} as const
