import { EventsQuery } from '@earshot/sdk/contract'
import type { FastifyReply } from 'fastify'
import { consoleRelease } from '../console/files.ts'
import { actorOf, recheck } from '../guard/session.ts'
import { queryOf, refuse } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import { says } from '../rule.ts'
import type { Services } from '../services.ts'

/** What happens, as it happens. */
export function events(services: Services): Endpoint {
  return {
    summary: 'What happens, as it happens (server-sent events); after a break it goes on after Last-Event-ID',
    query: EventsQuery,
    answers: { 200: 'text/event-stream' },
    problems: ['invalid', 'rate_limited'],
    role: 'agent',
    async handle(request, reply) {
      const { siteId, role, kind, id } = actorOf(request)
      const { types, lastId, back, presence, marks } = queryOf(request, EventsQuery)
      for (const [path, asked] of Object.entries({ presence, marks }))
        if (asked === 'true' && kind === 'key')
          throw refuse('the query', [{ path, code: 'invalid_value', ...says('member_own') }])
      const { who, still } = recheck(services, request)
      if (request.method === 'HEAD') return reply.type('text/event-stream').send('')
      const listener = {
        siteId,
        role,
        who,
        types: types?.split(',') ?? [],
        presence: presence === 'true',
        marksOf: marks === 'true' ? id : undefined,
        lastId: lastIdOf(request.headers['last-event-id'], lastId),
        back,
        release: await consoleRelease(),
        still,
      }
      await services.live.open(listener, () => begun(reply))
      return reply
    },
  }
}

/** The header wins: a browser that comes back sets it, and calls the same address as before. */
function lastIdOf(header: string | string[] | undefined, query: string | undefined): number | undefined {
  const said = header === undefined || header === '' ? query : String(header)
  if (said === undefined) return undefined
  if (/^\d{1,15}$/.test(said)) return Number(said)
  throw refuse('the headers', [{ path: 'last-event-id', code: 'invalid_format', ...says('event_id') }])
}

/** Takes the answer out of the framework's hands, with the headers that were set so far. */
function begun(reply: FastifyReply) {
  void reply.hijack()
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    // nginx would keep it back until a buffer is full.
    'x-accel-buffering': 'no',
  })
  return reply.raw
}
