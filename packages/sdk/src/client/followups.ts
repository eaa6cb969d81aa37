import type { KyInstance } from 'ky'
import * as z from 'zod/mini'
import {
  words,
  type Coverage,
  type CoverageQuery,
  type Followup,
  type FollowupAgain,
  type FollowupKind,
  type FollowupPage,
  type FollowupQuery,
  type FollowupResult,
  type FollowupRules,
  type FollowupRulesChange,
  type FollowupScript,
  type FollowupScriptEntry,
  type FollowupSummary,
  type Link,
  type LinkInput,
} from '../contract/index.ts'
import { check } from './check.ts'
import { every, listed } from './pages.ts'
import { attempt } from './transport.ts'

/** Which follow-ups are wanted; all of them by default. */
export type FollowupFilter = Omit<FollowupQuery, 'now'> & { now?: boolean | undefined }

/** Return visits to customers. */
export interface Visits {
  followups: {
    /** One page, what comes next first. */
    list(query?: FollowupFilter): Promise<FollowupPage>
    /** Everything that the filter finds, fetched page by page as it is read. */
    all(query?: FollowupFilter): AsyncGenerator<FollowupSummary, void, undefined>
    /** Whom to call, when, and what to say. @throws EarshotError `followup_unknown` */
    get(id: string): Promise<Followup>
    /** Somebody is at it. @throws EarshotError `followup_not_possible` at the customer's night, too */
    take(id: string): Promise<Followup>
    /** What it came to. @throws EarshotError `followup_not_possible` when it is over */
    result(id: string, result: FollowupResult): Promise<Followup>
    /** Not now: again within three days. After the last try the customer counts as not reached. */
    again(id: string, again: FollowupAgain): Promise<Followup>
    /** Gives it to somebody; by default to whoever's turn it is. */
    reassign(id: string, staff?: string): Promise<Followup>
    /** Gives it up. */
    skip(id: string, reason: string): Promise<Followup>
    /** How many of those were visited who should be; of the last 30 days by default. */
    coverage(query?: CoverageQuery): Promise<Coverage>
    rules(): Promise<FollowupRules>
    /** What is named is replaced. Needs the role `manager`. */
    changeRules(change: FollowupRulesChange): Promise<FollowupRules>
    /** What staff say, by kind and language. */
    scripts(): Promise<FollowupScriptEntry[]>
    /** The shop's own words, in any language. Needs the role `manager`. */
    setScript(kind: FollowupKind, language: string, script: FollowupScript): Promise<FollowupScriptEntry>
    /** Back to Earshot's own. Needs the role `manager`. */
    resetScript(kind: FollowupKind, language: string): Promise<void>
  }
  /** A signed link to the page of a moment, with its QR code. `signLink` makes one without asking the server. */
  link(input: LinkInput): Promise<Link>
}

const Id = z.object({ id: words(64, 1).check(z.regex(/^[\w-]+$/)) })
const Language = z.object({ language: words(35, 2).check(z.regex(/^[A-Za-z0-9-]+$/)) })

/** What is no id cannot become another address. */
const path = (id: string) => `api/followups/${check(Id, { id }, 'The call').id}`

function script(kind: string, language: string): string {
  const { language: valid } = check(Language, { language }, 'The call')
  return `${path('scripts')}/${check(Id, { id: kind }, 'The call').id}/${valid}`
}

/** @param http sends the key */
export function visits(http: KyInstance, url: string): Visits {
  function list(query: FollowupFilter = {}): Promise<FollowupPage> {
    return attempt(url, async () => {
      return listed<FollowupPage>(await http.get('api/followups', { searchParams: params(query) }).json(), url)
    })
  }

  // Not repeated by itself: the first try may have done it, and the second would be refused.
  function act(id: string, what: string, json: object): Promise<Followup> {
    return attempt(url, () => http.post(`${path(id)}/${what}`, { json, retry: 0 }).json<Followup>())
  }

  return {
    followups: {
      list,
      all: (query) => every(list, query),
      get: (id) => attempt(url, () => http.get(path(id)).json<Followup>()),
      take: (id) => act(id, 'take', {}),
      result: (id, result) => act(id, 'result', result),
      again: (id, again) => act(id, 'again', again),
      reassign: (id, staff) => act(id, 'reassign', staff === undefined ? {} : { staff }),
      skip: (id, reason) => act(id, 'skip', { reason }),
      coverage: (query = {}) =>
        attempt(url, () => http.get('api/followups/coverage', { searchParams: params(query) }).json<Coverage>()),
      rules: () => attempt(url, () => http.get('api/followups/rules').json<FollowupRules>()),
      changeRules: (json) => attempt(url, () => http.patch('api/followups/rules', { json }).json<FollowupRules>()),
      scripts: () =>
        attempt(url, async () => {
          return listed(await http.get('api/followups/scripts').json<{ items?: FollowupScriptEntry[] } | null>(), url)
            .items
        }),
      setScript: (kind, language, json) =>
        attempt(url, () => http.put(script(kind, language), { json }).json<FollowupScriptEntry>()),
      resetScript: (kind, language) =>
        attempt(url, async () => void (await http.delete(script(kind, language), { retry: 0 }))),
    },
    link: (json) => attempt(url, () => http.post('api/links', { json }).json<Link>()),
  }
}

function params(query: object): Record<string, string> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
}
