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

/** An address of the shop's that is told what happens. */
export interface WebhookTable {
  site_id: string
  webhook_id: string
  url: string
  label: string
  /** `standard`: as https://www.standardwebhooks.com says. `slack`: a sentence for incoming hooks of chats. */
  format: 'standard' | 'slack'
  /** JSON: string[], types of events, or `complaint.*`; empty: all. */
  types: string
  /** 1: the words of the feedback are told, too. */
  words: number
  /** `whsec_…`, with which what is sent is signed. */
  secret: string
  /** The one before, valid beside it for a while. */
  old_secret: string | null
  old_until: number | null
  state: 'on' | 'off'
  /** Why Earshot switched it off; null where somebody did. */
  reason: string | null
  created_at: number
  /** Number of the last event of which its deliveries are made. */
  seen: number
  /** Tries in a row that did not get through. */
  failures: number
  /** Left alone until then. */
  rest_until: number
}

/** An event that a webhook is told of. */
export interface DeliveryTable {
  site_id: string
  webhook_id: string
  /** Number of the event. */
  seq: number
  event_id: string
  type: EventType
  subject: string | null
  state: 'queued' | 'sent' | 'dead'
  created_at: number
  /** Not before this. While somebody is at it: when they are taken for gone. */
  due_at: number
  /** Later events of the same subject wait for it, but no longer than this. */
  holds_until: number
  /** After this it is not tried any more. */
  stale_at: number
  attempts: number
  /** Set while a server is at it. */
  claimed_until: number | null
  /** Of the last try: when it began, and how long it took in milliseconds. */
  tried_at: number | null
  took: number | null
  /** The last answer's status, and its first words. */
  status: number | null
  answer: string | null
  /** Why it waits or is dead. */
  reason: string | null
  ended_at: number | null
}

export interface EventTables {
  event: EventTable
  event_counter: EventCounterTable
  webhook: WebhookTable
  delivery: DeliveryTable
}

export const EVENT_KEYS = {
  event: ['site_id', 'seq'],
  event_counter: ['site_id'],
  webhook: ['site_id', 'webhook_id'],
  delivery: ['site_id', 'webhook_id', 'seq'],
} as const
