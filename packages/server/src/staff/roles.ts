/** What staff and their keys may do; each may do what those before it may. */
export const ROLES = ['agent', 'manager', 'owner'] as const

export type Role = (typeof ROLES)[number]
