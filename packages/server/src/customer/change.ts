import { type CustomerChange, type CustomerNote, uuidv7 } from '@earshot/sdk/contract'
import type { Tx } from '../database/engine.ts'
import { record } from '../event/record.ts'
import { refuse } from '../invalid.ts'
import { noteWords } from '../search/change.ts'
import type { StaffActor } from '../staff/actor.ts'
import { applyTold, blankCard, same } from './apply.ts'
import { keysOf } from './key.ts'
import { customerErrors } from './read.ts'
import { requireCustomer } from './store.ts'

/** Changes what staff know about a customer. An address that nobody else has becomes one they are known by. */
export async function changeCustomer(
  tx: Tx,
  actor: StaffActor,
  id: string,
  change: CustomerChange,
  now: number = Date.now(),
): Promise<void> {
  const { siteId } = actor
  const errors = customerErrors(change)
  if (errors.length > 0) throw refuse('the body', errors)
  const { customer_id: personId } = await requireCustomer(tx.query, siteId, id)
  const { email, phone } = change
  const keys = keysOf({ ...(email ? { email } : {}), ...(phone ? { phone } : {}) })
  for (const key of keys) {
    const row = { site_id: siteId, ...key, customer_id: personId, by: 'staff' as const, at: now }
    const [taken] = await tx.insertNew('customer_key', [row])
    if (!taken) await claim(tx, siteId, personId, key, now)
  }
  const [before] = await tx.hold('customer', [blankCard(siteId, personId, now)])
  const after = applyTold(before!, change, 'staff', now)
  if (same(before!, after)) return
  await tx.put('customer', [{ ...after, changed_at: now }])
  await noteWords(tx, siteId, 'customer', [personId])
  record(tx, siteId, { type: 'customer.changed', subject: personId, data: { customers: [personId] } }, now)
}

/** The address is another's already; unless that is the same person, the card says "perhaps". */
async function claim(
  tx: Tx,
  siteId: string,
  personId: string,
  key: ReturnType<typeof keysOf>[number],
  now: number,
): Promise<void> {
  const holder = await tx.query
    .selectFrom('customer_key as k')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.site_id', '=', 'k.site_id').onRef('c.customer_id', '=', 'k.customer_id'),
    )
    .select('c.person_id')
    .where('k.site_id', '=', siteId)
    .where('k.kind', '=', key.kind)
    .where('k.value', '=', key.value)
    .executeTakeFirst()
  if (holder?.person_id !== personId)
    await tx.insertNew('customer_claim', [
      { site_id: siteId, ...key, subject: 'customer', subject_id: personId, at: now },
    ])
}

/** Writes a note on a card. */
export async function addNote(
  tx: Tx,
  actor: StaffActor,
  id: string,
  words: string,
  now: number = Date.now(),
): Promise<CustomerNote> {
  const { customer_id: personId } = await requireCustomer(tx.query, actor.siteId, id)
  const row = {
    site_id: actor.siteId,
    customer_id: personId,
    note_id: uuidv7(),
    at: now,
    author: actor.name,
    words,
  }
  await tx.insertNew('customer_note', [row])
  await noteWords(tx, actor.siteId, 'customer', [personId])
  return { id: row.note_id, at: new Date(now).toISOString(), author: row.author, words }
}
