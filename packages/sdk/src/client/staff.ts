import type { Feedback } from '../contract/index.ts'
import { causes, type Causes } from './causes.ts'
import { complaints, type Complaints } from './complaints.ts'
import { desk, type Desk } from './desk.ts'
import { events, type Events } from './events.ts'
import { params, type FeedbackFilter } from './feedback.ts'
import { visits, type Visits } from './followups.ts'
import { admitted, nouns, type InboxClient, type StaffClientOptions } from './inbox.ts'
import { measures, type Measuring } from './measures.ts'
import { moments, type Moments } from './moments.ts'
import { operations, type Operations } from './operations.ts'
import { trade, type Trade } from './orders.ts'
import { privacy, type Privacy } from './privacy.ts'
import { products, type Products } from './products.ts'
import { search, type Search } from './search.ts'
import { site, type SiteClient } from './site.ts'
import { solutions, type Solutions } from './solutions.ts'
import { jsonLines, told } from './stream.ts'
import { tasks, type Tasks } from './tasks.ts'
import { team, type Team } from './team.ts'
import { attempt } from './transport.ts'
import { webhooks, type Webhooks } from './webhooks.ts'

/** What a shop's staff and back end may do. */
export interface StaffClient extends InboxClient, Team, Operations, Trade, Visits, Causes, Desk {
  complaints: Complaints
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
  const { url } = options
  const http = admitted(options)

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
    ...nouns(http, url),
    ...desk(http, url),
    export: { feedback: exported },
    events: events(http, url),
    webhooks: webhooks(http, url),
    ...trade(http, url),
    ...causes(http, url),
    ...visits(http, url),
    complaints: led,
    moments: moments(http, url),
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
