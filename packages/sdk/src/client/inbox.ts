import type { KyInstance } from 'ky'
import {
  ComplaintOpening,
  FeedbackId,
  MarkInput,
  ThanksInput,
  type Complaint,
  type Marked,
  type ThanksResult,
} from '../contract/index.ts'
import { check } from './check.ts'
import { attempt } from './transport.ts'
import * as z from 'zod/mini'

/** What staff do with feedback besides reading it. */
export interface Inbox {
  /** Some as read or not, or all up to one as read. Resolves to how much is unread. For members who are signed in. */
  mark(marks: MarkInput): Promise<Marked>
  /** Makes a complaint of it; one that is a complaint stays what it is. @throws EarshotError `feedback_unknown` */
  complain(id: string, filing?: ComplaintOpening): Promise<Complaint>
  /** A mail of thanks for each, once, half a minute later. Resolves to what became of each. */
  thank(ids: readonly string[]): Promise<ThanksResult['items']>
  /** Takes thanks back. @throws EarshotError `thanks_sent` once the mail is on its way */
  unthank(id: string): Promise<void>
}

const path = (id: string) => `api/feedback/${check(z.object({ id: FeedbackId }), { id }, 'The call').id}`

/** @param http sends the key, or the session */
export function inbox(http: KyInstance, url: string): Inbox {
  // Each comes to the same when it is sent again.
  const post = <T>(to: () => string, schema: z.ZodMiniType, body: unknown): Promise<T> =>
    attempt(url, async () => http.post(to(), { json: check(schema, body, 'The call') }).json<T>())
  return {
    mark: (marks) => post(() => 'api/feedback/marks', MarkInput, marks),
    complain: (id, filing = {}) => post(() => `${path(id)}/complaint`, ComplaintOpening, filing),
    thank: async (ids) => (await post<ThanksResult>(() => 'api/feedback/thanks', ThanksInput, { ids })).items,
    unthank: (id) => attempt(url, async () => void (await http.delete(`${path(id)}/thanks`, { retry: 0 }))),
  }
}
