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
}

export interface MomentTable {
  site_id: string
  moment: string
  version: number
  /** `builtin`: a copy of what was asked. `shop`: the shop's own edit, which replaces the built-in moment. */
  origin: 'builtin' | 'shop'
  /** JSON: Moment. */
  data: string
  created_at: number
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
  moment: MomentTable
  api_key: ApiKeyTable
  probe: ProbeTable
}

export const SITE_KEYS = {
  site: ['site_id'],
  moment: ['site_id', 'moment', 'version'],
  api_key: ['site_id', 'key_id'],
  probe: ['site_id'],
} as const
