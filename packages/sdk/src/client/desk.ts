import type { KyInstance } from 'ky'
import {
  DraftInput,
  DraftKey,
  LabelApply,
  LabelChange,
  LabelInput,
  PresenceInput,
  SavedViewChange,
  SavedViewInput,
  words,
  type Draft,
  type DraftList,
  type Label,
  type LabelApplied,
  type Presence,
  type SavedView,
} from '../contract/index.ts'
import { check } from './check.ts'
import { listed } from './pages.ts'
import { attempt } from './transport.ts'
import * as z from 'zod/mini'

/** What staff keep at hand while they work: labels, views, drafts, and who else is there. */
export interface Desk {
  labels: {
    /** By name. */
    list(): Promise<Label[]>
    /** Needs the role `manager`. @throws EarshotError `name_taken` */
    add(label: LabelInput): Promise<Label>
    /** Needs the role `manager`. @throws EarshotError `label_unknown` */
    change(id: string, change: LabelChange): Promise<Label>
    /** Takes it off everything, too. Needs the role `manager`. @throws EarshotError `label_unknown` */
    remove(id: string): Promise<void>
    /** Puts labels on many at once, and takes others off. Resolves to what each has now, and what of it is new. */
    apply(labels: LabelApply): Promise<LabelApplied['items']>
  }
  /** For members who are signed in. */
  views: {
    /** One's own and shared ones, in their order. */
    list(): Promise<SavedView[]>
    add(view: SavedViewInput): Promise<SavedView>
    /** What is named changes, the query as a whole. @throws EarshotError `view_unknown` */
    change(id: string, change: SavedViewChange): Promise<SavedView>
    /** @throws EarshotError `view_unknown` */
    remove(id: string): Promise<void>
  }
  /** For members who are signed in. */
  drafts: {
    /** Newest first, without what they hold. */
    list(): Promise<DraftList['items']>
    /** @throws EarshotError `draft_unknown` */
    get(key: string): Promise<Draft>
    /** Resolves to what is kept now: a newer one stays. */
    keep(key: string, draft: DraftInput): Promise<Draft>
    /** One that is not there is gone as well. */
    remove(key: string): Promise<void>
  }
  presence: {
    /** That one is at a complaint, every 20 seconds, or leaves. Resolves to who is there. For members who are signed in. */
    say(presence: PresenceInput): Promise<Presence>
  }
}

const Id = z.object({ id: words(64, 1).check(z.regex(/^[\w-]+$/)) })

const path = (of: string, id: string) => `api/${of}/${check(Id, { id }, 'The call').id}`

const draftPath = (key: string) =>
  `api/drafts/${encodeURIComponent(check(z.object({ key: DraftKey }), { key }, 'The call').key)}`

/** @param http sends the key, or the session */
export function desk(http: KyInstance, url: string): Desk {
  function list<T>(of: string): Promise<T[]> {
    return attempt(url, async () => {
      return listed(await http.get(`api/${of}`).json<{ items?: T[] } | null>(), url).items
    })
  }

  // Not repeated by itself: the first try may have done it, and the second would make another.
  function write<T>(
    method: 'post' | 'patch' | 'put',
    to: () => string,
    schema: z.ZodMiniType,
    body: unknown,
    more: { keepalive?: boolean } = {},
  ): Promise<T> {
    return attempt(url, async () => {
      const json = check(schema, body, 'The call')
      return http[method](to(), { retry: 0, json, ...more }).json<T>()
    })
  }

  function remove(to: () => string): Promise<void> {
    return attempt(url, async () => void (await http.delete(to(), { retry: 0 })))
  }

  return {
    labels: {
      list: () => list('labels'),
      add: (label) => write('post', () => 'api/labels', LabelInput, label),
      change: (id, change) => write('patch', () => path('labels', id), LabelChange, change),
      remove: (id) => remove(() => path('labels', id)),
      apply: async (labels) => (await write<LabelApplied>('post', () => 'api/labels/apply', LabelApply, labels)).items,
    },
    views: {
      list: () => list('views'),
      add: (view) => write('post', () => 'api/views', SavedViewInput, view),
      change: (id, change) => write('patch', () => path('views', id), SavedViewChange, change),
      remove: (id) => remove(() => path('views', id)),
    },
    drafts: {
      list: () => list('drafts'),
      get: (key) => attempt(url, async () => http.get(draftPath(key)).json<Draft>()),
      keep: (key, draft) => write('put', () => draftPath(key), DraftInput, draft),
      remove: (key) => remove(() => draftPath(key)),
    },
    presence: {
      // Who closes the page says so while it goes away: others would see them there for most of a minute.
      say: (presence) => write('post', () => 'api/presence', PresenceInput, presence, { keepalive: true }),
    },
  }
}
