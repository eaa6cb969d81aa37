import type { EventType } from '@earshot/sdk/contract'

/** What happened, written in the transaction of its cause. See event/record.ts. */
export interface EventTable {
  site_id: string
  /** Counts up by site, without gaps, in the order of committing: who has seen one has seen all before it. */
  seq: number
  /** UUIDv7. */
  event_id: string
  at: number
  type: EventType
  /** What it is about; what is told of one thing is told in order. Null: of nothing else. */
  subject: string | null
  /** JSON: ids and where it stands. Never what a customer said, nor how to reach them. */
  data: string
}

/** The last number that a site's events came to. */
export interface EventCounterTable {
  site_id: string
  last: number
}

export interface EventTables {
  event: EventTable
  event_counter: EventCounterTable
}

export const EVENT_KEYS = {
  event: ['site_id', 'seq'],
  event_counter: ['site_id'],
} as const
