import {
  Coverage,
  CoverageQuery,
  Followup,
  FollowupAgain,
  FollowupKind,
  FollowupPage,
  FollowupQuery,
  FollowupReassign,
  FollowupResult,
  FollowupRules,
  FollowupRulesChange,
  FollowupScript,
  FollowupScriptEntry,
  FollowupScriptList,
  FollowupSkip,
  Link,
  LinkInput,
  Locale,
} from '@earshot/sdk/contract'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf, queryOf, refuse } from '../invalid.ts'
import { loadMoments } from '../moment/store.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { getSite, type Site } from '../site/store.ts'
import { type Acting, reassignFollowup, skipFollowup, takeFollowup, tryAgain } from './act.ts'
import { coverageOf } from './coverage.ts'
import { LINK_SECONDS, momentUrl } from './link.ts'
import { listFollowups } from './list.ts'
import { recordResult } from './result.ts'
import { changeRules, loadRules } from './rules.ts'
import { allScripts, faultsOf, ownScripts, resetScript, setScript } from './script.ts'
import { getFollowup } from './store.ts'
import { followupOf } from './view.ts'

/** A page of follow-ups. */
export function followups({ database }: Services): Endpoint {
  return {
    summary: 'Return visits, what comes next first',
    query: FollowupQuery,
    answers: { 200: FollowupPage },
    problems: ['invalid'],
    role: 'agent',
    async handle(request) {
      const actor = actorOf(request)
      return listFollowups(database, await siteOf(database, actor.siteId), actor, queryOf(request, FollowupQuery))
    },
  }
}

/** One follow-up. */
export function oneFollowup(services: Services): Endpoint {
  return {
    summary: 'One return visit: whom to call and when, and what to say, in the customer’s language',
    answers: { 200: Followup },
    problems: ['followup_unknown'],
    role: 'agent',
    handle: (request) => shown(services, request),
  }
}

const REFUSALS = ['body_not_json', 'followup_unknown', 'followup_not_possible', 'invalid', 'store_unavailable'] as const

/** Somebody is at it. */
export function followupTaken(services: Services): Endpoint {
  return acting(services, 'Say that you are at it', z.strictObject({}), (acts) => takeFollowup(services, acts))
}

/** What it came to. */
export function followupResult(services: Services): Endpoint {
  return acting(
    services,
    'Record what the customer said; who is not satisfied has their complaint opened again, or a new one',
    FollowupResult,
    async (acts, body) => recordResult(services, await siteOf(services.database, acts.actor.siteId), acts, body),
  )
}

/** Not now. */
export function followupAgain(services: Services): Endpoint {
  return acting(
    services,
    'Try again within three days; after the last try they count as not reached',
    FollowupAgain,
    (acts, body) => tryAgain(services, acts, body),
  )
}

/** Somebody else does it. */
export function followupReassigned(services: Services): Endpoint {
  return acting(services, 'Give it to somebody, or to whoever’s turn it is', FollowupReassign, (acts, { staff }) =>
    reassignFollowup(services, acts, staff),
  )
}

/** It is given up. */
export function followupSkipped(services: Services): Endpoint {
  return acting(services, 'Give it up, with a reason', FollowupSkip, (acts, { reason }) =>
    skipFollowup(services, acts, reason),
  )
}

/** How many of those were visited who should be. */
export function coverage({ database }: Services): Endpoint {
  return {
    summary: 'Members visited after a purchase, complaints visited within three days, and what came of it',
    query: CoverageQuery,
    answers: { 200: Coverage },
    problems: ['invalid'],
    role: 'manager',
    handle: (request) => coverageOf(database, actorOf(request).siteId, queryOf(request, CoverageQuery)),
  }
}

/** When customers are visited. */
export function rules({ database }: Services): Endpoint {
  return {
    summary: 'When customers are visited: rules, ways, hours and tries',
    answers: { 200: FollowupRules },
    role: 'agent',
    handle: (request) => loadRules(database.write, actorOf(request).siteId),
  }
}

/** Changes it. */
export function rulesChange({ database }: Services): Endpoint {
  return {
    summary: 'Change what is named. What is planned already stays',
    body: FollowupRulesChange,
    answers: { 200: FollowupRules },
    problems: ['body_not_json', 'invalid', 'store_unavailable'],
    role: 'manager',
    async handle(request) {
      const change = bodyOf(request, FollowupRulesChange)
      return database.transaction((tx) => changeRules(tx, actorOf(request).siteId, change, Date.now()))
    },
  }
}

/** What staff say. */
export function scripts({ database }: Services): Endpoint {
  return {
    summary: 'What staff say on a visit, by kind and language',
    answers: { 200: FollowupScriptList },
    role: 'agent',
    async handle(request) {
      return { items: allScripts(await ownScripts(database.write, actorOf(request).siteId)), next: null }
    },
  }
}

const ScriptPath = z.object({ kind: FollowupKind, language: Locale })

/** The shop's own wording. */
export function scriptChange({ database }: Services): Endpoint {
  return {
    summary: 'Say it in your own words',
    body: FollowupScript,
    answers: { 200: FollowupScriptEntry },
    problems: ['body_not_json', 'invalid', 'not_found', 'store_unavailable'],
    role: 'manager',
    async handle(request) {
      const { kind, language } = scriptPath(request)
      const script = bodyOf(request, FollowupScript)
      const faults = faultsOf(script)
      if (faults.length > 0) throw refuse('the script', faults)
      await setScript(database, actorOf(request).siteId, kind, language, script)
      return { kind, language, own: true, script }
    },
  }
}

/** Back to Earshot's. */
export function scriptRemoval({ database }: Services): Endpoint {
  return {
    summary: 'Go back to Earshot’s own wording',
    answers: { 204: null },
    problems: ['not_found', 'store_unavailable'],
    role: 'manager',
    async handle(request, reply) {
      const { kind, language } = scriptPath(request)
      await resetScript(database, actorOf(request).siteId, kind, language)
      return reply.code(204).send()
    },
  }
}

/** A link to the page of a moment. */
export function newLink({ database, config }: Services): Endpoint {
  return {
    summary: 'A signed link to the page of a moment, and its QR code: for an invoice, a parcel, a mail',
    body: LinkInput,
    answers: { 201: Link },
    problems: ['body_not_json', 'moment_unknown', 'invalid'],
    role: 'agent',
    async handle(request, reply) {
      const { expiresIn = LINK_SECONDS, ...claims } = bodyOf(request, LinkInput)
      const site = await siteOf(database, actorOf(request).siteId)
      const moments = await loadMoments(database, site.id)
      const asked = [...moments.keys()].filter((id) => moments.get(id)!.state === 'on')
      if (!asked.includes(claims.moment))
        throw new Problem('moment_unknown', `The site asks at ${asked.join(', ')}, not at that.`)
      const { url, expiresAt } = await momentUrl(config.url, site, claims, expiresIn)
      const { renderSVG } = await import('uqr')
      void reply.code(201)
      return { url, expiresAt: new Date(expiresAt).toISOString(), qr: renderSVG(url, { border: 4 }) }
    },
  }
}

/** A route that does something to a follow-up, and answers with it as it stands then. */
function acting<T extends z.ZodMiniType>(
  services: Services,
  summary: string,
  body: T,
  act: (acting: Acting, body: z.infer<T>) => Promise<unknown>,
): Endpoint {
  return {
    summary,
    body,
    answers: { 200: Followup },
    problems: REFUSALS,
    role: 'agent',
    async handle(request) {
      const read = bodyOf(request, body)
      await act({ id: idOf(request), actor: actorOf(request), now: Date.now() }, read)
      return shown(services, request)
    },
  }
}

async function shown({ database, config }: Services, request: FastifyRequest): Promise<Followup> {
  const actor = actorOf(request)
  const row = await getFollowup(database.write, actor.siteId, idOf(request))
  return followupOf({ database, publicUrl: config.url }, row, await siteOf(database, actor.siteId), actor)
}

async function siteOf(database: Services['database'], siteId: string): Promise<Site> {
  const site = await getSite(database, siteId)
  if (!site) throw new Error(`The site ${siteId} of who asks is gone.`)
  return site
}

function scriptPath(request: FastifyRequest): z.infer<typeof ScriptPath> {
  const read = ScriptPath.safeParse(request.params)
  if (!read.success)
    throw new Problem('not_found', 'A script is at /api/followups/scripts/{kind}/{language}, such as complaint/en.')
  return read.data
}
