import type { Role } from '@earshot/sdk/contract'
import { hashPassword } from '../src/staff/password.ts'
import { openSession } from '../src/staff/session.ts'
import { addStaff } from '../src/staff/store.ts'
import type { TestServer } from './engines.ts'

/** The password of every member that `hire` makes. */
export const PASSWORD = 'correct horse battery'

/** Hashing is slow on purpose; one hash serves all tests of a file. */
const kept = hashPassword(PASSWORD)

/** A member of staff who is signed in. */
export interface Hired {
  id: string
  email: string
  /** Headers of a page of our own. */
  headers: { cookie: string; origin: string }
}

/** Puts somebody on the staff and signs them in; `site` is that of the server by default. */
export async function hire(
  server: TestServer,
  role: Role,
  over: { email?: string; siteId?: string; department?: string | null; skills?: string[] } = {},
): Promise<Hired> {
  const { email = `${role}@example.com`, siteId = server.site.id, ...rest } = over
  const password = await kept
  const name = email.split('@')[0]
  return server.database.transaction(async (tx) => {
    const { id } = await addStaff(tx, siteId, { name, email, role, ...rest }, password)
    const { token } = await openSession(tx.query, siteId, id)
    return { id, email, headers: { cookie: `earshot=${token}`, origin: new URL(server.config.url).origin } }
  })
}

/** One request, with JSON both ways; `code` is the problem's. */
export async function call(
  server: TestServer,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<{ status: number; code: string | undefined; body: Record<string, never>; cookie: string | undefined }> {
  const answer = await server.app.inject({
    method,
    url,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  const json = answer.body === '' ? {} : answer.json()
  const cookie = answer.headers['set-cookie']
  return { status: answer.statusCode, code: json['code'], body: json, cookie: cookie && String(cookie) }
}

/** The cookie as the browser sends it back. */
export const sent = (cookie: string | undefined) => ({ cookie: cookie!.split(';')[0], origin: 'http://localhost:0' })

/** Whose session a cookie opens. */
export const sessionOf = (server: TestServer, cookie: string | undefined) =>
  call(server, 'GET', '/api/session', sent(cookie))
