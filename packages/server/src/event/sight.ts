import type { EventType } from '@earshot/sdk/contract'
import { reaches, type Role } from '../staff/roles.ts'

/** Who may see events of each kind; those above them may, too. */
const SIGHT: Readonly<Record<string, Role>> = {
  feedback: 'agent',
  complaint: 'agent',
  followup: 'agent',
  customer: 'agent',
  // An alarm is for those who look after the whole.
  cluster: 'manager',
}

/** Whether somebody of this role may see such an event. */
export function maySee(role: Role, type: EventType): boolean {
  return reaches(role, SIGHT[type.split('.')[0]!] ?? 'owner')
}
