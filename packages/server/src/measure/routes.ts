import {
  Classification,
  ClassificationQuery,
  MeasureFileQuery,
  MeasureQuery,
  MeasureRows,
  MeasureRowsQuery,
  Measures,
} from '@earshot/sdk/contract'
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../guard/session.ts'
import { queryOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { getSite, type Site } from '../site/store.ts'
import { classificationOf } from './classification.ts'
import { csvOf } from './csv.ts'
import { measuresOf } from './overview.ts'
import { rowsOf } from './rows.ts'
import { fileOf, tableOf } from './table.ts'

/** The dashboard's figures. */
export function measures({ database }: Services): Endpoint {
  return {
    summary: 'The figures of a period beside those of the one before, or some parts of them',
    query: MeasureQuery,
    answers: { 200: Measures },
    problems: ['invalid'],
    role: 'manager',
    async handle(request) {
      return measuresOf(database, await siteOf(database, request), queryOf(request, MeasureQuery))
    },
  }
}

/** The table behind one of its charts. */
export function measuresFile({ database }: Services): Endpoint {
  return {
    summary: 'One part of the figures as CSV',
    query: MeasureFileQuery,
    answers: { 200: 'text/csv' },
    problems: ['invalid'],
    role: 'manager',
    async handle(request, reply) {
      const site = await siteOf(database, request)
      const { part, ...asked } = queryOf(request, MeasureFileQuery)
      const found = await measuresOf(database, site, { ...asked, parts: part })
      void reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="earshot-${part}.csv"`)
      return fileOf(tableOf(found, part, site.look.locale))
    },
  }
}

/** What a figure counts. */
export function measureRows({ database, config }: Services): Endpoint {
  return {
    summary: 'The rows behind a figure, newest first',
    query: MeasureRowsQuery,
    answers: { 200: MeasureRows },
    problems: ['invalid'],
    role: 'manager',
    async handle(request) {
      return rowsOf(database, actorOf(request), queryOf(request, MeasureRowsQuery), config.url)
    },
  }
}

/** What complaints were about and where they came from. */
export function classification({ database }: Services): Endpoint {
  return {
    summary: 'Complaints by category, cause, department and preventability, month by month, and what they cost',
    query: ClassificationQuery,
    answers: { 200: Classification },
    problems: ['invalid'],
    role: 'manager',
    async handle(request) {
      return classificationOf(database, await siteOf(database, request), queryOf(request, ClassificationQuery))
    },
  }
}

/** The same as a file. */
export function classificationFile({ database }: Services): Endpoint {
  return {
    summary: 'The classification as CSV',
    query: ClassificationQuery,
    answers: { 200: 'text/csv' },
    problems: ['invalid'],
    role: 'manager',
    async handle(request, reply) {
      const site = await siteOf(database, request)
      const table = await classificationOf(database, site, queryOf(request, ClassificationQuery))
      void reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="earshot-classification.csv"')
      return csvOf(table, site.look.locale)
    },
  }
}

async function siteOf(database: Services['database'], request: FastifyRequest): Promise<Site> {
  const { siteId } = actorOf(request)
  const site = await getSite(database, siteId)
  if (!site) throw new Error(`The site ${siteId} of who asks is gone.`)
  return site
}
