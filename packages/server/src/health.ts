import * as z from 'zod/mini'
import { Problem } from './problem.ts'
import type { Endpoint } from './route.ts'
import type { Services } from './services.ts'

const Ok = z.strictObject({ status: z.literal('ok') })

/** Alive: the process answers. */
export function healthz(): Endpoint {
  return { summary: 'Whether the server is alive', answers: { 200: Ok }, handle: () => ({ status: 'ok' }) }
}

/** Ready: what is sent here can be stored. */
export function readyz({ database }: Services): Endpoint {
  return {
    summary: 'Whether the server can write',
    answers: { 200: Ok },
    problems: ['store_unavailable'],
    async handle(_request, reply) {
      void reply.header('cache-control', 'no-store')
      try {
        await database.check()
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new Problem('store_unavailable', `The ${database.engine} store does not take writes: ${reason}.`, {
          retryAfter: 5,
          cause: error,
        })
      }
      return { status: 'ok' }
    },
  }
}
