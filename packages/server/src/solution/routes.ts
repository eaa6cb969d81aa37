import {
  ProposedList,
  ProposedQuery,
  Solution,
  SolutionChange,
  SolutionInput,
  SolutionPage,
  SolutionQuery,
} from '@earshot/sdk/contract'
import { unknownComplaint } from '../complaint/command.ts'
import { complaintByNumber } from '../complaint/store.ts'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf, queryOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { proposedFor } from './propose.ts'
import { addSolution, changeSolution, listSolutions, requireSolution, solutionOf } from './store.ts'

/** Proven answers and remedies. */
export function solutions({ database }: Services): Endpoint {
  return {
    summary: 'Proven answers and remedies, those first that customers confirmed most often',
    query: SolutionQuery,
    answers: { 200: SolutionPage },
    problems: ['invalid'],
    role: 'agent',
    async handle(request) {
      return listSolutions(database, actorOf(request).siteId, queryOf(request, SolutionQuery))
    },
  }
}

/** Saves one. */
export function newSolution({ database }: Services): Endpoint {
  return {
    summary: 'Save an answer or a remedy as a solution: words with placeholders, or a message of a complaint',
    body: SolutionInput,
    answers: { 201: Solution },
    problems: ['body_not_json', 'invalid'],
    role: 'agent',
    async handle(request, reply) {
      const input = bodyOf(request, SolutionInput)
      void reply.code(201)
      return database.transaction((tx) => addSolution(tx, actorOf(request), input))
    },
  }
}

/** One of them. */
export function oneSolution({ database }: Services): Endpoint {
  return {
    summary: 'One solution, archived or not',
    answers: { 200: Solution },
    problems: ['solution_unknown'],
    role: 'agent',
    async handle(request) {
      return solutionOf(await requireSolution(database.write, actorOf(request).siteId, idOf(request)))
    },
  }
}

/** Changes or archives one. */
export function solutionChange({ database }: Services): Endpoint {
  return {
    summary: 'Change a solution: what is named changes, the versions as a whole; `archived` takes it out of use',
    body: SolutionChange,
    answers: { 200: Solution },
    problems: ['body_not_json', 'invalid', 'solution_unknown'],
    role: 'manager',
    async handle(request) {
      const change = bodyOf(request, SolutionChange)
      return database.transaction((tx) => changeSolution(tx, actorOf(request).siteId, idOf(request), change))
    },
  }
}

/** What may help with a complaint. */
export function proposedSolutions({ database }: Services): Endpoint {
  return {
    summary: 'Solutions for a complaint by category, product and words, in its language, placeholders filled',
    query: ProposedQuery,
    answers: { 200: ProposedList },
    problems: ['invalid', 'complaint_unknown'],
    role: 'agent',
    async handle(request) {
      const actor = actorOf(request)
      const query = queryOf(request, ProposedQuery)
      const { number } = request.params as { number: string }
      const complaint = await complaintByNumber(database, actor.siteId, number)
      if (!complaint) throw unknownComplaint()
      return { items: await proposedFor(database, actor, complaint, query), next: null }
    },
  }
}
