import { Role as RoleSchema, type Role } from '@earshot/sdk/contract'

export type { Role }

/** Each may do what those before it may. */
export const ROLES: readonly Role[] = RoleSchema.options

/** Whether somebody of this role may do what asks for `least`. */
export function reaches(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least)
}
