import { type ContactKind, uuidv7 } from '@earshot/sdk/contract'
import { claimAttachments } from '../attachment/claim.ts'
import type { Config } from '../config.ts'
import { takeProof } from '../customer/proof.ts'
import { verify } from '../customer/verified.ts'
import type { Database, Tx } from '../database/engine.ts'
import type { ComplaintHistoryTable, ComplaintMessageTable, ComplaintTable } from '../database/schema.ts'
import { settleFollowup } from '../followup/settle.ts'
import { refuse } from '../invalid.ts'
import { enqueue } from '../notify/outbox.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { noteWords } from '../search/change.ts'
import { weighSolutions } from '../solution/use.ts'
import type { Actor } from '../staff/actor.ts'
import { requireDepartments, requireFiling, responsible, safetyOf } from './assign.ts'
import { type Beside, besideOffer } from './beside.ts'
import { upsert, writeClocks } from './clocks.ts'
import { correct, type Correction } from './correct.ts'
import { filingOf, messagesOf, promisedUntil, remediesOf, tasksOf } from './effects.ts'
import { historyRows } from './history.ts'
import type { AnyCommand, Life, Refusal, Step } from './life.ts'
import { merge } from './merge.ts'
import { mailsFor } from './notice.ts'
import { approverOf, priceOf } from './proposal.ts'
import { changed, notPossible } from './refusal.ts'
import { newToken } from './register.ts'
import { columnsOf, type Held, hold, type Loaded } from './state.ts'
import { apply } from './stages.ts'
import { tell } from './tell.ts'

/** A command to a complaint. */
export interface Order {
  siteId: string
  feedbackId: string
  command: AnyCommand
  actor: Actor
  payload: Readonly<Record<string, unknown>>
  /** The version that the sender has seen; without it, whatever stands is changed. */
  version?: number | undefined
  /** What came with the link by which the customer acts, where that was in a mail. */
  proof?: string | undefined
}

/** What carrying out needs. */
export interface Needs {
  database: Database
  config: Pick<Config, 'url'>
}

/** Earshot itself, in a history. */
const SYSTEM: Actor = { kind: 'system' }

/**
 * Carries out a command in one transaction: the new state, the row of the history, clocks, words, remedies, tasks,
 * assignment and mails, or nothing of it.
 *
 * Rejects with `complaint_unknown`, `complaint_changed` (somebody was faster), `command_not_possible` (out of turn),
 * `forbidden` (not this role's) or `invalid`.
 */
export function perform({ database, config }: Needs, order: Order, now: number = Date.now()): Promise<ComplaintTable> {
  return database.transaction((tx) => performIn(tx, config.url, order, now))
}

/** As `perform`, in the caller's transaction. @param publicUrl for the links in mails; none are written without it */
export async function performIn(
  tx: Tx,
  publicUrl: string | undefined,
  order: Order,
  now: number,
): Promise<ComplaintTable> {
  const { siteId, feedbackId, command, actor } = order
  const target = command === 'merge' ? await merge.find(tx, order) : undefined
  const loaded = await hold(tx, siteId, feedbackId)
  if (!loaded) throw unknownComplaint()
  if (loaded.erased) throw erasedComplaint()
  if (order.version !== undefined && order.version !== loaded.complaint.version) {
    const conflict = await changed(tx.query, loaded, order.version, actor, now)
    if (conflict) throw conflict
  }
  const approves = command === 'approve' && loaded.life.stage === 'approving'
  const { payload, author }: Beside = approves
    ? await besideOffer(tx, loaded.complaint, order.payload)
    : { payload: order.payload }
  const { limits } = loaded.policy
  const result = apply(loaded.life, command, actor, payload, { now, limits, newId: ascending(now) })
  if ('refused' in result) throw refusalOf(result, loaded, actor, now)
  // Before the mails that it causes: they may say more to who has just shown that they read them.
  const { contact, signingKey } = loaded
  await takeProof(tx, order.proof, { complaint: loaded.complaint, address: contact.email, signingKey }, now)
  if (command === 'verify') await vouch(tx, loaded, payload['contact'] as ContactKind, now)
  const { life } = result
  let { steps } = result
  if (author !== undefined) steps = steps.map((step) => ({ ...step, author }))
  let renewed = false
  if (command === 'correct') {
    const { contact: right, was, astray } = await correct(tx, loaded, payload['contact'] as Correction)
    steps = steps.map((step) => ({ ...step, payload: { ...step.payload, was } }))
    loaded.contact = right
    renewed = astray
  }
  const complaint = await write(tx, { loaded, life, steps, renewed, actor, publicUrl, now })
  if (target !== undefined) await merge.absorb(tx, order, target, complaint, now)
  return complaint
}

/** Gives the return visit of a closed complaint up. Does nothing where none is due any more. */
export async function forgo(
  tx: Tx,
  publicUrl: string,
  siteId: string,
  feedbackId: string,
  reason: string,
  now: number,
): Promise<void> {
  const order = { siteId, feedbackId, command: 'forgo', actor: SYSTEM, payload: { reason } } as const
  try {
    await performIn(tx, publicUrl, order, now)
  } catch (error) {
    // Refused before anything was written.
    if (!(error instanceof Problem) || error.code !== 'command_not_possible') throw error
  }
}

/** Makes ids that sort as they were made, though a command makes several within one millisecond. */
function ascending(from: number): () => string {
  let made = 0
  return () => uuidv7(from + made++)
}

/** Staff know whose address or telephone it is. */
async function vouch(tx: Tx, { complaint, contact }: Held, kind: ContactKind, now: number): Promise<void> {
  const value = contact[kind]
  if (value === undefined)
    throw refuse('the command', [{ path: 'contact', code: 'invalid_value', ...says('contact_left') }])
  await verify(tx, complaint.site_id, { kind, value }, 'staff', now)
}

/** There is none, or it is another site's: the same answer, so that nobody learns which. */
export function unknownComplaint(): Problem {
  return new Problem('complaint_unknown', 'There is no such complaint. Compare the number or the link.')
}

/** Whose it was is erased: what is left counts in figures, and nothing can be done to it. */
export function erasedComplaint(): Problem {
  return new Problem('erased', 'This complaint was erased. Nothing more can be said or done there.')
}

function refusalOf(refusal: Refusal, loaded: Loaded, actor: Actor, now: number): Problem {
  const { refused, because, field } = refusal
  if (refused === 'field') return refuse('the command', [{ path: field ?? '', code: 'invalid_value', ...because }])
  if (refused === 'role')
    return new Problem('forbidden', `This is not yours to do: ${because.message}.`, { why: because })
  return notPossible(loaded, actor, because, now)
}

interface Writing {
  loaded: Held
  life: Life
  steps: readonly Step[]
  /** Whether the private link ends with it, as it went to somebody else. */
  renewed: boolean
  actor: Actor
  publicUrl: string | undefined
  now: number
}

/** Everything that a command leaves behind. @returns the complaint as it stands now */
async function write(tx: Tx, writing: Writing): Promise<ComplaintTable> {
  const { loaded, life, steps, renewed, actor, now, publicUrl } = writing
  const before = loaded.complaint
  const after: ComplaintTable = { ...before, ...columnsOf(life), ...filingOf(steps) }
  if (renewed) after.token = newToken()
  await requireDepartments(tx, after.site_id, steps)
  await requireFiling(tx, after, before)
  if (after.category_id !== before.category_id) after.to_cluster = 1
  const owner = await responsible(tx, before, after, steps, now)
  Object.assign(after, owner)
  after.safety = await safetyOf(tx, before, after, steps)
  const rows = await writeHistory(tx, before, after, steps, actor, now)
  after.due_at = await writeClocks(tx, loaded, life, after, promisedUntil(steps), now)
  tell(tx, after, rows)
  await writeMessages(tx, after, messagesOf(after, steps, actor, now))
  await writeParts(tx, writing)
  await weighSolutions(tx, after, steps, now)
  const { site_id, feedback_id, number: _, opened_at: __, ...columns } = after
  await tx.query
    .updateTable('complaint')
    .set(columns)
    .where('site_id', '=', site_id)
    .where('feedback_id', '=', feedback_id)
    .execute()
  if (before.followup === 1 && after.followup === 0) await settleFollowup(tx, before, visitOf(steps, actor), now)
  if (publicUrl === undefined) return after
  const { contact, signingKey } = loaded
  const done = { complaint: after, before, contact, signingKey, steps, actor, publicUrl, now }
  const plan = life.remedies.findLast((one) => one.state === 'offered' || one.state === 'accepted')?.plan
  const proposed = life.remedies.filter(({ state }) => state === 'proposed').map(priceOf)
  const approver = approverOf(life.level, proposed, loaded.policy.limits)
  await enqueue(tx, await mailsFor(tx, { ...done, terms: plan?.terms, tasks: plan?.tasks ?? [], approver }), now)
  return after
}

/** How the return visit of a closed complaint came to its end. */
function visitOf(steps: readonly Step[], actor: Actor): Parameters<typeof settleFollowup>[2] {
  const { command, payload } = steps.at(-1)!
  const { satisfied, words, reason, heard } = payload as Record<string, string | boolean | undefined>
  return {
    satisfied: command === 'followup' ? satisfied === true : null,
    words: (words ?? reason ?? null) as string | null,
    by: 'name' in actor ? actor.name : null,
    heard: (heard ?? null) as string | null,
  }
}

/** One row for each step, and one by Earshot for what the rules made of it: somebody else, a danger, a new link. */
async function writeHistory(
  tx: Tx,
  before: ComplaintTable,
  after: ComplaintTable,
  steps: readonly Step[],
  actor: Actor,
  now: number,
): Promise<ComplaintHistoryTable[]> {
  const rows = historyRows(after, before, steps, actor, now)
  const { assignee, department_id } = after
  const named = steps.some(({ command, payload }) => command === 'assign' && payload['staff'] === assignee)
  const ruled: Step[] = []
  const { stage } = after
  if (after.safety > before.safety && !steps.some(({ payload }) => payload['safety'] === true))
    ruled.push({ command: 'classify', payload: { safety: true }, stage })
  if (after.token !== before.token && !steps.some(({ command }) => command === 'renew'))
    ruled.push({ command: 'renew', payload: {}, stage })
  if (!named && (assignee !== before.assignee || department_id !== before.department_id))
    ruled.push({ command: 'assign', payload: { staff: assignee, department: department_id }, stage })
  const last = rows.at(-1)!
  rows.push(...historyRows(after, { version: last.seq, head: last.hash }, ruled, SYSTEM, now))
  await tx.insertNew('complaint_history', rows)
  Object.assign(after, { version: rows.at(-1)!.seq, head: rows.at(-1)!.hash })
  return rows
}

async function writeMessages(
  tx: Tx,
  complaint: ComplaintTable,
  messages: readonly ComplaintMessageTable[],
): Promise<void> {
  await tx.insertNew('complaint_message', messages)
  if (messages.length > 0) await noteWords(tx, complaint.site_id, 'complaint', [complaint.feedback_id])
  for (const { message_id, attachments, note } of messages) {
    const ids = JSON.parse(attachments) as string[]
    if (ids.length === 0) continue
    const wrong = await claimAttachments(tx, {
      siteId: complaint.site_id,
      by: `message:${message_id}`,
      // What staff note among themselves is nothing for the customer's link.
      complaint: note ? null : complaint.feedback_id,
      named: ids.map((id, i) => ({ id, path: `attachments.${i}` })),
    })
    if (wrong.length > 0) throw refuse('the message', wrong)
  }
}

/** When the shop has promised to have carried it out; each task without a time of its own is due then. */
async function fulfilmentDue(tx: Tx, { site_id, feedback_id }: ComplaintTable): Promise<number | undefined> {
  const clock = await tx.query
    .selectFrom('clock')
    .select('due_at')
    .where('site_id', '=', site_id)
    .where('feedback_id', '=', feedback_id)
    .where('kind', '=', 'fulfilment')
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  return clock?.due_at
}

async function writeParts(tx: Tx, { loaded, life, steps, now }: Writing): Promise<void> {
  const remedies = remediesOf(loaded, life, steps, now)
  await upsert(tx, 'remedy', [...remedies.added, ...remedies.changed])
  const tasks = tasksOf(loaded, life, steps, now)
  if (tasks.added.some(({ due_at }) => due_at === null)) {
    const due = await fulfilmentDue(tx, loaded.complaint)
    for (const task of tasks.added) task.due_at ??= due ?? now
  }
  await upsert(tx, 'task', [...tasks.added, ...tasks.changed])
}
