import { type EventType, uuidv7 } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'

/** Something that happened. */
export interface Happening {
  type: EventType
  /**
   * Id of what it is about (a complaint's feedback, a follow-up, a customer): what is told of one thing is told in
   * order, and waits while the one before is tried again. None by default.
   */
  subject?: string | null
  /**
   * Ids, and where things stand now. It leaves the house by webhooks and cannot be called back: never put in it what a
   * customer said, their name, or how to reach them.
   */
  data: Readonly<Record<string, unknown>>
}

/**
 * Keeps what happened, in the transaction of its cause: it is told to live listeners and webhooks if, and only if, that
 * commits. Costs the transaction two statements, however many events it records.
 */
export function record(tx: Pick<Tx, 'tell'>, siteId: string, what: Happening, now: number = Date.now()): void {
  tx.tell({
    site_id: siteId,
    event_id: uuidv7(),
    at: now,
    type: what.type,
    subject: what.subject ?? null,
    data: JSON.stringify(what.data),
  })
}
