import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import { encodingFor, pack, sendPacked } from '../site/packed.ts'
import { consoleFile, consoleShell } from './files.ts'

/** A hashed name never means other bytes. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * Nothing but its own files, its own API and frames of its own origin (previews of the widget); no markup or script
 * can be made from text. Styles of single elements are set by script, which the policy does not count as inline.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** The staff's web app. What it shows it asks of the API; so its page is the same for everybody, signed in or not. */
export function consolePage(): Endpoint {
  return {
    summary: 'The console: the staff’s web app',
    answers: { 200: 'text/html' },
    async handle(request, reply) {
      void reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', POLICY)
        .header('x-robots-tag', 'noindex, nofollow')
        .header('referrer-policy', 'same-origin')
        .header('permissions-policy', 'camera=(self), microphone=(self), geolocation=()')
        .header('cross-origin-opener-policy', 'same-origin')
        // Always looked at anew, so that a new release is used at once.
        .header('cache-control', 'no-cache')
      return sendPacked(request, reply, await pack(await consoleShell()))
    },
  }
}

/** A script, style sheet or font of the console. */
export function consoleAsset(): Endpoint {
  return {
    summary: 'A script, style sheet or font of the console',
    answers: { 200: 'application/octet-stream' },
    problems: ['not_found'],
    async handle(request, reply) {
      const { file } = request.params as { file: string }
      const encoding = encodingFor(request.headers['accept-encoding'])
      const found = await consoleFile(file, encoding)
      if (!found)
        throw new Problem('not_found', 'The console has no such file: it has been renewed. Load the page anew.')
      if (encoding && found.encoded) void reply.header('content-encoding', encoding)
      return reply.header('cache-control', FOR_EVER).header('vary', 'accept-encoding').type(found.type).send(found.body)
    },
  }
}
