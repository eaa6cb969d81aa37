import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import type { Services } from '../services.ts'
import type { StaffActor } from '../staff/actor.ts'
import { reaches, type Role } from '../staff/roles.ts'
import { findSession, type OpenSession } from '../staff/session.ts'
import { hashOf } from '../staff/token.ts'
import { requireKey } from './key.ts'

type Needs = Pick<Services, 'database' | 'origin'>

/** Who asks, and until when their session lasts; null for keys. */
interface Asking {
  actor: StaffActor
  expiresAt: number | null
}

const asking = new WeakMap<FastifyRequest, Asking>()

/**
 * Guards a route below `/api`, before its body is read: nobody's page but our own may write in the name of who is
 * signed in, and who asks has at least `role`. The handler learns who it is by `actorOf`.
 *
 * @param role absent: anybody, as for signing in
 */
export function guardApi(services: Needs, role: Role | undefined) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    void reply.header('cache-control', 'no-store')
    const { authorization } = request.headers
    if (authorization === undefined) requireOwnPage(services, request)
    if (role === undefined) return
    const found =
      authorization === undefined ? await bySession(services, request, reply) : await byKey(services, request)
    if (!reaches(found.actor.role, role))
      throw new Problem('forbidden', `You have the role ${found.actor.role}; ${role} is needed.`, {
        why: says('role', { role }),
      })
    asking.set(request, found)
  }
}

/** Who asks, on a route that has a role: a member who is signed in, or a program by its key. */
export function actorOf(request: FastifyRequest): StaffActor {
  return askingOf(request).actor
}

/** When the session of who asks ends unless it is used; null for keys. */
export function sessionEnd(request: FastifyRequest): number | null {
  return askingOf(request).expiresAt
}

/**
 * For an answer that goes on for hours: who it goes to, and whether they still may have it. They may not once they are
 * signed out, their password, role or access changed, or the key is revoked.
 */
export function recheck(services: Needs, request: FastifyRequest): { who: string; still: () => Promise<boolean> } {
  const { actor } = askingOf(request)
  const same = (now: { role: Role; siteId: string } | undefined) =>
    now !== undefined && now.role === actor.role && now.siteId === actor.siteId
  const { authorization } = request.headers
  if (authorization !== undefined)
    return {
      who: `key ${actor.id}`,
      still: async () => same(await requireKey(services.database, authorization, 'agent').catch(gone)),
    }
  const token = sessionToken(services, request)!
  return { who: hashOf(token), still: async () => same((await findSession(services.database, token))?.actor) }
}

/** A key that is not in force is nobody's; that the store is away is another matter. */
function gone(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error
}

function askingOf(request: FastifyRequest): Asking {
  const found = asking.get(request)
  if (found) return found
  throw new Error(`The route ${request.routeOptions.url} asks who is there but has no role.`)
}

async function byKey({ database }: Needs, request: FastifyRequest): Promise<Asking> {
  const key = await requireKey(database, request.headers.authorization, 'agent')
  const { id, label, role, siteId } = key
  return { actor: { kind: 'key', id, name: label || id, role, siteId }, expiresAt: null }
}

async function bySession(services: Needs, request: FastifyRequest, reply: FastifyReply): Promise<Asking> {
  const token = sessionToken(services, request)
  const session = token === undefined ? undefined : await findSession(services.database, token)
  if (!session)
    throw new Problem('unauthorized', 'Sign in, or send the header "Authorization: Bearer sk_…" with an API key.')
  if (session.slid) giveCookie(services, reply, { token: token!, expiresAt: session.expiresAt })
  return session
}

/**
 * Rejects with `origin_not_allowed` a write of another site's page, with or without a cookie. Browsers name the origin
 * of every write; what has a cookie and names none is refused, too.
 */
function requireOwnPage(services: Needs, request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin } = request.headers
  if (origin === undefined && sessionToken(services, request) === undefined) return
  // In a local network the server has other names than its public one; a page at such a name is ours as well.
  if (origin === services.origin || origin === `${request.protocol}://${request.host}`) return
  throw new Problem(
    'origin_not_allowed',
    'Only pages of this server may write with a session. Programs use an API key: "earshot key create" makes one.',
  )
}

/** The prefix makes browsers refuse such a cookie from a sister domain or without HTTPS; plain HTTP cannot have it. */
function cookieName({ origin }: Needs): string {
  return origin.startsWith('https:') ? '__Host-earshot' : 'earshot'
}

/** The token of the session's cookie, as it came. */
export function sessionToken(services: Needs, request: FastifyRequest): string | undefined {
  const name = `${cookieName(services)}=`
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const one = pair.trim()
    if (one.startsWith(name)) return one.slice(name.length)
  }
  return undefined
}

/** Hands the session to the browser. */
export function giveCookie(services: Needs, reply: FastifyReply, { token, expiresAt }: OpenSession): void {
  const seconds = Math.max(0, Math.round((expiresAt - Date.now()) / 1000))
  const secure = services.origin.startsWith('https:') ? '; Secure' : ''
  void reply.header(
    'set-cookie',
    `${cookieName(services)}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`,
  )
}

/** Takes the session from the browser. */
export function takeCookie(services: Needs, reply: FastifyReply): void {
  giveCookie(services, reply, { token: '', expiresAt: 0 })
}
