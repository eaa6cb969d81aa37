import type { Answer, Contact, Product } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/schema.ts'
import type { SearchKind } from '../database/tables/search.ts'
import type { StoredOrder } from '../feedback/row.ts'
import { among } from './among.ts'

/** Something that can be found, with everything by which it is. */
export interface Source {
  id: string
  /** Who it is from: a name, or how they are reached; empty where nobody said. */
  who: string
  /** Number of the complaint. */
  number: string | null
  /** When it came in, in Unix ms. */
  at: number
  /** Its words, the most telling first. */
  parts: string[]
  /** Terms that no word can be, by which lists are narrowed. They never change. */
  facets: string[]
}

/** By which facet feedback of a moment is found. */
export const momentFacet = (moment: string): string => `=moment:${moment}`.slice(0, 64)
/** By which facet feedback of a satisfaction is found. */
export const satisfactionFacet = (satisfaction: number): string => `=satisfaction:${satisfaction}`

/** By which facet feedback is found that became a complaint. */
export const COMPLAINT_FACET = '=complaint'

/** Reads what is found by which words. Ids that are unknown are absent. */
export function readSources(
  query: Kysely<Tables>,
  siteId: string,
  kind: SearchKind,
  ids: readonly string[],
): Promise<Source[]> {
  if (ids.length === 0) return Promise.resolve([])
  return { feedback: readFeedback, complaint: readComplaints, customer: readCustomers }[kind](query, siteId, ids)
}

type Said = Pick<Tables['feedback'], 'answers' | 'contact' | 'order_data' | 'product'>

async function readFeedback(query: Kysely<Tables>, siteId: string, ids: readonly string[]): Promise<Source[]> {
  const rows = await query
    .selectFrom('feedback as f')
    .leftJoin('complaint as c', (join) =>
      join.onRef('c.site_id', '=', 'f.site_id').onRef('c.feedback_id', '=', 'f.feedback_id'),
    )
    .select(['f.feedback_id', 'f.received_at', 'f.moment', 'f.satisfaction', 'c.number'])
    .select(['f.answers', 'f.contact', 'f.order_data', 'f.product'])
    .where(among('f', 'feedback_id', siteId, ids))
    .execute()
  return rows.map((row) => ({
    id: row.feedback_id,
    who: whoIn(row.contact),
    number: null,
    at: row.received_at,
    parts: saidIn(row),
    facets: [
      momentFacet(row.moment),
      ...(row.satisfaction === null ? [] : [satisfactionFacet(row.satisfaction)]),
      ...(row.number === null ? [] : [COMPLAINT_FACET]),
    ],
  }))
}

async function readComplaints(query: Kysely<Tables>, siteId: string, ids: readonly string[]): Promise<Source[]> {
  const rows = await query
    .selectFrom('complaint as c')
    .innerJoin('feedback as f', (join) =>
      join.onRef('f.site_id', '=', 'c.site_id').onRef('f.feedback_id', '=', 'c.feedback_id'),
    )
    .select(['c.feedback_id', 'c.number', 'c.opened_at', 'f.answers', 'f.contact', 'f.order_data', 'f.product'])
    .where(among('c', 'feedback_id', siteId, ids))
    .execute()
  const messages = await query
    .selectFrom('complaint_message')
    .select(['feedback_id', 'words'])
    .where(among('', 'feedback_id', siteId, ids))
    .orderBy('feedback_id')
    .orderBy('message_id', 'desc')
    .execute()
  const written = Map.groupBy(messages, (message) => message.feedback_id)
  return rows.map((row) => ({
    id: row.feedback_id,
    who: whoIn(row.contact),
    number: row.number,
    at: row.opened_at,
    parts: [...saidIn(row), ...(written.get(row.feedback_id) ?? []).map(({ words }) => words), row.number],
    facets: [],
  }))
}

async function readCustomers(query: Kysely<Tables>, siteId: string, ids: readonly string[]): Promise<Source[]> {
  const cards = await query
    .selectFrom('customer')
    .select(['customer_id', 'created_at', 'name', 'email', 'phone'])
    .where(among('', 'customer_id', siteId, ids))
    .execute()
  const keys = await query
    .selectFrom('customer_key')
    .select(['customer_id', 'value'])
    .where(among('', 'customer_id', siteId, ids))
    .execute()
  const notes = await query
    .selectFrom('customer_note')
    .select(['customer_id', 'words'])
    .where(among('', 'customer_id', siteId, ids))
    .orderBy('customer_id')
    .orderBy('note_id', 'desc')
    .execute()
  const known = Map.groupBy(keys, (key) => key.customer_id)
  const noted = Map.groupBy(notes, (note) => note.customer_id)
  return cards.map((card) => ({
    id: card.customer_id,
    who: card.name ?? card.email ?? card.phone ?? '',
    number: null,
    at: card.created_at,
    parts: [
      [card.name, card.email, card.phone].filter(Boolean).join(' · '),
      ...(known.get(card.customer_id) ?? []).map(({ value }) => value),
      ...(noted.get(card.customer_id) ?? []).map(({ words }) => words),
    ].filter(Boolean),
    facets: [],
  }))
}

function whoIn(contact: string | null): string {
  const { name, email, phone } = (contact === null ? {} : JSON.parse(contact)) as Contact
  return name ?? email ?? phone ?? ''
}

/** What a customer said: own words first, then who they are and what it is about. */
function saidIn({ answers, contact, order_data: order, product }: Said): string[] {
  const parts: string[] = []
  for (const answer of Object.values(JSON.parse(answers) as Record<string, Answer>)) {
    if (typeof answer === 'string') parts.push(answer)
    else if (Array.isArray(answer)) parts.push(answer.join(', '))
  }
  if (contact !== null) parts.push(...Object.values<string>(JSON.parse(contact) as Record<keyof Contact, string>))
  if (order !== null) {
    const { id, items = [] } = JSON.parse(order) as StoredOrder
    parts.push(id, ...items.map(({ name, sku }) => (sku === undefined ? name : `${name} ${sku}`)))
  }
  if (product !== null) {
    const { name, sku, batch } = JSON.parse(product) as Product
    parts.push([name, sku, batch].filter(Boolean).join(' '))
  }
  return parts.filter(Boolean)
}
