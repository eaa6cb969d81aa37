import type { KyInstance } from 'ky'
import {
  PasswordInput,
  ResetInput,
  SessionChange,
  SetUp,
  SignIn,
  type Member,
  type Session,
} from '../contract/index.ts'
import { check } from './check.ts'
import { attempt } from './transport.ts'
import type * as z from 'zod/mini'

/** Who is signed in: for pages of Earshot's own origin, whose session is a cookie that no script can read. */
export interface Sessions {
  /** @throws EarshotError `unauthorized` where nobody is signed in */
  get(): Promise<Session>
  /** @throws EarshotError `sign_in_failed`, or `rate_limited` after too many tries */
  signIn(who: SignIn): Promise<Session>
  /** On this device; done already is done as well. */
  signOut(): Promise<void>
  /** Name, language, absence and what else members change of themselves. */
  change(change: SessionChange): Promise<Member>
  /** By a set-up link or an invitation. @throws EarshotError `link_unknown` */
  setUp(by: SetUp): Promise<Session>
  /** Asks for a link to choose a new password; answered alike whether the address is a member's or not. */
  askReset(who: ResetInput): Promise<void>
  /** A new password, by the present one or by a link; every other session ends. */
  setPassword(by: PasswordInput): Promise<Session>
}

export function sessions(http: KyInstance, url: string): Sessions {
  // Not repeated by itself: each try to sign in counts.
  const write = <T>(method: 'post' | 'patch', path: string, schema: z.ZodMiniType, body: unknown): Promise<T> =>
    attempt(url, async () => {
      const answer = await http[method](path, { json: check(schema, body, 'The call'), retry: 0 })
      return (answer.status === 202 ? undefined : await answer.json()) as T
    })
  return {
    get: () => attempt(url, () => http.get('api/session').json<Session>()),
    signIn: (who) => write('post', 'api/session', SignIn, who),
    signOut: () => attempt(url, async () => void (await http.delete('api/session', { retry: 0 }))),
    change: (change) => write('patch', 'api/session', SessionChange, change),
    setUp: (by) => write('post', 'api/session/setup', SetUp, by),
    askReset: (who) => write('post', 'api/session/reset', ResetInput, who),
    setPassword: (by) => write('post', 'api/session/password', PasswordInput, by),
  }
}
