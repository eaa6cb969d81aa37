import {
  CourtesyEntry,
  CourtesyEntryInput,
  CourtesyEntryList,
  CourtesyInput,
  CourtesyQuery,
  CourtesyResult,
  Locale,
  Slug,
} from '@earshot/sdk/contract'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { actorOf } from '../guard/session.ts'
import { bodyOf, queryOf } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { getSite } from '../site/store.ts'
import { checkWords, listEntries, resetEntry, setEntry } from './store.ts'

/** 50,000 characters of any script, as JSON. */
const BODY_MAX = 320 * 1024

/** Looks words through. */
export function courtesyCheck({ database }: Services): Endpoint {
  return {
    summary: 'Point out phrases that blame, refuse or promise without a date, before words go to a customer',
    body: CourtesyInput,
    bodyMax: BODY_MAX,
    answers: { 200: CourtesyResult },
    problems: ['body_not_json', 'body_too_large', 'invalid'],
    role: 'agent',
    async handle(request) {
      const { siteId } = actorOf(request)
      const input = bodyOf(request, CourtesyInput)
      const site = await getSite(database, siteId)
      return checkWords(database.write, siteId, site?.look.locale ?? 'en', input)
    },
  }
}

/** What is looked for. */
export function courtesyEntries({ database }: Services): Endpoint {
  return {
    summary: 'The phrases of the courtesy check: Earshot’s, and the shop’s own before them',
    query: CourtesyQuery,
    answers: { 200: CourtesyEntryList },
    problems: ['invalid'],
    role: 'agent',
    async handle(request) {
      const { language } = queryOf(request, CourtesyQuery)
      return { items: await listEntries(database.write, actorOf(request).siteId, language), next: null }
    },
  }
}

/** The shop's own. */
export function courtesyEntryChange({ database }: Services): Endpoint {
  return {
    summary: 'Add phrases of your own, write Earshot’s anew, or switch them off',
    body: CourtesyEntryInput,
    answers: { 200: CourtesyEntry },
    problems: ['body_not_json', 'courtesy_unknown', 'invalid', 'not_found', 'store_unavailable'],
    role: 'manager',
    async handle(request) {
      const { language, id } = pathOf(request)
      const input = bodyOf(request, CourtesyEntryInput)
      const { siteId } = actorOf(request)
      return database.transaction((tx) => setEntry(tx, siteId, language, id, input, Date.now()))
    },
  }
}

/** Back to Earshot's. */
export function courtesyEntryRemoval({ database }: Services): Endpoint {
  return {
    summary: 'Remove phrases of your own, or go back to Earshot’s',
    answers: { 204: null },
    problems: ['courtesy_unknown', 'not_found', 'store_unavailable'],
    role: 'manager',
    async handle(request, reply) {
      const { language, id } = pathOf(request)
      await resetEntry(database.write, actorOf(request).siteId, language, id)
      return reply.code(204).send()
    },
  }
}

const Path = z.object({ language: Locale, id: Slug })

function pathOf(request: FastifyRequest): z.infer<typeof Path> {
  const read = Path.safeParse(request.params)
  if (!read.success)
    throw new Problem('not_found', 'A phrase is at /api/courtesy/{language}/{id}, such as en/calm-down.')
  return read.data
}
