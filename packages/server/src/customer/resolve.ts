import type { Consent, CustomerInput } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { CustomerClaimTable, CustomerKeyTable, CustomerTable, Tables } from '../database/schema.ts'
import { record } from '../event/record.ts'
import { noteWords } from '../search/change.ts'
import { applyTold, blankCard, newCardId, same } from './apply.ts'
import { type Key, keysOf, textOf } from './key.ts'

/** What somebody who may vouch for it tells of a customer. */
export interface Told {
  customer: CustomerInput
  /** The card that what it comes with is on, if any. */
  current: string | null
}

/** Who tells: who vouches for the keys, and in whose name consent changes. */
export interface Teller {
  key: CustomerKeyTable['by']
  consent: Consent['by']
}

export const SHOP: Teller = { key: 'shop', consent: 'shop' }

interface Known {
  /** Card by key. */
  cards: Map<string, string>
  /** Cards that have a customer number of the shop's. */
  numbered: Set<string>
}

/**
 * Finds the card of each, makes those that are new, and writes on them what was told.
 *
 * A customer number of the shop's decides; then the mail address, then the phone. Two with different customer numbers
 * are two persons, though they share an address (a family, an office): the second only claims it.
 *
 * Locks: keys in their order, then cards in theirs.
 *
 * @returns for each the id of its card, and which cards are new or were changed
 */
export async function cardsFor(
  tx: Tx,
  siteId: string,
  told: readonly Told[],
  by: Teller,
  now: number,
): Promise<{ cards: (string | null)[]; touched: Set<string> }> {
  const { cards, claims, made } = await settle(tx, siteId, told, by.key, now)
  const touched = await write(tx, siteId, told, { cards, made }, by.consent, now)
  if (claims.length > 0) await tx.insertNew('customer_claim', claims)
  return { cards, touched }
}

/** Chooses cards and takes the keys that are free, until no other server has been quicker with one of them. */
async function settle(tx: Tx, siteId: string, told: readonly Told[], by: CustomerKeyTable['by'], now: number) {
  const keys = told.map(({ customer }) => keysOf(customer))
  const made = new Set<string>()
  for (;;) {
    const known = await load(tx.query, siteId, keys.flat(), told)
    const fresh = new Map<string, CustomerKeyTable>()
    const claims = new Map<string, CustomerClaimTable>()
    const cards = told.map((one, i) => {
      const card = choose(one, keys[i]!, known, made)
      for (const key of card === null ? [] : keys[i]!) {
        const text = textOf(key)
        const holder = known.cards.get(text)
        if (holder === undefined) {
          known.cards.set(text, card!)
          fresh.set(text, { site_id: siteId, ...key, customer_id: card!, by, at: now })
        } else if (holder !== card)
          claims.set(`${text} ${card}`, { site_id: siteId, ...key, subject: 'customer', subject_id: card!, at: now })
        if (key.kind === 'shop') known.numbered.add(card!)
      }
      return card
    })
    const sorted = [...fresh].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
    const taken = await tx.insertNew('customer_key', sorted)
    if (taken.every(Boolean)) return { cards, claims: [...claims.values()], made }
    // What another took meanwhile is there to be read now; what we took stays ours.
  }
}

/** @param made takes the ids of cards that are new */
function choose({ customer, current }: Told, keys: readonly Key[], known: Known, made: Set<string>): string | null {
  const number = keys.find(({ kind }) => kind === 'shop')
  const numbered = number && known.cards.get(textOf(number))
  if (numbered !== undefined) return numbered
  const others = [...keys.map((key) => known.cards.get(textOf(key))), current ?? undefined]
  const found = others.find((card) => card !== undefined && !(number && known.numbered.has(card)))
  if (found !== undefined) return found
  if (Object.keys(customer).length === 0) return null
  const id = newCardId()
  made.add(id)
  return id
}

async function load(
  query: Kysely<Tables>,
  siteId: string,
  keys: readonly Key[],
  told: readonly Told[],
): Promise<Known> {
  const cards = new Map<string, string>()
  for (const [kind, some] of Map.groupBy(keys, (key) => key.kind)) {
    const rows = await query
      .selectFrom('customer_key')
      .select(['kind', 'value', 'customer_id'])
      .where('site_id', '=', siteId)
      .where('kind', '=', kind)
      .where('value', 'in', [...new Set(some.map(({ value }) => value))])
      .execute()
    for (const row of rows) cards.set(textOf(row), row.customer_id)
  }
  const ids = new Set([...cards.values(), ...told.flatMap(({ current }) => current ?? [])])
  if (ids.size === 0) return { cards, numbered: new Set() }
  const numbers = await query
    .selectFrom('customer_key')
    .select('customer_id')
    .where('site_id', '=', siteId)
    .where('customer_id', 'in', [...ids])
    .where('kind', '=', 'shop')
    .execute()
  return { cards, numbered: new Set(numbers.map((row) => row.customer_id)) }
}

/** Writes on each card what was told of it, the last of several on top. @returns cards that are new or changed */
async function write(
  tx: Tx,
  siteId: string,
  told: readonly Told[],
  { cards, made }: { cards: readonly (string | null)[]; made: ReadonlySet<string> },
  by: Consent['by'],
  now: number,
): Promise<Set<string>> {
  const ids = [...new Set(cards.flatMap((card) => card ?? []))].sort()
  const blanks = ids.map((id) => blankCard(siteId, id, now))
  const before = await tx.hold(
    'customer',
    blanks.filter((row) => !made.has(row.customer_id)),
  )
  const after = new Map([...blanks, ...before].map((row) => [row.customer_id, row]))
  for (const [i, { customer }] of told.entries()) {
    const id = cards[i]
    if (id) after.set(id, applyTold(after.get(id)!, customer, by, now))
  }
  const written = (some: readonly CustomerTable[]) => some.map((row) => ({ ...row, changed_at: now }))
  const fresh = [...after.values()].filter((row) => made.has(row.customer_id))
  const changed = before.flatMap((row) => {
    const told = after.get(row.customer_id)!
    return same(row, told) ? [] : told
  })
  await tx.insertNew('customer', written(fresh))
  await tx.put('customer', written(changed))
  const idsOf = (some: readonly CustomerTable[]) => some.map((row) => row.customer_id)
  await noteWords(tx, siteId, 'customer', idsOf(changed))
  for (const [type, rows] of [
    ['customer.created', fresh],
    ['customer.changed', changed],
  ] as const)
    if (rows.length > 0) record(tx, siteId, { type, data: { customers: idsOf(rows) } }, now)
  return new Set(idsOf([...fresh, ...changed]))
}
