import type { FastifyReply, FastifyRequest } from 'fastify'

/** A day: the answer never changes. */
const PREFLIGHT_S = 86_400

/**
 * Lets the page read the answer. Whether its origin may speak to the site is decided by the route, which refuses with
 * 403: a refusal that the page's developer can read helps more than a silent one. There are no cookies on `/v1`,
 * so no page gains by reading what anyone may know.
 */
export function answerOrigin(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('vary', 'Origin')
  const { origin } = request.headers
  if (origin !== undefined) void reply.header('access-control-allow-origin', origin)
}

/** Answers any preflight: which site is meant is known only from the request that follows. */
export function preflight(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(204)
    .header('access-control-allow-methods', 'GET, POST')
    .header('access-control-allow-headers', 'content-type')
    .header('access-control-max-age', String(PREFLIGHT_S))
    .send()
}
