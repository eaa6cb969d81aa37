import type { Role } from '../staff/roles.ts'

/*
 * Every primary key starts with `site_id`: tenants cannot mix, and the tables can be spread over machines by site.
 * Times are Unix milliseconds, truths are 0 or 1, and JSON is text, so that both engines keep the same values.
 */

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

interface MomentTable {
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
}

export interface ComplaintTable {
  site_id: string
  feedback_id: string
  /** `2026-000123`, counted by site and year. */
  number: string
  /** Random part of the private link. */
  token: string
  stage: string
  opened_at: number
}

interface ComplaintCounterTable {
  site_id: string
  year: number
  last: number
}

/** Written and emptied by `check()` to learn whether the store takes writes. */
interface ProbeTable {
  site_id: string
  filler: string
}

export interface Tables {
  site: SiteTable
  moment: MomentTable
  api_key: ApiKeyTable
  feedback: FeedbackTable
  complaint: ComplaintTable
  complaint_counter: ComplaintCounterTable
  probe: ProbeTable
}

export type TableName = keyof Tables

export const PRIMARY_KEYS = {
  site: ['site_id'],
  moment: ['site_id', 'moment', 'version'],
  api_key: ['site_id', 'key_id'],
  feedback: ['site_id', 'feedback_id'],
  complaint: ['site_id', 'feedback_id'],
  complaint_counter: ['site_id', 'year'],
  probe: ['site_id'],
} as const satisfies { [T in TableName]: readonly (keyof Tables[T])[] }
