import { FeedbackId, FeedbackQuery, type Feedback, type FeedbackPage, type InboxItem } from '../contract/index.ts'
import { causes, type Causes } from './causes.ts'
import { check } from './check.ts'
import { complaints, type Complaints } from './complaints.ts'
import { invalid } from './error.ts'
import { desk, type Desk } from './desk.ts'
import { events, type Events } from './events.ts'
import { inbox, type Inbox } from './inbox.ts'
import { moments, type Moments } from './moments.ts'
import { measures, type Measuring } from './measures.ts'
import { privacy, type Privacy } from './privacy.ts'
import { jsonLines, told } from './stream.ts'
import { trade, type Trade } from './orders.ts'
import { operations, type Operations } from './operations.ts'
import { products, type Products } from './products.ts'
import { tasks, type Tasks } from './tasks.ts'
import { visits, type Visits } from './followups.ts'
import { search, type Search } from './search.ts'
import { site, type SiteClient } from './site.ts'
import { sessions, type Sessions } from './session.ts'
import { solutions, type Solutions } from './solutions.ts'
import { team, type Team } from './team.ts'
import { attempt, badAnswer, connect, type Connection } from './transport.ts'
import { webhooks, type Webhooks } from './webhooks.ts'
import * as z from 'zod/mini'

/** One of the two says who asks. */
export type StaffClientOptions = Connection &
  (
    | {
        /** A secret API key, `sk_…`. For back ends only: whoever has it reads every feedback. */
        key: string
        session?: never
      }
    | {
        /** The session of who is signed in, for pages of Earshot's own origin. */
        session: true
        key?: never
      }
  )

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

/** What a shop's staff and back end may do. */
export interface StaffClient extends Team, Operations, Trade, Visits, Causes, Desk {
  complaints: Complaints
  /** Who is signed in; with `session` only. */
  session: Sessions
  moments: Moments
  tasks: Tasks
  search: Search
  privacy: Privacy
  site: SiteClient
  solutions: Solutions
  products: Products
  measures: Measuring
  /**
   * What happens, as it happens; what a lost connection missed comes after it. The first connection must succeed.
   *
   * @throws EarshotError `unauthorized` when the key is revoked meanwhile
   */
  events: Events
  webhooks: Webhooks
  feedback: Inbox & {
    /** One page, newest first. */
    list(query?: FeedbackListQuery): Promise<FeedbackPage>
    /** Everything that the filter finds, newest first, fetched page by page as it is read. */
    all(query?: FeedbackListQuery): AsyncGenerator<InboxItem, void, undefined>
    /** @throws EarshotError `feedback_unknown` */
    get(id: string): Promise<InboxItem>
  }
  export: {
    /** Everything that the filter finds, in one streamed download; each as it arrives. */
    feedback(format: 'jsonl', filter?: FeedbackFilter): AsyncGenerator<Feedback, void, undefined>
    /** The bytes of a CSV file (UTF-8), as they arrive. */
    feedback(format: 'csv', filter?: FeedbackFilter): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
  }
}

/**
 * A client for a shop's back end, or for a page of Earshot's own origin.
 *
 * @throws EarshotError `invalid` where `key` or `url` cannot be right
 */
export function createStaffClient(options: StaffClientOptions): StaffClient {
  const { key, url } = options
  // The value is not told: it may be a real key with a slip of the pen.
  if (!options.session && !/^sk_[\w-]+$/.test(key ?? ''))
    throw invalid('key', 'must be a secret API key, sk_…', '(not shown)')
  const http = options.session ? connect(options, 'session') : connect(options, { authorization: `Bearer ${key}` })

  function list(query?: FeedbackListQuery): Promise<FeedbackPage> {
    return attempt(url, async () => {
      const page: unknown = await http.get('api/feedback', { searchParams: params(query) }).json()
      if (!Array.isArray((page as FeedbackPage | null)?.items)) throw badAnswer(url, 'answered without a list')
      return page as FeedbackPage
    })
  }

  async function* all(query?: FeedbackListQuery): AsyncGenerator<InboxItem, void, undefined> {
    let cursor = query?.cursor
    for (;;) {
      const page = await list({ limit: 200, ...query, cursor })
      yield* page.items
      if (!page.next) return
      cursor = page.next
    }
  }

  function get(id: string): Promise<InboxItem> {
    return attempt(url, async () => {
      const { id: valid } = check(z.object({ id: FeedbackId }), { id }, 'The question')
      const feedback: unknown = await http.get(`api/feedback/${valid}`).json()
      if ((feedback as InboxItem | null)?.id !== id) throw badAnswer(url, 'answered without the feedback')
      return feedback as InboxItem
    })
  }

  function download(file: string, filter?: FeedbackFilter): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    return attempt(url, async () => {
      const answer = await http.get(`api/export/${file}`, { searchParams: params(filter) })
      return told(answer.body ?? new Blob([]).stream(), url)
    })
  }

  function exported(format: 'jsonl', filter?: FeedbackFilter): AsyncGenerator<Feedback, void, undefined>
  function exported(format: 'csv', filter?: FeedbackFilter): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
  function exported(format: 'jsonl' | 'csv', filter?: FeedbackFilter) {
    if (format === 'csv') return download('feedback.csv', filter)
    return jsonLines<Feedback>(() => download('feedback.jsonl', filter), url)
  }

  const led = complaints(http, url)
  return {
    feedback: { list, all, get, ...inbox(http, url) },
    ...desk(http, url),
    export: { feedback: exported },
    events: events(http, url),
    webhooks: webhooks(http, url),
    ...trade(http, url),
    ...causes(http, url),
    ...visits(http, url),
    complaints: led,
    moments: moments(http, url),
    session: sessions(http, url),
    tasks: tasks(http, url, led),
    search: search(http, url),
    ...privacy(http, url),
    ...site(http, url),
    solutions: solutions(http, url),
    products: products(http, url),
    measures: measures(http, url),
    ...team(http, url),
    ...operations(http, url),
  }
}

/** The filter as query parameters, once it fits the contract. */
function params(query: FeedbackListQuery = {}): Record<string, string> {
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
