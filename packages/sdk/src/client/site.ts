import type { KyInstance } from 'ky'
import {
  DemoInput,
  SiteChange,
  type Demo,
  type Site,
  type SiteHistory,
  type SiteRevision,
  type SiteSnippet,
  type WidgetText,
  type WidgetTextList,
} from '../contract/index.ts'
import { check } from './check.ts'
import { attempt } from './transport.ts'

/** What the shop is set to. */
export interface SiteClient {
  get(): Promise<Site>
  /**
   * What is named changes. Needs the role `owner`.
   *
   * @throws EarshotError `site_changed` where `version` is named and there is a newer one; `problem.site` tells of it
   */
  change(change: SiteChange): Promise<Site>
  /** Who changed what, newest first; the last hundred. Needs the role `manager`. */
  history(): Promise<SiteRevision[]>
  /** Every text of the widget, Earshot's own and the shop's. */
  texts(): Promise<WidgetText[]>
  /** The script tag to paste, what a strict page adds to its policy, and where the script was seen. */
  snippet(): Promise<SiteSnippet>
  /** A believable shop's story, to look around in. Filling and emptying need the role `owner`. */
  demo: {
    get(): Promise<Demo>
    /** Begins to fill; `get` tells how far it is. @throws EarshotError `demo_not_possible` where there is feedback */
    start(story?: DemoInput): Promise<Demo>
    /** Begins to take away exactly what the demo brought. */
    remove(): Promise<Demo>
  }
}

/** @param http sends who asks */
export function site(http: KyInstance, url: string): { site: SiteClient } {
  const get = <T>(path: string): Promise<T> => attempt(url, () => http.get(path).json<T>())
  return {
    site: {
      get: () => get('api/site'),
      change: (change) =>
        attempt(url, () =>
          http.patch('api/site', { retry: 0, json: check(SiteChange, change, 'The change') }).json<Site>(),
        ),
      history: async () => (await get<SiteHistory>('api/site/history')).items,
      texts: async () => (await get<WidgetTextList>('api/site/texts')).items,
      snippet: () => get('api/site/snippet'),
      demo: {
        get: () => get('api/site/demo'),
        start: (story = {}) =>
          attempt(url, () =>
            http.post('api/site/demo', { retry: 0, json: check(DemoInput, story, 'The story') }).json<Demo>(),
          ),
        remove: () => attempt(url, () => http.delete('api/site/demo', { retry: 0 }).json<Demo>()),
      },
    },
  }
}
