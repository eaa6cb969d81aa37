/**
 * A card. Merging moves nothing: orders, feedback and keys stay with the card that they came to, and `person_id` names
 * the card that all of them are read on. So a split gives back exactly what was there, and what came meanwhile.
 */
export interface CustomerTable {
  site_id: string
  customer_id: string
  /** The card that this one is read on: its own id unless it was merged into another. */
  person_id: string
  /** The card that it was merged into by hand. */
  merged_into: string | null
  merged_at: number | null
  /** Name of who merged it. */
  merged_by: string | null
  name: string | null
  /** As the shop writes it; what the person is known by is in `customer_key`. */
  email: string | null
  phone: string | null
  language: string | null
  member: number
  time_zone: string | null
  /** JSON: QuietHours. */
  quiet: string | null
  /** JSON: SpecialDay[]. */
  days: string
  /** JSON: { [way]: { given, at, by } }, times in Unix ms. */
  consent: string
  /** Lower-cased name, for the list's text filter. */
  search: string
  created_at: number
  changed_at: number
}

/** What a person is known by, and who vouches for it. No two cards of a site have the same. */
export interface CustomerKeyTable {
  site_id: string
  kind: 'email' | 'phone' | 'shop'
  /** As `customer/key.ts` writes it. */
  value: string
  customer_id: string
  by: 'shop' | 'proof' | 'staff'
  at: number
}

/** Who says an address is theirs without proof. It links nothing; it shows on cards as "perhaps". */
export interface CustomerClaimTable {
  site_id: string
  kind: 'email' | 'phone' | 'shop'
  value: string
  /** `customer`: a card to which the shop told this, while another has it. `feedback`: the contact of one. */
  subject: 'customer' | 'feedback'
  subject_id: string
  at: number
}

export interface CustomerNoteTable {
  site_id: string
  customer_id: string
  /** UUIDv7: in the order of writing. */
  note_id: string
  at: number
  author: string
  words: string
}

/** Up to which feedback claims were noted, in the order of arrival. */
export interface ClaimMarkerTable {
  site_id: string
  at: number
  feedback_id: string
}

export interface CustomerTables {
  claim_marker: ClaimMarkerTable
  customer: CustomerTable
  customer_key: CustomerKeyTable
  customer_claim: CustomerClaimTable
  customer_note: CustomerNoteTable
}

export const CUSTOMER_KEYS = {
  claim_marker: ['site_id'],
  customer: ['site_id', 'customer_id'],
  customer_key: ['site_id', 'kind', 'value'],
  customer_claim: ['site_id', 'kind', 'value', 'subject', 'subject_id'],
  customer_note: ['site_id', 'customer_id', 'note_id'],
} as const
