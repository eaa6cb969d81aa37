import type { KyInstance } from 'ky'
import { ComplaintMarkInput } from '../contract/desk.ts'
import type {
  BroughtFeedback,
  BulkInput,
  BulkResult,
  Command,
  Complaint,
  ComplaintPage,
  ComplaintQuery,
  ComplaintSummary,
  Payload,
  Receipt,
} from '../contract/index.ts'
import { uuidv7 } from '../contract/uuid.ts'
import { check } from './check.ts'
import { invalid } from './error.ts'
import { every, listed } from './pages.ts'
import { attempt } from './transport.ts'

/** Which complaints are wanted; all of them by default. */
export type ComplaintFilter = Omit<ComplaintQuery, 'overdue' | 'safety'> & {
  overdue?: boolean | undefined
  /** Whether somebody's safety is at stake. */
  safety?: boolean | undefined
}

/** A complaint's life, as staff and a shop's back end lead it. */
export interface Complaints {
  /** What a customer said to staff. Repeated with the same id it is stored once. */
  bring(feedback: BroughtFeedback): Promise<Receipt>
  /** One page, newest first; with `sort: 'due'` what is due next. */
  list(query?: ComplaintFilter): Promise<ComplaintPage>
  /** Everything that the filter finds, fetched page by page as it is read. */
  all(query?: ComplaintFilter): AsyncGenerator<ComplaintSummary, void, undefined>
  /** With conversation, remedies, tasks, clocks, history, and what is possible now. @throws EarshotError `complaint_unknown` */
  get(number: string): Promise<Complaint>
  /**
   * Gives a command; docs/complaints.md tells what each carries. Resolves to the complaint as it stands then.
   * It is not repeated by itself, as a second one would count anew: after `network` or `timeout` look first.
   *
   * @param options.version the version that you have seen: refused with `complaint_changed` if it has changed since
   * @throws EarshotError `command_not_possible` out of turn; `problem.complaint` names what is possible
   */
  give<C extends Command>(
    number: string,
    command: C,
    payload: Payload<C>,
    options?: { version?: number },
  ): Promise<Complaint>
  /** Marks them as seen as they stand, or as unread. For members who are signed in. */
  mark(numbers: readonly string[], read: boolean): Promise<void>
  /**
   * One command for up to 200, each by itself. Resolves to what became of each, and what takes it back; it is not
   * repeated by itself.
   *
   * @throws EarshotError `invalid` where the command itself is not as it should be
   */
  bulk(order: BulkInput): Promise<BulkResult['items']>
}

export function complaints(http: KyInstance, url: string): Complaints {
  function list(query?: ComplaintFilter): Promise<ComplaintPage> {
    return attempt(url, async () => {
      return listed<ComplaintPage>(await http.get('api/complaints', { searchParams: params(query) }).json(), url)
    })
  }

  return {
    bring(feedback) {
      const id = feedback.id ?? uuidv7()
      return attempt(url, () => http.post('api/feedback', { json: { ...feedback, id } }).json<Receipt>(), id)
    },
    list,
    all: (query) => every(list, query),
    get: (number) => attempt(url, () => http.get(`api/complaints/${checked(number)}`).json<Complaint>()),
    give: (number, command, payload, options = {}) =>
      attempt(url, () =>
        http
          .post(`api/complaints/${checked(number)}/${command}`, {
            json: { ...payload, ...options },
            retry: { limit: 0 },
          })
          .json<Complaint>(),
      ),
    mark: (numbers, read) =>
      attempt(url, async () => {
        const json = check(ComplaintMarkInput, { numbers, read }, 'The call')
        await http.post('api/complaints/marks', { json })
      }),
    bulk: (order) =>
      attempt(url, async () => {
        const answer = await http
          // Two hundred take their time.
          .post('api/complaints/bulk', { json: order, retry: { limit: 0 }, timeout: 60_000 })
          .json<BulkResult>()
        return answer.items
      }),
  }
}

/** What is no number cannot become another address. */
function checked(number: string): string {
  if (/^\d{4}-\d{6,}$/.test(number)) return number
  throw invalid('number', 'must be a complaint number such as 2026-000123', number)
}

function params(query: ComplaintFilter = {}): Record<string, string> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
}
