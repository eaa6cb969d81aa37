/** A mail address or telephone that leads to the person who gave it; whoever typed it, somebody has shown so. */
export interface ContactVerifiedTable {
  site_id: string
  kind: 'email' | 'phone'
  /** In one spelling; see customer/verified.ts. */
  value: string
  at: number
  /** Who showed it: the customer by a link that only their mail held, staff who spoke with them, the shop's back end. */
  by: 'proof' | 'staff' | 'shop'
}

export interface ContactTables {
  contact_verified: ContactVerifiedTable
}

export const CONTACT_KEYS = {
  contact_verified: ['site_id', 'kind', 'value'],
} as const
