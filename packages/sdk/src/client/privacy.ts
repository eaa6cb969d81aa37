import type { KyInstance } from 'ky'
import * as z from 'zod/mini'
import {
  EraseInput,
  PersonQuery,
  words,
  type Erasure,
  type ErasureList,
  type PersonFound,
  type PersonLine,
  type Retention,
  type RetentionChange,
} from '../contract/index.ts'
import { check } from './check.ts'
import { jsonLines, told } from './stream.ts'
import { attempt } from './transport.ts'

/** Somebody's own data: to hand over, and to take away. */
export interface Privacy {
  /** What there is of somebody, by exactly one of the things that they are known by. */
  find(who: PersonQuery): Promise<PersonFound>
  /** All of it, line by line as it arrives. @throws EarshotError `person_unknown` */
  export(who: PersonQuery): AsyncGenerator<PersonLine, void, undefined>
  /**
   * Takes it away for good. Asked again for the same it tells of what is done, or goes on.
   *
   * @throws EarshotError `person_unknown` where there is nothing of them and never was
   */
  erase(who: PersonQuery & { reason: string }): Promise<Erasure>
  /** The last hundred, newest first: that somebody was erased, never who. */
  erasures(): Promise<Erasure[]>
  /** How far one has come: `erased` of `wanted`. @throws EarshotError `erasure_unknown` */
  erasure(id: string): Promise<Erasure>
  /** Calls one off before its next step; what is gone stays gone. @throws EarshotError `erasure_over` */
  cancel(id: string): Promise<Erasure>
  /** For how long the site keeps what. */
  retention(): Promise<Retention>
  /** Changes what is named. */
  changeRetention(change: RetentionChange): Promise<Retention>
}

const Id = z.object({ id: words(64, 1).check(z.regex(/^[\w-]+$/)) })
const one = (id: string) => `api/privacy/erasures/${check(Id, { id }, 'The call').id}`

/** @param http sends the key */
export function privacy(http: KyInstance, url: string): { privacy: Privacy } {
  return {
    privacy: {
      find: (who) =>
        attempt(url, () => http.post('api/privacy/find', { json: check(PersonQuery, who, 'The question') }).json()),
      export: (who) =>
        jsonLines<PersonLine>(
          () =>
            attempt(url, async () => {
              const searchParams = new URLSearchParams(
                check(PersonQuery, who, 'The question') as Record<string, string>,
              )
              const answer = await http.get('api/privacy/export', { searchParams })
              return told(answer.body ?? new Blob([]).stream(), url)
            }),
          url,
        ),
      erase: (who) =>
        attempt(url, () => http.post('api/privacy/erase', { json: check(EraseInput, who, 'The call') }).json()),
      erasures: () => attempt(url, async () => (await http.get('api/privacy/erasures').json<ErasureList>()).items),
      erasure: (id) => attempt(url, () => http.get(one(id)).json()),
      cancel: (id) => attempt(url, () => http.delete(one(id)).json()),
      retention: () => attempt(url, () => http.get('api/privacy/retention').json()),
      changeRetention: (change) =>
        attempt(url, () => http.patch('api/privacy/retention', { retry: 0, json: change }).json()),
    },
  }
}
