import type { CustomerPage, CustomerQuery } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import { Problem } from '../problem.ts'
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
  if (text) {
    const like = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    // Who is known by exactly this is meant; only else is it part of a name.
    if (known.length > 0) rows = rows.where('customer_id', 'in', known)
    else rows = rows.where(sql<boolean>`search like ${like} escape '\\'`)
  }
  if (query.member !== undefined) rows = rows.where('member', '=', query.member === 'true' ? 1 : 0)
  if (query.cursor !== undefined) {
    const { at, id } = placeOf(query.cursor)
    rows = rows.where((eb) =>
      eb.and([eb('created_at', '<=', at), eb.or([eb('created_at', '<', at), eb('customer_id', '<', id)])]),
    )
  }
  const found = await rows
    .orderBy(known.length === 0 ? sql.ref<number>('created_at') : late('created_at'), 'desc')
    .orderBy('customer_id', 'desc')
    .limit(limit + 1)
    .execute()
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => summaryOf(row)),
    next: found.length > limit && last ? cursorOf(last.created_at, last.customer_id) : null,
  }
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

function cursorOf(at: number, id: string): string {
  return Buffer.from(`${at} ${id}`).toString('base64url')
}

function placeOf(cursor: string): { at: number; id: string } {
  const match = /^(\d{1,15}) ([\w-]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (match) return { at: Number(match[1]), id: match[2]! }
  throw new Problem('invalid', 'The cursor is not one of this list. Use `next` of the page before, or none.', {
    errors: [{ path: 'cursor', code: 'invalid_format', message: 'must be `next` of a page' }],
  })
}
