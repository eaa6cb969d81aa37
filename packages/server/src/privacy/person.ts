import type { Contact, PersonQuery } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import { emailKey, type Key, keysOf, phoneKey, textOf } from '../customer/key.ts'
import { cardsOf, requireCustomer } from '../customer/store.ts'
import type { Tables } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { says } from '../rule.ts'
import { erasedAmong } from './tombstone.ts'

type Query = Kysely<Tables>

/** Rows in one statement. */
const CHUNK = 500

/** Somebody, by what of theirs is known. What belongs to them is looked for by it, as often as needed. */
export interface Person {
  /** Ids of cards. */
  cards: string[]
  /** Mail addresses and telephones. */
  keys: Key[]
  /** Whether they were asked for by an address: then all that names it is meant, also what staff took off their card. */
  byAddress: boolean
  /** Named by themselves: what is on no card. */
  feedback: string[]
  orders: string[]
  /** What comes after this is new, and is not meant. */
  until: number
}

/** Who is meant. Rejects with `customer_unknown`; what names nobody is a person of whom there is nothing. */
export async function personOf(query: Query, siteId: string, asked: PersonQuery, now: number): Promise<Person> {
  const nobody: Person = { cards: [], keys: [], byAddress: false, feedback: [], orders: [], until: now }
  const { customer, email, phone, complaint, order } = asked
  if (customer !== undefined) return onCards(query, siteId, nobody, [await personIdOf(query, siteId, customer)])
  if (email !== undefined)
    return byKey(query, siteId, nobody, { kind: 'email', value: emailKey(email) ?? wrong('email') })
  if (phone !== undefined)
    return byKey(query, siteId, nobody, { kind: 'phone', value: phoneKey(phone) ?? wrong('phone') })
  if (complaint !== undefined) {
    const row = await query
      .selectFrom('complaint as c')
      .innerJoin('feedback as f', (join) =>
        join.onRef('f.site_id', '=', 'c.site_id').onRef('f.feedback_id', '=', 'c.feedback_id'),
      )
      .select(['f.feedback_id', 'f.customer_id'])
      .where('c.site_id', '=', siteId)
      .where('c.number', '=', complaint)
      .executeTakeFirst()
    if (!row) return nobody
    // What somebody typed into a form names nobody else's card.
    if (row.customer_id === null) return { ...nobody, feedback: [row.feedback_id] }
    return onCards(query, siteId, nobody, [await personIdOf(query, siteId, row.customer_id)])
  }
  return byOrder(query, siteId, nobody, order!)
}

function wrong(path: string): never {
  throw refuse('the question', [{ path, code: 'invalid_format', ...says('person_possible') }])
}

async function personIdOf(query: Query, siteId: string, customerId: string): Promise<string> {
  return (await requireCustomer(query, siteId, customerId)).customer_id
}

async function onCards(query: Query, siteId: string, person: Person, ids: readonly string[]): Promise<Person> {
  const cards: string[] = []
  for (const id of new Set(ids)) cards.push(...(await cardsOf(query, siteId, id)).map((row) => row.customer_id))
  const keys =
    cards.length === 0
      ? []
      : await query
          .selectFrom('customer_key')
          .select(['kind', 'value'])
          .where('site_id', '=', siteId)
          .where('customer_id', 'in', cards)
          .where('kind', '<>', 'shop')
          .execute()
  const all = new Map([...person.keys, ...keys].map((key) => [textOf(key), key]))
  return { ...person, cards, keys: [...all.values()] }
}

async function byKey(query: Query, siteId: string, person: Person, key: Key): Promise<Person> {
  const holder = await query
    .selectFrom('customer_key as k')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.site_id', '=', 'k.site_id').onRef('c.customer_id', '=', 'k.customer_id'),
    )
    .select('c.person_id')
    .where('k.site_id', '=', siteId)
    .where('k.kind', '=', key.kind)
    .where('k.value', '=', key.value)
    .executeTakeFirst()
  return onCards(query, siteId, { ...person, byAddress: true, keys: [key] }, holder ? [holder.person_id] : [])
}

async function byOrder(query: Query, siteId: string, person: Person, id: string): Promise<Person> {
  const order = await query
    .selectFrom('shop_order')
    .select('customer_id')
    .where('site_id', '=', siteId)
    .where('order_id', '=', id)
    .executeTakeFirst()
  if (order?.customer_id) return onCards(query, siteId, person, [await personIdOf(query, siteId, order.customer_id)])
  const said = await query
    .selectFrom('feedback')
    .select('feedback_id')
    .where('site_id', '=', siteId)
    .where('order_id', '=', id)
    .where('customer_id', 'is', null)
    .execute()
  const gone = await erasedAmong(query, siteId, 'order', [id])
  return { ...person, orders: order && gone.size === 0 ? [id] : [], feedback: said.map((row) => row.feedback_id) }
}

/** Feedback of somebody. */
export interface Theirs {
  id: string
  /** It is here only because it names an address of theirs. */
  claimed: boolean
}

/** All feedback of somebody that is not erased, in no order. What is on another's card is not theirs. */
export async function feedbackOf(query: Query, siteId: string, person: Person): Promise<Theirs[]> {
  const found = new Map<string, Theirs>()
  const add = (ids: readonly string[], claimed: boolean) => {
    for (const id of ids) if (!found.has(id)) found.set(id, { id, claimed })
  }
  const rows = () => query.selectFrom('feedback').where('site_id', '=', siteId).where('received_at', '<=', person.until)
  if (person.cards.length > 0) {
    const own = await rows().select(['feedback_id', 'flags']).where('customer_id', 'in', person.cards).execute()
    add(notErased(own), false)
  }
  for (const some of chunksOf(person.feedback))
    add(notErased(await rows().select(['feedback_id', 'flags']).where('feedback_id', 'in', some).execute()), false)
  for (const some of chunksOf(await claimsOn(query, siteId, person))) {
    const claiming = rows()
      .select(['feedback_id', 'flags'])
      .where('feedback_id', 'in', some)
      .where('customer_id', 'is', null)
    add(notErased(await (person.byAddress ? claiming : claiming.where('customer_by', 'is', null)).execute()), true)
  }
  for (const some of chunksOf([...found.keys()])) {
    // What was answered on a visit that followed what they said.
    const visits = await query
      .selectFrom('followup')
      .select('answer_id')
      .where('site_id', '=', siteId)
      .where('feedback_id', 'in', some)
      .execute()
    const answers = visits.map((row) => row.answer_id)
    if (answers.length > 0)
      add(notErased(await rows().select(['feedback_id', 'flags']).where('feedback_id', 'in', answers).execute()), false)
  }
  return [...found.values()]
}

function notErased(rows: readonly { feedback_id: string; flags: string }[]): string[] {
  return rows.filter(({ flags }) => !flags.includes('"erased"')).map((row) => row.feedback_id)
}

/** Ids of feedback that names an address of theirs. */
async function claimsOn(query: Query, siteId: string, person: Person): Promise<string[]> {
  const keys = person.keys.filter(({ kind }) => kind !== 'shop')
  if (keys.length === 0) return []
  const ids = new Set<string>()
  for (const { kind, value } of keys) {
    const claims = await query
      .selectFrom('customer_claim')
      .select('subject_id')
      .where('site_id', '=', siteId)
      .where('kind', '=', kind)
      .where('value', '=', value)
      .where('subject', '=', 'feedback')
      .execute()
    for (const claim of claims) ids.add(claim.subject_id)
  }
  // The newest ones wait for the job that notes claims.
  const marker = await query.selectFrom('claim_marker').select('at').where('site_id', '=', siteId).executeTakeFirst()
  const wanted = new Set(keys.map(textOf))
  let after = { at: (marker?.at ?? 0) - 1, id: '' }
  for (;;) {
    const rows = await query
      .selectFrom('feedback')
      .select(['feedback_id', 'received_at', 'contact'])
      .where('site_id', '=', siteId)
      .where(sql<boolean>`(received_at, feedback_id) > (${after.at}, ${after.id})`)
      .orderBy('received_at')
      .orderBy('feedback_id')
      .limit(CHUNK)
      .execute()
    for (const row of rows)
      if (contactKeys(row.contact).some((key) => wanted.has(textOf(key)))) ids.add(row.feedback_id)
    const last = rows.at(-1)
    if (!last || rows.length < CHUNK) return [...ids]
    after = { at: last.received_at, id: last.feedback_id }
  }
}

/** What a contact can be found by. */
export function contactKeys(contact: string | null): Key[] {
  if (contact === null) return []
  const { email, phone } = JSON.parse(contact) as Contact
  return keysOf({ email, phone })
}

/** In statements of a size that every database takes. */
export function chunksOf<T>(all: readonly T[], size: number = CHUNK): T[][] {
  const chunks: T[][] = []
  for (let at = 0; at < all.length; at += size) chunks.push(all.slice(at, at + size))
  return chunks
}
