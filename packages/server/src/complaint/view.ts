import type {
  Clock,
  Complaint,
  Contact,
  CustomerComplaint,
  HistoryEntry,
  Message,
  Proposal,
  Remedy,
  Task,
} from '@earshot/sdk/contract'
import { ContactKind, textIn } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type {
  ClockTable,
  ComplaintHistoryTable,
  ComplaintMessageTable,
  ComplaintTable,
  RemedyTable,
  Tables,
  TaskTable,
} from '../database/schema.ts'
import { isVerified } from '../customer/verified.ts'
import { clustersOf } from '../cluster/store.ts'
import { feedbackOf } from '../feedback/row.ts'
import { loadPolicy } from '../promise/policy.ts'
import type { Site } from '../site/store.ts'
import type { Actor } from '../staff/actor.ts'
import { REOPEN_MS, SILENCE } from './life.ts'
import { hindered } from './hindrance.ts'
import { verify } from './history.ts'
import { summariesOf } from './queue.ts'
import { actsOf, possible } from './stages.ts'
import { type Key, load } from './state.ts'
import { undeliveredOf } from './undelivered.ts'

/** Everything about a complaint, for whoever of staff asks. */
export async function complaintOf(
  query: Kysely<Tables>,
  row: ComplaintTable,
  actor: Actor,
  publicUrl: string,
  now: number = Date.now(),
): Promise<Complaint> {
  const { life, remedies, tasks } = await load(query, row)
  const feedback = await feedbackRow(query, row)
  const clocks = await part(query, 'clock', row).orderBy('started_at').orderBy('kind').orderBy('clock_id').execute()
  const messages = await part(query, 'complaint_message', row).orderBy('at').orderBy('message_id').execute()
  const history = await part(query, 'complaint_history', row).orderBy('seq').execute()
  const erased = feedback.flags.includes('"erased"')
  return {
    ...(await summariesOf(query, [row], actor, publicUrl))[0]!,
    feedback: feedbackOf({ ...feedback, number: row.number, token: row.token, stage: row.stage }, publicUrl),
    clocks: (clocks as ClockTable[]).map(clockOf),
    messages: (messages as ComplaintMessageTable[]).map(messageOf),
    remedies: remedies.map(remedyOf),
    tasks: tasks.map(taskOf),
    history: (history as ComplaintHistoryTable[]).map(entryOf),
    verified: await verifiedOf(query, row.site_id, feedback.contact),
    clusters: await clustersOf(query, row),
    undelivered: await undeliveredOf(query, row),
    broken: verify(history as ComplaintHistoryTable[], row) ?? null,
    possible: erased ? [] : possible(life, actor, now),
    hindered: hindered(life, actor, erased, now),
  }
}

async function verifiedOf(query: Kysely<Tables>, siteId: string, left: string | null): Promise<ContactKind[]> {
  const contact = left === null ? {} : (JSON.parse(left) as Contact)
  const known: ContactKind[] = []
  for (const kind of ContactKind.options) {
    const value = contact[kind]
    if (value !== undefined && (await isVerified(query, siteId, { kind, value }))) known.push(kind)
  }
  return known
}

/** Clocks that are promises to the customer; the others are among staff. */
const TOLD: ReadonlySet<string> = new Set(['first-answer', 'remedy', 'fulfilment', 'promise'])

/** A complaint as the customer sees it: nothing of what is among staff. */
export async function customerViewOf(
  query: Kysely<Tables>,
  row: ComplaintTable,
  site: Site,
  now: number = Date.now(),
): Promise<CustomerComplaint> {
  const { life, remedies, clocks } = await load(query, row)
  const feedback = await feedbackRow(query, row)
  const messages = (await part(query, 'complaint_message', row)
    .orderBy('at')
    .orderBy('message_id')
    .execute()) as ComplaintMessageTable[]
  const remedy = remedies.findLast(({ state }) => state === 'offered' || state === 'accepted')
  const open = possible(life, { kind: 'customer' }, now)
  const { arbitration } = row.outcome === 'disagreed' ? await loadPolicy(query, row.site_id) : { arbitration: {} }
  const { moment, momentVersion, answers, satisfaction, attachments } = feedbackOf(
    { ...feedback, number: row.number, token: row.token, stage: row.stage },
    '',
  )
  return {
    number: row.number,
    site: site.key,
    shop: site.name,
    stage: row.stage,
    outcome: row.outcome,
    version: row.version,
    openedAt: time(row.opened_at),
    closedAt: time(row.closed_at),
    next: nextOf(row, clocks),
    asked: life.asked,
    said: { moment, momentVersion, answers, satisfaction, attachments },
    messages: messages.filter(({ note }) => note === 0).map((one) => omitNote(messageOf(one))),
    remedy: remedy ? offerOf(remedyOf(remedy)) : null,
    offers: remedies
      .filter(({ offered_at }) => offered_at !== null)
      .toSorted((a, b) => a.offered_at! - b.offered_at!)
      .map((one) => offerOf(remedyOf(one))),
    rating: row.rating,
    reopenUntil: open.includes('reopen') ? time(row.closed_at! + REOPEN_MS) : null,
    arbitration: textIn(arbitration, row.language ?? site.look.locale, site.look.locale) || null,
    mergedInto: row.outcome === 'merged' ? row.merged_into : null,
    possible: actsOf(open),
  }
}

function nextOf(row: ComplaintTable, clocks: readonly ClockTable[]): CustomerComplaint['next'] {
  if (row.stage === 'closed') return null
  if (row.waiting_since !== null) return { who: 'customer', by: time(row.waiting_since + SILENCE.end) }
  const due = clocks.filter(({ kind, paused_at }) => TOLD.has(kind) && paused_at === null).map(({ due_at }) => due_at)
  return { who: 'shop', by: due.length > 0 ? time(Math.min(...due)) : null }
}

function omitNote(message: Message): Omit<Message, 'note'> {
  const { note: _, ...told } = message
  return told
}

function offerOf(remedy: Remedy): NonNullable<CustomerComplaint['remedy']> {
  const { id, kind, terms, state, offeredAt, endedAt, signedBy, signedAt } = remedy
  return { id, kind, terms, state, offeredAt, endedAt, signedBy, signedAt }
}

function feedbackRow(query: Kysely<Tables>, { site_id, feedback_id }: Key) {
  return query
    .selectFrom('feedback')
    .selectAll()
    .where('site_id', '=', site_id)
    .where('feedback_id', '=', feedback_id)
    .executeTakeFirstOrThrow()
}

function part(
  query: Kysely<Tables>,
  table: 'clock' | 'complaint_message' | 'complaint_history',
  { site_id, feedback_id }: Key,
): PartQuery {
  // One of three tables: Kysely's types would have to hold all of them at once.
  return query
    .selectFrom(table as 'clock')
    .selectAll()
    .where('site_id', '=', site_id)
    .where('feedback_id', '=', feedback_id) as PartQuery
}

/** A query for rows of one complaint, whichever table they are in. */
interface PartQuery {
  orderBy(column: string): PartQuery
  execute(): Promise<unknown[]>
}

function time(at: number): string
function time(at: number | null): string | null
function time(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

function clockOf(row: ClockTable): Clock {
  return {
    kind: row.kind,
    state: row.stopped_at !== null ? 'stopped' : row.paused_at !== null ? 'paused' : 'running',
    startedAt: time(row.started_at),
    dueAt: time(row.due_at),
    firstDueAt: time(row.first_due_at),
    stoppedAt: time(row.stopped_at),
    working: row.working === 1,
    escalated: row.escalated,
  }
}

function messageOf(row: ComplaintMessageTable): Message {
  return {
    id: row.message_id,
    at: time(row.at),
    by: row.by,
    author: row.author,
    words: row.words,
    note: row.note === 1,
    attachments: JSON.parse(row.attachments) as string[],
  }
}

function remedyOf(row: RemedyTable): Remedy {
  return {
    ...(JSON.parse(row.plan) as Proposal),
    id: row.remedy_id,
    at: time(row.at),
    state: row.state,
    offeredAt: time(row.offered_at),
    endedAt: time(row.ended_at),
    signedBy: row.signed_by,
    signedAt: time(row.signed_at),
  }
}

export function taskOf(row: TaskTable): Task {
  return {
    id: row.task_id,
    kind: row.kind,
    words: row.words,
    department: row.department_id,
    dueAt: time(row.due_at),
    state: row.state,
    result: row.result,
    endedAt: time(row.ended_at),
  }
}

function entryOf(row: ComplaintHistoryTable): HistoryEntry {
  return {
    seq: row.seq,
    at: time(row.at),
    by: JSON.parse(row.actor) as HistoryEntry['by'],
    command: row.command as HistoryEntry['command'],
    stage: row.stage,
    payload: row.payload === null ? null : (JSON.parse(row.payload) as Record<string, unknown>),
  }
}
