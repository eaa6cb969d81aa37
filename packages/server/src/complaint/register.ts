import { randomBytes } from 'node:crypto'
import type { Channel, Disputed, Policy, Severity, TimedKind } from '@earshot/sdk/contract'
import { verifiedAmong, written } from '../customer/verified.ts'
import type { Tx } from '../database/engine.ts'
import type { ClockTable, ComplaintHistoryTable, ComplaintTable } from '../database/schema.ts'
import { type Assigned, assigner, type Need } from '../department/assignment.ts'
import { enqueue, type Mail } from '../notify/outbox.ts'
import { startClock } from '../promise/clocks.ts'
import { loadPolicy, promisedFor } from '../promise/policy.ts'
import type { Actor } from '../staff/actor.ts'
import { BEGINNING, historyRows } from './history.ts'
import { BORN, type Step } from './life.ts'
import { formatNumber, takeNumbers, yearIn } from './number.ts'
import { HARM_HEARD_BY, noticeTo, staffAt } from './notice.ts'
import { clocksOf } from './stages.ts'
import { mailedUrl } from './store.ts'
import { tell } from './tell.ts'

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
  /** The site's, which signs what that link proves; none is sent without it. */
  signingKey?: Uint8Array | undefined
  /** What the customer wrote: repeated to an address that is verified. */
  words?: string | undefined
  /** Who brought it in, where that was not the customer. */
  brought?: Brought | undefined
  /** Whether it was said in test mode. */
  test?: boolean | undefined
}

/** What a site's complaints are registered by. */
interface Around {
  policy: Policy
  choose: (need: Need) => Assigned
  /** The addresses among them that are verified. */
  known: ReadonlySet<string>
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
  disputed?: Disputed | undefined
}

/**
 * Registers complaints: number and link, who is responsible, the first rows of the history, the clocks of their first
 * stage, the acknowledgement and a notice to staff. They are numbered in the order given, each site and year for itself.
 */
export async function openComplaints(tx: Tx, openings: readonly Opening[]): Promise<ComplaintTable[]> {
  const groups = Map.groupBy(openings, (one) => `${one.siteId} ${yearIn(one.timeZone, one.openedAt)}`)
  const sites = new Map<string, Around>()
  const rows: ComplaintTable[] = []
  const histories: ComplaintHistoryTable[] = []
  const clocks: ClockTable[] = []
  const mails: Mail[] = []
  for (const group of [...groups.keys()].toSorted()) {
    const members = groups.get(group)!
    const [siteId, year] = group.split(' ') as [string, string]
    const first = await takeNumbers(tx, siteId, Number(year), members.length)
    let site = sites.get(siteId)
    if (!site) {
      const { openedAt } = members[0]!
      const addresses = openings.flatMap((one) => (one.siteId === siteId ? (one.email ?? []) : []))
      site = {
        policy: await loadPolicy(tx.query, siteId),
        choose: await assigner(tx, siteId, openedAt),
        known: await verifiedAmong(tx.query, siteId, 'email', addresses),
      }
      sites.set(siteId, site)
    }
    for (const [i, one] of members.entries()) {
      const complaint = rowOf(one, formatNumber(Number(year), first + i))
      const { staffId, departmentId, safety } = site.choose({
        categoryId: complaint.category_id,
        language: complaint.language,
      })
      Object.assign(complaint, { assignee: staffId, department_id: departmentId })
      // Whoever wrote it down and looked at it knows better than its category.
      if (one.brought?.safety === undefined && safety) complaint.safety = 1
      const begun = firstClocks(one, complaint, site.policy)
      complaint.due_at = Math.min(...begun.map((clock) => clock.due_at))
      rows.push(complaint)
      histories.push(...firstRows(one, complaint))
      clocks.push(...begun)
      mails.push(...acknowledgement(one, complaint, begun, site.known), ...(await notice(tx, one, complaint, begun)))
    }
  }
  await tx.insertNew('complaint', rows)
  await tx.insertNew('complaint_history', histories)
  await tx.insertNew('clock', clocks)
  const begun = Map.groupBy(histories, (row) => `${row.site_id} ${row.feedback_id}`)
  for (const row of rows) tell(tx, row, begun.get(`${row.site_id} ${row.feedback_id}`)!)
  await enqueue(tx, mails)
  return rows
}

const CUSTOMER: Actor = { kind: 'customer' }
const SYSTEM: Actor = { kind: 'system' }

/** The history begins with who registered it, and whom the rules chose. Keeps its end in the complaint. */
function firstRows({ brought, openedAt }: Opening, complaint: ComplaintTable): ComplaintHistoryTable[] {
  const payload = brought ? { channel: brought.channel, recordedBy: brought.recordedBy } : { channel: 'web' }
  const stage = complaint.stage
  const rows = historyRows(
    complaint,
    BEGINNING,
    [{ command: 'register', payload, stage }],
    brought?.by ?? CUSTOMER,
    openedAt,
  )
  const { assignee, department_id } = complaint
  const steps: Step[] = []
  if (complaint.safety === 1 && !brought?.safety) steps.push({ command: 'classify', payload: { safety: true }, stage })
  if (assignee !== null || department_id !== null)
    steps.push({ command: 'assign', payload: { staff: assignee, department: department_id }, stage })
  rows.push(...historyRows(complaint, { version: 1, head: rows[0]!.hash }, steps, SYSTEM, openedAt))
  Object.assign(complaint, { version: rows.length, head: rows.at(-1)!.hash })
  return rows
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
    root_cause: null,
    responsible_id: null,
    preventable: null,
    to_cluster: 1,
    disputed: brought?.disputed?.amount ?? null,
    disputed_currency: brought?.disputed?.currency ?? null,
    channel: brought?.channel ?? 'web',
    recorded_by: brought?.recordedBy ?? null,
    said_at: brought?.saidAt ?? null,
    language: one.language ?? null,
    merged_into: null,
    rating: null,
    test: one.test ? 1 : 0,
  }
}

/** Random part of a private link: 22 characters of base64url, 128 bits and more, as it is all that guards the page. */
export function newToken(): string {
  return randomBytes(17).toString('base64url').slice(0, 22)
}

function firstClocks(one: Opening, complaint: ComplaintTable, policy: Policy): ClockTable[] {
  const calendar = { timeZone: one.timeZone, ...policy.calendar }
  const { category_id: category, severity, safety } = complaint
  const filed = { category, severity, safety: safety === 1 }
  return [...clocksOf(BORN)].map((kind) =>
    startClock(complaint, kind, promisedFor(policy, kind as TimedKind, filed), calendar, one.openedAt),
  )
}

/** Says at once what happens next and by when; it counts as no answer. */
function acknowledgement(
  one: Opening,
  complaint: ComplaintTable,
  clocks: readonly ClockTable[],
  known: ReadonlySet<string>,
): Mail[] {
  const { email, publicUrl, signingKey } = one
  if (email === undefined || publicUrl === undefined || signingKey === undefined) return []
  const answerBy = clocks.find((clock) => clock.kind === 'first-answer')?.due_at ?? null
  return [
    {
      siteId: one.siteId,
      topic: 'acknowledgement',
      to: { address: email, name: one.name ?? null, verified: known.has(written('email', email) ?? '') },
      language: complaint.language,
      feedbackId: one.feedbackId,
      values: {
        number: complaint.number,
        link: mailedUrl(publicUrl, complaint, email, signingKey),
        answerBy,
        name: one.name ?? null,
        said: one.words ?? null,
      },
    },
  ]
}

/** Tells who is responsible now, and those above where somebody may come to harm. */
async function notice(tx: Tx, one: Opening, complaint: ComplaintTable, clocks: readonly ClockTable[]): Promise<Mail[]> {
  const { publicUrl, brought } = one
  if (publicUrl === undefined) return []
  const self = brought && 'id' in brought.by ? brought.by.id : undefined
  const { site_id: siteId, assignee, safety } = complaint
  const due = clocks.find((clock) => clock.kind === 'first-answer')?.due_at
  const more = { ...(due === undefined ? {} : { due }), customer: one.name ?? null, said: one.words ?? null }
  const mails: Mail[] = []
  if (assignee !== null)
    for (const to of await staffAt(tx, siteId, { id: assignee }, self))
      mails.push(noticeTo(complaint, to, 'assigned', publicUrl, more))
  if (safety === 1)
    for (const role of HARM_HEARD_BY)
      for (const to of await staffAt(tx, siteId, { role }, self))
        mails.push(noticeTo(complaint, to, 'safety', publicUrl, more))
  return mails
}
