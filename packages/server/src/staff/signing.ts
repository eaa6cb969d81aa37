import { Member, PasswordInput, ResetInput, Session, SessionChange, SetUp, SignIn } from '@earshot/sdk/contract'
import type { FastifyReply } from 'fastify'
import { network } from '../guard/rate.ts'
import { actorOf, giveCookie, sessionEnd, sessionToken, takeCookie } from '../guard/session.ts'
import { bodyOf } from '../invalid.ts'
import { hasWay } from '../notify/settings.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { getSite } from '../site/store.ts'
import { Problem } from '../problem.ts'
import { changePassword, sendReset, setUp, signIn } from './account.ts'
import type { StaffActor } from './actor.ts'
import { endSession, findSession, type OpenSession } from './session.ts'
import { changePreferences, changeStaff, getStaff, preferencesOf } from './store.ts'

/** Who am I? */
export function whoAmI(services: Services): Endpoint {
  return {
    summary: 'Who is asking: the member who is signed in, or the program by its key',
    answers: { 200: Session },
    role: 'agent',
    handle: (request) => sessionOf(services, actorOf(request), sessionEnd(request)),
  }
}

/** Changes who asks. */
export function selfChange({ database }: Services): Endpoint {
  return {
    summary: 'Change yourself: name, language, absence, preferences; what is named changes',
    body: SessionChange,
    answers: { 200: Member },
    problems: ['invalid'],
    role: 'agent',
    async handle(request) {
      const change = bodyOf(request, SessionChange)
      const { kind, siteId, id } = actorOf(request)
      if (kind === 'key') throw new Problem('forbidden', 'A key is nobody: only who is signed in changes themselves.')
      const { preferences, ...rest } = change
      return database.transaction(async (tx) => {
        const member = await changeStaff(tx, siteId, id, rest)
        if (preferences) await changePreferences(tx, siteId, id, preferences)
        return member
      })
    },
  }
}

/** Signs in. */
export function signInByPassword(services: Services): Endpoint {
  return {
    summary: 'Sign in: sets the session cookie',
    body: SignIn,
    answers: { 201: Session },
    problems: ['invalid', 'sign_in_failed', 'site_unknown', 'rate_limited', 'origin_not_allowed'],
    async handle(request, reply) {
      const input = bodyOf(request, SignIn)
      return admitted(services, reply, await signIn(services.database, input, network(request)))
    },
  }
}

/** Signs out. */
export function signOut(services: Services): Endpoint {
  return {
    summary: 'Sign out on this device; done already is done as well',
    answers: { 204: null },
    problems: ['origin_not_allowed'],
    async handle(request, reply) {
      const token = sessionToken(services, request)
      if (token !== undefined) await endSession(services.database.write, token)
      takeCookie(services, reply)
      return reply.code(204).send()
    },
  }
}

/** Takes a set-up link or an invitation. */
export function setUpAccount(services: Services): Endpoint {
  return {
    summary: 'Choose a password by a set-up link (makes the first owner) or an invitation, and be signed in',
    body: SetUp,
    answers: { 201: Session },
    problems: ['invalid', 'link_unknown', 'email_taken', 'origin_not_allowed'],
    async handle(request, reply) {
      const input = bodyOf(request, SetUp)
      return admitted(services, reply, await setUp(services.database, input))
    },
  }
}

/** Asks for a reset link. */
export function askReset(services: Services): Endpoint {
  return {
    summary: 'Ask for a link to set a new password; answered alike whether the address is a member’s or not',
    body: ResetInput,
    answers: { 202: null },
    problems: ['invalid', 'site_unknown', 'origin_not_allowed'],
    async handle(request, reply) {
      const input = bodyOf(request, ResetInput)
      const { database, config } = services
      const work = await sendReset(database, input)
      await reply.code(202).send()
      // After the answer, whose time would tell a member's address from any other.
      await work(config.url).catch((error: unknown) => {
        request.log.error({ id: request.id, err: error }, 'a reset link could not be put into the outbox')
      })
    },
  }
}

/** Sets a new password. */
export function newPassword(services: Services): Endpoint {
  return {
    summary: 'Set a new password, by a reset link or by the present one; ends every session but the one it opens',
    body: PasswordInput,
    answers: { 200: Session },
    problems: ['invalid', 'unauthorized', 'sign_in_failed', 'link_unknown', 'rate_limited', 'origin_not_allowed'],
    async handle(request, reply) {
      const input = bodyOf(request, PasswordInput)
      const token = sessionToken(services, request)
      const found = token === undefined ? undefined : await findSession(services.database, token)
      const opened = await changePassword(services.database, input, found?.actor, network(request))
      return admitted(services, reply, opened, 200)
    },
  }
}

/** Hands over a session just opened. */
async function admitted(services: Services, reply: FastifyReply, opened: OpenSession, status = 201): Promise<Session> {
  const session = await findSession(services.database, opened.token)
  giveCookie(services, reply.code(status), opened)
  return sessionOf(services, session!.actor, opened.expiresAt)
}

async function sessionOf(
  { database, config }: Services,
  actor: StaffActor,
  expiresAt: number | null,
): Promise<Session> {
  const { siteId, ...who } = actor
  const site = (await getSite(database, siteId))!
  const language = who.kind === 'key' ? null : (await getStaff(database.write, siteId, who.id)).language
  return {
    ...who,
    language,
    preferences: who.kind === 'key' ? {} : await preferencesOf(database.write, siteId, who.id),
    site: {
      key: site.key,
      name: site.name,
      locale: site.look.locale,
      timeZone: site.timeZone,
      mail: await hasWay(database.write, config, siteId),
    },
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
  }
}
