import type { ProductPage, ProductQuery, ProductSort, ProductSummary } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { fold } from '../search/terms.ts'
import {
  batchesBy,
  type Filed,
  filedBy,
  type Query,
  running,
  type Said,
  saidBy,
  saidOf,
  type Sold,
  soldBy,
} from './count.ts'
import { type Span, timeOf } from './count.ts'
import { type Name, namesOf } from './name.ts'

const DAY_MS = 24 * 3600_000
/** Days that count unless asked otherwise. */
const DAYS = 90
/** Items on a page unless asked otherwise. */
const PAGE = 50

/** What is known of a product before it is shown. */
interface Row {
  thing: string
  filed: Filed
  said: Said
  sold: Sold | undefined
  name: Name | undefined
}

/** From when until when, as a query says. */
export function spanOf(query: { from?: string | undefined; to?: string | undefined }, days: number, now: number): Span {
  const to = query.to === undefined ? now : Date.parse(query.to)
  const from = query.from === undefined ? to - days * DAY_MS : Date.parse(query.from)
  if (from >= to) throw refuse('the query', [{ path: 'from', code: 'too_big', ...says('before_to') }])
  return { from, to }
}

/** A page of products that somebody said something of, or that a text finds among what was sold. */
export async function listProducts(
  { read }: Database,
  siteId: string,
  query: ProductQuery,
  now: number = Date.now(),
): Promise<ProductPage> {
  const span = spanOf(query, DAYS, now)
  const sort = query.sort ?? 'complaints'
  const alarms = await running(read, siteId, 'product')
  const rows = (await candidates(read, siteId, query, sort, span)).filter(
    ({ thing, filed }) =>
      (query.complaints === undefined || filed.complaints + filed.open > 0) &&
      (query.cluster === undefined || alarms.has(thing)),
  )
  const sorted = rows.map((row) => ({ row, place: placeIn(sort, row) })).toSorted((a, b) => compare(a.place, b.place))
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const left = after === undefined ? sorted : sorted.filter(({ place }) => compare(place, after) > 0)
  const limit = query.limit ?? PAGE
  const page = left.slice(0, limit)
  const things = page.map(({ row }) => row.thing)
  const [sold, batches, names] = await Promise.all([
    soldBy(read, siteId, span, things),
    batchesBy(read, siteId, span, things),
    namesOf(read, siteId, things),
  ])
  const items = page.map(({ row }): ProductSummary => {
    const { thing, filed } = row
    return {
      id: thing,
      ...names.get(thing)!,
      ...(sold.get(thing) ?? { orders: 0, sold: 0 }),
      feedback: saidOf(row.said),
      complaints: filed.complaints,
      open: filed.open,
      batches: batches.get(thing) ?? 0,
      lastComplaintAt: timeOf(filed.last),
      cluster: alarms.get(thing) ?? null,
    }
  })
  return {
    from: timeOf(span.from),
    to: timeOf(span.to),
    total: sorted.length,
    items,
    next: left.length > limit ? cursorOf(page.at(-1)!.place) : null,
  }
}

/** Products that may be on the list, as far as sorting needs them. */
async function candidates(
  query: Query,
  siteId: string,
  { text }: ProductQuery,
  sort: ProductSort,
  span: Span,
): Promise<Row[]> {
  const words = fold(text ?? '').trim()
  const [filed, said, sold] = await Promise.all([
    filedBy(query, siteId, span),
    saidBy(query, siteId, span),
    sort === 'orders' || words !== '' ? soldBy(query, siteId, span) : undefined,
  ])
  const things = [...new Set([...filed.keys(), ...said.keys(), ...(sold?.keys() ?? [])])]
  const names = sort === 'name' || words !== '' ? await namesOf(query, siteId, things) : undefined
  const rows = things.map((thing) => ({
    thing,
    filed: filed.get(thing) ?? { complaints: 0, open: 0, last: null },
    said: said.get(thing) ?? { count: 0, rated: 0, happy: 0 },
    sold: sold?.get(thing),
    name: names?.get(thing),
  }))
  if (words === '') return rows
  return rows.filter(({ name }) => fold(`${name?.name ?? ''}\n${name?.sku ?? ''}`).includes(words))
}

/** Where something stands in an order: what goes first is less. The product itself makes it unique. */
type Place = readonly [number | string, string]

function placeIn(sort: ProductSort, { thing, filed, said, sold, name }: Row): Place {
  const by = {
    complaints: () => -filed.complaints,
    open: () => -filed.open,
    feedback: () => -said.count,
    // Those of whom nobody said how satisfied they were come last.
    csat: () => (said.rated === 0 ? 2 : said.happy / said.rated),
    orders: () => -(sold?.orders ?? 0),
    name: () => fold(name?.name ?? name?.sku ?? ''),
  }
  return [by[sort](), thing]
}

function compare([a, one]: Place, [b, other]: Place): number {
  if (a !== b) return a < b ? -1 : 1
  return one === other ? 0 : one < other ? -1 : 1
}

function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

function placeOf(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(place) && place.length === 2 && typeof place[1] === 'string' && /^[ns]/.test(typeof place[0]))
      return place as unknown as Place
  } catch {
    // It says so below.
  }
  throw new Problem('invalid', 'The cursor is not one of this list. Use `next` of the page before, or none.', {
    errors: [{ path: 'cursor', code: 'invalid_format', ...says('cursor') }],
  })
}
