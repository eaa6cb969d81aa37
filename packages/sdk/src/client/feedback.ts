import type { KyInstance } from 'ky'
import {
  ComplaintOpening,
  FeedbackId,
  FeedbackQuery,
  MarkInput,
  ThanksInput,
  type Complaint,
  type FeedbackPage,
  type InboxItem,
  type Marked,
  type ThanksResult,
} from '../contract/index.ts'
import { check } from './check.ts'
import { invalid } from './error.ts'
import { every, listed } from './pages.ts'
import { attempt, badAnswer } from './transport.ts'
import * as z from 'zod/mini'

/** Which feedback is wanted; all of it by default. */
export interface FeedbackFilter {
  /** Id of the moment it was said at. */
  moment?: string | undefined
  /** One satisfaction from 1 to 5, or several. */
  satisfaction?: number | readonly number[] | undefined
  /** Words that answers, contact, order and product hold; of the last the beginning is enough. */
  text?: string | undefined
  /** Id of the customer whose card it is on. */
  customer?: string | undefined
  /** Id of a label that it has. */
  label?: string | undefined
  /** What became a complaint, or what did not. */
  complaint?: boolean | undefined
  /** What has photos, or has none. */
  photos?: boolean | undefined
  /** SKU or name of a product that it names, or that its order holds, exactly as written. */
  product?: string | undefined
  /** Number of the order. */
  order?: string | undefined
  /** Received at or after; a string is an RFC 3339 time, or a date that begins at midnight UTC. */
  from?: Date | string | undefined
  /** Received before. */
  to?: Date | string | undefined
}

export interface FeedbackListQuery extends FeedbackFilter {
  /** What whoever is signed in has not read, or has. */
  unread?: boolean | undefined
  /** Items a page, 1 to 200; 50 by default. */
  limit?: number | undefined
  /** `next` of the page before. */
  cursor?: string | undefined
}

/** What customers said, and what staff do with it. */
export interface FeedbackClient {
  /** One page, newest first. */
  list(query?: FeedbackListQuery): Promise<FeedbackPage>
  /** Everything that the filter finds, newest first, fetched page by page as it is read. */
  all(query?: FeedbackListQuery): AsyncGenerator<InboxItem, void, undefined>
  /** @throws EarshotError `feedback_unknown` */
  get(id: string): Promise<InboxItem>
  /** Some as read or not, or all up to one as read. `undo` of its answer takes it back. For members who are signed in. */
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
export function feedback(http: KyInstance, url: string): FeedbackClient {
  function list(query?: FeedbackListQuery): Promise<FeedbackPage> {
    return attempt(url, async () => {
      return listed<FeedbackPage>(await http.get('api/feedback', { searchParams: params(query) }).json(), url)
    })
  }

  function get(id: string): Promise<InboxItem> {
    return attempt(url, async () => {
      const { id: valid } = check(z.object({ id: FeedbackId }), { id }, 'The question')
      const feedback: unknown = await http.get(`api/feedback/${valid}`).json()
      if ((feedback as InboxItem | null)?.id !== id) throw badAnswer(url, 'answered without the feedback')
      return feedback as InboxItem
    })
  }

  // Each comes to the same when it is sent again.
  const post = <T>(to: () => string, schema: z.ZodMiniType, body: unknown): Promise<T> =>
    attempt(url, async () => http.post(to(), { json: check(schema, body, 'The call') }).json<T>())
  return {
    list,
    all: (query) => every(list, query),
    get,
    mark: (marks) => post(() => 'api/feedback/marks', MarkInput, marks),
    complain: (id, filing = {}) => post(() => `${path(id)}/complaint`, ComplaintOpening, filing),
    thank: async (ids) => (await post<ThanksResult>(() => 'api/feedback/thanks', ThanksInput, { ids })).items,
    unthank: (id) => attempt(url, async () => void (await http.delete(`${path(id)}/thanks`, { retry: 0 }))),
  }
}

/** The filter as query parameters, once it fits the contract. */
export function params(query: FeedbackListQuery = {}): Record<string, string> {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) given[name] = value instanceof Date ? time(value, name) : String(value)
  }
  check(FeedbackQuery, given, 'The question')
  return given
}

function time(date: Date, path: string): string {
  if (Number.isNaN(date.getTime())) throw invalid(path, 'must be a valid date', String(date))
  return date.toISOString()
}
