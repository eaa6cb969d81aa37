import { Problem } from '../problem.ts'
import type { Role } from './roles.ts'

/** Someone who may act for one site: a signed-in member of staff, or one of the shop's own programs by its key. */
export interface StaffActor {
  kind: 'staff' | 'key'
  /** Of the member or the key. */
  id: string
  /** The member's name, or the key's label. */
  name: string
  role: Role
  siteId: string
}

/** Whoever does something to a complaint. `system` is Earshot itself: a clock, a job, a registration. */
export type Actor = StaffActor | { kind: 'customer' } | { kind: 'system' }

/** Under whose name a customer reads what somebody wrote: a key's label is among staff, and what a program sends is the shop's. */
export function signatureOf(actor: Actor): string | null {
  return actor.kind === 'staff' ? actor.name : null
}

/** Who asks, where that is a member. Rejects with `forbidden`: a key is nobody who reads, types or looks. */
export function memberOf(actor: StaffActor): StaffActor {
  if (actor.kind === 'staff') return actor
  throw new Problem('forbidden', 'A key is nobody: this is kept for members, who sign in.')
}
