import {
  BulkInput,
  BulkResult,
  Command,
  commandBody,
  Complaint,
  ComplaintPage,
  ComplaintQuery,
  CUSTOMER_BODIES,
  type CustomerAct,
  CustomerComplaint,
  Seal,
  SealQuery,
} from '@earshot/sdk/contract'
import type { FastifyRequest } from 'fastify'
import type { ComplaintTable } from '../database/schema.ts'
import { actorOf } from '../guard/session.ts'
import { bodyOf, invalid, refuse } from '../invalid.ts'
import { see } from '../mark/seen.ts'
import type { Endpoint, Route } from '../route.ts'
import { says } from '../rule.ts'
import type { Services } from '../services.ts'
import { getSite, type Site } from '../site/store.ts'
import { inBulk } from './bulk.ts'
import { erasedComplaint, perform, unknownComplaint } from './command.ts'
import { listComplaints } from './list.ts'
import { RULES } from './rules.ts'
import { lastDay, sealOf } from './seal.ts'
import { complaintByLink, complaintByNumber, wasErased } from './store.ts'
import { complaintOf, customerViewOf } from './view.ts'

/** What a command may be refused with. */
const REFUSALS = [
  'body_not_json',
  'complaint_unknown',
  'erased',
  'complaint_changed',
  'command_not_possible',
  'invalid',
  'rate_limited',
  'store_unavailable',
] as const

/** A page of complaints. */
export function complaints({ database, config }: Services): Endpoint {
  return {
    summary: 'Complaints, newest first or by what is due next',
    query: ComplaintQuery,
    answers: { 200: ComplaintPage },
    problems: ['invalid'],
    role: 'agent',
    async handle(request) {
      const read = ComplaintQuery.safeParse(request.query)
      if (!read.success) throw invalid(read.error, 'the query')
      return listComplaints(database, actorOf(request), read.data, config.url)
    },
  }
}

/** One complaint. */
export function oneComplaint({ database, config }: Services): Endpoint {
  return {
    summary: 'One complaint: where it stands, what was said and done, and what is possible now',
    answers: { 200: Complaint },
    problems: ['complaint_unknown'],
    role: 'agent',
    async handle(request) {
      const actor = actorOf(request)
      return complaintOf(database.write, await named(database, actor.siteId, request), actor, config.url)
    },
  }
}

/** One route for each command of the table. */
export function commands(services: Services): Route[] {
  return Command.options.map((command) => {
    const body = commandBody(command)
    return {
      method: 'POST',
      url: `/api/complaints/:number/${command}`,
      summary: RULES[command].says,
      body,
      answers: { 200: Complaint },
      problems: REFUSALS,
      role: 'agent',
      async handle(request) {
        const { version, ...payload } = bodyOf(request, body)
        const actor = actorOf(request)
        const { database, config } = services
        const { site_id: siteId, feedback_id: feedbackId } = await named(database, actor.siteId, request)
        const done = await perform(services, { siteId, feedbackId, command, actor, payload, version })
        // What one has done oneself is nothing new.
        if (actor.kind === 'staff') await database.transaction((tx) => see(tx, siteId, actor.id, [done], true))
        return complaintOf(database.write, done, actor, config.url)
      },
    }
  })
}

/** One command for many. */
export function bulk(services: Services): Endpoint {
  return {
    summary: 'Give one command to up to 200 complaints, each by itself: what became of each',
    body: BulkInput,
    answers: { 200: BulkResult },
    problems: ['body_not_json', 'invalid', 'store_unavailable'],
    role: 'agent',
    async handle(request) {
      return { items: await inBulk(services, actorOf(request), bodyOf(request, BulkInput)), next: null }
    },
  }
}

/** What the owners were mailed, worked out anew. */
export function seal({ database }: Services): Endpoint {
  return {
    summary: 'The hash of all histories at the end of a day (UTC), to compare with what the owners were mailed',
    query: SealQuery,
    answers: { 200: Seal },
    problems: ['invalid'],
    role: 'owner',
    async handle(request) {
      const read = SealQuery.safeParse(request.query)
      if (!read.success) throw invalid(read.error, 'the query')
      const last = lastDay(Date.now())
      const { day = last } = read.data
      if (day > last) throw refuse('the query', [{ path: 'day', code: 'too_big', ...says('day_over', { date: last }) }])
      return sealOf(database, actorOf(request).siteId, day)
    },
  }
}

/** The customer's side, by the private link. */
export function customerComplaint({ database }: Services): Endpoint {
  return {
    summary: 'A complaint as the customer sees it, by its private link',
    answers: { 200: CustomerComplaint },
    problems: ['complaint_unknown', 'erased'],
    async handle(request, reply) {
      void reply.header('cache-control', 'no-store')
      const { complaint, site } = await linked(database, request)
      return customerViewOf(database.write, complaint, site)
    },
  }
}

/** What the customer does, in the words of the table. */
const ACTS: { [A in CustomerAct]: (body: never) => { command: Command; payload: Record<string, unknown> } } = {
  messages: (payload) => ({ command: 'reply', payload }),
  objection: (payload) => ({ command: 'object', payload }),
  decision: ({ accept, name, words, remedy }: { accept: boolean; name?: string; words?: string; remedy?: string }) => {
    const said = accept ? { name, remedy } : { words, remedy }
    const payload = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
    return { command: accept ? 'accept' : 'decline', payload }
  },
  confirmation: (payload) => ({ command: 'confirm', payload }),
  rating: (payload) => ({ command: 'rate', payload }),
  reopen: (payload) => ({ command: 'reopen', payload }),
  withdraw: (payload) => ({ command: 'withdraw', payload }),
}

/** One route for each thing that a customer may do. */
export function customerActs(services: Services): Route[] {
  return (Object.keys(CUSTOMER_BODIES) as CustomerAct[]).map((act) => {
    const body = CUSTOMER_BODIES[act]
    return {
      method: 'POST',
      url: `/v1/complaints/:token/${act}`,
      summary: `${RULES[ACTS[act]({ accept: true } as never).command].says} (the customer)`,
      body,
      answers: { 200: CustomerComplaint },
      problems: REFUSALS,
      async handle(request, reply) {
        void reply.header('cache-control', 'no-store')
        const { complaint, site } = await linked(services.database, request)
        const { version, proof, ...said } = bodyOf(request, body)
        const { command, payload } = ACTS[act](said as never)
        const { site_id: siteId, feedback_id: feedbackId } = complaint
        const actor = { kind: 'customer' } as const
        const done = await perform(services, { siteId, feedbackId, command, actor, payload, version, proof })
        return customerViewOf(services.database.write, done, site)
      },
    }
  })
}

type Db = Services['database']

async function named(database: Db, siteId: string, request: FastifyRequest): Promise<ComplaintTable> {
  const { number } = request.params as { number: string }
  const found = await complaintByNumber(database, siteId, number)
  if (!found) throw unknownComplaint()
  return found
}

async function linked(database: Db, request: FastifyRequest): Promise<{ complaint: ComplaintTable; site: Site }> {
  const { token } = request.params as { token: string }
  const complaint = await complaintByLink(database, token)
  if (!complaint && (await wasErased(database, token))) throw erasedComplaint()
  const site = complaint && (await getSite(database, complaint.site_id))
  if (!complaint || !site) throw unknownComplaint()
  return { complaint, site }
}
