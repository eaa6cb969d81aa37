import type { Database } from '../database/engine.ts'
import type { TombstoneTable } from '../database/schema.ts'
import { loadMoments } from '../moment/store.ts'
import { forgetAnswers } from './erase.ts'
import { NONE } from './find.ts'
import { chunksOf } from './person.ts'
import { eraseCards, stripAndBury } from './step.ts'
import { sweep } from './sweep.ts'
import { hashOf, signingKeyOf, type TombstoneKind } from './tombstone.ts'

/*
 * A backup is older than what was erased since. After a restore everything that a tombstone knows is looked for, and
 * erased again.
 */

/** Rows read at a time. */
const CHUNK = 2000
/** Feedback erased in one transaction. */
const STEP = 25

/** Of an erasure that somebody asked for; what a restore buries besides has none. */
const ID = /^[0-9a-f-]{36}$/
/** What the hashes do not tell. */
const REASON = 'Known by erasures.jsonl alone: who had it done, and why, was in the data before the restore.'

/** What of a site is here although it was erased. */
export interface Back {
  feedback: string[]
  customers: string[]
  orders: string[]
}

/** Looks through a whole site. Nothing is read where nothing was erased. */
export async function backAgain(database: Database, siteId: string): Promise<Back> {
  const back: Back = { feedback: [], customers: [], orders: [] }
  const stones = await stonesOf(database, siteId)
  if (stones.size === 0) return back
  const key = await signingKeyOf(database.write, siteId)
  const buried = (kind: TombstoneKind, value: string) => stones.has(`${kind} ${hashOf(key, siteId, kind, value)}`)
  for (let after = ''; ;) {
    const rows = await database.read
      .selectFrom('feedback')
      .select(['feedback_id', 'flags'])
      .where('site_id', '=', siteId)
      .where('feedback_id', '>', after)
      .orderBy('feedback_id')
      .limit(CHUNK)
      .execute()
    for (const { feedback_id: id, flags } of rows)
      if (!flags.includes('"erased"') && buried('feedback', id)) back.feedback.push(id)
    if (rows.length < CHUNK) break
    after = rows.at(-1)!.feedback_id
  }
  for (let after = ''; ;) {
    const rows = await database.read
      .selectFrom('customer')
      .select('customer_id')
      .where('site_id', '=', siteId)
      .where('customer_id', '>', after)
      .orderBy('customer_id')
      .limit(CHUNK)
      .execute()
    for (const { customer_id: id } of rows) if (buried('customer', id)) back.customers.push(id)
    if (rows.length < CHUNK) break
    after = rows.at(-1)!.customer_id
  }
  for (let after = ''; ;) {
    const rows = await database.read
      .selectFrom('shop_order')
      .select(['order_id', 'customer_id'])
      .where('site_id', '=', siteId)
      .where('order_id', '>', after)
      .orderBy('order_id')
      .limit(CHUNK)
      .execute()
    for (const { order_id: id, customer_id: card } of rows)
      if (card !== null && buried('order', id)) back.orders.push(id)
    if (rows.length < CHUNK) break
    after = rows.at(-1)!.order_id
  }
  return back
}

/** Erases again what came back, and tells of the erasures that the backup did not know. @returns how many things it took away */
export async function eraseAgain(database: Database, siteId: string, now: number): Promise<number> {
  const back = await backAgain(database, siteId)
  const { feedback, customers, orders } = back
  const signingKey = await signingKeyOf(database.write, siteId)
  // What is known by hash already is buried by the erasure that did it; what turns up besides joins this one.
  // Of each restore its own, as copies of them are kept by it.
  const burial = { siteId, signingKey, erasureId: `restored-${now}`, at: now }
  const moments = await loadMoments(database, siteId)
  for (const some of chunksOf(feedback.sort(), STEP))
    await database.transaction(async (tx) => void (await stripAndBury(tx, burial, customers, some, moments, now)))
  if (orders.length > 0)
    await database.transaction(async (tx) => {
      for (const some of chunksOf(orders))
        await tx.query
          .updateTable('shop_order')
          .set({ customer_id: null, held: 0 })
          .where('site_id', '=', siteId)
          .where('order_id', 'in', some)
          .execute()
    })
  for (const some of chunksOf(customers, 200))
    await database.transaction(async (tx) => void (await eraseCards(tx, burial, { cards: some, orders: [] }, now)))
  const mails = await sweep(database, siteId, signingKey)
  if (feedback.length > 0) await forgetAnswers(database.write, siteId)
  await enter(database, siteId, now)
  return feedback.length + customers.length + orders.length + mails
}

/**
 * Erasures of which only hashes came along are told of again: that they were, and when. Who asked for one that was made
 * before, as the same person may ask twice, is answered by it.
 */
async function enter(database: Database, siteId: string, now: number): Promise<void> {
  const known = database.read.selectFrom('erasure').select('erasure_id').where('site_id', '=', siteId)
  const rows = await database.read
    .selectFrom('tombstone')
    .select((eb) => ['erasure_id', eb.fn.min('at').as('at')])
    .where('site_id', '=', siteId)
    .where('erasure_id', 'not in', known)
    .groupBy('erasure_id')
    .execute()
  const lost = rows.filter(({ erasure_id: id }) => ID.test(id))
  const found = {
    state: 'done',
    by: 'earshot restore',
    reason: REASON,
    person: null,
    wanted: null,
    ended_at: now,
  } as const
  if (lost.length > 0)
    await database.transaction((tx) =>
      tx.insertNew(
        'erasure',
        lost.map((row) => ({ ...row, ...found, site_id: siteId, erased: JSON.stringify(NONE) })),
      ),
    )
}

async function stonesOf(database: Database, siteId: string): Promise<ReadonlySet<string>> {
  const rows: Pick<TombstoneTable, 'kind' | 'hash'>[] = await database.read
    .selectFrom('tombstone')
    .select(['kind', 'hash'])
    .where('site_id', '=', siteId)
    .where('kind', 'in', ['feedback', 'customer', 'order'])
    .execute()
  return new Set(rows.map(({ kind, hash }) => `${kind} ${hash}`))
}
