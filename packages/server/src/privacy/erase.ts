import { type Erasure, type PersonCounts, type PersonQuery, uuidv7 } from '@earshot/sdk/contract'
import { contactKeys, feedbackOf, type Person, personOf } from './person.ts'
import type { Database, Tx } from '../database/engine.ts'
import type { ErasureTable } from '../database/schema.ts'
import { record } from '../event/record.ts'
import { loadMoments } from '../moment/store.ts'
import { Problem } from '../problem.ts'
import type { StaffActor } from '../staff/actor.ts'
import { countsOf, NONE } from './find.ts'
import { erasureOf } from './register.ts'
import { eraseCards, stripAndBury } from './step.ts'
import { sweep } from './sweep.ts'
import { bury, type Burial, hashOf, signingKeyOf, type TombstoneKind } from './tombstone.ts'

/** Feedback erased in one transaction: some ten milliseconds of the one writer. */
const STEP = 25
/** Steps that a request waits for; a job does the rest. */
const STEPS_AWAITED = 20

/** What has somebody erased. */
export interface Order {
  siteId: string
  asked: PersonQuery
  reason: string
  by: StaffActor
}

/**
 * Erases somebody: at once where there is not much of them, else a job goes on with it. Asked again for the same it
 * goes on with what runs, and tells of what is done.
 *
 * Rejects with `person_unknown` where there is nothing of them and never was, and as `personOf`.
 */
export async function erase(database: Database, order: Order, now: number = Date.now()): Promise<Erasure> {
  const { siteId, asked, reason, by } = order
  const before = await earlier(database, siteId, asked)
  if (before?.state === 'running') return erasureOf(await run(database, before, now, STEPS_AWAITED))
  const person = await personOf(database.write, siteId, asked, now).catch((error: unknown) => {
    if (before && error instanceof Problem && error.code === 'customer_unknown') return undefined
    throw error
  })
  const counts = person && (await countsOf(database.write, siteId, person))
  if (!person || !counts || Object.values(counts).every((count) => count === 0)) {
    if (before) return erasureOf(before)
    throw unknownPerson()
  }
  const row: ErasureTable = {
    site_id: siteId,
    erasure_id: uuidv7(),
    at: now,
    state: 'running',
    by: by.name,
    reason,
    person: JSON.stringify(person),
    wanted: JSON.stringify(counts),
    erased: JSON.stringify(NONE),
    ended_at: null,
  }
  const signingKey = await signingKeyOf(database.write, siteId)
  await database.transaction(async (tx) => {
    await tx.insertNew('erasure', [row])
    const burial = { siteId, signingKey, erasureId: row.erasure_id, at: now }
    await bury(tx, burial, 'customer', person.cards)
    await bury(tx, burial, 'order', person.orders)
    for (const kind of ['email', 'phone'] as const) await bury(tx, burial, kind, valuesOf(person, kind))
  })
  return erasureOf(await run(database, row, now, STEPS_AWAITED))
}

/** There is nothing of them. */
export function unknownPerson(): Problem {
  return new Problem(
    'person_unknown',
    'This site has nothing of somebody like that. POST /api/privacy/find tells what there is before you erase.',
  )
}

const valuesOf = (person: Person, kind: 'email' | 'phone') =>
  person.keys.filter((key) => key.kind === kind).map(({ value }) => value)

/** The last erasure of who is known by the same thing. */
async function earlier(database: Database, siteId: string, asked: PersonQuery): Promise<ErasureTable | undefined> {
  const [name, typed] = Object.entries(asked).find(([, value]) => value !== undefined) as [string, string]
  if (name === 'complaint') return undefined
  const kind = name as TombstoneKind
  const value = kind === 'email' || kind === 'phone' ? contactKeys(JSON.stringify({ [kind]: typed }))[0]?.value : typed
  if (value === undefined) return undefined
  const hash = hashOf(await signingKeyOf(database.write, siteId), siteId, kind, value)
  return database.write
    .selectFrom('tombstone as t')
    .innerJoin('erasure as e', (join) =>
      join.onRef('e.site_id', '=', 't.site_id').onRef('e.erasure_id', '=', 't.erasure_id'),
    )
    .selectAll('e')
    .where('t.site_id', '=', siteId)
    .where('t.kind', '=', kind)
    .where('t.hash', '=', hash)
    .executeTakeFirst()
}

/** Goes on with erasures that are not done, as after a stop of the server. @returns how many steps it did */
export async function goOn(database: Database, now: number, signal?: AbortSignal): Promise<number> {
  let steps = 0
  for (const row of await running(database)) {
    if (signal?.aborted) break
    await run(database, row, now, Number.POSITIVE_INFINITY, signal)
    steps++
  }
  return steps
}

/** Erasures that are not done. */
export function running(database: Database): Promise<ErasureTable[]> {
  return database.write.selectFrom('erasure').selectAll().where('state', '=', 'running').limit(100).execute()
}

/** Erases step by step. What is left is looked for anew, so it does not matter who did the steps before. */
async function run(
  database: Database,
  row: ErasureTable,
  now: number,
  steps: number,
  signal?: AbortSignal,
): Promise<ErasureTable> {
  const { site_id: siteId, erasure_id: erasureId } = row
  const person = JSON.parse(row.person!) as Person
  const burial: Burial = {
    siteId,
    signingKey: await signingKeyOf(database.write, siteId),
    erasureId,
    at: row.at,
  }
  const moments = await loadMoments(database, siteId)
  const ids = (await feedbackOf(database.write, siteId, person)).map(({ id }) => id).sort()
  let done = 0
  for (let at = 0; at < ids.length; at += STEP, done++) {
    if (done >= steps || signal?.aborted) return current(database, row)
    const some = ids.slice(at, at + STEP)
    const went = await step(database, row, (tx) => stripAndBury(tx, burial, person.cards, some, moments, now))
    if (!went) return current(database, row)
  }
  if (!(await step(database, row, (tx) => eraseCards(tx, burial, person, now)))) return current(database, row)
  // Where mails went and what was verified is found by the hashes, as after a restore.
  const mails = await sweep(database, siteId, burial.signingKey, erasureId)
  await database.transaction(async (tx) => {
    await count(tx, row, { mails })
    const { numUpdatedRows } = await tx.query
      .updateTable('erasure')
      .set({ state: 'done', person: null, ended_at: now })
      .where('site_id', '=', siteId)
      .where('erasure_id', '=', erasureId)
      .where('state', '=', 'running')
      .executeTakeFirst()
    await forgetAnswers(tx.query, siteId)
    const data = { erasure: erasureId, customers: person.cards }
    if (Number(numUpdatedRows) > 0) record(tx, siteId, { type: 'customer.erased', subject: erasureId, data }, now)
  })
  return current(database, row)
}

/** Does a part of an erasure, unless somebody has called it off. @returns whether it did */
function step(
  database: Database,
  row: ErasureTable,
  work: (tx: Tx) => Promise<Partial<PersonCounts>>,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const [held] = await tx.hold('erasure', [row])
    if (held!.state !== 'running') return false
    await count(tx, row, await work(tx))
    return true
  })
}

/** What receivers of webhooks answered may repeat what they were told. */
export async function forgetAnswers(query: Tx['query'], siteId: string): Promise<void> {
  await query
    .updateTable('delivery')
    .set({ answer: null })
    .where('site_id', '=', siteId)
    .where('answer', 'is not', null)
    .execute()
}

/** Adds to what is gone. */
async function count(tx: Tx, row: ErasureTable, more: Partial<PersonCounts>): Promise<void> {
  const [held] = await tx.hold('erasure', [row])
  const erased = { ...NONE, ...(JSON.parse(held!.erased) as PersonCounts) }
  for (const name of Object.keys(NONE) as (keyof PersonCounts)[]) erased[name] += more[name] ?? 0
  await tx.query
    .updateTable('erasure')
    .set({ erased: JSON.stringify(erased) })
    .where('site_id', '=', row.site_id)
    .where('erasure_id', '=', row.erasure_id)
    .execute()
}

function current(database: Database, row: ErasureTable): Promise<ErasureTable> {
  return database.write
    .selectFrom('erasure')
    .selectAll()
    .where('site_id', '=', row.site_id)
    .where('erasure_id', '=', row.erasure_id)
    .executeTakeFirstOrThrow()
}
