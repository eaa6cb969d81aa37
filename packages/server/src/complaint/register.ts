import { randomBytes } from 'node:crypto'
import type { Channel, Severity } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import type { ClockTable, ComplaintHistoryTable, ComplaintTable } from '../database/schema.ts'
import { enqueue, type Mail } from '../notify/outbox.ts'
import { startClock } from '../promise/clocks.ts'
import { loadPolicy, type Policy, promisedFor, type TimedKind } from '../promise/policy.ts'
import type { Actor } from '../staff/actor.ts'
import { BEGINNING, historyRows } from './history.ts'
import { BORN } from './life.ts'
import { formatNumber, takeNumbers, yearIn } from './number.ts'
import { clocksOf } from './stages.ts'
import { complaintUrl } from './store.ts'

/** A feedback to register as a complaint. */
export interface Opening {
  siteId: string
  feedbackId: string
  /** Zone by whose calendar the number counts. */
  timeZone: string
  openedAt: number
  /** The customer's. */
  language?: string | null
  /** Where the acknowledgement goes; none is sent without it. */
  email?: string | undefined
  /** The customer's name, as they gave it. */
  name?: string | undefined
  /** Public address of this server, for the link in the acknowledgement; none is sent without it. */
  publicUrl?: string | undefined
  /** Who brought it in, where that was not the customer. */
  brought?: Brought | undefined
}

/** What staff know of a complaint that they bring in. */
export interface Brought {
  by: Actor
  /** Their name is the signature. */
  recordedBy: string
  channel: Channel
  saidAt?: number | undefined
  category?: string | undefined
  severity?: Severity | undefined
  safety?: boolean | undefined
}

/**
 * Registers complaints: number and link, the first row of the history, the clocks of their first stage, and the
 * acknowledgement. They are numbered in the order given, each site and year for itself.
 */
export async function openComplaints(tx: Tx, openings: readonly Opening[]): Promise<ComplaintTable[]> {
  const groups = Map.groupBy(openings, (one) => `${one.siteId} ${yearIn(one.timeZone, one.openedAt)}`)
  const policies = new Map<string, Policy>()
  const rows: ComplaintTable[] = []
  const histories: ComplaintHistoryTable[] = []
  const clocks: ClockTable[] = []
  const mails: Mail[] = []
  for (const group of [...groups.keys()].toSorted()) {
    const members = groups.get(group)!
    const [siteId, year] = group.split(' ') as [string, string]
    const first = await takeNumbers(tx, siteId, Number(year), members.length)
    const policy = policies.get(siteId) ?? (await loadPolicy(tx.query, siteId))
    policies.set(siteId, policy)
    for (const [i, one] of members.entries()) {
      const complaint = rowOf(one, formatNumber(Number(year), first + i))
      const begun = firstClocks(one, complaint, policy)
      complaint.due_at = Math.min(...begun.map((clock) => clock.due_at))
      const [history] = historyRows(complaint, BEGINNING, [stepOf(one)], one.brought?.by ?? CUSTOMER, one.openedAt)
      Object.assign(complaint, { version: 1, head: history!.hash })
      rows.push(complaint)
      histories.push(history!)
      clocks.push(...begun)
      mails.push(...acknowledgement(one, complaint, begun))
    }
  }
  await tx.insertNew('complaint', rows)
  await tx.insertNew('complaint_history', histories)
  await tx.insertNew('clock', clocks)
  await enqueue(tx, mails)
  return rows
}

const CUSTOMER: Actor = { kind: 'customer' }

function stepOf({ brought }: Opening) {
  const payload = brought ? { channel: brought.channel, recordedBy: brought.recordedBy } : { channel: 'web' }
  return { command: 'register', payload, stage: BORN.stage } as const
}

function rowOf(one: Opening, number: string): ComplaintTable {
  const { brought } = one
  return {
    site_id: one.siteId,
    feedback_id: one.feedbackId,
    number,
    token: newToken(),
    stage: BORN.stage,
    opened_at: one.openedAt,
    version: 0,
    head: '',
    level: BORN.level,
    outcome: null,
    closed_at: null,
    replied: 0,
    asked: 0,
    promised: 0,
    followup: 0,
    waiting_since: null,
    reminded: 0,
    due_at: null,
    assignee: null,
    department_id: null,
    category_id: brought?.category ?? null,
    severity: brought?.severity ?? 'normal',
    safety: brought?.safety ? 1 : 0,
    cause: null,
    channel: brought?.channel ?? 'web',
    recorded_by: brought?.recordedBy ?? null,
    said_at: brought?.saidAt ?? null,
    language: one.language ?? null,
    merged_into: null,
    rating: null,
  }
}

/** Random part of a private link: 22 characters of base64url, 128 bits and more, as it is all that guards the page. */
export function newToken(): string {
  return randomBytes(17).toString('base64url').slice(0, 22)
}

function firstClocks(one: Opening, complaint: ComplaintTable, policy: Policy): ClockTable[] {
  const calendar = { timeZone: one.timeZone, ...policy.calendar }
  const filed = { category: complaint.category_id, severity: complaint.severity }
  return [...clocksOf(BORN)].map((kind) =>
    startClock(complaint, kind, promisedFor(policy, kind as TimedKind, filed), calendar, one.openedAt),
  )
}

/** Says at once what happens next and by when; it counts as no answer. */
function acknowledgement(one: Opening, complaint: ComplaintTable, clocks: readonly ClockTable[]): Mail[] {
  if (one.email === undefined || one.publicUrl === undefined) return []
  const answerBy = clocks.find((clock) => clock.kind === 'first-answer')?.due_at ?? null
  return [
    {
      siteId: one.siteId,
      topic: 'acknowledgement',
      to: { address: one.email, name: one.name ?? null, verified: false },
      language: complaint.language,
      feedbackId: one.feedbackId,
      values: {
        number: complaint.number,
        link: complaintUrl(one.publicUrl, complaint),
        answerBy,
        name: one.name ?? null,
      },
    },
  ]
}
