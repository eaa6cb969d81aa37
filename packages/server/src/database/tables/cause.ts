import type { ClusterKind } from '@earshot/sdk/contract'

/** What complaints of a site can come from. */
export interface CauseTable {
  site_id: string
  cause_id: string
  /** JSON: Text. */
  label: string
  /** 1: kept for those filed under it; nothing new is. */
  archived: number
}

/** What is done about a cause. */
export interface ImprovementTable {
  site_id: string
  /** UUIDv7. */
  improvement_id: string
  words: string
  cause_id: string | null
  category_id: string | null
  /** SKU or name. */
  product: string | null
  /** Id of the member of staff who sees to it. */
  owner: string | null
  due_at: number
  done_at: number | null
  checked_at: number | null
  effective: number | null
  /** What the check found, in somebody's words. */
  result: string | null
  /** Days before and after it that are compared. */
  days: number
  /** When its owner is written to next; null: no more for now. */
  remind_at: number | null
  created_at: number
  /** Name of who planned it. */
  created_by: string
}

/** What a complaint is about, as far as several can be about the same. */
export interface ComplaintSubjectTable {
  site_id: string
  feedback_id: string
  kind: ClusterKind
  /** For comparing: `sku:a-1`, `name:tulip cup`, `b7`, `damage`. */
  value: string
  /** As it was written. */
  label: string
  /** When the complaint was registered. */
  at: number
}

/** Several complaints about one thing in a short time. */
export interface ClusterTable {
  site_id: string
  /** UUIDv7. */
  cluster_id: string
  kind: ClusterKind
  value: string
  label: string
  /** When its first and its last complaint were registered: those about the same in between are its own. */
  from_at: number
  last_at: number
  found_at: number
  /** When it ends, unless another comes. */
  quiet_at: number
  ended_at: number | null
}

/** What counts as a cluster at a site. */
export interface ClusterRulesTable {
  site_id: string
  /** JSON: ClusterRules, where they differ from the default. */
  data: string
  changed_at: number
}

/** A phrase of the courtesy check that a shop added, wrote anew or switched off. */
export interface CourtesyEntryTable {
  site_id: string
  language: string
  entry_id: string
  /** JSON: kind, patterns, why, better; null: Earshot's own, switched off. */
  data: string | null
  off: number
  changed_at: number
}

export interface CauseTables {
  cause: CauseTable
  improvement: ImprovementTable
  complaint_subject: ComplaintSubjectTable
  cluster: ClusterTable
  cluster_rules: ClusterRulesTable
  courtesy_entry: CourtesyEntryTable
}

export const CAUSE_KEYS = {
  cause: ['site_id', 'cause_id'],
  improvement: ['site_id', 'improvement_id'],
  complaint_subject: ['site_id', 'feedback_id', 'kind', 'value'],
  cluster: ['site_id', 'cluster_id'],
  cluster_rules: ['site_id'],
  courtesy_entry: ['site_id', 'language', 'entry_id'],
} as const
