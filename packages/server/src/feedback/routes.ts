import { Readable } from 'node:stream'
import {
  BroughtFeedback,
  Complaint,
  ComplaintOpening,
  FeedbackId,
  FeedbackInput,
  FeedbackPage,
  FeedbackQuery,
  InboxItem,
  Receipt,
  ThanksInput,
  ThanksResult,
} from '@earshot/sdk/contract'
import * as z from 'zod/mini'
import { actorOf } from '../guard/session.ts'
import { complaintOf } from '../complaint/view.ts'
import { bodyOf, queryOf, refuse } from '../invalid.ts'
import { pretendFeedback } from '../moment/pretend.ts'
import { loadMoments } from '../moment/store.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import { says } from '../rule.ts'
import type { Services } from '../services.ts'
import { bringIn } from './bring.ts'
import { complain } from './complain.ts'
import { csvRows, jsonLines, questionIds } from './export.ts'
import { ingest } from './ingest.ts'
import { eachFeedback, getItem, listFeedback } from './store.ts'
import { takeBackThanks, thank } from './thanks.ts'

const ExportQuery = z.omit(FeedbackQuery, { limit: true, cursor: true, unread: true })

/** Takes what a customer said. */
export function submitFeedback(services: Services): Endpoint {
  return {
    summary: 'Say something: 201 when it is new and on disk, 200 for a repeat of the id with equal answers',
    body: FeedbackInput,
    answers: { 200: Receipt, 201: Receipt },
    problems: [
      'body_not_json',
      'origin_not_allowed',
      'site_unknown',
      'moment_unknown',
      'feedback_conflict',
      'erased',
      'body_too_large',
      'body_type_unsupported',
      'invalid',
      'rate_limited',
      'store_unavailable',
    ],
    async handle(request, reply) {
      const pretended = await pretendFeedback(services, request)
      const { status, receipt } = pretended ? { status: 201, receipt: pretended } : await ingest(services, request)
      void reply.code(status)
      return receipt
    },
  }
}

/** Takes what a customer said to staff. */
export function bringFeedback(services: Services): Endpoint {
  return {
    summary: 'Bring in what a customer said by phone, at the counter, by letter or fax, or on a visit',
    body: BroughtFeedback,
    answers: { 200: Receipt, 201: Receipt },
    problems: [
      'body_not_json',
      'moment_unknown',
      'customer_unknown',
      'feedback_conflict',
      'erased',
      'invalid',
      'rate_limited',
      'store_unavailable',
    ],
    role: 'agent',
    async handle(request, reply) {
      const { status, receipt } = await bringIn(services, actorOf(request), bodyOf(request, BroughtFeedback))
      void reply.code(status)
      return receipt
    },
  }
}

/** A page of the inbox. */
export function inbox({ database, config }: Services): Endpoint {
  return {
    summary: 'Feedback, newest first',
    query: FeedbackQuery,
    answers: { 200: FeedbackPage },
    problems: ['invalid'],
    role: 'agent',
    async handle(request) {
      const { siteId, kind, id } = actorOf(request)
      const query = queryOf(request, FeedbackQuery)
      if (query.unread !== undefined && kind === 'key')
        throw refuse('the query', [{ path: 'unread', code: 'invalid_value', ...says('member_own') }])
      return listFeedback(database, siteId, query, config.url, kind === 'staff' ? id : undefined)
    },
  }
}

/** One feedback. */
export function oneFeedback({ database, config }: Services): Endpoint {
  return {
    summary: 'One feedback',
    answers: { 200: InboxItem },
    problems: ['feedback_unknown'],
    role: 'agent',
    async handle(request) {
      const { siteId, kind, id: asks } = actorOf(request)
      const { id } = request.params as { id: string }
      const staffId = kind === 'staff' ? asks : undefined
      const found = FeedbackId.safeParse(id).success && (await getItem(database, siteId, id, config.url, staffId))
      if (!found) throw new Problem('feedback_unknown', 'The site of this key has no feedback with this id.')
      return found
    },
  }
}

/** Makes a complaint of a feedback. */
export function feedbackComplaint(services: Services): Endpoint {
  return {
    summary: 'Make a complaint of a feedback that wants an answer: 201 when it is new, 200 when it was one',
    body: ComplaintOpening,
    answers: { 200: Complaint, 201: Complaint },
    problems: ['body_not_json', 'feedback_unknown', 'erased', 'invalid', 'store_unavailable'],
    role: 'agent',
    async handle(request, reply) {
      const actor = actorOf(request)
      const filing = bodyOf(request, ComplaintOpening)
      const { is, complaint } = await complain(services, actor, idIn(request), filing)
      void reply.code(is === 'new' ? 201 : 200)
      return complaintOf(services.database.write, complaint, actor, services.config.url)
    },
  }
}

/** Thanks for feedback. */
export function feedbackThanks(services: Services): Endpoint {
  return {
    summary: 'Thank customers for feedback by mail, each once; it goes out half a minute later',
    body: ThanksInput,
    answers: { 200: ThanksResult },
    problems: ['body_not_json', 'invalid', 'store_unavailable'],
    role: 'agent',
    async handle(request) {
      const { ids } = bodyOf(request, ThanksInput)
      return { items: await thank(services, actorOf(request), ids), next: null }
    },
  }
}

/** Takes thanks back. */
export function feedbackUnthanked({ database }: Services): Endpoint {
  return {
    summary: 'Take thanks back before their mail goes out',
    answers: { 204: null },
    problems: ['feedback_unknown', 'thanks_sent'],
    role: 'agent',
    async handle(request, reply) {
      await takeBackThanks(database, actorOf(request).siteId, idIn(request))
      return reply.code(204).send()
    },
  }
}

/** The id in the address; one that cannot be one is like one that is unknown. */
function idIn(request: { params: unknown }): string {
  const { id } = request.params as { id: string }
  if (FeedbackId.safeParse(id).success) return id
  throw new Problem('feedback_unknown', 'The site has no feedback with this id.')
}

/** All feedback that passes the filter, streamed: however much it is, memory does not grow. */
export function exportFeedback({ database, config }: Services, format: 'csv' | 'jsonl'): Endpoint {
  const type = format === 'csv' ? 'text/csv' : 'application/jsonl'
  return {
    summary: format === 'csv' ? 'Feedback for spreadsheets' : 'Feedback for programs: each line one whole feedback',
    query: ExportQuery,
    answers: { 200: type },
    problems: ['invalid'],
    role: 'agent',
    async handle(request, reply) {
      const { siteId } = actorOf(request)
      const pages = eachFeedback(database, siteId, queryOf(request, ExportQuery), config.url)
      const lines =
        format === 'csv'
          ? csvRows(pages, questionIds((await loadMoments(database, siteId)).values()))
          : jsonLines(pages)
      return reply
        .type(`${type}; charset=utf-8`)
        .header('content-disposition', `attachment; filename="feedback.${format}"`)
        .send(Readable.from(lines, { objectMode: false }))
    },
  }
}
