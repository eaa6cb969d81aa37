import type { PersonCounts } from '@earshot/sdk/contract'
import { s } from '../words.ts'

const KINDS: readonly (keyof PersonCounts)[] = [
  'customers',
  'feedback',
  'complaints',
  'messages',
  'files',
  'followups',
  'orders',
  'notes',
  'mails',
  'notices',
]

/** How much of what, in words. */
export function counted(counts: PersonCounts): [string, number][] {
  const names = s().privacy.kinds
  return KINDS.map((kind) => [names[kind], counts[kind]])
}
