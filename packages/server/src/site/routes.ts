import { Locale, SiteKey, SiteSettings } from '@earshot/sdk/contract'
import * as z from 'zod/mini'
import { requireOrigin } from '../guard/origin.ts'
import { invalid } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import { previewAt } from '../moment/pretend.ts'
import type { Services } from '../services.ts'
import { siteWithKey } from './named.ts'
import { encodingFor, pack, sendPacked } from './packed.ts'
import { launcherOf, settingsOf } from './settings.ts'

/** A change of settings reaches pages within this time. */
const SHORT = 'public, max-age=300'
/** A hashed name never means other bytes. */
const FOR_EVER = 'public, max-age=31536000, immutable'

const SettingsQuery = z.strictObject({
  /** Language tag; narrows every text to the one that suits it best. */
  locale: z.optional(Locale),
})

/** Public settings of a site. */
export function siteSettings(services: Services): Endpoint {
  return {
    summary: 'Public settings of a site: moments, theme, texts, languages',
    query: SettingsQuery,
    answers: { 200: SiteSettings },
    problems: ['origin_not_allowed', 'site_unknown', 'invalid'],
    async handle(request, reply) {
      const query = SettingsQuery.safeParse(request.query)
      if (!query.success) throw invalid(query.error, 'the query')
      const { key } = request.params as { key: string }
      const shown = await previewAt(services, request, key)
      if (shown) {
        void reply.header('cache-control', 'no-store')
        return { ...settingsOf(shown, query.data.locale), test: true }
      }
      if (!SiteKey.safeParse(key).success) throw new Problem('site_unknown', 'A site key looks like pk_demo.')
      const known = await siteWithKey(services, key)
      services.seen.note(known.site, request.headers.origin)
      requireOrigin(services, request.headers.origin, known.site)
      const body = await pack(JSON.stringify(settingsOf(known, query.data.locale)))
      void reply.header('cache-control', SHORT).type('application/json; charset=utf-8')
      return sendPacked(request, reply, body)
    },
  }
}

/** The loader of a site, `pk_….js`, or one of the hashed files that it names. */
export function widgetFile(services: Services): Endpoint {
  return {
    summary: 'The script tag of a site (pk_….js), and the files that it loads when they are wanted',
    answers: { 200: 'text/javascript' },
    problems: ['site_unknown', 'not_found'],
    async handle(request, reply) {
      const { file } = request.params as { file: string }
      // Scripts and modules of any page; what they hold is public.
      void reply
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .type('text/javascript; charset=utf-8')
      const key = /^(pk_\w+)\.js$/.exec(file)?.[1]
      if (key !== undefined) {
        const known = await siteWithKey(services, key)
        const { site } = known
        const { origin, referer } = request.headers
        services.seen.note(site, origin ?? referer)
        const loader = await services.assets.loader({ ...site, look: { ...site.look, launcher: launcherOf(known) } })
        return sendPacked(request, reply.header('cache-control', SHORT), loader)
      }
      const preview = /^(pv_[\w-]+)\.js$/.exec(file)?.[1]
      if (preview !== undefined) {
        const shown = (await previewAt(services, request, preview))!
        void reply.header('cache-control', 'no-store').header('cross-origin-resource-policy', 'same-origin')
        return reply.send(services.assets.drafted(shown.site))
      }
      const encoding = encodingFor(request.headers['accept-encoding'])
      const found = await services.assets.file(file, encoding)
      if (!found) throw new Problem('not_found', 'The widget has no such file. Load it by the script tag of the site.')
      if (encoding && found.encoded) void reply.header('content-encoding', encoding)
      return reply.header('cache-control', FOR_EVER).header('vary', 'accept-encoding').send(found.body)
    },
  }
}
