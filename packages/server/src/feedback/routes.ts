import { Readable } from 'node:stream'
import {
  BroughtFeedback,
  Feedback,
  FeedbackId,
  FeedbackInput,
  FeedbackPage,
  FeedbackQuery,
  Receipt,
} from '@earshot/sdk/contract'
import * as z from 'zod/mini'
import { actorOf } from '../guard/session.ts'
import { bodyOf, queryOf } from '../invalid.ts'
import { loadMoments } from '../moment/store.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { bringIn } from './bring.ts'
import { csvRows, jsonLines, questionIds } from './export.ts'
import { ingest } from './ingest.ts'
import { eachFeedback, getFeedback, listFeedback } from './store.ts'

const ExportQuery = z.omit(FeedbackQuery, { limit: true, cursor: true })

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
      const { status, receipt } = await ingest(services, request)
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
      const { siteId } = actorOf(request)
      return listFeedback(database, siteId, queryOf(request, FeedbackQuery), config.url)
    },
  }
}

/** One feedback. */
export function oneFeedback({ database, config }: Services): Endpoint {
  return {
    summary: 'One feedback',
    answers: { 200: Feedback },
    problems: ['feedback_unknown'],
    role: 'agent',
    async handle(request) {
      const { siteId } = actorOf(request)
      const { id } = request.params as { id: string }
      const found = FeedbackId.safeParse(id).success && (await getFeedback(database, siteId, id, config.url))
      if (!found) throw new Problem('feedback_unknown', 'The site of this key has no feedback with this id.')
      return found
    },
  }
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
