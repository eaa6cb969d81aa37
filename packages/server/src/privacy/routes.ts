import { Readable } from 'node:stream'
import {
  EraseInput,
  Erasure,
  ErasureList,
  PersonFound,
  PersonQuery,
  Retention,
  RetentionChange,
} from '@earshot/sdk/contract'
import { record } from '../event/record.ts'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf, queryOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { erase, unknownPerson } from './erase.ts'
import { exportPerson } from './export.ts'
import { keepCopy } from './file.ts'
import { findPerson } from './find.ts'
import { personOf } from './person.ts'
import { changeRetention, retentionOf } from './keep.ts'
import { cancelErasure, listErasures, oneErasure } from './register.ts'

/** What there is of somebody. */
export function personFind({ database }: Services): Endpoint {
  return {
    summary: 'What an export of somebody would hold, and an erasure take away',
    body: PersonQuery,
    answers: { 200: PersonFound },
    problems: ['body_not_json', 'invalid', 'customer_unknown'],
    role: 'manager',
    async handle(request) {
      const { siteId } = actorOf(request)
      const asked = bodyOf(request, PersonQuery)
      return findPerson(database.write, siteId, await personOf(database.write, siteId, asked, Date.now()))
    },
  }
}

/** All of it. */
export function personExport({ database, config }: Services): Endpoint {
  const type = 'application/jsonl'
  return {
    summary: 'Everything of somebody, line by line, with their photos',
    query: PersonQuery,
    answers: { 200: type },
    problems: ['invalid', 'customer_unknown', 'person_unknown'],
    role: 'manager',
    async handle(request, reply) {
      const actor = actorOf(request)
      const { siteId } = actor
      const now = Date.now()
      const person = await personOf(database.write, siteId, queryOf(request, PersonQuery), now)
      const { counts, customers } = await findPerson(database.write, siteId, person)
      if (Object.values(counts).every((count) => count === 0)) throw unknownPerson()
      const data = { customers, feedback: counts.feedback, by: actor.name }
      await database.transaction(async (tx) => record(tx, siteId, { type: 'customer.exported', data }, now))
      return reply
        .type(`${type}; charset=utf-8`)
        .header('content-disposition', 'attachment; filename="person.jsonl"')
        .header('cache-control', 'no-store')
        .send(Readable.from(exportPerson(database, siteId, person, config.url, now), { objectMode: false }))
    },
  }
}

/** Takes it away. */
export function personErase({ database, config }: Services): Endpoint {
  return {
    summary: 'Erase somebody; with `dryRun` only tell what would go. 202: a job goes on with what is left',
    body: EraseInput,
    answers: { 200: PersonFound, 201: Erasure, 202: Erasure },
    problems: ['body_not_json', 'invalid', 'customer_unknown', 'person_unknown', 'store_unavailable'],
    role: 'owner',
    async handle(request, reply) {
      const by = actorOf(request)
      const { siteId } = by
      const { reason, dryRun, ...asked } = bodyOf(request, EraseInput)
      if (dryRun === true)
        return findPerson(database.write, siteId, await personOf(database.write, siteId, asked, Date.now()))
      const erasure = await erase(database, { siteId, asked, reason, by })
      if (erasure.state === 'done') await keepCopy(database, config.data, erasure.id)
      void reply.code(erasure.state === 'done' ? 201 : 202)
      return erasure
    },
  }
}

/** That somebody was erased, never who. */
export function erasures({ database }: Services): Endpoint {
  return {
    summary: 'Erasures, newest first: when, by whom, why, how much; never who it was',
    answers: { 200: ErasureList },
    role: 'manager',
    async handle(request) {
      return { items: await listErasures(database, actorOf(request).siteId) }
    },
  }
}

/** How far one has come. */
export function erasureProgress({ database }: Services): Endpoint {
  return {
    summary: 'One erasure: what there was, what of it is gone so far',
    answers: { 200: Erasure },
    problems: ['erasure_unknown'],
    role: 'manager',
    handle: (request) => oneErasure(database, actorOf(request).siteId, idOf(request)),
  }
}

/** Calls one off. */
export function erasureCancel({ database, config }: Services): Endpoint {
  return {
    summary: 'Call a running erasure off before its next step; what is gone stays gone, and the answer tells how much',
    answers: { 200: Erasure },
    problems: ['erasure_unknown', 'erasure_over', 'store_unavailable'],
    role: 'owner',
    async handle(request) {
      const cancelled = await cancelErasure(database, actorOf(request).siteId, idOf(request), Date.now())
      await keepCopy(database, config.data, cancelled.id)
      return cancelled
    },
  }
}

/** For how long the site keeps what. */
export function retention({ database }: Services): Endpoint {
  return {
    summary: 'For how long words, mails and events are kept',
    answers: { 200: Retention },
    role: 'manager',
    handle: (request) => retentionOf(database.write, actorOf(request).siteId),
  }
}

/** Changes that. */
export function retentionChange({ database }: Services): Endpoint {
  return {
    summary: 'Change for how long words, mails and events are kept',
    body: RetentionChange,
    answers: { 200: Retention },
    problems: ['body_not_json', 'invalid'],
    role: 'owner',
    handle: async (request) => changeRetention(database, actorOf(request).siteId, bodyOf(request, RetentionChange)),
  }
}
