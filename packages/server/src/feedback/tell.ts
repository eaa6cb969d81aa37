import type { FeedbackEventData } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import type { FeedbackTable } from '../database/schema.ts'
import { record } from '../event/record.ts'

/** Feedback that one event tells of at most, so that a webhook's message stays below 16 KiB. */
const TOGETHER_MAX = 100

/** Records what was stored in one go: a site's feedback in one event, so that taking it in does not pay for telling. */
export function tell(
  tx: Tx,
  type: 'feedback.received' | 'feedback.filled',
  rows: readonly Pick<FeedbackTable, 'site_id' | 'feedback_id' | 'moment' | 'satisfaction' | 'test' | 'received_at'>[],
): void {
  for (const [siteId, own] of Map.groupBy(rows, (row) => row.site_id))
    for (let from = 0; from < own.length; from += TOGETHER_MAX) {
      const some = own.slice(from, from + TOGETHER_MAX)
      const feedback = some.map(({ feedback_id, moment, satisfaction, test }) => ({
        id: feedback_id,
        moment,
        satisfaction,
        test: test === 1,
      }))
      record(tx, siteId, { type, data: { feedback } satisfies FeedbackEventData })
    }
}
