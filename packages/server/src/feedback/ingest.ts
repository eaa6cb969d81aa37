import { FeedbackInput, type Flag, type Moment, type Receipt } from '@earshot/sdk/contract'
import type { FastifyRequest } from 'fastify'
import type { Claim, Named } from '../attachment/claim.ts'
import * as z from 'zod/mini'
import { compiled } from '../compiled.ts'
import { complaintUrl } from '../complaint/store.ts'
import type { FeedbackTable } from '../database/schema.ts'
import { requireOrigin } from '../guard/origin.ts'
import { invalid, refuse } from '../invalid.ts'
import { checkAnswers } from '../moment/validate.ts'
import { signedOrder } from '../order/token.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import type { Services } from '../services.ts'
import { siteNamed } from '../site/named.ts'
import type { Outcome } from './commit.ts'
import { rowOf } from './row.ts'

const Input = compiled(FeedbackInput)

/** A person needs longer than this to read one question and answer it. */
const FAST_MS = 1500

/**
 * `POST /v1/feedback`. Resolves when the feedback is safely on disk, or was before.
 * Every way out says why; nothing is dropped silently.
 */
export async function ingest(
  services: Services,
  request: FastifyRequest,
): Promise<{ status: 200 | 201; receipt: Receipt }> {
  // Identify: which site, and may this page speak to it?
  const body = unixLines(request.body)
  const { site, moments } = await siteNamed(services, body)
  services.seen.note(site, request.headers.origin)
  requireOrigin(services, request.headers.origin, site)

  // Limit: by site; by address was done before the body was read.
  await services.limits.site(request, site)

  // Validate: its shape, then what the moment asks.
  const read = z.safeParse(Input, body)
  if (!read.success) throw invalid(read.error, 'the feedback')
  const input = read.data
  const history = moments.get(input.moment)
  if (!history) throw new Problem('moment_unknown', `The site asks at ${[...moments.keys()].join(', ')}, not at that.`)
  const asked = history.versions.get(input.momentVersion ?? 0) ?? history.current
  const checked = checkAnswers(input.answers, asked, history)
  if (checked.errors.length > 0) throw refuse('the feedback', checked.errors)

  // Normalise: an empty answer is none, and what looks odd is flagged.
  for (const id in input.answers) if (isEmpty(input.answers[id])) delete input.answers[id]
  if (saysNothing(input))
    throw refuse('the feedback', [{ path: 'answers', code: 'too_small', ...says('answer_missing') }])
  const token = input.order?.token
  const order = token === undefined ? undefined : await signedOrder(token, input.order!.id, site.signingKey)
  const flags: Flag[] = []
  if (input.signals?.honeypot) flags.push('honeypot')
  if (input.signals?.elapsed !== undefined && input.signals.elapsed < FAST_MS) flags.push('fast')
  if (checked.retired) flags.push('retired')
  if (token !== undefined && !order) flags.push('order-unproven')

  const named = filesOf(input, checked.photos)
  if (named.length > 0) input.attachments = named.map(({ id }) => id)

  // Store: together with all that arrives in this turn of the event loop.
  const row = rowOf(input, {
    siteId: site.id,
    momentVersion: asked.version,
    receivedAt: Date.now(),
    satisfaction: checked.satisfaction,
    flags,
    proven: order !== undefined,
    test: site.test,
  })
  const claim = named.length > 0 ? claimOf(row, named) : undefined
  const outcome = await services.batch.add({
    row,
    timeZone: site.timeZone,
    publicUrl: services.config.url,
    signingKey: site.signingKey,
    words: wordsOf(input, asked),
    claim,
    order,
  })
  return receiptOf(input.id, outcome, services.config.url)
}

/** What the sender is told of what became of it. Rejects what was not stored. */
export function receiptOf(id: string, outcome: Outcome, publicUrl: string): { status: 200 | 201; receipt: Receipt } {
  if (outcome.is === 'refused') throw refuse('the feedback', outcome.errors)
  if (outcome.is === 'erased')
    throw new Problem('erased', 'This feedback was erased and is not stored again. Nothing needs to be done.')
  if (outcome.is === 'conflict')
    throw new Problem(
      'feedback_conflict',
      'This id was used for other answers. Make a new id for each feedback: uuidv7().',
    )
  const { complaint } = outcome
  return {
    status: outcome.is === 'new' ? 201 : 200,
    receipt: {
      id,
      receivedAt: new Date(outcome.receivedAt).toISOString(),
      complaint: complaint && { number: complaint.number, url: complaintUrl(publicUrl, complaint) },
    },
  }
}

/**
 * A form posts its lines with CRLF, a script with LF: the same words from both must be equal,
 * and no longer by one way than by the other.
 */
function unixLines(body: unknown): unknown {
  const answers = (body as { answers?: unknown } | null)?.answers
  if (typeof answers !== 'object' || answers === null) return body
  for (const [id, answer] of Object.entries(answers))
    if (typeof answer === 'string' && answer.includes('\r'))
      (answers as Record<string, string>)[id] = answer.replace(/\r\n?/g, '\n')
  return body
}

/** Files that the feedback names, each once: beside its answers, or as an answer. */
export function filesOf({ attachments = [] }: FeedbackInput, photos: readonly Named[]): Named[] {
  const all = [...attachments.map((id, at) => ({ id, path: `attachments.${at}` })), ...photos]
  return all.length > 1 ? [...new Map(all.map((one) => [one.id, one])).values()] : all
}

/** How the feedback takes the files that it names. */
export function claimOf(row: FeedbackTable, named: readonly Named[]): Claim {
  return { siteId: row.site_id, by: `feedback:${row.feedback_id}`, complaint: row.feedback_id, named }
}

/** What the customer wrote, question by question. */
export function wordsOf({ answers }: Pick<FeedbackInput, 'answers'>, asked: Moment): string | undefined {
  const words = asked.questions.flatMap(({ id, kind }) => (kind === 'text' ? (answers[id] ?? []) : []))
  return words.length === 0 ? undefined : words.join('\n\n')
}

function isEmpty(answer: unknown): boolean {
  return answer === '' || (Array.isArray(answer) && answer.length === 0)
}

/** A contact, a photo or the wish for an answer is a word, too. */
function saysNothing(input: FeedbackInput): boolean {
  for (const _ in input.answers) return false
  return !input.contact && !input.attachments?.length && !input.complaint
}
