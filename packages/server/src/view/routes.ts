import { SavedView, SavedViewChange, SavedViewInput, SavedViewList } from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { memberOf } from '../staff/actor.ts'
import { addView, changeView, listViews, removeView } from './store.ts'

/** Saved views. */
export function views({ database }: Services): Endpoint {
  return {
    summary: 'Saved views of the inbox and of complaints: your own and shared ones, in their order',
    answers: { 200: SavedViewList },
    role: 'agent',
    async handle(request) {
      return { items: await listViews(database.write, memberOf(actorOf(request))), next: null }
    },
  }
}

/** Keeps one. */
export function newView({ database }: Services): Endpoint {
  return {
    summary: 'Keep the filters of a list under a name, for yourself or for everybody',
    body: SavedViewInput,
    answers: { 201: SavedView },
    problems: ['body_not_json', 'invalid'],
    role: 'agent',
    async handle(request, reply) {
      const input = bodyOf(request, SavedViewInput)
      const actor = memberOf(actorOf(request))
      const made = await database.transaction((tx) => addView(tx, actor, input))
      void reply.code(201)
      return made
    },
  }
}

/** Changes one. */
export function viewChange({ database }: Services): Endpoint {
  return {
    summary: 'Change a view of yours, or as a manager a shared one: what is named changes, the query as a whole',
    body: SavedViewChange,
    answers: { 200: SavedView },
    problems: ['body_not_json', 'invalid', 'view_unknown'],
    role: 'agent',
    async handle(request) {
      const change = bodyOf(request, SavedViewChange)
      const actor = memberOf(actorOf(request))
      return database.transaction((tx) => changeView(tx, actor, idOf(request), change))
    },
  }
}

/** Removes one. */
export function viewRemoval({ database }: Services): Endpoint {
  return {
    summary: 'Remove a view of yours, or as a manager a shared one',
    answers: { 204: null },
    problems: ['view_unknown'],
    role: 'agent',
    async handle(request, reply) {
      const actor = memberOf(actorOf(request))
      await database.transaction((tx) => removeView(tx, actor, idOf(request)))
      return reply.code(204).send()
    },
  }
}
