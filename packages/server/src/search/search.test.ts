import { uuidv7 } from '@earshot/sdk/contract'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complained, ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'
import type { SearchKind } from '../database/tables/search.ts'
import { noteWords } from './change.ts'
import { fillIndex, fillStep, freshen } from './fill.ts'
import { findDocs, matching } from './find.ts'
import { sitesToFill } from './marker.ts'
import { BLOCK, codeOf, Bits } from './postings.ts'
import { removeFromSearch } from './remove.ts'
import { askedOf } from './terms.ts'

/** Ids of what holds the words, newest first. */
async function found(server: TestServer, text: string, kind: SearchKind = 'feedback'): Promise<string[]> {
  await freshen(server.database, server.site.id)
  const ids: string[] = []
  const sought = { siteId: server.site.id, kind, terms: askedOf(text) }
  for await (const docs of findDocs(server.database.read, sought))
    for (const doc of docs) {
      const row = await server.database.read
        .selectFrom('search_doc')
        .select('id')
        .where('site_id', '=', server.site.id)
        .where('kind', '=', kind)
        .where('doc', '=', doc)
        .executeTakeFirstOrThrow()
      ids.push(row.id)
    }
  return ids
}

/** Rows as they are, so that some can be dated at will. */
async function store(server: TestServer, comment: string, receivedAt: number): Promise<string> {
  const one = said({ answers: { satisfaction: 4, praise: comment } })
  await server.say(one)
  await server.database.write
    .updateTable('feedback')
    .set({ received_at: receivedAt })
    .where('site_id', '=', server.site.id)
    .where('feedback_id', '=', one.id)
    .execute()
  return one.id
}

describe('documents of a block', () => {
  test('come back as they were put in, newest first, whatever their order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(BLOCK - 1)), fc.nat(300), (places, block) => {
        const docs = places.map((place) => block * BLOCK + place)
        const bits = new Bits().add(docs.map(codeOf).join(''))
        expect(bits.docs(block)).toEqual(docs.toSorted((a, b) => b - a))
        for (const doc of docs) expect(bits.has(doc)).toBe(true)
      }),
    )
    expect(new Bits().fill().docs(0)).toHaveLength(BLOCK)
  })
})

describe.each(ENGINES)('the index on %s', (engine) => {
  test('finds what was said a moment ago, newest first, by whole words and by the beginning of the last', async () => {
    const server = await freshServer(engine)
    const ids: string[] = []
    for (const praise of ['Lovely tulips', 'The tulip was late', '배송이 너무 늦었어요', '包裝破損,想退貨']) {
      const one = said({ answers: { satisfaction: 5, praise } })
      await server.say(one)
      ids.push(one.id)
    }
    expect(await found(server, 'tulip')).toEqual([ids[1], ids[0]])
    expect(await found(server, 'tulip ')).toEqual([ids[1]])
    expect(await found(server, 'tulips lov')).toEqual([ids[0]])
    expect(await found(server, '배송')).toEqual([ids[2]])
    expect(await found(server, '破損')).toEqual([ids[3]])
    expect(await found(server, '貨')).toEqual([ids[3]])
    expect(await found(server, 'tulip 破損')).toEqual([])
  })

  test('finds a complaint by its number, by messages on both sides and by notes', async () => {
    const server = await freshServer(engine)
    const { body } = await server.say(complained())
    const { number, url } = body['complaint'] as { number: string; url: string }
    const other = await server.say(complained({ answers: { satisfaction: 1, comment: 'Dented' } }))
    expect(other.status).toBe(201)
    const post = (to: string, payload: object, headers = {}) =>
      server.app.inject({ method: 'POST', url: to, payload, headers })
    await found(server, 'torn', 'complaint')
    const staff = [`/api/complaints/${number}`, server.staff] as const
    expect((await post(`${staff[0]}/message`, { words: 'We send another mug' }, staff[1])).statusCode).toBe(200)
    expect((await post(`${staff[0]}/note`, { words: 'Courier Zimmermann knows' }, staff[1])).statusCode).toBe(200)
    const link = url.slice(url.lastIndexOf('/') + 1)
    expect((await post(`/v1/complaints/${link}/messages`, { words: '谢谢你们' })).statusCode).toBe(200)
    for (const text of [number, 'torn mug', 'zimmer', '谢谢'])
      expect(await found(server, text, 'complaint')).toHaveLength(1)
    expect(await found(server, 'torn zimmermann 谢谢', 'complaint')).toHaveLength(1)
    expect(await found(server, 'zimmer')).toEqual([])
    expect(await found(server, 'ada@example.com', 'complaint')).toHaveLength(2)
  })

  test('finds a feedback by what its second half brought, and the complaint that it then is', async () => {
    const server = await freshServer(engine)
    const one = said({ answers: { satisfaction: 2, comment: 'Torn' } })
    await server.say(one)
    expect(await found(server, 'torn')).toEqual([one.id])
    await server.say({ ...one, contact: { email: 'grace@example.com' }, order: { id: 'X-77' } })
    expect(await found(server, 'x-77')).toEqual([one.id])
    expect(await found(server, 'grace@exa')).toEqual([one.id])
    expect(await found(server, 'grace', 'complaint')).toEqual([one.id])
    const { docs } = await server.database.write
      .selectFrom('search_posting')
      .select('docs')
      .where('kind', '=', 'feedback')
      .where('term', '=', 'torn')
      .executeTakeFirstOrThrow()
    expect(docs).toBe(codeOf(0))
  })

  test('fills itself from rows that were there before it, in many steps, by servers side by side', async () => {
    const server = await freshServer(engine)
    const now = Date.now()
    const ids = []
    for (let i = 0; i < 30; i++) ids.push(await store(server, `word${i} same`, now - 1000 * (30 - i)))
    const { database, site } = server
    const both = async () => {
      while ((await sitesToFill(database, now)).length > 0) await fillStep(database, site.id, now, { size: 4 })
    }
    await Promise.all([both(), both()])
    expect(await found(server, 'same')).toEqual(ids.toReversed())
    expect(await fillIndex(database, now)).toBe(0)
  })

  test('misses nothing that was committed late', async () => {
    const server = await freshServer(engine)
    const { database } = server
    const now = Date.now()
    const first = await store(server, 'punctual', now)
    await fillIndex(database, now)
    const late = await store(server, 'belated', now - 60_000)
    await fillIndex(database, now)
    expect(await found(server, 'belated')).toEqual([])
    await fillIndex(database, now + 11 * 60_000)
    expect(await found(server, 'belated')).toEqual([late])
    expect(await found(server, 'punctual')).toEqual([first])
    expect(await sitesToFill(database, now + 11 * 60_000)).toEqual([])
  })

  test('misses nothing while customers and staff go on talking and servers index side by side', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    let talking = true
    const indexing = async () => {
      while (talking) {
        await fillStep(database, site.id, Date.now(), { size: 5 })
        await new Promise((next) => setImmediate(next))
      }
    }
    const servers = [indexing(), indexing(), indexing()]
    const talk = async () => {
      const { body } = await server.say(complained())
      const { number } = body['complaint'] as { number: string }
      await server.app.inject({
        method: 'POST',
        url: `/api/complaints/${number}/message`,
        headers: server.staff,
        payload: { words: 'Apologies' },
      })
      return body['id'] as string
    }
    const ids = await Promise.all(Array.from({ length: 60 }, talk))
    talking = false
    await Promise.all(servers)
    // What was committed late is looked for again once it has settled.
    await fillIndex(database, Date.now() + 11 * 60_000)
    for (const [text, kind] of [
      ['torn', 'feedback'],
      ['torn apologies', 'complaint'],
    ] as const) {
      const all = await found(server, text, kind)
      expect(all).toHaveLength(60)
      expect(new Set(all)).toEqual(new Set(ids))
    }
  })

  test('waits for what is dated in the future, and does not lose what comes before it', async () => {
    const server = await freshServer(engine)
    const { database } = server
    const now = Date.now()
    const future = await store(server, 'tomorrow', now + 60_000)
    await fillIndex(database, now)
    const present = await store(server, 'today', now)
    await fillIndex(database, now)
    expect(await found(server, 'today')).toEqual([present])
    await fillIndex(database, now + 120_000)
    expect(await found(server, 'tomorrow')).toEqual([future])
  })

  test('forgets what is removed, with every word that nobody else used', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    const gone = complained({ contact: { email: 'secret@example.com' } })
    await server.say(gone)
    await server.say(complained())
    expect(await found(server, 'torn')).toHaveLength(2)
    await database.transaction(async (tx) => {
      await tx.query.deleteFrom('complaint').where('site_id', '=', site.id).where('feedback_id', '=', gone.id).execute()
      await tx.query.deleteFrom('feedback').where('site_id', '=', site.id).where('feedback_id', '=', gone.id).execute()
      await removeFromSearch(tx, site.id, 'feedback', [gone.id])
      await removeFromSearch(tx, site.id, 'complaint', [gone.id])
    })
    expect(await found(server, 'torn')).toHaveLength(1)
    expect(await found(server, 'torn', 'complaint')).toHaveLength(1)
    const { rows } = await database.write
      .selectFrom('search_posting')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .where('term', 'like', '%secret%')
      .executeTakeFirstOrThrow()
    expect(rows).toBe(0)
  })

  test('finds again what was removed but stays, as it is now', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    const one = said({ answers: { satisfaction: 5, praise: 'Private words' } })
    await server.say(one)
    await found(server, 'private')
    await database.transaction(async (tx) => {
      await tx.query
        .updateTable('feedback')
        .set({ answers: '{"praise":"Public"}' })
        .where('site_id', '=', site.id)
        .where('feedback_id', '=', one.id)
        .execute()
      await removeFromSearch(tx, site.id, 'feedback', [one.id])
    })
    expect(await found(server, 'private')).toEqual([])
    expect(await found(server, 'public')).toEqual([one.id])
  })

  test('says of any ids which of them hold the words', async () => {
    const server = await freshServer(engine)
    const [a, b] = [said(), said({ answers: { satisfaction: 5, praise: 'Grand' } })]
    await server.say(a)
    await server.say(b)
    await freshen(server.database, server.site.id)
    const sought = { siteId: server.site.id, kind: 'feedback', terms: askedOf('lovely') } as const
    expect(await matching(server.database.read, sought, [a.id, b.id, uuidv7()])).toEqual(new Set([a.id]))
  })

  test('keeps sites apart, and leaves alone what it is told of but does not know', async () => {
    const server = await freshServer(engine)
    await server.say(said())
    await server.database.transaction((tx) => noteWords(tx, server.site.id, 'customer', [uuidv7()]))
    expect(await found(server, 'lovely')).toHaveLength(1)
    const sought = { siteId: 'other', kind: 'feedback', terms: askedOf('lovely') } as const
    expect(await Array.fromAsync(findDocs(server.database.read, sought))).toEqual([])
  })
})
