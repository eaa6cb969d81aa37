import type { Complaint, HistoryEntry, Message, Remedy } from '@earshot/sdk/contract'

/** A part of what happened between shop and customer, in its time. */
export type Entry =
  | { kind: 'message'; id: string; at: string; message: Message; by: HistoryEntry | undefined }
  | { kind: 'remedy'; id: string; at: string; remedy: Remedy; by: HistoryEntry | undefined }
  | { kind: 'event'; id: string; at: string; entry: HistoryEntry }

/** Commands whose words stand in the conversation; kept in step with what the server writes. */
const SPEAK = new Set<string>([
  'assess',
  'answer',
  'reassess',
  'approve',
  'message',
  'ask',
  'promise',
  'note',
  'followup',
  'reply',
  'object',
  'decline',
  'confirm',
  'reopen',
  'withdraw',
])

/** What is told in a line of its own, where no words of it stand in the conversation. */
const EVENTS = new Set<string>([
  'assess',
  'return',
  'revise',
  'complete',
  'fail',
  'accept',
  'decline',
  'confirm',
  'object',
  'withdraw',
  'rate',
  'merge',
  'absorb',
  'invalid',
  'promise',
  'expire',
  'resume',
  'remind',
  'reopen',
  'followup',
  'forgo',
  'erase',
])

/** Whether an entry of the history brought words or photos into the conversation. */
function speaks({ command, payload }: HistoryEntry): boolean {
  if (!SPEAK.has(command) || !payload) return false
  const photos = payload['attachments']
  return payload['words'] !== undefined || (Array.isArray(photos) && photos.length > 0)
}

/** The order of what was done at once: as in the history, but an offer after the words that go with it. */
function turnOf(entry: Entry): number {
  if (entry.kind === 'event') return entry.entry.seq
  return (entry.by?.seq ?? 0) + (entry.kind === 'remedy' ? 1.5 : 0)
}

/** Everything that was said and offered, in order, with who did it and how it was heard. */
export function entriesOf({ messages, remedies, history }: Complaint): Entry[] {
  const spoken = Map.groupBy(history.filter(speaks), ({ at }) => at)
  const proposed = history.filter(({ command }) => command === 'propose')
  const entries: Entry[] = []
  for (const message of messages) {
    const at = spoken.get(message.at)
    entries.push({ kind: 'message', id: message.id, at: message.at, message, by: at?.shift() })
  }
  for (const remedy of remedies) {
    const by = proposed.find(({ payload }) => (payload?.['ids'] as string[] | undefined)?.includes(remedy.id))
    entries.push({ kind: 'remedy', id: remedy.id, at: remedy.offeredAt ?? remedy.at, remedy, by })
  }
  for (const entry of history)
    if (EVENTS.has(entry.command) && !speaks(entry))
      entries.push({ kind: 'event', id: `event-${entry.seq}`, at: entry.at, entry })
  return entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : turnOf(a) - turnOf(b)))
}
