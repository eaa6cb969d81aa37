import type { Database } from '../database/engine.ts'

/**
 * Moves visits that are still to come where the shop has moved: those planned by its own time zone. A customer's own,
 * on their card, is looked at first anyway.
 */
export async function moveVisits({ write }: Database, siteId: string, from: string, to: string): Promise<void> {
  await write
    .updateTable('followup')
    .set({ time_zone: to })
    .where('site_id', '=', siteId)
    .where('state', 'in', ['open', 'taken'])
    .where('time_zone', '=', from)
    .execute()
}
