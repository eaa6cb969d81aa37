import { Label, LabelApplied, LabelApply, LabelChange, LabelInput, LabelList } from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { addLabel, applyLabels, changeLabel, listLabels, removeLabel } from './store.ts'

/** The labels of the site. */
export function labels({ database }: Services): Endpoint {
  return {
    summary: 'Labels for feedback and complaints, by name',
    answers: { 200: LabelList },
    role: 'agent',
    async handle(request) {
      return { items: await listLabels(database.write, actorOf(request).siteId), next: null }
    },
  }
}

/** Adds a label. */
export function newLabel({ database }: Services): Endpoint {
  return {
    summary: 'Add a label',
    body: LabelInput,
    answers: { 201: Label },
    problems: ['body_not_json', 'invalid', 'name_taken'],
    role: 'manager',
    async handle(request, reply) {
      const input = bodyOf(request, LabelInput)
      void reply.code(201)
      return database.transaction((tx) => addLabel(tx, actorOf(request).siteId, input))
    },
  }
}

/** Renames a label, or gives it another colour. */
export function labelChange({ database }: Services): Endpoint {
  return {
    summary: 'Change a label: what is named changes',
    body: LabelChange,
    answers: { 200: Label },
    problems: ['body_not_json', 'invalid', 'label_unknown', 'name_taken'],
    role: 'manager',
    async handle(request) {
      const change = bodyOf(request, LabelChange)
      return database.transaction((tx) => changeLabel(tx, actorOf(request).siteId, idOf(request), change))
    },
  }
}

/** Removes a label. */
export function labelRemoval({ database }: Services): Endpoint {
  return {
    summary: 'Remove a label, and take it off everything that has it',
    answers: { 204: null },
    problems: ['label_unknown'],
    role: 'manager',
    async handle(request, reply) {
      await database.transaction((tx) => removeLabel(tx, actorOf(request).siteId, idOf(request)))
      return reply.code(204).send()
    },
  }
}

/** Puts labels on many at once. */
export function labelApply({ database }: Services): Endpoint {
  return {
    summary: 'Put labels on feedback and complaints, and take others off, up to 500 at once',
    body: LabelApply,
    answers: { 200: LabelApplied },
    problems: ['body_not_json', 'invalid'],
    role: 'agent',
    async handle(request) {
      const input = bodyOf(request, LabelApply)
      return {
        items: await database.transaction((tx) => applyLabels(tx, actorOf(request).siteId, input)),
        next: null,
      }
    },
  }
}
