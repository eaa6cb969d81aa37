import { isDeepStrictEqual } from 'node:util'
import type { Moment } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import type { MomentStateTable, MomentTable } from '../database/tables/moment.ts'
import { BUILTIN_MOMENTS } from './builtin.ts'

/** One moment of a site: what is asked now, and all that was ever asked. */
export interface MomentHistory {
  readonly current: Moment
  /** By version, the current one included. */
  readonly versions: ReadonlyMap<number, Moment>
  /** Only one that is on is asked. Answers to any are taken, as pages that were loaded before still send them. */
  readonly state: MomentStateTable['state']
}

/** A moment with the rows that it is made of. */
export interface Kept extends MomentHistory {
  /** By version. */
  rows: Map<number, Omit<MomentTable, 'data'>>
  versions: Map<number, Moment>
  changed: MomentStateTable | undefined
}

/**
 * The moments of a site by id. A moment that the shop never edited is the built-in one.
 * Of every built-in moment in use a copy is kept, so that what was asked can be read after it changes here.
 */
export async function loadMoments(database: Database, siteId: string): Promise<Map<string, MomentHistory>> {
  const found = await readMoments(database.write, siteId)
  const uncopied = takeBuiltin(found, siteId)
  if (uncopied.length > 0) await database.insertMany('moment', uncopied)
  return found
}

/** The same as they are kept: a built-in moment that was never asked here is not among them. */
export async function readMoments(query: Kysely<Tables>, siteId: string): Promise<Map<string, Kept>> {
  const found = new Map<string, Kept>()
  const rows = await query
    .selectFrom('moment')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('moment')
    .orderBy('version')
    .execute()
  const states = await query.selectFrom('moment_state').selectAll().where('site_id', '=', siteId).execute()
  for (const { data, ...row } of rows) {
    const moment = JSON.parse(data) as Moment
    const known = found.get(row.moment)
    const changed = states.find((one) => one.moment === row.moment)
    found.set(row.moment, {
      current: moment,
      versions: (known?.versions ?? new Map<number, Moment>()).set(row.version, moment),
      rows: (known?.rows ?? new Map<number, Omit<MomentTable, 'data'>>()).set(row.version, row),
      state: changed?.state ?? 'on',
      changed,
    })
  }
  return found
}

/** Brings in what Earshot brings, where the shop has not its own. @returns the rows that are not kept yet */
export function takeBuiltin(found: Map<string, Kept>, siteId: string, now: number = Date.now()): MomentTable[] {
  const uncopied: MomentTable[] = []
  for (const moment of BUILTIN_MOMENTS) {
    const known = found.get(moment.id)
    const version = builtinVersion(known, moment)
    if (version === undefined) continue
    const current = { ...moment, version }
    const row = rowOf(siteId, current, { origin: 'builtin', copy_of: moment.version }, now)
    const { data: _, ...rest } = row
    if (!known?.versions.has(version)) uncopied.push(row)
    found.set(moment.id, {
      current,
      versions: (known?.versions ?? new Map<number, Moment>()).set(version, current),
      rows: (known?.rows ?? new Map<number, Omit<MomentTable, 'data'>>()).set(
        version,
        known?.rows.get(version) ?? rest,
      ),
      state: known?.state ?? 'on',
      changed: known?.changed,
    })
  }
  return uncopied
}

/** The number under which a built-in moment is asked; undefined where what is kept goes before it. */
function builtinVersion(known: Kept | undefined, { version }: Moment): number | undefined {
  const rows = [...(known?.rows.values() ?? [])]
  const last = rows.at(-1)
  if (!last || rows.every(({ origin }) => origin === 'builtin')) return version
  if (last.origin === 'shop') return undefined
  // It was edited and went back to Earshot's: the numbers are the shop's own since. An older server that runs beside
  // this one does not go back to its own.
  return (last.copy_of ?? last.version) < version ? last.version + 1 : undefined
}

/** A version as it is kept. */
export function rowOf(
  siteId: string,
  moment: Moment,
  more: Pick<MomentTable, 'origin'> & Partial<Pick<MomentTable, 'made_by' | 'copy_of' | 'restored'>>,
  now: number,
): MomentTable {
  return {
    site_id: siteId,
    moment: moment.id,
    version: moment.version,
    data: JSON.stringify(moment),
    created_at: now,
    made_by: null,
    copy_of: null,
    restored: null,
    ...more,
  }
}

/** Whether two versions ask the same. */
export function sameContent(one: Moment, other: Moment): boolean {
  return isDeepStrictEqual({ ...one, version: 0 }, { ...other, version: 0 })
}
