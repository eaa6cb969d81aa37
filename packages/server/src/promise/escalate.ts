import type { Policy } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import type { Database, Tx } from '../database/engine.ts'
import type { ClockTable, ComplaintHistoryTable, ComplaintTable } from '../database/schema.ts'
import { historyRows } from '../complaint/history.ts'
import { noticeTo } from '../complaint/notice.ts'
import { approverOf } from '../complaint/proposal.ts'
import { tell } from '../complaint/tell.ts'
import { enqueue, type Mail, type Recipient } from '../notify/outbox.ts'
import { isAbsent } from '../staff/absence.ts'
import type { Role } from '../staff/roles.ts'
import type { Calendar } from './calendar.ts'
import { levelAt, LEVELS, nextAt } from './clocks.ts'
import { loadPolicy } from './policy.ts'

/** Clocks in one transaction: enough to make the disk's wait cheap for each, few enough that nobody waits long. */
const CHUNK = 500

/** Earshot itself, in a history. */
const SYSTEM = { kind: 'system' } as const

/**
 * Escalates every clock that has reached a level: notes it in the history and tells who is to hear. Each level is done
 * once, however many servers run this, and after whatever time: a level is done by the commit that notes it.
 *
 * @param signal asks it to end after the chunk in hand
 * @returns how many clocks it saw to
 */
export async function escalateDue(
  database: Database,
  publicUrl: string,
  now: number = Date.now(),
  signal?: AbortSignal,
): Promise<number> {
  let total = 0
  for (;;) {
    const done = await database.transaction((tx) => escalateSome(database, tx, publicUrl, now))
    total += done
    // What another server holds it sees to.
    if (done === 0 || signal?.aborted) return total
  }
}

/**
 * As `escalateDue` for one complaint, in the caller's transaction: for what is told of the past, of which nobody is to
 * hear any more.
 */
export function escalateIn(
  database: Database,
  tx: Tx,
  of: { siteId: string; feedbackId: string },
  now: number,
): Promise<number> {
  return escalateSome(database, tx, undefined, now, of)
}

/** Whether there is a clock to escalate. */
export async function escalationDue(database: Database, now: number): Promise<boolean> {
  const one = await database.write
    .selectFrom('clock')
    .select('kind')
    .where('next_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}

type Approver = ReturnType<typeof approverOf>

/** What a site's clocks and people are, read once for each chunk. */
interface Around {
  calendar: Calendar
  limits: Policy['limits']
  staff: { id: string; role: Role; away: boolean; recipient: Recipient }[]
}

/** @param publicUrl for the links in mails; none are written without it */
async function escalateSome(
  database: Database,
  tx: Tx,
  publicUrl: string | undefined,
  now: number,
  of?: { siteId: string; feedbackId: string },
): Promise<number> {
  let query = tx.query.selectFrom('clock').select(['site_id', 'feedback_id']).where('next_at', '<=', now)
  if (of) query = query.where('site_id', '=', of.siteId).where('feedback_id', '=', of.feedbackId)
  const due = await query.orderBy('next_at').limit(CHUNK).execute()
  const complaints: ComplaintTable[] = []
  const clocks: ClockTable[] = []
  const histories: ComplaintHistoryTable[] = []
  const mails: Mail[] = []
  const sites = Map.groupBy(due, (one) => one.site_id)
  for (const siteId of [...sites.keys()].toSorted()) {
    const ids = [...new Set(sites.get(siteId)!.map((one) => one.feedback_id))]
    const around = await surroundings(tx, siteId, now)
    const found = await held(database, tx, siteId, ids, now)
    const approvers = await approversOf(tx, siteId, found, around.limits)
    for (const { complaint, reached } of found) {
      // One complaint may have several clocks: its history goes on from row to row.
      const row = { ...complaint }
      for (const clock of reached) {
        const level = levelAt(clock, around.calendar, now)
        const next = { ...clock, escalated: level }
        clocks.push({ ...next, next_at: nextAt(next, around.calendar) })
        if (level === clock.escalated) continue
        const payload = { clock: clock.kind, level, dueAt: new Date(clock.due_at).toISOString() }
        const [entry] = historyRows(row, row, [{ command: 'escalate', payload, stage: row.stage }], SYSTEM, now)
        Object.assign(row, { version: entry!.seq, head: entry!.hash })
        histories.push(entry!)
        tell(tx, row, [entry!])
        const approver = clock.kind === 'approval' ? approvers.get(row.feedback_id) : undefined
        if (publicUrl !== undefined) mails.push(...notices(row, { clock, level, approver }, around, publicUrl))
      }
      complaints.push(row)
    }
  }
  await store(tx, complaints, clocks, histories)
  await enqueue(tx, mails, now)
  return clocks.length
}

/** Complaints that nobody else holds, with those of their clocks that are due. */
async function held(
  database: Database,
  tx: Tx,
  siteId: string,
  ids: readonly string[],
  now: number,
): Promise<{ complaint: ComplaintTable; reached: ClockTable[] }[]> {
  // The complaint is held before its clocks, as every command does: two in the other order would wait for each other.
  const free = await database
    .skipLocked(tx.query.selectFrom('complaint').selectAll().where(among(siteId, ids)).orderBy('feedback_id'))
    .execute()
  if (free.length === 0) return []
  const clocks = await tx.query
    .selectFrom('clock')
    .selectAll()
    .where(
      among(
        siteId,
        free.map((one) => one.feedback_id),
      ),
    )
    .orderBy('clock_id')
    .execute()
  const reached = clocks.filter((clock) => clock.next_at !== null && clock.next_at <= now)
  const by = Map.groupBy(reached, (clock) => clock.feedback_id)
  return free.flatMap((complaint) => {
    const mine = by.get(complaint.feedback_id)
    return mine ? [{ complaint, reached: mine }] : []
  })
}

/** Of complaints in which a decision is waited for, the least role that may give it. */
async function approversOf(
  tx: Tx,
  siteId: string,
  found: readonly { complaint: ComplaintTable; reached: readonly ClockTable[] }[],
  limits: Policy['limits'],
): Promise<ReadonlyMap<string, Approver>> {
  const waiting = found.filter(({ reached }) => reached.some(({ kind }) => kind === 'approval'))
  if (waiting.length === 0) return new Map()
  const ids = waiting.map(({ complaint }) => complaint.feedback_id)
  const rows = await tx.query
    .selectFrom('remedy')
    .select(['feedback_id', 'cost', 'currency'])
    .where(among(siteId, ids))
    .where('state', '=', 'proposed')
    .execute()
  const proposed = Map.groupBy(rows, (row) => row.feedback_id)
  return new Map(
    waiting.map(({ complaint: { feedback_id: id, level } }) => [id, approverOf(level, proposed.get(id) ?? [], limits)]),
  )
}

/** Those complaints, by the whole primary key: told the site alone, PostgreSQL may read all of a large one. */
function among(siteId: string, ids: readonly string[]) {
  const keys = ids.map((id) => sql`(${siteId}, ${id})`)
  return sql<boolean>`(site_id, feedback_id) in (values ${sql.join(keys)})`
}

/** One statement for each table, as ten thousand clocks may be due at once. */
async function store(
  tx: Tx,
  complaints: readonly ComplaintTable[],
  clocks: readonly ClockTable[],
  histories: readonly ComplaintHistoryTable[],
): Promise<void> {
  if (clocks.length === 0) return
  await tx.insertNew('complaint_history', histories)
  const clockRows = clocks.map(
    (one) =>
      sql`(${one.site_id}, ${one.feedback_id}, ${one.clock_id}, cast(${one.escalated} as integer), cast(${one.next_at} as bigint))`,
  )
  await sql`with v (site_id, feedback_id, clock_id, escalated, next_at) as (values ${sql.join(clockRows)})
    update clock set escalated = v.escalated, next_at = v.next_at from v
    where clock.site_id = v.site_id and clock.feedback_id = v.feedback_id and clock.clock_id = v.clock_id`.execute(
    tx.query,
  )
  const complaintRows = complaints.map(
    (one) => sql`(${one.site_id}, ${one.feedback_id}, cast(${one.version} as integer), ${one.head})`,
  )
  await sql`with v (site_id, feedback_id, version, head) as (values ${sql.join(complaintRows)})
    update complaint set version = v.version, head = v.head from v
    where complaint.site_id = v.site_id and complaint.feedback_id = v.feedback_id`.execute(tx.query)
}

async function surroundings(tx: Tx, siteId: string, now: number): Promise<Around> {
  const site = await tx.query.selectFrom('site').select('time_zone').where('site_id', '=', siteId).executeTakeFirst()
  const policy = await loadPolicy(tx.query, siteId)
  const rows = await tx.query
    .selectFrom('staff')
    .select(['staff_id', 'role', 'name', 'email', 'language', 'absent_from', 'absent_until'])
    .where('site_id', '=', siteId)
    .where('disabled_at', 'is', null)
    .where('password', 'is not', null)
    .orderBy('staff_id')
    .execute()
  return {
    calendar: { timeZone: site?.time_zone ?? 'UTC', ...policy.calendar },
    limits: policy.limits,
    staff: rows.map((row) => ({
      id: row.staff_id,
      role: row.role,
      away: isAbsent(row, now),
      recipient: { address: row.email, name: row.name, language: row.language, verified: true },
    })),
  }
}

/** Each level that was reached tells those who are to hear of it. */
function notices(
  complaint: ComplaintTable,
  { clock, level, approver }: { clock: ClockTable; level: number; approver: Approver | undefined },
  { staff }: Around,
  publicUrl: string,
): Mail[] {
  const told = new Map<string, Mail>()
  for (const { hears, left } of LEVELS.slice(clock.escalated, level)) {
    const event = left > 0 ? 'due_soon' : 'overdue'
    // For a decision that is waited for, it is who may give it that is warned.
    for (const one of hearers(hears === 'owner' ? hears : (approver ?? hears), complaint, staff))
      told.set(one.id, noticeTo(complaint, one.recipient, event, publicUrl, { due: clock.due_at, clock: clock.kind }))
  }
  return [...told.values()]
}

/** Who hears; where there is nobody of that kind, or they are away, those above them. */
function hearers(
  hears: (typeof LEVELS)[number]['hears'],
  complaint: ComplaintTable,
  staff: Around['staff'],
): Around['staff'] {
  if (hears === 'assignee') {
    const assignee = staff.filter((one) => one.id === complaint.assignee && !one.away)
    if (assignee.length > 0) return assignee
  }
  const managers = staff.filter((one) => one.role === 'manager')
  if (hears !== 'owner' && managers.length > 0) return managers
  return staff.filter((one) => one.role === 'owner')
}
