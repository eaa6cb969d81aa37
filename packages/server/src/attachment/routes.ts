import { Readable } from 'node:stream'
import { PHOTO_MAX, SiteKey, Upload } from '@earshot/sdk/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { findComplaint } from '../complaint/store.ts'
import { requireOrigin } from '../guard/origin.ts'
import { actorOf } from '../guard/session.ts'
import { invalid } from '../invalid.ts'
import { pretendPhoto } from '../moment/pretend.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { siteWithKey } from '../site/named.ts'
import { takePhoto } from './intake.ts'
import { findAttachment, requireRoom } from './store.ts'

/** A photo that has not arrived by then makes room for others. */
const ARRIVE_MS = 120_000

const UploadQuery = z.strictObject({ site: SiteKey })
const ViewQuery = z.strictObject({
  /** Any value, or none: the small picture of at most 320 pixels. */
  thumb: z.optional(z.string()),
})

/** Takes one photo as the raw body. */
export function uploadPhoto(services: Services): Endpoint {
  return {
    summary: 'Upload one photo as the raw body, to be named in a feedback within a day',
    query: UploadQuery,
    takes: 'image/*',
    answers: { 201: Upload },
    problems: [
      'origin_not_allowed',
      'site_unknown',
      'invalid',
      'attachment_type',
      'attachment_too_large',
      'attachment_unreadable',
      'attachment_quota',
      'rate_limited',
      'store_unavailable',
    ],
    async handle(request, reply) {
      const pretended = await pretendPhoto(services, request)
      if (pretended) return reply.code(201).send(pretended)
      // Whose it is, and whether there is room, is known before a byte of it is read.
      const query = UploadQuery.safeParse(request.query)
      if (!query.success) throw invalid(query.error, 'the query')
      const { site } = await siteWithKey(services, query.data.site)
      requireOrigin(services, request.headers.origin, site)
      await services.limits.site(request, site)
      await requireRoom(services.database.write, site, 1)
      const size = Number(request.headers['content-length'] ?? PHOTO_MAX)
      if (size > PHOTO_MAX) throw tooLarge()

      const id = await takePhoto(services.database, site, size, () => arrived(request, size))
      void reply.code(201)
      return { id }
    },
  }
}

/** A photo, for staff. */
export function staffAttachment({ database }: Services): Endpoint {
  return {
    summary: 'A photo; with ?thumb a small one',
    query: ViewQuery,
    answers: { 200: 'image/*' },
    problems: ['attachment_unknown', 'invalid'],
    role: 'agent',
    async handle(request, reply) {
      const { siteId } = actorOf(request)
      const { id } = request.params as { id: string }
      return send(reply, await findAttachment(database, siteId, id, variantOf(request)))
    },
  }
}

/** A photo of a complaint, for who has its private link. */
export function complaintAttachment({ database }: Services): Endpoint {
  return {
    summary: 'A photo of the complaint; with ?thumb a small one',
    query: ViewQuery,
    answers: { 200: 'image/*' },
    problems: ['attachment_unknown', 'invalid'],
    async handle(request, reply) {
      const { token, id } = request.params as { token: string; id: string }
      const variant = variantOf(request)
      const complaint = (await findComplaint(database, token))?.complaint
      const found = complaint && (await findAttachment(database, complaint.site_id, id, variant, complaint.feedback_id))
      return send(reply, found)
    },
  }
}

function variantOf(request: FastifyRequest): 'full' | 'thumb' {
  const query = ViewQuery.safeParse(request.query)
  if (!query.success) throw invalid(query.error, 'the query')
  return query.data.thumb === undefined ? 'full' : 'thumb'
}

function send(reply: FastifyReply, found: { type: string; data: Uint8Array } | undefined): FastifyReply {
  if (!found) throw new Problem('attachment_unknown', 'There is no such file here, or it belongs to something else.')
  return reply
    .type(found.type)
    .header('content-disposition', `inline; filename="photo.${found.type.split('/')[1]}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('x-robots-tag', 'noindex')
    .header('cache-control', 'private, max-age=3600')
    .send(Buffer.from(found.data.buffer, found.data.byteOffset, found.data.byteLength))
}

/**
 * The whole body, of at most `max` bytes. Rejects with `attachment_too_large` as soon as it is more, and with
 * `attachment_unreadable` when it breaks off.
 */
async function arrived({ body }: FastifyRequest, max: number): Promise<Buffer> {
  if (!(body instanceof Readable))
    throw new Problem('attachment_type', 'Send the photo itself as the body, with its type, such as image/jpeg.')
  // Written where it will stay: joined afterwards it would take its room twice.
  const bytes = Buffer.allocUnsafe(max)
  let size = 0
  const late = setTimeout(() => body.destroy(new Error('too slow')), ARRIVE_MS)
  try {
    // Destroying the request would cut the connection before the answer is out.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (size + chunk.length > max) throw tooLarge()
      size += chunk.copy(bytes, size)
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('attachment_unreadable', 'The photo did not arrive whole. Send it again.', { cause: error })
  } finally {
    clearTimeout(late)
  }
  return bytes.subarray(0, size)
}

function tooLarge(): Problem {
  return new Problem('attachment_too_large', `The photo has more than ${PHOTO_MAX / 1024 / 1024} MB. Make it smaller.`)
}
