import { Site as ShownSite, SiteChange, SiteHistory, SiteSnippet, WidgetTextList } from '@earshot/sdk/contract'
import { retimeSite } from '../complaint/retime.ts'
import type { Database, Tx } from '../database/engine.ts'
import { moveVisits } from '../followup/zone.ts'
import { actorOf } from '../guard/session.ts'
import { bodyOf } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import type { StaffActor } from '../staff/actor.ts'
import { editOf } from './edit.ts'
import { revisions } from './revision.ts'
import { seenOrigins } from './seen.ts'
import { changeSiteIn, getSite, type Site } from './store.ts'
import { widgetTexts } from './words.ts'

/** What the site is set to. */
export function ownSite({ database }: Services): Endpoint {
  return {
    summary: 'What the site is set to: name, languages, time zone, theme, launcher, origins, texts',
    answers: { 200: ShownSite },
    role: 'agent',
    handle: async (request) => shown(await siteOf(database, actorOf(request))),
  }
}

/** Changes it. */
export function siteChange(services: Services): Endpoint {
  return {
    summary: 'Change what is named; with `version` only where nobody changed anything since',
    body: SiteChange,
    answers: { 200: ShownSite },
    problems: ['body_not_json', 'invalid', 'site_changed', 'store_unavailable'],
    role: 'owner',
    async handle(request) {
      const { version, ...change } = bodyOf(request, SiteChange)
      const { siteId, kind, name } = actorOf(request)
      const { database, directory } = services
      const { before, site } = await database.transaction(async (tx) => {
        const edit = async (stands: Site) => {
          if (version !== undefined && version < stands.version) throw await changedSince(tx, stands, version)
          return editOf(change, stands)
        }
        return changeSiteIn(tx, siteId, edit, { kind, name })
      })
      directory.forget(site.key)
      if (site.timeZone !== before.timeZone) {
        // Working hours and quiet hours are meant where the shop is.
        await moveVisits(database, siteId, before.timeZone, site.timeZone)
        await retimeSite(services, siteId)
      }
      return shown(site)
    },
  }
}

/** Who changed what. */
export function siteHistory({ database }: Services): Endpoint {
  return {
    summary: 'Who changed which settings, newest first; the last hundred',
    answers: { 200: SiteHistory },
    role: 'manager',
    handle: async (request) => ({ items: await revisions(database.write, actorOf(request).siteId), next: null }),
  }
}

/** The widget's texts. */
export function siteTexts({ database }: Services): Endpoint {
  return {
    summary: 'Every text of the widget, Earshot’s own and the shop’s, by language',
    answers: { 200: WidgetTextList },
    role: 'agent',
    async handle(request) {
      const { look } = await siteOf(database, actorOf(request))
      return { items: widgetTexts(look.texts), next: null }
    },
  }
}

/** What to paste, and where it was seen. */
export function siteSnippet({ database, config, origin }: Services): Endpoint {
  return {
    summary: 'The script tag to paste, what a strict page adds to its policy, and where it was seen',
    answers: { 200: SiteSnippet },
    role: 'agent',
    async handle(request) {
      const site = await siteOf(database, actorOf(request))
      const address = `${config.url}/w/${site.key}.js`
      return {
        tag: `<script async src="${address}"></script>`,
        nonceTag: `<script async nonce="…" src="${address}"></script>`,
        // Exactly what docs/embed.md says, and what the journeys under a strict policy need.
        csp: ['script-src', 'connect-src', 'img-src'].map((directive) => ({ directive, sources: [origin] })),
        seen: await seenOrigins(database, site, origin),
      }
    },
  }
}

const time = (at: number) => new Date(at).toISOString()

async function siteOf(database: Database, { siteId }: StaffActor): Promise<Site> {
  return (await getSite(database, siteId))!
}

function shown({ key, version, changedAt, name, look, timeZone, test, origins, limits }: Site): ShownSite {
  const { address = null, site = null, storage = null } = limits
  return {
    key,
    version,
    changedAt: time(changedAt),
    name,
    ...look,
    timeZone,
    test,
    origins: [...origins],
    limits: { address, site, storage },
  }
}

async function changedSince(tx: Tx, site: Site, version: number): Promise<Problem> {
  const changes = (await revisions(tx.query, site.id, version)).toReversed()
  const last = changes.at(-1)
  return new Problem(
    'site_changed',
    `${last ? `${last.by.name} changed ${[...new Set(changes.flatMap(({ fields }) => fields))].join(', ')}` : 'Somebody changed the settings'} since version ${version}. Look at what is new, then send the change with version ${site.version}.`,
    { site: { version: site.version, changes: changes.map((one) => ({ ...one, by: one.by.name })) } },
  )
}
