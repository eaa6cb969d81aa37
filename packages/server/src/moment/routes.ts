import {
  MomentEdit,
  MomentEntry,
  MomentInput,
  MomentList,
  MomentRestore,
  MomentSwitch,
  MomentVersionDetail,
  MomentVersionList,
  Preview,
  PreviewInput,
  type ProblemCode,
} from '@earshot/sdk/contract'
import type { FastifyRequest } from 'fastify'
import type * as z from 'zod/mini'
import { actorOf } from '../guard/session.ts'
import { bodyOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { getSite, type Site } from '../site/store.ts'
import {
  addMoment,
  type Editing,
  present,
  removeMoment,
  resetMoment,
  restoreMoment,
  saveMoment,
  switchMoment,
} from './edit.ts'
import { keepPreview } from './preview.ts'
import type { Kept } from './store.ts'
import { entryOf, keptMoments, listMoments, versionOf, versionsOf } from './view.ts'

/** A moment of thirty questions with fifty options each in ten languages; most are some kilobytes. */
const BODY_MAX = 512 * 1024

const REFUSALS: readonly ProblemCode[] = ['body_not_json', 'moment_unknown', 'invalid', 'store_unavailable']

/** What the shop asks its customers. */
export function moments({ database }: Services): Endpoint {
  return {
    summary: 'The moments of the site: which are asked, as of when, and how many answered lately',
    answers: { 200: MomentList },
    role: 'agent',
    async handle(request) {
      return { items: await listMoments(database, actorOf(request).siteId), next: null }
    },
  }
}

/** One of them. */
export function oneMoment(services: Services): Endpoint {
  return {
    summary: 'One moment whole, in all languages, with what deserves a look',
    answers: { 200: MomentEntry },
    problems: ['moment_unknown'],
    role: 'agent',
    async handle(request) {
      return entryOf(await kept(services, request), (await siteOf(services, request)).look)
    },
  }
}

/** Adds one of the shop's own. */
export function newMoment(services: Services): Endpoint {
  return {
    summary: 'Add a moment of the shop’s own; its id is lasting, as answers are kept by it',
    body: MomentInput,
    bodyMax: BODY_MAX,
    answers: { 201: MomentEntry },
    problems: ['body_not_json', 'name_taken', 'invalid', 'store_unavailable'],
    role: 'owner',
    async handle(request, reply) {
      const input = bodyOf(request, MomentInput)
      const done = await edited(services, request, (doing) => addMoment(doing, input))
      void reply.code(201)
      return done
    },
  }
}

/** Saves a version. */
export const momentChange = (services: Services): Endpoint => ({
  ...changing(
    services,
    'Save the next version of a moment; `version` names the one that it was made from',
    MomentEdit,
    (doing, id, edit) => saveMoment(doing, id, edit),
  ),
  problems: [...REFUSALS, 'moment_changed'],
})

/** Switches one on or off. */
export const momentSwitch = (services: Services): Endpoint =>
  changing(
    services,
    'Switch a moment on or off; what pages that were loaded before still send is taken',
    MomentSwitch,
    (doing, id, { enabled }) => switchMoment(doing, id, enabled),
  )

/** Brings back a version. */
export const momentRestore = (services: Services): Endpoint =>
  changing(services, 'Make a new version that is equal to an old one', MomentRestore, (doing, id, { version }) =>
    restoreMoment(doing, id, version),
  )

/** Goes back to Earshot's own. */
export function momentReset(services: Services): Endpoint {
  return {
    summary: 'Go back to the moment as Earshot brings it, as a new version; it follows Earshot’s versions from then on',
    answers: { 200: MomentEntry },
    problems: ['moment_unknown', 'invalid', 'store_unavailable'],
    role: 'owner',
    handle: (request) => edited(services, request, (doing) => resetMoment(doing, momentId(request))),
  }
}

/** Deletes one. */
export function momentRemoval(services: Services): Endpoint {
  return {
    summary: 'Delete a moment of the shop’s own that was never answered',
    answers: { 204: null },
    problems: ['moment_unknown', 'in_use', 'store_unavailable'],
    role: 'owner',
    async handle(request, reply) {
      const { key } = await siteOf(services, request)
      await removeMoment(doingOf(services, request), momentId(request))
      services.directory.forget(key)
      return reply.code(204).send()
    },
  }
}

/** What it was. */
export function momentVersions(services: Services): Endpoint {
  return {
    summary: 'The versions of a moment, newest first: who saved them, when, and what differs',
    answers: { 200: MomentVersionList },
    problems: ['moment_unknown'],
    role: 'agent',
    async handle(request) {
      return { items: versionsOf(await kept(services, request, true)), next: null }
    },
  }
}

/** One version. */
export function momentVersion(services: Services): Endpoint {
  return {
    summary: 'One version of a moment whole: what a feedback that names it was asked',
    answers: { 200: MomentVersionDetail },
    problems: ['moment_unknown'],
    role: 'agent',
    async handle(request) {
      const { version } = request.params as { version: string }
      return versionOf(await kept(services, request, true), /^\d{1,9}$/.test(version) ? Number(version) : 0)
    },
  }
}

/** Shows drafts. */
export function momentPreview(services: Services): Endpoint {
  return {
    summary: 'Show drafts of a moment and of the site’s looks in the real widget, on a page that stores nothing',
    body: PreviewInput,
    bodyMax: BODY_MAX,
    answers: { 200: Preview, 201: Preview },
    problems: ['body_not_json', 'moment_unknown', 'invalid', 'store_unavailable'],
    role: 'owner',
    async handle(request, reply) {
      const input = bodyOf(request, PreviewInput)
      const site = await siteOf(services, request)
      const preview = await keepPreview(services, site, input)
      void reply.code(preview.id === input.id ? 200 : 201)
      return preview
    },
  }
}

/** A route that edits one moment, and answers with it as it stands then. */
function changing<T extends z.ZodMiniType>(
  services: Services,
  summary: string,
  body: T,
  edit: (doing: Editing, id: string, body: z.infer<T>) => Promise<Kept>,
): Endpoint {
  return {
    summary,
    body,
    bodyMax: BODY_MAX,
    answers: { 200: MomentEntry },
    problems: REFUSALS,
    role: 'owner',
    async handle(request) {
      const read = bodyOf(request, body)
      return edited(services, request, (doing) => edit(doing, momentId(request), read))
    },
  }
}

/** Edits, and lets this server's pages follow at once; others follow within seconds. */
async function edited(
  services: Services,
  request: FastifyRequest,
  edit: (doing: Editing) => Promise<Kept>,
): Promise<MomentEntry> {
  const { key, look } = await siteOf(services, request)
  const after = await edit(doingOf(services, request))
  services.directory.forget(key)
  return entryOf(after, look)
}

function doingOf({ database }: Services, request: FastifyRequest): Editing {
  const { siteId, kind, name } = actorOf(request)
  return { database, siteId, by: { kind, name } }
}

/** @param any also one that was deleted: what was said to it is still read */
async function kept({ database }: Services, request: FastifyRequest, any = false): Promise<Kept> {
  const all = await keptMoments(database, actorOf(request).siteId)
  const id = momentId(request)
  return (any ? all.get(id) : undefined) ?? present(all, id)
}

async function siteOf({ database }: Services, request: FastifyRequest): Promise<Site> {
  const { siteId } = actorOf(request)
  const site = await getSite(database, siteId)
  if (!site) throw new Error(`The site ${siteId} of who asks is gone.`)
  return site
}

function momentId(request: FastifyRequest): string {
  return (request.params as { id: string }).id
}
