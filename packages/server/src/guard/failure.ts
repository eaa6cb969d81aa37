import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../database/engine.ts'
import { Problem } from '../problem.ts'

/** What went wrong, as the problem that the caller is told. */
export function problemOf(error: unknown, database: Pick<Database, 'isGone'>): Problem {
  if (error instanceof Problem) return error
  if (database.isGone(error))
    return new Problem('store_unavailable', 'The store does not answer at the moment. Try again in a moment.', {
      retryAfter: 5,
      cause: error,
    })
  const { code, statusCode } = error as Partial<FastifyError>
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Problem(
      'body_too_large',
      'The body is larger than 64 KiB. Shorten the words, or send photos as attachments.',
    )
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Problem('body_type_unsupported', 'The content type cannot be read. Send JSON as application/json.')
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH')
    return new Problem('not_found', 'The address cannot be read.')
  // A body that ends early or is not as long as it says.
  if (statusCode !== undefined && statusCode < 500)
    return new Problem('body_not_json', 'The body did not arrive whole. Send it again.', { cause: error })
  return new Problem(
    'internal',
    "The error is in the server's log, with this request's id. Try again; tell the operator if it stays.",
    { cause: error },
  )
}

/** Answers with a problem, and logs the reason of those that are the server's. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
  publicUrl: string,
): FastifyReply {
  if (problem.status >= 500)
    request.log.error({ id: request.id, err: problem.cause ?? problem, code: problem.code }, problem.message)
  if (problem.retryAfter !== undefined)
    void reply
      .header('retry-after', String(problem.retryAfter))
      // Which a page of another origin may not read otherwise.
      .header('access-control-expose-headers', 'retry-after')
  if (problem.code === 'unauthorized') void reply.header('www-authenticate', 'Bearer')
  // What fails before the first hook has no headers yet.
  void reply.header('x-content-type-options', 'nosniff')
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problem.body(publicUrl)))
}

/** Answers what never became a request: Node gave up on it before any route or hook could see it. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket, publicUrl: string): void {
  // The other side is gone, or has an answer already.
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const problem = unreadable(error.code)
  const body = JSON.stringify(problem.body(publicUrl))
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n` +
      'content-type: application/problem+json\r\n' +
      `content-length: ${Buffer.byteLength(body)}\r\n` +
      'x-content-type-options: nosniff\r\nconnection: close\r\n\r\n' +
      body,
  )
}

function unreadable(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new Problem('head_too_large', 'The address and the headers may hold 16 KiB together. Ask for less at once.')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Problem('request_timeout', 'The request did not arrive whole in time. Send it again.')
  return new Problem(
    'request_unreadable',
    'The request cannot be read as HTTP. Characters beyond ASCII in an address must be percent-encoded.',
  )
}
