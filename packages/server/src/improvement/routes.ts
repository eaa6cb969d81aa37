import {
  Improvement,
  ImprovementChange,
  ImprovementCheck,
  ImprovementInput,
  ImprovementPage,
  ImprovementQuery,
} from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf, queryOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import {
  changeImprovement,
  checkImprovement,
  getImprovement,
  improvementOf,
  listImprovements,
  planImprovement,
} from './store.ts'

const REFUSALS = ['body_not_json', 'improvement_unknown', 'invalid', 'store_unavailable'] as const

/** What is done about causes. */
export function improvements({ database }: Services): Endpoint {
  return {
    summary: 'What is done about causes, and whether it helped: newest first',
    query: ImprovementQuery,
    answers: { 200: ImprovementPage },
    problems: ['invalid'],
    role: 'agent',
    handle: (request) => listImprovements(database, actorOf(request), queryOf(request, ImprovementQuery)),
  }
}

/** One of them. */
export function oneImprovement({ database }: Services): Endpoint {
  return {
    summary: 'One improvement, with complaints before and after it counted now',
    answers: { 200: Improvement },
    problems: ['improvement_unknown'],
    role: 'agent',
    async handle(request) {
      const row = await getImprovement(database.read, actorOf(request).siteId, idOf(request))
      return improvementOf(database.read, row)
    },
  }
}

/** Plans one. */
export function newImprovement({ database }: Services): Endpoint {
  return {
    summary: 'Plan what is done about a cause, a category or a product; its owner is reminded by mail',
    body: ImprovementInput,
    answers: { 201: Improvement },
    problems: ['body_not_json', 'invalid', 'store_unavailable'],
    role: 'manager',
    async handle(request, reply) {
      const input = bodyOf(request, ImprovementInput)
      const row = await database.transaction((tx) => planImprovement(tx, actorOf(request), input, Date.now()))
      void reply.code(201)
      return improvementOf(database.write, row)
    },
  }
}

/** Changes one, or says that it is done. */
export function improvementChange({ database }: Services): Endpoint {
  return {
    summary: 'Change what is named; `doneAt` says that it is done',
    body: ImprovementChange,
    answers: { 200: Improvement },
    problems: REFUSALS,
    role: 'manager',
    async handle(request) {
      const change = bodyOf(request, ImprovementChange)
      const { siteId } = actorOf(request)
      const id = idOf(request)
      const row = await database.transaction((tx) => changeImprovement(tx, siteId, id, change, Date.now()))
      return improvementOf(database.write, row)
    },
  }
}

/** Whether it helped. */
export function improvementCheck({ database }: Services): Endpoint {
  return {
    summary: 'Say whether it helped, once it is done',
    body: ImprovementCheck,
    answers: { 200: Improvement },
    problems: REFUSALS,
    role: 'manager',
    async handle(request) {
      const check = bodyOf(request, ImprovementCheck)
      const { siteId } = actorOf(request)
      const id = idOf(request)
      const row = await database.transaction((tx) => checkImprovement(tx, siteId, id, check, Date.now()))
      return improvementOf(database.write, row)
    },
  }
}
