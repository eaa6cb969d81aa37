import type { Role } from '../../staff/roles.ts'

export interface SiteTable {
  site_id: string
  /** Public key, `pk_…`. */
  key: string
  name: string
  /** JSON: the public settings but key, name, test and moments. */
  settings: string
  /** JSON: string[]; see guard/origin.ts for what an entry may be. */
  origins: string
  /** IANA name, such as `Asia/Seoul`; complaint numbers begin anew with its year. */
  time_zone: string
  /** JSON: requests a minute, `{ address?, site? }`. */
  limits: string
  test: number
  /** Secret (base64url) that the shop's back end signs order tokens with. */
  signing_key: string
  created_at: number
  /** Counts up with each change of the settings; see `site_change`. */
  version: number
  changed_at: number
}

/** Who changed which settings of a site. */
export interface SiteChangeTable {
  site_id: string
  /** The version that the change made. */
  version: number
  at: number
  /** JSON: { kind, name }. */
  by: string
  /** JSON: string[], dotted. */
  fields: string
}

/** An origin whose pages asked for a site's script, or sent to it. See site/seen.ts. */
export interface SiteSeenTable {
  site_id: string
  origin: string
  first_at: number
  last_at: number
}

/** The demo's story in a site. See demo/run.ts. */
export interface DemoTable {
  site_id: string
  state: 'filling' | 'full' | 'emptying' | 'failed'
  /** Length of the story in days. */
  days: number
  /** Its end. */
  until: number
  percent: number
  started_at: number
  ended_at: number | null
  error: string | null
}

/** Something that the demo brought into a site, so that exactly that can be taken away. */
export interface DemoRowTable {
  site_id: string
  kind:
    | 'feedback'
    | 'staff'
    | 'department'
    | 'category'
    | 'order'
    | 'customer'
    | 'solution'
    | 'cause'
    | 'improvement'
    | 'label'
    | 'view'
  id: string
}

export interface ApiKeyTable {
  site_id: string
  key_id: string
  /** SHA-256 of the key, hex. The key itself is not kept. */
  hash: string
  role: Role
  label: string
  created_at: number
  last_used_at: number | null
  revoked_at: number | null
}

/** Written and emptied by `check()` to learn whether the store takes writes. */
export interface ProbeTable {
  site_id: string
  filler: string
}

export interface SiteTables {
  site: SiteTable
  api_key: ApiKeyTable
  probe: ProbeTable
  site_change: SiteChangeTable
  site_seen: SiteSeenTable
  demo: DemoTable
  demo_row: DemoRowTable
}

export const SITE_KEYS = {
  site: ['site_id'],
  api_key: ['site_id', 'key_id'],
  probe: ['site_id'],
  site_change: ['site_id', 'version'],
  site_seen: ['site_id', 'origin'],
  demo: ['site_id'],
  demo_row: ['site_id', 'kind', 'id'],
} as const
