import type { Role } from '../../staff/roles.ts'

export interface StaffTable {
  site_id: string
  staff_id: string
  name: string
  /** Lower case. */
  email: string
  role: Role
  /** As `staff/password.ts` writes it; null until one was set. */
  password: string | null
  department_id: string | null
  /** JSON: string[]. */
  skills: string
  /** In which they are written to; null: the site's. */
  language: string | null
  absent_from: number | null
  /** Null while `absent_from` is set: until further notice. */
  absent_until: number | null
  created_at: number
  disabled_at: number | null
  /** JSON: Preferences. */
  preferences: string
}

export interface SessionTable {
  site_id: string
  /** SHA-256 of the cookie's token, hex. */
  hash: string
  staff_id: string
  created_at: number
  /** To the hour. */
  seen_at: number
  expires_at: number
}

/** A link that works once. */
export interface StaffTokenTable {
  site_id: string
  /** SHA-256 of the token, hex. */
  hash: string
  /** Null for the set-up link, which makes the first owner. */
  staff_id: string | null
  purpose: 'setup' | 'invite' | 'reset'
  expires_at: number
  used_at: number | null
}

/** Tries to sign in, by account and by address, within the time that they count for. */
export interface SignInTryTable {
  site_id: string
  /** SHA-256 of the account or the address, hex. */
  subject: string
  tries: number
  /** Then the count begins anew. */
  until: number
}

export interface DepartmentTable {
  site_id: string
  department_id: string
  name: string
  /** Id of the member of staff who leads it. */
  lead: string | null
}

export interface CategoryTable {
  site_id: string
  category_id: string
  parent_id: string | null
  /** JSON: Text. */
  label: string
  department_id: string | null
  skill: string | null
  safety: number
}

export interface StaffTables {
  staff: StaffTable
  session: SessionTable
  staff_token: StaffTokenTable
  sign_in_try: SignInTryTable
  department: DepartmentTable
  category: CategoryTable
}

export const STAFF_KEYS = {
  staff: ['site_id', 'staff_id'],
  session: ['site_id', 'hash'],
  staff_token: ['site_id', 'hash'],
  sign_in_try: ['site_id', 'subject'],
  department: ['site_id', 'department_id'],
  category: ['site_id', 'category_id'],
} as const
