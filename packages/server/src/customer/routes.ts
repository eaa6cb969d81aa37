import {
  Customer,
  CustomerChange,
  CustomerNote,
  CustomerPage,
  CustomerQuery,
  Feedback,
  FeedbackId,
  FeedbackOwner,
  MergeInput,
  NoteInput,
  SplitInput,
} from '@earshot/sdk/contract'
import { getFeedback } from '../feedback/store.ts'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf, queryOf } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { cardOf } from './card.ts'
import { addNote, changeCustomer } from './change.ts'
import { listCustomers } from './list.ts'
import { mergeCustomers, splitCustomer } from './merge.ts'
import { linkFeedback, requireCustomer } from './store.ts'

/** A page of customers. */
export function customers({ database }: Services): Endpoint {
  return {
    summary:
      'Customers, newest first; `text` is exactly a mail address, phone, customer or order number, or else words of a card',
    query: CustomerQuery,
    answers: { 200: CustomerPage },
    problems: ['invalid'],
    role: 'agent',
    async handle(request) {
      return listCustomers(database, actorOf(request).siteId, queryOf(request, CustomerQuery))
    },
  }
}

/** One customer's card. */
export function oneCustomer({ database }: Services): Endpoint {
  return {
    summary:
      'One card: orders, feedback, complaints, satisfaction over time, consent, notes, and who is perhaps the same',
    answers: { 200: Customer },
    problems: ['customer_unknown'],
    role: 'agent',
    async handle(request) {
      return cardOf(database.write, actorOf(request).siteId, idOf(request))
    },
  }
}

/** Changes what staff know about a customer. */
export function customerChange({ database }: Services): Endpoint {
  return {
    summary: 'Change a card: what is named changes, days as a whole, consent by way',
    body: CustomerChange,
    answers: { 200: Customer },
    problems: ['invalid', 'customer_unknown'],
    role: 'agent',
    async handle(request) {
      const change = bodyOf(request, CustomerChange)
      const actor = actorOf(request)
      await database.transaction((tx) => changeCustomer(tx, actor, idOf(request), change))
      return cardOf(database.write, actor.siteId, idOf(request))
    },
  }
}

/** Makes two cards one. */
export function customerMerge({ database }: Services): Endpoint {
  return {
    summary: 'Merge another card into this one; `split` undoes it',
    body: MergeInput,
    answers: { 200: Customer },
    problems: ['invalid', 'customer_unknown', 'cannot_merge'],
    role: 'agent',
    async handle(request) {
      const { other } = bodyOf(request, MergeInput)
      const actor = actorOf(request)
      const person = await database.transaction((tx) => mergeCustomers(tx, actor, idOf(request), other))
      return cardOf(database.write, actor.siteId, person)
    },
  }
}

/** Makes one card two. */
export function customerSplit({ database }: Services): Endpoint {
  return {
    summary: 'Undo a merge, or take keys, orders and feedback to a card of their own; answers the card taken out',
    body: SplitInput,
    answers: { 200: Customer },
    problems: ['invalid', 'customer_unknown', 'cannot_merge'],
    role: 'agent',
    async handle(request) {
      const what = bodyOf(request, SplitInput)
      const actor = actorOf(request)
      const out = await database.transaction((tx) => splitCustomer(tx, actor, idOf(request), what))
      return cardOf(database.write, actor.siteId, out)
    },
  }
}

/** Writes a note on a card. */
export function customerNote({ database }: Services): Endpoint {
  return {
    summary: 'Write a note on a card; only staff read it',
    body: NoteInput,
    answers: { 201: CustomerNote },
    problems: ['invalid', 'customer_unknown'],
    role: 'agent',
    async handle(request, reply) {
      const { words } = bodyOf(request, NoteInput)
      void reply.code(201)
      return database.transaction((tx) => addNote(tx, actorOf(request), idOf(request), words))
    },
  }
}

/** Puts a feedback on a card by hand, or takes it off. */
export function feedbackOwner({ database, config }: Services): Endpoint {
  return {
    summary: 'Put a feedback on a customer’s card, or with null take it off; it then stays as staff put it',
    body: FeedbackOwner,
    answers: { 200: Feedback },
    problems: ['invalid', 'feedback_unknown', 'customer_unknown'],
    role: 'agent',
    async handle(request) {
      const { customer } = bodyOf(request, FeedbackOwner)
      const { siteId } = actorOf(request)
      const { id } = request.params as { id: string }
      const known = FeedbackId.safeParse(id).success && (await getFeedback(database, siteId, id, config.url))
      if (!known) throw new Problem('feedback_unknown', 'The site of this key has no feedback with this id.')
      await database.transaction(async (tx) => {
        const card = customer === null ? null : (await requireCustomer(tx.query, siteId, customer)).customer_id
        await linkFeedback(tx, siteId, [id], card, 'staff')
      })
      return (await getFeedback(database, siteId, id, config.url))!
    },
  }
}
