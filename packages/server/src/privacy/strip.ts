import type { Answer, Proposal, Product } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import { performIn } from '../complaint/command.ts'
import { historyRows } from '../complaint/history.ts'
import { newToken } from '../complaint/register.ts'
import { hold } from '../complaint/state.ts'
import { tell } from '../complaint/tell.ts'
import type { Tx } from '../database/engine.ts'
import type { ComplaintTable, FeedbackTable } from '../database/schema.ts'
import { dropDrafts } from '../draft/store.ts'
import type { MomentHistory } from '../moment/store.ts'
import { Problem } from '../problem.ts'
import { isNotice } from './find.ts'
import { forgetNames, holdMarker } from '../product/note.ts'
import { removeFromSearch } from '../search/remove.ts'
import type { Actor } from '../staff/actor.ts'

/** Earshot itself, in a history. */
const SYSTEM: Actor = { kind: 'system' }

/** What went, counted; besides, by what it could be known again. */
export interface Stripped {
  feedback: FeedbackTable[]
  complaints: ComplaintTable[]
  messages: number
  files: number
  mails: number
  notices: number
  followups: number
}

/**
 * Takes from feedback, and from the complaints that came of it, everything that is somebody's: words, contact, files,
 * order, page, mails, what staff wrote about it. What counts in figures stays: moment, times, satisfaction and other
 * choices, stage, outcome, category, clocks, sums. What was stripped before is left out.
 *
 * Locks: the markers of claims and products, complaints, feedback, the markers of the index; no one else takes them in another order.
 */
export async function strip(
  tx: Tx,
  siteId: string,
  ids: readonly string[],
  moments: ReadonlyMap<string, MomentHistory>,
  now: number,
): Promise<Stripped> {
  // The job that notes claims may have read a contact that is about to go.
  await tx.hold('claim_marker', [{ site_id: siteId, at: 0, feedback_id: '' }])
  await holdMarker(tx, siteId)
  const complaints = await endComplaints(tx, siteId, ids, now)
  const held = await tx.query
    .updateTable('feedback')
    .set({ wanted: (eb) => eb.ref('wanted') })
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', ids)
    .returningAll()
    .execute()
  const feedback = held.filter(({ flags }) => !flags.includes('"erased"'))
  const named = feedback.map((row) => row.feedback_id)
  if (named.length === 0) return { feedback, complaints, messages: 0, files: 0, mails: 0, notices: 0, followups: 0 }
  for (const row of feedback)
    await tx.query
      .updateTable('feedback')
      .set(bare(row, moments.get(row.moment)))
      .where('site_id', '=', siteId)
      .where('feedback_id', '=', row.feedback_id)
      .execute()
  const { messages, files } = await stripTalk(tx, siteId, named)
  const photos = [...files, ...feedback.flatMap((row) => JSON.parse(row.attachments) as string[])]
  await dropFiles(tx, siteId, photos)
  const around = await stripAround(tx, siteId, named, now)
  await forgetNames(tx.query, siteId, named)
  await dropDrafts(tx.query, siteId, { numbers: complaints.map((row) => row.number), feedback: named })
  await removeFromSearch(tx, siteId, 'feedback', named)
  const numbered = complaints.map((row) => row.feedback_id)
  if (numbered.length > 0) await removeFromSearch(tx, siteId, 'complaint', numbered)
  return { feedback, complaints, messages, files: photos.length, ...around }
}

/** A feedback's columns without what is somebody's. */
function bare(row: FeedbackTable, moment: MomentHistory | undefined): Partial<FeedbackTable> {
  const { sku, batch } = (row.product === null ? {} : JSON.parse(row.product)) as Product
  const product = { ...(sku === undefined ? {} : { sku }), ...(batch === undefined ? {} : { batch }) }
  return {
    answers: JSON.stringify(countable(JSON.parse(row.answers) as Record<string, Answer>, moment)),
    contact: null,
    order_id: null,
    order_data: null,
    product: Object.keys(product).length > 0 ? JSON.stringify(product) : null,
    attachments: '[]',
    page: null,
    flags: JSON.stringify([...(JSON.parse(row.flags) as string[]), 'erased']),
    search: '',
    customer_id: null,
    customer_by: null,
  }
}

/** Answers that say nothing of who gave them: points of a scale, and options that the shop itself wrote. */
function countable(answers: Record<string, Answer>, moment: MomentHistory | undefined): Record<string, Answer> {
  const options = new Map<string, Set<string>>()
  for (const { questions } of moment?.versions.values() ?? [])
    for (const question of questions)
      if ('options' in question)
        options.set(
          question.id,
          new Set([...(options.get(question.id) ?? []), ...question.options.map((option) => option.id)]),
        )
  return Object.fromEntries(
    Object.entries(answers).filter(([id, answer]) => {
      if (typeof answer === 'number') return true
      return (Array.isArray(answer) ? answer : [answer]).every((one) => options.get(id)?.has(one))
    }),
  )
}

/** Closes what is open, without a mail; ends the history with its own erasure, and empties it. */
async function endComplaints(tx: Tx, siteId: string, ids: readonly string[], now: number): Promise<ComplaintTable[]> {
  const complaints = await tx.query
    .selectFrom('complaint as c')
    .innerJoin('feedback as f', (join) =>
      join.onRef('f.site_id', '=', 'c.site_id').onRef('f.feedback_id', '=', 'c.feedback_id'),
    )
    .select(['c.feedback_id', 'f.flags'])
    .where('c.site_id', '=', siteId)
    .where('c.feedback_id', 'in', ids)
    .orderBy('c.feedback_id')
    .execute()
  const ended: ComplaintTable[] = []
  for (const { feedback_id: feedbackId, flags } of complaints)
    if (!flags.includes('"erased"')) ended.push(await endComplaint(tx, siteId, feedbackId, now))
  const named = ended.map((row) => row.feedback_id)
  if (named.length === 0) return ended
  await tx.query
    .updateTable('complaint_history')
    .set({ payload: null, salt: null })
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', named)
    .execute()
  const remedies = await tx.query
    .selectFrom('remedy')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', named)
    .execute()
  const emptied = remedies.map((row) => ({ ...row, plan: JSON.stringify(bareOffer(row.plan)), signed_by: null }))
  if (emptied.length > 0) await tx.put('remedy', emptied)
  await tx.query
    .updateTable('task')
    .set({ words: null, result: null })
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', named)
    .execute()
  return ended
}

/** @returns the complaint as it was, so that its link can be known again */
async function endComplaint(tx: Tx, siteId: string, feedbackId: string, now: number): Promise<ComplaintTable> {
  const of = { siteId, feedbackId }
  const before = (await hold(tx, siteId, feedbackId))!.complaint
  // Without a public address nothing is mailed.
  if (before.stage !== 'closed')
    await performIn(tx, undefined, { ...of, command: 'withdraw', actor: { kind: 'customer' }, payload: {} }, now)
  else if (before.followup === 1)
    await performIn(
      tx,
      undefined,
      { ...of, command: 'forgo', actor: SYSTEM, payload: { reason: 'erased' } },
      now,
    ).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== 'command_not_possible') throw error
    })
  const { complaint } = (await hold(tx, siteId, feedbackId))!
  const step = { command: 'erase', payload: {}, stage: complaint.stage } as const
  const rows = historyRows(complaint, complaint, [step], SYSTEM, now)
  await tx.insertNew('complaint_history', rows)
  tell(tx, complaint, rows)
  await tx.query
    .updateTable('complaint')
    .set({ version: rows[0]!.seq, head: rows[0]!.hash, cause: null, token: newToken(), to_cluster: 1 })
    .where('site_id', '=', siteId)
    .where('feedback_id', '=', feedbackId)
    .execute()
  return before
}

/** What an offer was and cost, without its words. */
function bareOffer(plan: string): Proposal {
  const { tasks, ...offer } = JSON.parse(plan) as Proposal
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(offer))
    if (typeof value !== 'string' || ['kind', 'currency', 'id'].includes(name)) kept[name] = value
  if (tasks) kept['tasks'] = tasks.map(({ words: _, ...task }) => task)
  return { ...kept, terms: '—' } as unknown as Proposal
}

/** Conversations keep who spoke when. @returns how many messages, and the files in them */
async function stripTalk(
  tx: Tx,
  siteId: string,
  ids: readonly string[],
): Promise<{ messages: number; files: string[] }> {
  const messages = await tx.query
    .selectFrom('complaint_message')
    .select('attachments')
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', ids)
    .execute()
  await tx.query
    .updateTable('complaint_message')
    .set({ words: '', attachments: '[]' })
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', ids)
    .execute()
  return { messages: messages.length, files: messages.flatMap((row) => JSON.parse(row.attachments) as string[]) }
}

async function dropFiles(tx: Tx, siteId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of ['attachment_data', 'attachment'] as const)
    await tx.query.deleteFrom(table).where('site_id', '=', siteId).where('attachment_id', 'in', ids).execute()
}

/** Visits, claims, order links and mails. @returns how many */
async function stripAround(
  tx: Tx,
  siteId: string,
  ids: readonly string[],
  now: number,
): Promise<Pick<Stripped, 'mails' | 'notices' | 'followups'>> {
  const visits = await tx.query
    .selectFrom('followup')
    .select('followup_id')
    .where('site_id', '=', siteId)
    .where((eb) => eb.or([eb('feedback_id', 'in', ids), eb('answer_id', 'in', ids)]))
    .where(sql<boolean>`cause not like 'erased:%'`)
    .execute()
  await stripVisits(
    tx,
    siteId,
    visits.map((row) => row.followup_id),
    now,
  )
  await tx.query
    .deleteFrom('customer_claim')
    .where('site_id', '=', siteId)
    .where('subject', '=', 'feedback')
    .where('subject_id', 'in', ids)
    .execute()
  await tx.query.deleteFrom('order_feedback').where('site_id', '=', siteId).where('feedback_id', 'in', ids).execute()
  const mails = await tx.query
    .deleteFrom('outbox')
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', ids)
    .returning(['topic', 'feedback_id'])
    .execute()
  const notices = mails.filter(isNotice).length
  return { mails: mails.length - notices, notices, followups: visits.length }
}

/** Ends what is still to come of visits, and takes words and names from all; that they were made stays. */
export async function stripVisits(tx: Tx, siteId: string, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return
  const visits = () => tx.query.updateTable('followup').where('site_id', '=', siteId).where('followup_id', 'in', ids)
  await visits().set({ state: 'skipped', ended_at: now }).where('state', 'in', ['open', 'taken', 'sent']).execute()
  await visits()
    .set({
      // A link to one that is erased leads nowhere; see pages/moment/ask.ts.
      cause: sql<string>`'erased:' || followup_id`,
      customer_id: null,
      order_id: null,
      about: '{}',
      attempts: '[]',
      quiet: null,
      words: null,
    })
    .execute()
}
