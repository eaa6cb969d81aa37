import type { Complaint, HistoryEntry } from '@earshot/sdk/contract'

/** What was proposed last: by whom, and what goes with its remedies. */
export interface Proposed {
  entry: HistoryEntry
  /** What the customer reads beside the offer, once it is approved. */
  words: string
  /** Why it should be approved. */
  reason: string
}

/** The proposal that is, or was last, to be decided on. */
export function proposalIn({ history }: Pick<Complaint, 'history'>): Proposed | undefined {
  const entry = history.findLast(({ command }) => command === 'propose')
  if (!entry) return undefined
  const { words, reason } = entry.payload ?? {}
  return { entry, words: typeof words === 'string' ? words : '', reason: typeof reason === 'string' ? reason : '' }
}

/** What an approval carries: nothing where the words of the proposal go out as they are, null where none should. */
export function besideOf(typed: string, proposed: string): { words?: string | null } {
  if (typed.trim() === proposed.trim()) return {}
  return { words: typed.trim() === '' ? null : typed }
}
