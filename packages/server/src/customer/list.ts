import type { CustomerPage, CustomerQuery } from '@earshot/sdk/contract'
import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { CustomerTable, Tables } from '../database/schema.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { among } from '../search/among.ts'
import { freshen } from '../search/fill.ts'
import { findDocs } from '../search/find.ts'
import { holds } from '../search/holds.ts'
import { readSources } from '../search/source.ts'
import { type Asked, askedOf } from '../search/terms.ts'
import { idsOf, numbersOf } from '../search/write.ts'
import { keysOf } from './key.ts'
import { holdersOf } from './likeness.ts'
import { late } from './store.ts'
import { summaryOf } from './view.ts'

/** Items on a page unless asked otherwise. */
const PAGE = 50

/** A page of a site's customers, newest first: each person once. */
export async function listCustomers(database: Database, siteId: string, query: CustomerQuery): Promise<CustomerPage> {
  const limit = query.limit ?? PAGE
  let rows = database.read
    .selectFrom('customer')
    .selectAll()
    .where('site_id', '=', siteId)
    .whereRef('person_id', '=', 'customer_id')
  const text = query.text?.trim()
  const known = text ? await personsBy(database.write, siteId, text) : []
  // Who is known by exactly this is meant; only else is it a word.
  if (known.length > 0) rows = rows.where('customer_id', 'in', known)
  else if (text) {
    const terms = askedOf(text)
    if (terms.length === 0) return { items: [], next: null }
    if (await freshen(database, siteId))
      return pageOf(await byWords(database.read, siteId, query, terms, limit + 1), limit)
    // Until the index has caught up, after an upgrade or a restore, names are looked through row by row.
    const like = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    rows = rows.where(sql<boolean>`search like ${like} escape '\\'`)
  }
  if (query.member !== undefined) rows = rows.where('member', '=', query.member === 'true' ? 1 : 0)
  if (query.cursor !== undefined) {
    const place = placeOf(query.cursor)
    rows = rows.where((eb) => olderThan(eb, place))
  }
  const found = await rows
    .orderBy(known.length === 0 ? sql.ref<number>('created_at') : late('created_at'), 'desc')
    .orderBy('customer_id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(found, limit)
}

function pageOf(found: readonly CustomerTable[], limit: number): CustomerPage {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => summaryOf(row)),
    next: found.length > limit && last ? cursorOf(last.created_at, last.customer_id) : null,
  }
}

/** Persons whose card holds the words, by the index: newest first. */
async function byWords(
  query: Kysely<Tables>,
  siteId: string,
  { member, cursor }: CustomerQuery,
  terms: readonly Asked[],
  limit: number,
): Promise<CustomerTable[]> {
  const after = cursor === undefined ? undefined : placeOf(cursor)
  const before = after && (await numbersOf(query, siteId, 'customer', [after.id])).get(after.id)
  const found: CustomerTable[] = []
  for await (const docs of findDocs(query, { siteId, kind: 'customer', terms, before })) {
    if (found.length >= limit) break
    for (let at = 0; at < docs.length && found.length < limit; at += limit) {
      const ids = (await idsOf(query, siteId, 'customer', docs.slice(at, at + limit))).map(({ id }) => id)
      if (ids.length === 0) continue
      let rows = query
        .selectFrom('customer')
        .selectAll()
        .where(among('', 'customer_id', siteId, ids))
        .whereRef('person_id', '=', 'customer_id')
      if (member !== undefined) rows = rows.where('member', '=', member === 'true' ? 1 : 0)
      if (after && before === undefined) rows = rows.where((eb) => olderThan(eb, after))
      const byId = new Map((await rows.execute()).map((row) => [row.customer_id, row]))
      const sources = await readSources(query, siteId, 'customer', [...byId.keys()])
      const right = new Set(sources.filter(({ parts }) => holds(parts, terms)).map(({ id }) => id))
      found.push(...ids.flatMap((id) => (right.has(id) ? byId.get(id)! : [])))
    }
  }
  return found.slice(0, limit)
}

/** Persons who are known by exactly this: a mail address, a phone, a customer number or an order. */
async function personsBy(query: Kysely<Tables>, siteId: string, text: string): Promise<string[]> {
  const cards = await holdersOf(query, siteId, keysOf({ id: text, email: text, phone: text }))
  const order = await query
    .selectFrom('shop_order')
    .select('customer_id')
    .where('site_id', '=', siteId)
    .where('order_id', '=', text)
    .executeTakeFirst()
  const ids = [...cards.map((card) => card.id), ...(order?.customer_id ? [order.customer_id] : [])]
  if (ids.length === 0) return []
  const persons = await query
    .selectFrom('customer')
    .select('person_id')
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', ids)
    .execute()
  return [...new Set(persons.map((row) => row.person_id))]
}

interface Place {
  at: number
  id: string
}

function olderThan(eb: ExpressionBuilder<Tables, 'customer'>, { at, id }: Place) {
  return eb.and([eb('created_at', '<=', at), eb.or([eb('created_at', '<', at), eb('customer_id', '<', id)])])
}

function cursorOf(at: number, id: string): string {
  return Buffer.from(`${at} ${id}`).toString('base64url')
}

function placeOf(cursor: string): Place {
  const match = /^(\d{1,15}) ([\w-]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (match) return { at: Number(match[1]), id: match[2]! }
  throw new Problem('invalid', 'The cursor is not one of this list. Use `next` of the page before, or none.', {
    errors: [{ path: 'cursor', code: 'invalid_format', ...says('cursor') }],
  })
}
