/** One version of a moment. */
export interface MomentTable {
  site_id: string
  moment: string
  version: number
  /** `builtin`: as Earshot brings it. `shop`: the shop's own edit, which replaces the built-in moment. */
  origin: 'builtin' | 'shop'
  /** JSON: Moment. */
  data: string
  created_at: number
  /** Name of who saved it; null: it came with Earshot, or was saved before names were kept. */
  made_by: string | null
  /** Of a `builtin` one: Earshot's own version that it is a copy of; null: the same number. */
  copy_of: number | null
  /** The version that it brought back. */
  restored: number | null
}

/** A moment that is not as most are: on. */
export interface MomentStateTable {
  site_id: string
  moment: string
  /** A deleted one is kept for what pages that were loaded before still send. */
  state: 'on' | 'off' | 'deleted'
  changed_at: number
  changed_by: string
}

/** Drafts that somebody looks at; no backup holds them. */
export interface PreviewTable {
  site_id: string
  preview_id: string
  /** JSON: Drafts of moment/preview.ts. */
  data: string
  expires_at: number
}

export interface MomentTables {
  moment: MomentTable
  moment_state: MomentStateTable
  preview: PreviewTable
}

export const MOMENT_KEYS = {
  moment: ['site_id', 'moment', 'version'],
  moment_state: ['site_id', 'moment'],
  preview: ['site_id', 'preview_id'],
} as const
