import { randomBytes } from 'node:crypto'
import type { Moment, MomentInput, Preview, PreviewInput } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import type { Services } from '../services.ts'
import type { Known } from '../site/directory.ts'
import { getSite, type Site, type SiteLook } from '../site/store.ts'
import { faultsOf, warningsOf } from './draft.ts'
import { kindFaults, present } from './edit.ts'
import { loadMoments } from './store.ts'
import { tidy } from './texts.ts'
import { keptMoments } from './view.ts'

/** Drafts are shown for so long after they were posted last. */
const SHOWN_MS = 3_600_000
/** Previews of a site at a time: the one that was posted longest ago gives way. */
const PREVIEWS_MAX = 20

/** What one preview shows otherwise than the site has it. */
interface Drafts {
  moment?: MomentInput
  show: string
  site: Partial<SiteLook & { name: string }>
}

/** A site as a preview shows it. Its key is the preview's: whatever the widget sends under it is not stored. */
export interface Shown extends Known {
  id: string
  /** Id of the moment that is shown. */
  show: string
}

/** Keeps drafts, in place of those that the preview had. Rejects with `moment_unknown` where there is none to show. */
export async function keepPreview(
  { database, config }: Pick<Services, 'database' | 'config'>,
  site: Site,
  input: PreviewInput,
  now: number = Date.now(),
): Promise<Preview> {
  const all = await keptMoments(database, site.id)
  const moment = input.moment && tidy(input.moment)
  const show = input.show ?? moment?.id ?? 'anytime'
  if (show !== moment?.id) present(all, show)
  // As it will be read back: without members that are undefined.
  const drafts = JSON.parse(JSON.stringify({ moment, show, site: input.site ?? {} })) as Drafts
  const known = moment && all.get(moment.id)
  const errors = moment
    ? [...faultsOf(moment), ...(await kindFaults({ database, siteId: site.id }, moment, known))]
    : []
  const warnings = moment ? warningsOf(moment, known, { ...site.look, ...drafts.site }) : []
  const within = <T extends { path: string }>(note: T): T => ({ ...note, path: `moment.${note.path}` })

  const id = input.id?.startsWith(`pv_${site.id}_`) ? input.id : `pv_${site.id}_${randomBytes(16).toString('hex')}`
  const expires = now + SHOWN_MS
  await database.transaction(async (tx) => {
    await tx.put('preview', [{ site_id: site.id, preview_id: id, data: JSON.stringify(drafts), expires_at: expires }])
    const others = await tx.query
      .selectFrom('preview')
      .select(['preview_id', 'expires_at'])
      .where('site_id', '=', site.id)
      .where('preview_id', '!=', id)
      .orderBy('expires_at', 'desc')
      .execute()
    const over = others.filter(({ expires_at }, at) => expires_at <= now || at >= PREVIEWS_MAX - 1)
    if (over.length === 0) return
    await tx.query
      .deleteFrom('preview')
      .where('site_id', '=', site.id)
      .where(
        'preview_id',
        'in',
        over.map(({ preview_id }) => preview_id),
      )
      .execute()
  })
  return {
    id,
    url: `${config.url}/preview/${id}`,
    expiresAt: new Date(expires).toISOString(),
    errors: errors.map(within),
    warnings: warnings.map(within),
  }
}

/** `_dark` after a preview's id shows it so; the widget carries it along as its key. */
const KEY = /^(pv_([A-Za-z0-9-]{1,40})_[a-f0-9]{32})(?:_(light|dark))?$/

/** Whether what stands in the place of a site's key is that of a preview. */
export function isPreviewKey(key: unknown): key is string {
  return typeof key === 'string' && key.startsWith('pv_')
}

/** What a preview shows; undefined for one that is over or never was. */
export async function findPreview(
  database: Database,
  key: string,
  now: number = Date.now(),
): Promise<Shown | undefined> {
  const [, id, siteId, scheme] = KEY.exec(key) ?? []
  if (id === undefined || siteId === undefined) return undefined
  const row = await database.write
    .selectFrom('preview')
    .select(['data', 'expires_at'])
    .where('site_id', '=', siteId)
    .where('preview_id', '=', id)
    .executeTakeFirst()
  const site = row && row.expires_at > now ? await getSite(database, siteId) : undefined
  if (!row || !site) return undefined
  const drafts = JSON.parse(row.data) as Drafts
  const moments = new Map(await loadMoments(database, siteId))
  if (drafts.moment) {
    const { id: of, ...content } = drafts.moment
    const known = moments.get(of)
    const current: Moment = { id: of, version: (known?.current.version ?? 0) + 1, ...content }
    moments.set(of, {
      current,
      versions: new Map([...(known?.versions ?? []), [current.version, current]]),
      state: 'on',
    })
  }
  // One that is off is shown before it is switched on.
  const shown = moments.get(drafts.show)
  if (shown) moments.set(drafts.show, { ...shown, state: 'on' })
  return { id, show: drafts.show, site: drawn(site, key, drafts.site, scheme), moments }
}

/** The site with drafts in place of what it has. */
function drawn(site: Site, key: string, drafts: Drafts['site'], scheme: string | undefined): Site {
  const { name = site.name, ...rest } = drafts
  const look = { ...site.look, ...rest }
  const { theme, launcher } = look
  return {
    ...site,
    key,
    name,
    look: {
      ...look,
      locale: look.locales.includes(look.locale) ? look.locale : look.locales[0]!,
      theme: { ...theme, scheme: theme.scheme === 'auto' ? ((scheme ?? 'auto') as typeof theme.scheme) : theme.scheme },
      // The page of the preview is none of the shop's.
      launcher: { ...launcher, only: [], except: [] },
    },
  }
}
