import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ENGINES, freshConfig } from '../../test/engines.ts'
import { type Database, openDatabase } from '../database/engine.ts'
import { upsertOrders } from '../order/upsert.ts'
import { Problem } from '../problem.ts'
import { addSite } from '../site/store.ts'
import { cardOf } from './card.ts'
import { mergeCustomers, splitCustomer } from './merge.ts'

const CARDS = 5

/** What staff do, and what the shop tells meanwhile; numbers are of cards. */
type Step = ['merge' | 'split', number, number] | ['order', number]

const steps = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom('merge' as const, 'split' as const), fc.nat(CARDS - 1), fc.nat(CARDS - 1)),
    fc.tuple(fc.constant('order' as const), fc.nat(CARDS - 1)),
  ),
  { maxLength: 20 },
)

/** The simplest thing that could be right: into which card each was merged, and whose each order is. */
class Model {
  readonly into: (number | undefined)[] = Array.from({ length: CARDS })
  readonly orders = new Map<string, number>(Array.from({ length: CARDS }, (_, i) => [`o${i}`, i]))

  person(of: number): number {
    const above = this.into[of]
    return above === undefined ? of : this.person(above)
  }

  /** Cards that are read as one. */
  all(person: number): number[] {
    return this.into.flatMap((_, i) => (this.person(i) === person ? [i] : []))
  }

  merge(into: number, from: number): boolean {
    const [a, b] = [this.person(into), this.person(from)]
    if (a !== b) this.into[b] = a
    return a !== b
  }

  split(of: number, merged: number): boolean {
    const may = this.into[merged] !== undefined && this.person(of) === this.person(merged)
    if (may) this.into[merged] = undefined
    return may
  }

  ordersOf(person: number): string[] {
    return [...this.orders].flatMap(([id, card]) => (this.person(card) === person ? [id] : [])).sort()
  }
}

async function place(engine: (typeof ENGINES)[number]): Promise<{ database: Database }> {
  const database = await openDatabase(await freshConfig(engine))
  onTestFinished(() => database.close())
  return { database }
}

const buy = (database: Database, siteId: string, id: string, card: number) =>
  upsertOrders(database, siteId, [{ id, total: 100, currency: 'EUR', customer: { id: `C-${card}` } }])

/** Whether it could be done; a refusal must have changed nothing, which the model then tells. */
async function done(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'cannot_merge') return false
    throw error
  }
}

describe.each(ENGINES)('merging and splitting on %s', (engine) => {
  it('gives back what was there and what came since, whatever was merged into what before', async () => {
    const { database } = await place(engine)
    await fc.assert(
      fc.asyncProperty(steps, async (some: Step[]) => {
        const { id: siteId } = await addSite(database, { name: 'Shop' })
        const actor = { kind: 'key', id: 'k', name: 'test', role: 'owner', siteId } as const
        const model = new Model()
        for (let i = 0; i < CARDS; i++) await buy(database, siteId, `o${i}`, i)
        const keys = await database.write.selectFrom('customer_key').selectAll().where('site_id', '=', siteId).execute()
        const ids = keys.sort((a, b) => (a.value < b.value ? -1 : 1)).map((key) => key.customer_id)
        for (const [at, step] of some.entries()) {
          if (step[0] === 'order') {
            model.orders.set(`later${at}`, step[1])
            await buy(database, siteId, `later${at}`, step[1])
            continue
          }
          const [what, a, b] = step
          const could = await done(
            database.transaction((tx) =>
              what === 'merge'
                ? mergeCustomers(tx, actor, ids[a]!, ids[b]!)
                : splitCustomer(tx, actor, ids[a]!, { merged: ids[b]! }),
            ),
          )
          expect(could).toBe(model[what](a, b))
        }
        for (let i = 0; i < CARDS; i++) {
          const card = await cardOf(database.write, siteId, ids[i]!)
          const person = model.person(i)
          expect(card.id).toBe(ids[person])
          expect(card.orders.items.map((one) => one.id).sort()).toEqual(model.ordersOf(person))
          expect(card.keys.map((key) => key.value)).toEqual(model.all(person).map((one) => `C-${one}`))
        }
      }),
      { numRuns: engine === 'sqlite' ? 60 : 25 },
    )
  })

  it('shows what the cards say together, and a refusal over any consent', async () => {
    const { database } = await place(engine)
    const { id: siteId } = await addSite(database, { name: 'Shop' })
    const actor = { kind: 'key', id: 'k', name: 'test', role: 'owner', siteId } as const
    await upsertOrders(database, siteId, [
      { id: '1', customer: { id: 'A', name: 'Ada', consent: { email: true } } },
      {
        id: '2',
        customer: { id: 'B', name: 'A. L.', phone: '+44 20 7946 0000', consent: { email: false, phone: true } },
      },
    ])
    const keys = await database.write.selectFrom('customer_key').selectAll().where('kind', '=', 'shop').execute()
    const [a, b] = ['A', 'B'].map((value) => keys.find((key) => key.value === value)!.customer_id)
    await database.transaction((tx) => mergeCustomers(tx, actor, a!, b!))
    const card = await cardOf(database.write, siteId, b!)
    expect(card).toMatchObject({ id: a, name: 'Ada', phone: '+44 20 7946 0000', merged: [{ id: b, by: 'test' }] })
    expect(card.consent).toMatchObject({ phone: { given: true } })
    await expect(database.transaction((tx) => splitCustomer(tx, actor, a!, { merged: a! }))).rejects.toMatchObject({
      code: 'cannot_merge',
    })
  })
})
