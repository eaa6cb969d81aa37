import type { EventType } from '@earshot/sdk/contract'
import { reaches, type Role } from '../staff/roles.ts'

/** Who may see events of each kind; those above them may, too. */
const SIGHT: Readonly<Record<string, Role>> = {
  feedback: 'agent',
  complaint: 'agent',
  followup: 'agent',
  customer: 'agent',
  // Whoever stands at the counter is to know that others brought the same thing back; managers are mailed besides.
  cluster: 'agent',
  // Settings are read by everybody, and a first run waits for the script to be seen.
  site: 'agent',
  // What the shop asks is looked after by those who may change it, and those who answer for it.
  moment: 'manager',
}

/** Whether somebody of this role may see such an event. */
export function maySee(role: Role, type: EventType): boolean {
  return reaches(role, SIGHT[type.split('.')[0]!] ?? 'owner')
}
