import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { FeedbackInput, PHOTO_MAX, type Receipt, type Upload } from '@earshot/sdk/contract'
import type { FastifyRequest } from 'fastify'
import { needsAnswer } from '../complaint/store.ts'
import { invalid, refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { findPreview, isPreviewKey, type Shown } from './preview.ts'
import { checkAnswers } from './validate.ts'

/** The preview whose key stands where a site's would; undefined for a site's. Rejects with `site_unknown`. */
export async function previewAt(
  services: Pick<Services, 'database' | 'origin'>,
  request: FastifyRequest,
  key: unknown,
): Promise<Shown | undefined> {
  if (!isPreviewKey(key)) return undefined
  const { origin } = request.headers
  const shown = await findPreview(services.database, key)
  if (!shown)
    throw new Problem('site_unknown', 'This preview is over. Show the drafts anew: POST /api/moments/preview.')
  if (origin === undefined || origin === services.origin || origin === `${request.protocol}://${request.host}`)
    return shown
  throw new Problem('origin_not_allowed', 'Only pages of this server show previews.')
}

/** Answers a feedback from a preview as if it had been stored; undefined for one that is real. Nothing is stored. */
export async function pretendFeedback(
  services: Pick<Services, 'database' | 'origin' | 'config'>,
  request: FastifyRequest,
): Promise<Receipt | undefined> {
  const body = request.body as Record<string, unknown> | null
  const shown = await previewAt(services, request, body?.['site'])
  if (!shown) return undefined
  const read = FeedbackInput.safeParse({ ...body, site: 'pk_preview' })
  if (!read.success) throw invalid(read.error, 'the feedback')
  const { id, moment, answers, contact, complaint } = read.data
  const history = shown.moments.get(moment)
  if (!history) throw new Problem('moment_unknown', 'The preview shows no such moment.')
  const { errors, satisfaction } = checkAnswers(answers, history.current, history)
  if (errors.length > 0) throw refuse('the feedback', errors)
  const now = new Date()
  return {
    id,
    receivedAt: now.toISOString(),
    complaint: needsAnswer(complaint === true, satisfaction, contact)
      ? { number: `${now.getUTCFullYear()}-000000`, url: `${services.config.url}/preview/${shown.id}` }
      : null,
  }
}

/** Answers a photo from a preview as if it had been stored; undefined for one that is real. It is read and forgotten. */
export async function pretendPhoto(
  services: Pick<Services, 'database' | 'origin'>,
  request: FastifyRequest,
): Promise<Upload | undefined> {
  const shown = await previewAt(services, request, (request.query as { site?: unknown }).site)
  if (!shown) return undefined
  let size = 0
  if (request.body instanceof Readable)
    for await (const chunk of request.body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > PHOTO_MAX) throw new Problem('attachment_too_large', 'The photo is too large.')
    }
  return { id: randomBytes(16).toString('base64url') }
}
