/** That somebody was erased; see privacy/erase.ts. */
export interface ErasureTable {
  site_id: string
  /** UUIDv7. */
  erasure_id: string
  at: number
  state: 'running' | 'done' | 'cancelled'
  /** Name of who had it done. */
  by: string
  reason: string
  /** JSON: Person, as long as something of them is left; then nothing here tells who it was. */
  person: string | null
  /** JSON: PersonCounts, of what there was when it began; null where that is not known. */
  wanted: string | null
  /** JSON: PersonCounts, of what is gone. */
  erased: string
  ended_at: number | null
}

/** Something that was erased and must not come back, by a hash that tells nobody what it was. */
export interface TombstoneTable {
  site_id: string
  kind: 'feedback' | 'link' | 'customer' | 'order' | 'email' | 'phone'
  /** Of privacy/tombstone.ts. */
  hash: string
  erasure_id: string
  at: number
}

/** For how long a site keeps what. */
export interface RetentionTable {
  site_id: string
  /** JSON: Retention, where it differs from the default. */
  data: string
  changed_at: number
}

export interface PrivacyTables {
  erasure: ErasureTable
  tombstone: TombstoneTable
  retention: RetentionTable
}

export const PRIVACY_KEYS = {
  erasure: ['site_id', 'erasure_id'],
  tombstone: ['site_id', 'kind', 'hash'],
  retention: ['site_id'],
} as const
