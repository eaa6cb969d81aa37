import type { Followup } from '@earshot/sdk/contract'
import { stale } from '../api/query.ts'

/** After anything was done with a visit: what shows it is asked anew. */
export function visited(visit: Followup): void {
  stale('followups')
  stale('desk')
  if (visit.complaint) stale('complaint', visit.complaint)
}
