import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type SiteEventData, SiteKey, type SiteSettings } from '@earshot/sdk/contract'
import type { Database, Tx } from '../database/engine.ts'
import type { SiteTable } from '../database/schema.ts'
import { record } from '../event/record.ts'
import { originEntryError } from '../guard/origin.ts'

/** The public settings that a site keeps beside its key, name and test mode; moments have a store of their own. */
export type SiteLook = Pick<SiteSettings, 'locale' | 'locales' | 'privacyUrl' | 'theme' | 'launcher' | 'texts'>

export interface Site {
  /** Short, random, without `_`: tokens begin with it. */
  id: string
  key: string
  name: string
  look: SiteLook
  /** Exact origins, `https://*.example.com`, or `loopback`. */
  origins: readonly string[]
  /** IANA name. */
  timeZone: string
  /** Writes a minute, and bytes of photos, where the site's differ from the server's. */
  limits: { address?: number; site?: number; storage?: number }
  /** Feedback stays out of the figures. */
  test: boolean
  signingKey: Uint8Array
  createdAt: number
  /** Counts up with each change. */
  version: number
  changedAt: number
}

export interface NewSite {
  /** `pk_…`; a random one by default. */
  key?: string
  name: string
  look?: Partial<SiteLook>
  origins?: readonly string[]
  /** UTC by default. */
  timeZone?: string
  limits?: Site['limits']
  test?: boolean
}

/** What a site looks like until its owner says otherwise. */
export const DEFAULT_LOOK: SiteLook = {
  locale: 'en',
  locales: ['en', 'zh-Hant', 'ko'],
  privacyUrl: null,
  theme: { accent: '#14655a', scheme: 'auto', radius: 14 },
  launcher: {
    enabled: true,
    side: 'end',
    label: { en: 'How was it?', 'zh-Hant': '覺得如何呢?', ko: '어떠셨나요?' },
    only: [],
    except: [],
  },
  texts: {},
}

/** A site's key is taken. */
export class SiteExists extends Error {
  override readonly name = 'SiteExists'
}

/** Adds a site. Rejects with `SiteExists` when the key is taken, and with an Error that names a bad value. */
export async function addSite(database: Database, site: NewSite, now: number = Date.now()): Promise<Site> {
  const row = rowOf(site, now)
  const taken = await database.write.selectFrom('site').select('site_id').where('key', '=', row.key).executeTakeFirst()
  if (taken || (await database.insertMany('site', [row])) === 0)
    throw new SiteExists(
      `There is a site with the key ${row.key} already. Choose another key, or leave it out for a random one.`,
    )
  return siteOf(row)
}

/** All sites, oldest first. */
export async function listSites(database: Database): Promise<Site[]> {
  const rows = await database.write.selectFrom('site').selectAll().orderBy('created_at').orderBy('site_id').execute()
  return rows.map(siteOf)
}

export async function findSite(database: Database, key: string): Promise<Site | undefined> {
  const row = await database.write.selectFrom('site').selectAll().where('key', '=', key).executeTakeFirst()
  return row && siteOf(row)
}

export async function getSite(database: Database, id: string): Promise<Site | undefined> {
  const row = await database.write.selectFrom('site').selectAll().where('site_id', '=', id).executeTakeFirst()
  return row && siteOf(row)
}

/** Who changes a site. */
export interface Changer {
  kind: 'staff' | 'key' | 'system'
  name: string
}

/** The operator, at the command line. */
const OPERATOR: Changer = { kind: 'system', name: 'earshot site set' }

/** The changes of a site that are remembered. */
const CHANGES_KEPT = 500

/** What may be changed of a site. The key stays, as pages carry it. */
export type SiteEdit = Partial<Omit<NewSite, 'key'>>

/**
 * Changes a site. What `change` does not name stays; `look` is taken member by member. Running servers follow within
 * seconds.
 */
export function changeSite(database: Database, id: string, change: SiteEdit, by: Changer = OPERATOR): Promise<Site> {
  return database.transaction(async (tx) => (await changeSiteIn(tx, id, () => change, by)).site)
}

/**
 * Changes a site in the caller's transaction, and remembers who changed what. Where nothing comes out otherwise,
 * nothing is remembered, and the version stays.
 *
 * @param edit what changes, of the site as it is under its lock
 * @returns the site, as it was and as it is; and what changed, dotted
 */
export async function changeSiteIn(
  tx: Tx,
  id: string,
  edit: (site: Site) => SiteEdit | Promise<SiteEdit>,
  by: Changer,
  now: number = Date.now(),
): Promise<{ before: Site; site: Site; fields: string[] }> {
  // Both engines lock a row that is updated, be it to what it is.
  const row = await tx.query
    .updateTable('site')
    .set({ version: (eb) => eb.ref('version') })
    .where('site_id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new TypeError(`There is no site with the id ${id}.`)
  const before = siteOf(row)
  const change = await edit(before)
  const columns = columnsOf({
    name: change.name ?? before.name,
    look: { ...before.look, ...change.look },
    origins: change.origins ?? before.origins,
    timeZone: change.timeZone ?? before.timeZone,
    limits: change.limits ?? before.limits,
    test: change.test ?? before.test,
  })
  const fields = changedFields(before, siteOf({ ...row, ...columns }))
  if (fields.length === 0) return { before, site: before, fields }
  const after: SiteTable = { ...row, ...columns, version: row.version + 1, changed_at: now }
  const { version } = after
  await tx.query
    .updateTable('site')
    .set({ ...columns, version, changed_at: now })
    .where('site_id', '=', id)
    .execute()
  await tx.insertNew('site_change', [
    { site_id: id, version, at: now, by: JSON.stringify(by), fields: JSON.stringify(fields) },
  ])
  await tx.query
    .deleteFrom('site_change')
    .where('site_id', '=', id)
    .where('version', '<=', version - CHANGES_KEPT)
    .execute()
  const data = { version, fields, by: { kind: by.kind, name: by.name } } satisfies SiteEventData
  record(tx, id, { type: 'site.changed', data }, now)
  return { before, site: siteOf(after), fields }
}

/** What differs between two states of a site, dotted: of objects the members that differ. */
function changedFields(before: Site, after: Site): string[] {
  const flat = ({ name, origins, timeZone, limits, test, look }: Site): Record<string, unknown> => {
    const { theme, launcher, texts, ...rest } = look
    const plain: Record<string, unknown> = { name, ...rest, timeZone, origins, test }
    for (const [above, object] of Object.entries({ theme, launcher, texts, limits }))
      for (const [key, value] of Object.entries(object)) plain[`${above}.${key}`] = value
    return plain
  }
  const [one, other] = [flat(before), flat(after)]
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (key) => !isDeepStrictEqual(one[key], other[key]),
  )
}

function rowOf(site: NewSite, now: number): SiteTable {
  const key = site.key ?? `pk_${randomBytes(12).toString('hex')}`
  if (!SiteKey.safeParse(key).success)
    throw new TypeError(`${key} is not a site key: pk_ and up to 40 letters, digits or underscores.`)
  return {
    site_id: randomBytes(6).toString('hex'),
    key,
    ...columnsOf(site),
    signing_key: randomBytes(32).toString('base64url'),
    created_at: now,
    version: 1,
    changed_at: now,
  }
}

function columnsOf(
  site: Omit<NewSite, 'key'>,
): Pick<SiteTable, 'name' | 'settings' | 'origins' | 'time_zone' | 'limits' | 'test'> {
  const origins = site.origins ?? []
  for (const origin of origins) {
    const wrong = originEntryError(origin)
    if (wrong !== undefined) throw new TypeError(wrong)
  }
  const timeZone = site.timeZone ?? 'UTC'
  if (!isTimeZone(timeZone)) throw new TypeError(`${timeZone} is not a time zone; use a name such as Asia/Taipei.`)
  return {
    name: site.name,
    settings: JSON.stringify({ ...DEFAULT_LOOK, ...site.look }),
    origins: JSON.stringify(origins),
    time_zone: timeZone,
    limits: JSON.stringify(site.limits ?? {}),
    test: site.test ? 1 : 0,
  }
}

function siteOf(row: SiteTable): Site {
  return {
    id: row.site_id,
    key: row.key,
    name: row.name,
    look: lookOf(row),
    origins: JSON.parse(row.origins) as string[],
    timeZone: row.time_zone,
    limits: JSON.parse(row.limits) as Site['limits'],
    test: row.test === 1,
    signingKey: Buffer.from(row.signing_key, 'base64url'),
    createdAt: row.created_at,
    version: row.version,
    changedAt: row.changed_at,
  }
}

/** What a site looks like, as its row keeps it. */
export function lookOf({ settings }: Pick<SiteTable, 'settings'>): SiteLook {
  return { ...DEFAULT_LOOK, ...(JSON.parse(settings) as SiteLook) }
}

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone)
  } catch {
    return false
  }
}
