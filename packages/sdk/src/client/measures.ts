import type { KyInstance } from 'ky'
import type * as z from 'zod/mini'
import {
  ClassificationQuery,
  MeasureFileQuery,
  MeasureQuery,
  MeasureRowsQuery,
  type Classification,
  type MeasurePart,
  type MeasureRows,
  type Measures,
} from '../contract/index.ts'
import { check } from './check.ts'
import { told } from './stream.ts'
import { every } from './pages.ts'
import { attempt, badAnswer } from './transport.ts'

/** Which figures are wanted: by default all of the current month. */
export type MeasureFilter = Omit<MeasureQuery, 'parts'> & {
  /** Parts that are worked out; what is not named is left out of the answer. */
  parts?: readonly MeasurePart[] | undefined
}

/** The figures of the service as it really is. Needs the role `manager`. */
export interface Measuring {
  /** Of a period, beside the one before. */
  get(query?: MeasureFilter): Promise<Measures>
  /** What a figure counts, newest first: take the `rows` that stands beside it. */
  rows(query: MeasureRowsQuery): Promise<MeasureRows>
  /** The same, fetched page by page as it is read. */
  allRows(query: MeasureRowsQuery): AsyncGenerator<MeasureRows['items'][number], void, undefined>
  /** The table of one part: the bytes of a CSV file (UTF-8), as they arrive. */
  csv(query: MeasureFileQuery): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
  /** Complaints by category, cause and department, month by month; the last 12 months by default. */
  classification(query?: ClassificationQuery): Promise<Classification>
}

/** @param http sends the key */
export function measures(http: KyInstance, url: string): Measuring {
  function ask<T>(of: string, schema: z.ZodMiniType, query: object | undefined, member: string): Promise<T> {
    return attempt(url, async () => {
      const answer = await http.get(of, { searchParams: params(schema, query) }).json<Record<string, unknown> | null>()
      if (!answer?.[member]) throw badAnswer(url, 'answered without figures')
      return answer as T
    })
  }
  const rows = (query: MeasureRowsQuery) => ask<MeasureRows>('api/measures/rows', MeasureRowsQuery, query, 'items')

  return {
    get: (query) => ask('api/measures', MeasureQuery, query && { ...query, parts: query.parts?.join(',') }, 'period'),
    rows,
    allRows: (query) => every(rows, query),
    csv: (query) =>
      attempt(url, async () => {
        const answer = await http.get('api/measures.csv', { searchParams: params(MeasureFileQuery, query) })
        return told(answer.body ?? new Blob([]).stream(), url)
      }),
    classification: (query) => ask('api/measures/classification', ClassificationQuery, query, 'months'),
  }
}

/** The query as parameters, once it fits the contract. */
function params(schema: z.ZodMiniType, query: object = {}): Record<string, string> {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
  check(schema, given, 'The question')
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]))
}
