import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, type BrotliOptions, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A body in every encoding that it is served in. */
export interface Packed {
  etag: string
  plain: Buffer
  br: Buffer
  gzip: Buffer
}

/** Bodies kept: a few languages of some hundred sites. */
const KEPT = 500
const packed = new Map<string, Promise<Packed>>()

/** Compresses a body, once for the same bytes. */
export function pack(body: string): Promise<Packed> {
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  let known = packed.get(etag)
  if (!known) {
    if (packed.size >= KEPT) packed.delete(packed.keys().next().value!)
    packed.set(etag, (known = compress(body, etag)))
  }
  return known
}

async function compress(body: string, etag: string): Promise<Packed> {
  const plain = Buffer.from(body)
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(plain, brotliOf(plain, 11)),
    promisify(gzip)(plain, { level: 9 }),
  ])
  return { etag, plain, br, gzip: gz }
}

/**
 * How brotli packs a body. A window no larger than the body packs as well as the usual four megabytes, and takes its
 * memory by the body's size.
 */
export function brotliOf({ length }: Buffer, quality: number): BrotliOptions {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT, BROTLI_MAX_WINDOW_BITS } = constants
  // The window is 16 bytes less than the power of two.
  const window = Math.min(Math.max(Math.ceil(Math.log2(length + 16)), 10), BROTLI_MAX_WINDOW_BITS)
  return {
    params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_LGWIN]: window, [BROTLI_PARAM_SIZE_HINT]: length },
  }
}

/** Answers with the body in the encoding that the reader takes, or with 304 when it has it. */
export function sendPacked(request: FastifyRequest, reply: FastifyReply, body: Packed): FastifyReply {
  void reply.header('vary', addTo(reply.getHeader('vary'), 'accept-encoding')).header('etag', body.etag)
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(body.etag)) return reply.code(304).send()
  const encoding = encodingFor(request.headers['accept-encoding'])
  if (encoding) void reply.header('content-encoding', encoding)
  return reply.send(encoding ? body[encoding === 'gzip' ? 'gzip' : 'br'] : body.plain)
}

/** The best encoding that a reader takes; `q=0` is a refusal, other weights are ignored. */
export function encodingFor(accepted: string | undefined): 'br' | 'gzip' | undefined {
  const taken = (accepted ?? '').split(',').flatMap((one) => {
    const [name, weight] = one.trim().split(/\s*;\s*q=/)
    return Number(weight ?? 1) > 0 ? [name!.toLowerCase()] : []
  })
  return (['br', 'gzip'] as const).find((name) => taken.includes(name))
}

function addTo(vary: unknown, field: string): string {
  return typeof vary === 'string' && vary !== '' ? `${vary}, ${field}` : field
}
