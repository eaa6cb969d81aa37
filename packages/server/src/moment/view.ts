import type {
  Moment,
  MomentEntry,
  MomentSummary,
  MomentVersion,
  MomentVersionDetail,
  QuestionKind,
} from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import { BUILTIN_MOMENTS } from './builtin.ts'
import { differences } from './differ.ts'
import { warningsOf } from './draft.ts'
import { requireVersion } from './edit.ts'
import { type Kept, readMoments, takeBuiltin } from './store.ts'

/** Answers are counted for so long. */
const COUNTED_MS = 30 * 24 * 3_600_000

/** The site's languages, its own among them. */
export interface Spoken {
  locale: string
  locales: readonly string[]
}

/** The moments of a site as those who edit them see them. Built-in ones in use are kept first. */
export async function keptMoments(database: Database, siteId: string): Promise<Map<string, Kept>> {
  const all = await readMoments(database.write, siteId)
  const uncopied = takeBuiltin(all, siteId)
  if (uncopied.length > 0) await database.insertMany('moment', uncopied)
  return all
}

/** Earshot's own in the order of a customer's journey, then the shop's by id. */
export async function listMoments(database: Database, siteId: string): Promise<MomentSummary[]> {
  const all = await keptMoments(database, siteId)
  const rows = await database.read
    .selectFrom('feedback')
    .select(['moment', (eb) => eb.fn.countAll<number | string>().as('count')])
    .where('site_id', '=', siteId)
    .where('moment', 'in', [...all.keys()])
    .where('received_at', '>=', Date.now() - COUNTED_MS)
    .groupBy('moment')
    .execute()
  const counts = new Map(rows.map(({ moment, count }) => [moment, Number(count)]))
  const order = BUILTIN_MOMENTS.map(({ id }) => id)
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length)
  return [...all.values()]
    .filter(({ state }) => state !== 'deleted')
    .map((kept) => ({
      ...summaryOf(kept),
      questions: kept.current.questions.length,
      answers: counts.get(kept.current.id) ?? 0,
    }))
    .toSorted((a, b) => place(a.id) - place(b.id) || (a.id < b.id ? -1 : 1))
}

function summaryOf({ current, rows, state, changed }: Kept): Omit<MomentSummary, 'questions' | 'answers'> {
  const { id, version, title } = current
  const row = rows.get(version)!
  // A copy of what Earshot brings is no change, unless somebody went back to it.
  const edited = row.origin === 'shop' || row.made_by !== null ? { at: row.created_at, by: row.made_by } : undefined
  const switched = changed && { at: changed.changed_at, by: changed.changed_by }
  const last = switched && switched.at >= (edited?.at ?? 0) ? switched : edited
  return {
    id,
    version,
    title,
    enabled: state === 'on',
    builtin: BUILTIN_MOMENTS.some((one) => one.id === id),
    edited: row.origin === 'shop',
    changedAt: last ? new Date(last.at).toISOString() : null,
    changedBy: last?.by ?? null,
  }
}

/** A moment whole. */
export function entryOf(kept: Kept, spoken: Spoken): MomentEntry {
  const asked: Record<string, QuestionKind> = {}
  for (const { questions } of kept.versions.values()) for (const { id, kind } of questions) asked[id] = kind
  return { ...summaryOf(kept), moment: kept.current, asked, warnings: warningsOf(kept.current, undefined, spoken) }
}

/** The versions of a moment, newest first. */
export function versionsOf(kept: Kept): MomentVersion[] {
  const found: MomentVersion[] = []
  let before: Moment | undefined
  for (const [version, moment] of [...kept.versions].toSorted(([a], [b]) => a - b)) {
    const { created_at, made_by, origin, restored } = kept.rows.get(version)!
    found.push({
      version,
      at: new Date(created_at).toISOString(),
      by: made_by,
      builtin: origin === 'builtin',
      restored,
      differences: before ? differences(before, moment) : [],
    })
    before = moment
  }
  return found.toReversed()
}

/** One version whole. Rejects with `moment_unknown`. */
export function versionOf(kept: Kept, version: number): MomentVersionDetail {
  const moment = requireVersion(kept, version)
  return { ...versionsOf(kept).find((one) => one.version === version)!, moment }
}
