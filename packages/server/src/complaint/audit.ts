import type { Database } from '../database/engine.ts'
import { verify } from './history.ts'

/** Complaints whose histories are in memory at a time. */
const CHUNK = 200

/**
 * What is wrong with the histories of a site's complaints: `2026-000123: row 4 was altered`. Each row is read, so it
 * takes its time; writes go on meanwhile.
 */
export function brokenHistories(database: Database, siteId: string): Promise<string[]> {
  return database.snapshot(async (query) => {
    const broken: string[] = []
    let after = ''
    for (;;) {
      const complaints = await query
        .selectFrom('complaint')
        .select(['site_id', 'feedback_id', 'number', 'version', 'head'])
        .where('site_id', '=', siteId)
        .where('feedback_id', '>', after)
        .orderBy('feedback_id')
        .limit(CHUNK)
        .execute()
      const last = complaints.at(-1)
      if (!last) return broken
      const rows = await query
        .selectFrom('complaint_history')
        .selectAll()
        .where('site_id', '=', siteId)
        .where('feedback_id', '>', after)
        .where('feedback_id', '<=', last.feedback_id)
        .execute()
      const histories = Map.groupBy(rows, (row) => row.feedback_id)
      for (const complaint of complaints) {
        const fault = verify(histories.get(complaint.feedback_id) ?? [], complaint)
        if (fault !== undefined) broken.push(`${complaint.number}: ${fault}`)
      }
      after = last.feedback_id
    }
  })
}
