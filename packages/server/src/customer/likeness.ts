import type { Customer, CustomerKey } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { CustomerTable, Tables } from '../database/schema.ts'
import { type Key, textOf } from './key.ts'
import { summaryOf, timeOf } from './view.ts'

type Query = Kysely<Tables>

/** Cards and claims shown at most. */
const SHOWN = 20

/**
 * Who is perhaps the same person: cards that were told an address of this one, or the other way round, and feedback
 * that claims one. Only staff merge, as anybody may write anybody's address.
 */
export async function likenessOf(
  query: Query,
  siteId: string,
  personId: string,
  ids: readonly string[],
  keys: readonly CustomerKey[],
): Promise<Pick<Customer, 'perhaps' | 'claims'>> {
  const own = await query
    .selectFrom('customer_claim')
    .select(['kind', 'value'])
    .where('site_id', '=', siteId)
    .where('subject', '=', 'customer')
    .where('subject_id', 'in', ids)
    .limit(SHOWN)
    .execute()
  const [holders, claiming, feedback] = await Promise.all([
    holdersOf(query, siteId, own),
    claimsOn(query, siteId, keys, 'customer'),
    claimsOn(query, siteId, keys, 'feedback'),
  ])
  return {
    perhaps: await personsOf(query, siteId, personId, [...holders, ...claiming]),
    claims: await unlinked(query, siteId, feedback),
  }
}

/** Something shared, and the card or feedback that shares it. */
interface Sharing extends Key {
  id: string
}

/** The cards that have these keys. */
export async function holdersOf(query: Query, siteId: string, keys: readonly Key[]): Promise<Sharing[]> {
  const found: Sharing[] = []
  for (const [kind, values] of byKind(keys)) {
    const rows = await query
      .selectFrom('customer_key')
      .select(['kind', 'value', 'customer_id as id'])
      .where('site_id', '=', siteId)
      .where('kind', '=', kind)
      .where('value', 'in', values)
      .execute()
    found.push(...rows)
  }
  return found
}

async function claimsOn(
  query: Query,
  siteId: string,
  keys: readonly Key[],
  subject: 'customer' | 'feedback',
): Promise<Sharing[]> {
  const found: (Sharing & { at: number })[] = []
  for (const [kind, values] of byKind(keys)) {
    const rows = await query
      .selectFrom('customer_claim')
      .select(['kind', 'value', 'subject_id as id', 'at'])
      .where('site_id', '=', siteId)
      .where('kind', '=', kind)
      .where('value', 'in', values)
      .where('subject', '=', subject)
      .orderBy('at', 'desc')
      .limit(SHOWN)
      .execute()
    found.push(...rows)
  }
  return found.sort((a, b) => b.at - a.at).slice(0, SHOWN)
}

/** Kind by kind, as that is how the index of keys is searched. */
function byKind(keys: readonly Key[]): [Key['kind'], string[]][] {
  return [...Map.groupBy(keys, (key) => key.kind)].map(([kind, some]) => [kind, some.map(({ value }) => value)])
}

async function personsOf(
  query: Query,
  siteId: string,
  personId: string,
  sharing: readonly Sharing[],
): Promise<Customer['perhaps']> {
  if (sharing.length === 0) return []
  const rows = await query
    .selectFrom('customer as c')
    .innerJoin('customer as p', (join) =>
      join.onRef('p.site_id', '=', 'c.site_id').onRef('p.customer_id', '=', 'c.person_id'),
    )
    .selectAll('p')
    .select('c.customer_id as card')
    .where('c.site_id', '=', siteId)
    .where(
      'c.customer_id',
      'in',
      sharing.map(({ id }) => id),
    )
    .where('c.person_id', '<>', personId)
    .execute()
  const byCard = new Map(rows.map((row) => [row.card, row as CustomerTable]))
  const persons = new Map<string, { customer: CustomerTable; shared: Map<string, Key> }>()
  for (const { id, kind, value } of sharing) {
    const customer = byCard.get(id)
    if (!customer) continue
    const known = persons.get(customer.customer_id) ?? { customer, shared: new Map<string, Key>() }
    known.shared.set(textOf({ kind, value }), { kind, value })
    persons.set(customer.customer_id, known)
  }
  return [...persons.values()].map(({ customer, shared }) => ({
    customer: summaryOf(customer),
    shared: [...shared.values()],
  }))
}

/** Feedback that is on a card already claims nothing more. */
async function unlinked(query: Query, siteId: string, sharing: readonly Sharing[]): Promise<Customer['claims']> {
  if (sharing.length === 0) return []
  const rows = await query
    .selectFrom('feedback')
    .select(['feedback_id', 'received_at'])
    .where('site_id', '=', siteId)
    .where(
      'feedback_id',
      'in',
      sharing.map(({ id }) => id),
    )
    .where('customer_id', 'is', null)
    .where('customer_by', 'is', null)
    .execute()
  const received = new Map(rows.map((row) => [row.feedback_id, row.received_at]))
  return sharing.flatMap(({ id, kind, value }) => {
    const at = received.get(id)
    return at === undefined || kind === 'shop' ? [] : [{ id, receivedAt: timeOf(at)!, kind, value }]
  })
}
