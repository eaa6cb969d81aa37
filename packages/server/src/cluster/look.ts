import { type ClusterRules, uuidv7 } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import type { Database, Tx } from '../database/engine.ts'
import type { ClusterTable, ComplaintSubjectTable, ComplaintTable } from '../database/schema.ts'
import { isOfDemo } from '../demo/mark.ts'
import { getSite, type Site } from '../site/store.ts'
import { provenLines } from './lines.ts'
import { DAY_MS, holdRules } from './rules.ts'
import { membersOf } from './store.ts'
import { subjectsOf } from './subject.ts'
import { categoryName, mailManagers, tell } from './tell.ts'

/** Complaints looked at in one transaction. */
const CHUNK = 200

/** What looking needs. */
export interface Needs {
  database: Database
  config: Pick<Config, 'url'>
}

/** Whether a complaint is still to be looked at, or a cluster to end. */
export async function clustersDue(database: Database, now: number): Promise<boolean> {
  return (await sitesDue(database, now)).length > 0
}

/**
 * Looks at complaints that are new or filed otherwise: notes what they are about, and finds those that are several about
 * one thing in a short time. Each cluster is told of by the commit that makes it, so once, however many servers look.
 *
 * @returns how many complaints it looked at, and clusters that it ended
 */
export async function lookForClusters({ database, config }: Needs, now: number, signal?: AbortSignal): Promise<number> {
  let total = 0
  for (const siteId of await sitesDue(database, now)) {
    const site = await getSite(database, siteId)
    if (!site) continue
    for (;;) {
      const { looked, ended } = await database.transaction((tx) => lookSome(database, tx, site, config.url, now))
      total += looked + ended
      if (looked < CHUNK || signal?.aborted) break
    }
    if (signal?.aborted) break
  }
  return total
}

async function sitesDue(database: Database, now: number): Promise<string[]> {
  const [fresh, quiet] = await Promise.all([
    database.write
      .selectFrom('complaint')
      .select('site_id')
      .distinct()
      .where(sql<boolean>`to_cluster = 1`)
      .execute(),
    database.write
      .selectFrom('cluster')
      .select('site_id')
      .distinct()
      .where('ended_at', 'is', null)
      .where('quiet_at', '<=', now)
      .execute(),
  ])
  return [...new Set([...fresh, ...quiet].map((row) => row.site_id))].toSorted()
}

async function lookSome(
  database: Database,
  tx: Tx,
  site: Site,
  publicUrl: string,
  now: number,
): Promise<{ looked: number; ended: number }> {
  const rules = await holdRules(tx, site.id, now)
  // Held, so that one that is filed otherwise meanwhile is looked at again.
  const complaints = await database
    .skipLocked(
      tx.query
        .selectFrom('complaint')
        .select(['feedback_id', 'opened_at', 'category_id'])
        .where('site_id', '=', site.id)
        .where(sql<boolean>`to_cluster = 1`)
        .orderBy('opened_at')
        .orderBy('feedback_id')
        .limit(CHUNK),
    )
    .execute()
  const { subjects, lost } = complaints.length === 0 ? { subjects: [], lost: [] } : await note(tx, site.id, complaints)
  const things = new Map(subjects.map((one) => [`${one.kind} ${one.value}`, one]))
  // In one order on every server.
  for (const key of [...things.keys()].toSorted()) await judge(tx, things.get(key)!, rules, site, publicUrl, now)
  for (const one of lost) await relabel(tx, one, now)
  const quiet = await tx.query
    .selectFrom('cluster')
    .selectAll()
    .where('site_id', '=', site.id)
    .where('ended_at', 'is', null)
    .where('quiet_at', '<=', now)
    .execute()
  for (const row of quiet) await end(tx, row, now)
  return { looked: complaints.length, ended: quiet.length }
}

/** What was noted of complaints, and of those that were erased what they are not about any more. */
interface Noted {
  subjects: ComplaintSubjectTable[]
  lost: ComplaintSubjectTable[]
}

/** Notes what complaints are about, in place of what was noted before. */
async function note(
  tx: Tx,
  siteId: string,
  complaints: readonly Pick<ComplaintTable, 'feedback_id' | 'opened_at' | 'category_id'>[],
): Promise<Noted> {
  const ids = complaints.map((one) => one.feedback_id)
  const rows = await tx.query
    .selectFrom('feedback')
    .select(['feedback_id', 'product', 'order_data', 'answers', 'test', 'flags'])
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', ids)
    .execute()
  const said = new Map(rows.map((row) => [row.feedback_id, row]))
  const lines = await provenLines(tx.query, siteId, rows)
  const subjects = complaints.flatMap(({ feedback_id, opened_at, category_id }): ComplaintSubjectTable[] => {
    const feedback = said.get(feedback_id)
    if (!feedback || feedback.test === 1) return []
    return subjectsOf(feedback, category_id, lines.get(feedback_id) ?? []).map((one) => ({
      site_id: siteId,
      feedback_id,
      ...one,
      at: opened_at,
    }))
  })
  const before = await tx.query
    .selectFrom('complaint_subject')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', ids)
    .execute()
  const erased = new Set(rows.filter(({ flags }) => flags.includes('"erased"')).map((row) => row.feedback_id))
  await tx.query.deleteFrom('complaint_subject').where('site_id', '=', siteId).where('feedback_id', 'in', ids).execute()
  await tx.insertNew('complaint_subject', subjects)
  await tx.query
    .updateTable('complaint')
    .set({ to_cluster: 0 })
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', ids)
    .execute()
  return { subjects, lost: before.filter((one) => erased.has(one.feedback_id)) }
}

/** Whether there are several about this thing by now. One that goes on grows; else a new one may begin. */
async function judge(
  tx: Tx,
  about: ComplaintSubjectTable,
  rules: ClusterRules,
  site: Site,
  publicUrl: string,
  now: number,
): Promise<void> {
  const span = rules.days * DAY_MS
  const before = await tx.query
    .selectFrom('cluster')
    .selectAll()
    .where('site_id', '=', about.site_id)
    .where('kind', '=', about.kind)
    .where('value', '=', about.value)
    .orderBy('last_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  // What belongs to one that is over begins no other.
  const since = Math.max(now - span, before && before.ended_at !== null ? before.last_at : 0) + 1
  const members = await membersOf(tx.query, about, since)
    .select(['s.at', 's.label', 's.feedback_id'])
    .orderBy('s.at')
    .orderBy('s.feedback_id')
    .execute()
  const last = members.at(-1)
  if (!last) return
  if (before && before.ended_at === null) {
    const last_at = Math.max(before.last_at, last.at)
    // After a long stop of the server the next one may come too late for it.
    if (last.at < before.last_at + span) {
      await change(tx, before, { last_at, quiet_at: last_at + span })
      return
    }
    await end(tx, before, now)
  }
  if (!rules.on || members.length < rules.complaints) return
  const label =
    about.kind === 'category' ? await categoryName(tx, site.id, about.value, site.look.locale) : labelOf(about, members)
  const row: ClusterTable = {
    site_id: about.site_id,
    cluster_id: uuidv7(),
    kind: about.kind,
    value: about.value,
    label,
    from_at: members[0]!.at,
    last_at: last.at,
    found_at: now,
    quiet_at: last.at + span,
    ended_at: null,
  }
  await tx.insertNew('cluster', [row])
  // What is made up alarms nobody.
  if (await isOfDemo(tx.query, site.id, last.feedback_id)) return
  await tell(tx, 'cluster.found', row, now)
  await mailManagers(tx, row, { days: rules.days, locale: site.look.locale, publicUrl }, now)
}

/** What most of them call it. What only one of them wrote is theirs, and may be anything: then it is the bare value. */
function labelOf(about: Pick<ClusterTable, 'value'>, members: readonly { label: string }[]): string {
  const groups = [...Map.groupBy(members, (one) => one.label).values()].toSorted((a, b) => b.length - a.length)
  return groups[0]!.length > 1 ? groups[0]![0]!.label : about.value.replace(/^(sku|name):/, '')
}

/** What clusters are called may have been words of somebody who was erased: each is called anew by those who are left. */
async function relabel(tx: Tx, about: ComplaintSubjectTable, now: number): Promise<void> {
  if (about.kind === 'category') return
  const rows = await tx.query
    .selectFrom('cluster')
    .selectAll()
    .where('site_id', '=', about.site_id)
    .where('kind', '=', about.kind)
    .where('value', '=', about.value)
    .execute()
  for (const row of rows) {
    const members = await membersOf(tx.query, row, row.from_at, row.last_at).select('s.label').orderBy('s.at').execute()
    if (members.length > 0) await change(tx, row, { label: labelOf(row, members) })
    else await change(tx, row, { label: '—', value: `erased:${row.cluster_id}`, ended_at: row.ended_at ?? now })
  }
}

async function end(tx: Tx, row: ClusterTable, now: number): Promise<void> {
  await change(tx, row, { ended_at: now })
  await tell(tx, 'cluster.ended', row, now)
}

async function change(tx: Tx, row: ClusterTable, columns: Partial<ClusterTable>): Promise<void> {
  await tx.query
    .updateTable('cluster')
    .set(columns)
    .where('site_id', '=', row.site_id)
    .where('cluster_id', '=', row.cluster_id)
    .execute()
}
