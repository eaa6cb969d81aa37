import type { Command, Complaint, Payload } from '@earshot/sdk/contract'
import { EarshotError } from '@earshot/sdk'
import { signal } from '@preact/signals'
import { api } from '../api/client.ts'
import { act, type Act } from '../api/act.ts'
import { queries, stale } from '../api/query.ts'
import { useMemo } from 'preact/hooks'

/** Words on their way to the server, shown in the conversation as such until they are there. */
export const pending = signal<{ number: string; words: string; note: boolean } | undefined>()

/** One command with what it carries. */
export interface Given<C extends Command = Command> {
  command: C
  payload: Payload<C>
}

/** Keeps what a command answered, and has the lists around it asked anew. */
function take(complaint: Complaint): void {
  queries.setQueryData(['complaint', complaint.number], complaint)
  for (const key of ['complaints', 'desk', 'tasks', 'customer', 'clusters', 'solutions']) stale(key)
}

/** Gives commands to a complaint, based on what whoever gives them sees. */
export function useGive(complaint: Complaint): Act<[Given], Complaint> {
  const kept = useMemo(() => {
    const last = { complaint }
    const give = act(async ({ command, payload }: Given) => {
      const { number, version } = last.complaint
      const { words } = payload as { words?: string }
      if (words) pending.value = { number, words, note: command === 'note' }
      try {
        const done = await api.complaints.give(number, command, payload, { version })
        take(done)
        return done
      } catch (error) {
        // Whoever was faster is seen at once.
        if (error instanceof EarshotError && error.status === 409) stale('complaint', number)
        throw error
      } finally {
        pending.value = undefined
      }
    })
    return { last, give }
  }, [complaint.number])
  kept.last.complaint = complaint
  return kept.give
}
