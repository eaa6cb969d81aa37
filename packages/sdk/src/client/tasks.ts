import type { KyInstance } from 'ky'
import { type Complaint, type TaskPage, type TaskQuery, type TaskSummary, words } from '../contract/index.ts'
import { check } from './check.ts'
import type { Complaints } from './complaints.ts'
import { every, listed } from './pages.ts'
import { attempt } from './transport.ts'
import * as z from 'zod/mini'

/** Which tasks are wanted; all that are open by default. */
export type TaskFilter = Omit<TaskQuery, 'mine' | 'before'> & {
  /** Of the departments that you belong to or lead; a key is nobody. */
  mine?: boolean | undefined
  /** Due before; a string is an RFC 3339 time. */
  before?: Date | string | undefined
}

/** What departments carry out once a customer has accepted a remedy. */
export interface Tasks {
  /** One page: open ones by what is due next, the others by what was due last. */
  list(query?: TaskFilter): Promise<TaskPage>
  /** Everything that the filter finds, fetched page by page as it is read. */
  all(query?: TaskFilter): AsyncGenerator<TaskSummary, void, undefined>
  /** Whatever became of it. @throws EarshotError `task_unknown` */
  get(id: string): Promise<TaskSummary>
  /** It is done. Resolves to its complaint as it stands then. @throws EarshotError `command_not_possible` */
  done(task: Pick<TaskSummary, 'id' | 'complaint'>, result?: string): Promise<Complaint>
  /** It cannot be done: a remedy is looked for anew. */
  fail(task: Pick<TaskSummary, 'id' | 'complaint'>, reason: string): Promise<Complaint>
}

const Id = z.object({ id: words(64, 1).check(z.regex(/^[\w-]+$/)) })

/** What is no id cannot become another address. */
const idOf = (id: string) => check(Id, { id }, 'The call').id

export function tasks(http: KyInstance, url: string, complaints: Complaints): Tasks {
  function list(query?: TaskFilter): Promise<TaskPage> {
    return attempt(url, async () => {
      return listed<TaskPage>(await http.get('api/tasks', { searchParams: params(query) }).json(), url)
    })
  }

  return {
    list,
    all: (query) => every(list, query),
    get: (id) => attempt(url, () => http.get(`api/tasks/${idOf(id)}`).json<TaskSummary>()),
    done: ({ id, complaint }, result) =>
      complaints.give(complaint, 'complete', { task: id, ...(result === undefined ? {} : { result }) }),
    fail: ({ id, complaint }, reason) => complaints.give(complaint, 'fail', { task: id, reason }),
  }
}

function params(query: TaskFilter = {}): Record<string, string> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    given.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : String(value)]),
  )
}
