import type { KyInstance } from 'ky'
import * as z from 'zod/mini'
import {
  MomentEdit,
  type MomentEntry,
  MomentInput,
  type MomentList,
  MomentRestore,
  type MomentSummary,
  MomentSwitch,
  type MomentVersion,
  type MomentVersionDetail,
  type MomentVersionList,
  type Preview,
  PreviewInput,
  Slug,
} from '../contract/index.ts'
import { check } from './check.ts'
import { listed } from './pages.ts'
import { attempt } from './transport.ts'

/** What the shop asks its customers. Changes need the role `owner`. */
export interface Moments {
  /** Earshot's own first, then the shop's. */
  list(): Promise<MomentSummary[]>
  /** The current version whole, in all languages. @throws EarshotError `moment_unknown` */
  get(id: string): Promise<MomentEntry>
  /** A moment of the shop's own. @throws EarshotError `name_taken` */
  add(moment: MomentInput): Promise<MomentEntry>
  /**
   * Saves the next version; `version` names the one that the edit was made from.
   *
   * @throws EarshotError `moment_changed` where somebody saved another since: `problem.moment` is that one
   */
  save(id: string, edit: MomentEdit): Promise<MomentEntry>
  /** Asks at it, or no longer. */
  enable(id: string, enabled: boolean): Promise<MomentEntry>
  /** Makes a new version that is equal to an old one. */
  restore(id: string, version: number): Promise<MomentEntry>
  /** Goes back to what Earshot brings. */
  reset(id: string): Promise<MomentEntry>
  /** Deletes one of the shop's own. @throws EarshotError `in_use` where it was answered: switch it off */
  remove(id: string): Promise<void>
  /** Newest first: who saved it, when, and what differs from the one before. */
  versions(id: string): Promise<MomentVersion[]>
  /** What a feedback that names this version was asked. It never changes. */
  version(id: string, version: number): Promise<MomentVersionDetail>
  /** Shows drafts of a moment and of the site's looks in the real widget, at an address to frame, for an hour. */
  preview(drafts: PreviewInput): Promise<Preview>
}

const Id = z.object({ id: Slug })

/** @param http sends who asks */
export function moments(http: KyInstance, url: string): Moments {
  const path = (id: string) => `api/moments/${check(Id, { id }, 'The call').id}`

  async function items<T extends { items: unknown[] }>(to: () => string): Promise<T['items']> {
    return listed(await attempt(url, async () => http.get(to()).json<T | null>()), url).items
  }

  // Not repeated by itself: the first try may have done it.
  function write<T>(
    method: 'post' | 'put' | 'patch',
    to: () => string,
    schema?: z.ZodMiniType,
    body?: unknown,
  ): Promise<T> {
    return attempt(url, async () => {
      const json = schema && check(schema, body, 'The call')
      return http[method](to(), { retry: 0, ...(schema ? { json } : {}) }).json<T>()
    })
  }

  return {
    list: () => items<MomentList>(() => 'api/moments'),
    get: (id) => attempt(url, async () => http.get(path(id)).json<MomentEntry>()),
    add: (moment) => write('post', () => 'api/moments', MomentInput, moment),
    save: (id, edit) => write('put', () => path(id), MomentEdit, edit),
    enable: (id, enabled) => write('patch', () => path(id), MomentSwitch, { enabled }),
    restore: (id, version) => write('post', () => `${path(id)}/restore`, MomentRestore, { version }),
    reset: (id) => write('post', () => `${path(id)}/reset`),
    remove: (id) => attempt(url, async () => void (await http.delete(path(id), { retry: 0 }))),
    versions: (id) => items<MomentVersionList>(() => `${path(id)}/versions`),
    version: (id, version) =>
      attempt(url, async () =>
        http
          .get(`${path(id)}/versions/${check(MomentRestore, { version }, 'The call').version}`)
          .json<MomentVersionDetail>(),
      ),
    preview: (drafts) => write('post', () => 'api/moments/preview', PreviewInput, drafts),
  }
}
