import type { Moment } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import { BUILTIN_MOMENTS } from './builtin.ts'

/** One moment of a site: what is asked now, and all that was ever asked. */
export interface MomentHistory {
  readonly current: Moment
  /** By version, the current one included. */
  readonly versions: ReadonlyMap<number, Moment>
}

/**
 * The moments of a site by id. A moment that the shop never edited is the built-in one.
 * Of every built-in moment in use a copy is kept, so that what was asked can be read after it changes here.
 */
export async function loadMoments(database: Database, siteId: string): Promise<Map<string, MomentHistory>> {
  const rows = await database.write
    .selectFrom('moment')
    .select(['moment', 'version', 'origin', 'data'])
    .where('site_id', '=', siteId)
    .orderBy('moment')
    .orderBy('version')
    .execute()
  const found = new Map<string, { current: Moment; versions: Map<number, Moment>; edited: boolean }>()
  for (const row of rows) {
    const moment = JSON.parse(row.data) as Moment
    const known = found.get(row.moment)
    const edited = row.origin === 'shop'
    if (!known) found.set(row.moment, { current: moment, versions: new Map([[row.version, moment]]), edited })
    else {
      known.versions.set(row.version, moment)
      known.current = moment
      known.edited ||= edited
    }
  }
  const uncopied: Moment[] = []
  for (const moment of BUILTIN_MOMENTS) {
    const known = found.get(moment.id)
    if (known?.edited) continue
    if (!known?.versions.has(moment.version)) uncopied.push(moment)
    const versions = known?.versions ?? new Map<number, Moment>()
    found.set(moment.id, { current: moment, versions: versions.set(moment.version, moment), edited: false })
  }
  if (uncopied.length > 0) await store(database, siteId, 'builtin', uncopied)
  return found
}

/**
 * Stores the shop's edit of a moment as its next version, or as a moment of its own.
 *
 * @param moment its `version` is replaced by the next one
 * @returns the moment as stored
 */
export async function editMoment(database: Database, siteId: string, moment: Moment): Promise<Moment> {
  const known = (await loadMoments(database, siteId)).get(moment.id)
  const next = { ...moment, version: Math.max(0, ...(known?.versions.keys() ?? [])) + 1 }
  if ((await store(database, siteId, 'shop', [next])) === 0)
    throw new Error(`The moment ${moment.id} was edited by someone else meanwhile. Read it again, then edit it.`)
  return next
}

function store(database: Database, siteId: string, origin: 'builtin' | 'shop', moments: Moment[]): Promise<number> {
  return database.insertMany(
    'moment',
    moments.map((moment) => ({
      site_id: siteId,
      moment: moment.id,
      version: moment.version,
      origin,
      data: JSON.stringify(moment),
      created_at: Date.now(),
    })),
  )
}
