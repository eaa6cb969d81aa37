import { Demo, DemoInput } from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { bodyOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { beginEmptying, beginFilling, demoOf } from './run.ts'

/** Days of the story unless asked otherwise. */
const DAYS = 42

/** How the demo stands. */
export function demo({ database }: Services): Endpoint {
  return {
    summary: 'Whether the demo’s story is in the shop, how far it is, and what may be done',
    answers: { 200: Demo },
    role: 'agent',
    handle: (request) => demoOf(database, actorOf(request).siteId),
  }
}

/** Fills an empty shop. */
export function demoFilling({ database }: Services): Endpoint {
  return {
    summary: 'Fill an empty shop with the demo’s story; goes on after the answer',
    body: DemoInput,
    answers: { 202: Demo },
    problems: ['invalid', 'demo_not_possible'],
    role: 'owner',
    async handle(request, reply) {
      const { days = DAYS } = request.body === undefined || request.body === null ? {} : bodyOf(request, DemoInput)
      const { siteId } = actorOf(request)
      await beginFilling(database, siteId, days)
      void reply.code(202)
      return demoOf(database, siteId)
    },
  }
}

/** Takes it away. */
export function demoEmptying({ database }: Services): Endpoint {
  return {
    summary: 'Take away exactly what the demo brought; goes on after the answer. Done already is done as well',
    answers: { 202: Demo },
    role: 'owner',
    async handle(request, reply) {
      const { siteId } = actorOf(request)
      await beginEmptying(database, siteId)
      void reply.code(202)
      return demoOf(database, siteId)
    },
  }
}
