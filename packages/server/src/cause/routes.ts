import { Cause, CauseChange, CauseInput, CauseList } from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { addCause, changeCause, listCauses } from './store.ts'

/** What complaints can come from. */
export function causes({ database }: Services): Endpoint {
  return {
    summary: 'What complaints can come from, by id; archived ones last',
    answers: { 200: CauseList },
    role: 'agent',
    async handle(request) {
      return { items: await listCauses(database.write, actorOf(request).siteId), next: null }
    },
  }
}

/** Adds a cause. */
export function newCause({ database }: Services): Endpoint {
  return {
    summary: 'Add a cause',
    body: CauseInput,
    answers: { 201: Cause },
    problems: ['body_not_json', 'invalid', 'name_taken', 'store_unavailable'],
    role: 'manager',
    async handle(request, reply) {
      const input = bodyOf(request, CauseInput)
      void reply.code(201)
      return database.transaction((tx) => addCause(tx, actorOf(request).siteId, input))
    },
  }
}

/** Changes a cause. */
export function causeChange({ database }: Services): Endpoint {
  return {
    summary: 'Change a cause: what is named changes, the label as a whole. An archived one stays with its complaints',
    body: CauseChange,
    answers: { 200: Cause },
    problems: ['body_not_json', 'invalid', 'cause_unknown', 'store_unavailable'],
    role: 'manager',
    async handle(request) {
      const change = bodyOf(request, CauseChange)
      return database.transaction((tx) => changeCause(tx, actorOf(request).siteId, idOf(request), change))
    },
  }
}
