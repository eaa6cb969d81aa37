import type { FollowupChannel, FollowupKind, FollowupState } from '@earshot/sdk/contract'

/** A return visit to a customer. See followup/plan.ts. */
export interface FollowupTable {
  site_id: string
  /** UUIDv7. */
  followup_id: string
  kind: FollowupKind
  /** What it comes from, such as `order:1001`: planned once, however often it is looked for. */
  cause: string
  state: FollowupState
  channel: FollowupChannel
  customer_id: string | null
  /** The complaint that was closed. */
  feedback_id: string | null
  order_id: string | null
  /** JSON: About; what staff and the script know of it besides. */
  about: string
  planned_at: number
  /** When that happened which it follows: the closing, the purchase, the day. */
  since: number
  /** By when it should be done. */
  due_at: number
  /** Not before this; for what was sent: until when an answer is waited for. */
  next_at: number
  /** The customer's, or the site's own. */
  time_zone: string
  /** JSON: the customer's own quiet hours, from and until; null: none. */
  quiet: string | null
  /** Of the customer; null: the site's own. */
  language: string | null
  staff_id: string | null
  tries: number
  /** JSON: Attempt[]. */
  attempts: string
  /** Id of the feedback that keeps the answer, made beforehand: however it comes, and however often, it is one. */
  answer_id: string
  ended_at: number | null
  satisfied: number | null
  /** What they said, or why it was given up. */
  words: string | null
  /** Name of who recorded it. */
  ended_by: string | null
  heard: string | null
  /** The complaint that came of it, or that it opened again: id of its feedback. */
  opened: string | null
}

/** A site's rules for follow-ups, and whose turn it is. */
export interface FollowupRulesTable {
  site_id: string
  /** JSON: FollowupRules, where they differ from the default. */
  data: string
  /** JSON: by member of staff, how much less than a fair share they were given so far. See followup/share.ts. */
  shares: string
  changed_at: number
}

/** A shop's own wording of what staff say. */
export interface FollowupScriptTable {
  site_id: string
  kind: FollowupKind
  language: string
  /** JSON: FollowupScript. */
  data: string
  changed_at: number
}

/** An address that asked for no more mail. Outlives the customer, so that nothing is ever sent there again. */
export interface MailRefusalTable {
  site_id: string
  /** SHA-256 of site and address, hex: it tells nobody the address. */
  mailbox: string
  at: number
}

export interface FollowupTables {
  followup: FollowupTable
  followup_rules: FollowupRulesTable
  followup_script: FollowupScriptTable
  mail_refusal: MailRefusalTable
}

export const FOLLOWUP_KEYS = {
  followup: ['site_id', 'followup_id'],
  followup_rules: ['site_id'],
  followup_script: ['site_id', 'kind', 'language'],
  mail_refusal: ['site_id', 'mailbox'],
} as const
