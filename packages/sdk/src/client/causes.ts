import type { KyInstance } from 'ky'
import * as z from 'zod/mini'
import {
  CauseChange,
  CauseInput,
  ClusterQuery,
  ClusterRulesChange,
  CourtesyEntryInput,
  CourtesyInput,
  ImprovementChange,
  ImprovementCheck,
  ImprovementInput,
  ImprovementQuery,
  Locale,
  words,
  type Cause,
  type CauseList,
  type ClusterDetail,
  type ClusterPage,
  type ClusterRules,
  type CourtesyEntry,
  type CourtesyEntryList,
  type CourtesyResult,
  type Improvement,
  type ImprovementPage,
} from '../contract/index.ts'
import { check } from './check.ts'
import { listed } from './pages.ts'
import { attempt } from './transport.ts'

/** What complaints come from, and what is done about it. */
export interface Causes {
  causes: {
    /** By id; archived ones last. */
    list(): Promise<Cause[]>
    /** Needs the role `manager`, as do all changes here. @throws EarshotError `name_taken` */
    add(cause: CauseInput): Promise<Cause>
    /** What is named changes. @throws EarshotError `cause_unknown` */
    change(id: string, change: CauseChange): Promise<Cause>
  }
  improvements: {
    /** One page, newest first. */
    list(query?: ImprovementQuery): Promise<ImprovementPage>
    /** With complaints before and after it, counted now. @throws EarshotError `improvement_unknown` */
    get(id: string): Promise<Improvement>
    plan(improvement: ImprovementInput): Promise<Improvement>
    /** What is named changes; `doneAt` says that it is done. */
    change(id: string, change: ImprovementChange): Promise<Improvement>
    /** Whether it helped, once it is done. */
    check(id: string, found: ImprovementCheck): Promise<Improvement>
  }
  /** Several complaints about one product, batch or category in a short time. */
  clusters: {
    /** One page, newest first. */
    list(query?: ClusterQuery): Promise<ClusterPage>
    /** With its complaints. @throws EarshotError `cluster_unknown` */
    get(id: string): Promise<ClusterDetail>
    rules(): Promise<ClusterRules>
    /** What is named changes. */
    changeRules(change: ClusterRulesChange): Promise<ClusterRules>
  }
  courtesy: {
    /** Points out phrases that blame, refuse or promise without a date. It keeps nothing and hinders nothing. */
    check(said: string, language?: string): Promise<CourtesyResult>
    /** The phrases that are looked for: of one language, or all. */
    list(language?: string): Promise<CourtesyEntry[]>
    /** Adds phrases of the shop's own, writes Earshot's anew, or with `{ off: true }` switches them off. */
    set(language: string, id: string, entry: CourtesyEntryInput): Promise<CourtesyEntry>
    /** Removes the shop's own, or goes back to Earshot's. @throws EarshotError `courtesy_unknown` */
    reset(language: string, id: string): Promise<void>
  }
}

const Id = z.object({ id: words(64, 1).check(z.regex(/^[\w-]+$/)) })
const Tag = z.object({ language: Locale })

/** @param http sends the key */
export function causes(http: KyInstance, url: string): Causes {
  const path = (of: string, id: string) => `api/${of}/${check(Id, { id }, 'The call').id}`
  const phrase = (language: string, id: string) => path(`courtesy/${check(Tag, { language }, 'The call').language}`, id)

  function read<T>(to: () => string, query: Record<string, unknown> = {}): Promise<T> {
    return attempt(url, async () => {
      const given = Object.entries(query).filter(([, value]) => value !== undefined)
      const searchParams = Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
      return http.get(to(), { searchParams }).json<T>()
    })
  }

  async function items<T extends { items: unknown[] }>(to: string, query?: Record<string, unknown>): Promise<T> {
    return listed(await read<T | null>(() => to, query), url)
  }

  // Not repeated by itself: the first try may have done it.
  function write<T>(
    method: 'post' | 'patch' | 'put',
    to: () => string,
    schema: z.ZodMiniType,
    body: unknown,
  ): Promise<T> {
    return attempt(url, async () => {
      const json = check(schema, body, 'The call')
      return http[method](to(), { retry: 0, json }).json<T>()
    })
  }

  return {
    causes: {
      list: async () => (await items<CauseList>('api/causes')).items,
      add: (cause) => write('post', () => 'api/causes', CauseInput, cause),
      change: (id, change) => write('patch', () => path('causes', id), CauseChange, change),
    },
    improvements: {
      list: (query) => items('api/improvements', query && check(ImprovementQuery, query, 'The question')),
      get: (id) => read(() => path('improvements', id)),
      plan: (improvement) => write('post', () => 'api/improvements', ImprovementInput, improvement),
      change: (id, change) => write('patch', () => path('improvements', id), ImprovementChange, change),
      check: (id, found) => write('post', () => `${path('improvements', id)}/check`, ImprovementCheck, found),
    },
    clusters: {
      list: (query) => items('api/clusters', query && check(ClusterQuery, query, 'The question')),
      get: (id) => read(() => path('clusters', id)),
      rules: () => read(() => 'api/clusters/rules'),
      changeRules: (change) => write('patch', () => 'api/clusters/rules', ClusterRulesChange, change),
    },
    courtesy: {
      check: (said, language) =>
        write('post', () => 'api/courtesy', CourtesyInput, { words: said, ...(language && { language }) }),
      list: async (language) => (await items<CourtesyEntryList>('api/courtesy', { language })).items,
      set: (language, id, entry) => write('put', () => phrase(language, id), CourtesyEntryInput, entry),
      reset: (language, id) => attempt(url, async () => void (await http.delete(phrase(language, id), { retry: 0 }))),
    },
  }
}
