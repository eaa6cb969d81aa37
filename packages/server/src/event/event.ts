import type { Event } from '@earshot/sdk/contract'
import type { EventTable } from '../database/schema.ts'

/** An event as it is told, live and by webhooks. */
export function eventOf(row: Pick<EventTable, 'event_id' | 'type' | 'at' | 'data'>): Event {
  return {
    id: row.event_id,
    type: row.type,
    timestamp: new Date(row.at).toISOString(),
    data: JSON.parse(row.data) as Event['data'],
  }
}
