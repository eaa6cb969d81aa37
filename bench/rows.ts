import type { ComplaintTable, FeedbackTable } from '../packages/server/src/database/schema.ts'

type Key = 'site_id' | 'feedback_id'

/** A feedback as most are, but for what a bench says of it. */
export function feedbackRow(
  own: Pick<FeedbackTable, Key | 'received_at' | 'satisfaction' | 'answers' | 'search'> & Partial<FeedbackTable>,
): FeedbackTable {
  return {
    moment: 'purchase',
    moment_version: 1,
    contact: null,
    order_id: null,
    order_data: null,
    product: null,
    attachments: '[]',
    locale: 'en',
    page: null,
    flags: '[]',
    test: 0,
    wanted: 0,
    customer_id: null,
    customer_by: null,
    brought: null,
    ...own,
  }
}

/** A complaint as most are, but for what a bench says of it. */
export function complaintRow(
  own: Pick<ComplaintTable, Key | 'number' | 'token' | 'stage' | 'opened_at'> & Partial<ComplaintTable>,
): ComplaintTable {
  return {
    version: 1,
    head: '',
    level: 0,
    outcome: null,
    closed_at: null,
    replied: 1,
    asked: 0,
    promised: 0,
    followup: 0,
    waiting_since: null,
    reminded: 0,
    due_at: null,
    assignee: null,
    department_id: null,
    category_id: null,
    severity: 'normal',
    safety: 0,
    cause: null,
    root_cause: null,
    responsible_id: null,
    preventable: null,
    to_cluster: 0,
    disputed: null,
    disputed_currency: null,
    channel: 'web',
    recorded_by: null,
    said_at: null,
    language: null,
    merged_into: null,
    rating: null,
    test: 0,
    ...own,
  }
}
