import type { Event } from '@earshot/sdk'
import { ComplaintEventData } from '@earshot/sdk/contract'

/** The open complaints, as the events tell of them. In memory here; a shop keeps them in its own database. */
export class Board {
  readonly #complaints = new Map<string, ComplaintEventData>()
  readonly #known = new Set<string>()

  /** Takes an event. The same may come more than once, and one may overtake another that had to be sent again. */
  take(event: Event): void {
    if (this.#known.has(event.id)) return
    this.#known.add(event.id)
    if (!event.type.startsWith('complaint.')) return
    const complaint = ComplaintEventData.parse(event.data)
    const before = this.#complaints.get(complaint.number)
    if (before && before.version >= complaint.version) return
    this.#complaints.set(complaint.number, complaint)
  }

  /** One line for each that is open. */
  lines(): string[] {
    return [...this.#complaints.values()]
      .filter(({ stage }) => stage !== 'closed')
      .map(({ number, stage, severity, dueAt }) => `${number} ${stage} ${severity}${dueAt ? ` due ${dueAt}` : ''}`)
  }
}
