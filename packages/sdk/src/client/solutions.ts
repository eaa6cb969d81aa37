import type { KyInstance } from 'ky'
import {
  type ProposedList,
  ProposedQuery,
  type ProposedSolution,
  type Solution,
  SolutionChange,
  SolutionInput,
  type SolutionPage,
  SolutionQuery,
  words,
} from '../contract/index.ts'
import { check } from './check.ts'
import { listed } from './pages.ts'
import { attempt } from './transport.ts'
import * as z from 'zod/mini'

/** Which solutions are wanted; all that are in use by default. */
export type SolutionFilter = Omit<SolutionQuery, 'archived'> & { archived?: boolean | undefined }

/** Proven answers and remedies. */
export interface Solutions {
  /** One page, those first that customers confirmed most often. */
  list(filter?: SolutionFilter): Promise<SolutionPage>
  /** @throws EarshotError `solution_unknown` */
  get(id: string): Promise<Solution>
  /** Of words with placeholders (`versions`), or of a message of a complaint (`from`). */
  save(solution: SolutionInput): Promise<Solution>
  /** What is named changes, the versions as a whole. Needs the role `manager`. @throws EarshotError `solution_unknown` */
  change(id: string, change: SolutionChange): Promise<Solution>
  /** What suits a complaint, the likeliest first, in its language and with placeholders filled. */
  proposed(number: string, query?: ProposedQuery): Promise<ProposedSolution[]>
}

const Id = z.object({ id: words(64, 1).check(z.regex(/^[\w-]+$/)) })

const idOf = (id: string) => check(Id, { id }, 'The call').id

export function solutions(http: KyInstance, url: string): Solutions {
  function params(schema: z.ZodMiniType, query: object = {}): Record<string, string> {
    const given: Record<string, string> = {}
    for (const [name, value] of Object.entries(query)) if (value !== undefined) given[name] = String(value)
    check(schema, given, 'The question')
    return given
  }

  async function page<T extends { items: unknown[] }>(path: string, searchParams: Record<string, string>): Promise<T> {
    return listed<T>(await http.get(path, { searchParams }).json(), url)
  }

  return {
    list: (filter) => attempt(url, async () => page('api/solutions', params(SolutionQuery, filter))),
    get: (id) => attempt(url, () => http.get(`api/solutions/${idOf(id)}`).json<Solution>()),
    // Not repeated by itself: the second try would save another.
    save: (solution) =>
      attempt(url, async () => {
        const json = check(SolutionInput, solution, 'The call')
        return http.post('api/solutions', { json, retry: { limit: 0 } }).json<Solution>()
      }),
    change: (id, change) =>
      attempt(url, async () => {
        const json = check(SolutionChange, change, 'The call')
        return http.patch(`api/solutions/${idOf(id)}`, { json, retry: { limit: 0 } }).json<Solution>()
      }),
    proposed: (number, query) =>
      attempt(url, async () => {
        const path = `api/complaints/${idOf(number)}/solutions`
        return (await page<ProposedList>(path, params(ProposedQuery, query))).items
      }),
  }
}
