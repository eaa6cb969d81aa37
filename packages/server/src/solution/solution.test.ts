import { describe, expect, test } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'

interface Held {
  id: string
  uses: number
  decided: number
  confirmed: number
  versions: Record<string, string>
  archivedAt: string | null
}

type Answer = Record<string, unknown> & { id: string; code: string; errors: { path: string; message: string }[] }

const ask = async (server: TestServer, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: unknown) => {
  const { status, body } = await call(server, method, url, server.staff, payload)
  return { status, body: body as unknown as Answer & { items: Held[]; next: string | null } }
}

/** A complaint and the end of its private link. */
async function complain(server: TestServer, over: Record<string, unknown> = {}) {
  const { body } = await server.say(complained(over))
  const { number, url } = body['complaint'] as { number: string; url: string }
  return { number, link: url.slice(url.lastIndexOf('/') + 1) }
}

const mug = { title: 'Broken mug', versions: { en: 'Dear {name}, a new {product} is on its way ({number}).' } }

async function saved(server: TestServer, over: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await ask(server, 'POST', '/api/solutions', { ...mug, ...over })
  expect(status).toBe(201)
  return body.id
}

async function counts(server: TestServer, id: string): Promise<number[]> {
  const { body } = await ask(server, 'GET', `/api/solutions/${id}`)
  const { uses, decided, confirmed } = body as unknown as Held
  return [uses, decided, confirmed]
}

describe.each(ENGINES)('solutions on %s', (engine) => {
  test('are found by words of any language, by category and by product', async () => {
    const server = await freshServer(engine)
    await ask(server, 'POST', '/api/categories', { id: 'damage', label: { en: 'Damage' } })
    const en = await saved(server, { category: 'damage', product: 'A-1' })
    const zh = await saved(server, { title: '包裝', versions: { 'zh-Hant': '包裝破損,馬上補寄' } })
    const ko = await saved(server, { title: '배송', versions: { ko: '배송이 늦어 죄송합니다' } })
    const found = async (query: string) =>
      (await ask(server, 'GET', `/api/solutions?${query}`)).body.items.map(({ id }) => id)
    const text = (words: string) => found(`text=${encodeURIComponent(words)}`)
    expect(await text('破損')).toEqual([zh])
    expect(await text('늦어')).toEqual([ko])
    expect(await text('BROKEN mu')).toEqual([en])
    expect(await text('roken')).toEqual([])
    expect(await text('%_')).toEqual([])
    expect(await found('category=damage')).toEqual([en])
    expect(await found('product=A-1')).toEqual([en])
    expect(await found('')).toHaveLength(3)
    const { body } = await ask(server, 'GET', '/api/solutions?limit=2')
    expect(await found(`limit=2&cursor=${body.next}`)).toHaveLength(1)
  })

  test('are filled and found by what the card knows, where the complaint itself does not say it', async () => {
    const server = await freshServer(engine)
    const id = await saved(server, { product: 'M-7' })
    const items = [{ sku: 'M-7', name: 'Blue mug' }]
    const placed = new Date(Date.now() - 60_000).toISOString()
    await ask(server, 'POST', '/api/orders', { id: '7', placed, items, customer: { id: 'C-7', name: 'Ada' } })
    const card = (await ask(server, 'GET', '/api/customers')).body.items[0]!
    const said = { channel: 'phone', reason: 'It is cracked.', contact: { phone: '+82 2 000' }, order: { id: '7' } }
    const proposed = async (over: object) => {
      const { body } = await ask(server, 'POST', '/api/feedback', { ...said, ...over })
      const { number } = (body as unknown as { complaint: { number: string } }).complaint
      return (await ask(server, 'GET', `/api/complaints/${number}/solutions`)).body.items
    }
    expect(await proposed({ customer: card.id })).toMatchObject([
      { solution: { id }, because: ['product'], words: expect.stringContaining('Dear Ada, a new Blue mug') as unknown },
    ])
    // An order number that anybody may have typed tells nothing of whoever placed it.
    expect(await proposed({})).toEqual([])
  })

  test.each([
    [{ title: 'x' }, 'versions'],
    [{ ...mug, from: { complaint: '2026-000001', message: 'm' } }, 'versions'],
    [{ ...mug, versions: {} }, 'versions'],
    [{ ...mug, versions: { en: 'Dear {nmae}' } }, 'versions.en'],
    [{ ...mug, versions: { en: 'Dear {}' } }, 'versions.en'],
    [{ ...mug, category: 'unheard' }, 'category'],
    [{ ...mug, remedy: { kind: 'refund' }, versions: { en: 'x'.repeat(2001) } }, 'versions.en'],
    [{ title: 'x', from: { complaint: '2026-999999', message: 'm' } }, 'from.complaint'],
    [{ ...mug, rank: 1 }, 'rank'],
  ])('refuses %j', async (body, path) => {
    const server = await freshServer(engine)
    const answer = await ask(server, 'POST', '/api/solutions', body)
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, path])
    if (path === 'versions.en' && JSON.stringify(body).includes('nmae'))
      expect(answer.body.errors[0]!.message).toContain('{nmae}')
  })

  test('change by what is named, are archived instead of deleted, and belong to one site', async () => {
    const server = await freshServer(engine)
    const id = await saved(server)
    const { body } = await ask(server, 'PATCH', `/api/solutions/${id}`, {
      versions: { ko: '새 머그잔을 보내 드립니다' },
    })
    expect((body as unknown as Held).versions).toEqual({ ko: '새 머그잔을 보내 드립니다' })
    expect((await ask(server, 'GET', '/api/solutions?text=dear')).body.items).toEqual([])
    expect((await ask(server, 'GET', '/api/solutions?language=en')).body.items).toEqual([])
    expect((await ask(server, 'GET', '/api/solutions?language=ko')).body.items).toMatchObject([{ id }])
    await ask(server, 'PATCH', `/api/solutions/${id}`, { archived: true })
    expect((await ask(server, 'GET', '/api/solutions')).body.items).toEqual([])
    expect((await ask(server, 'GET', '/api/solutions?archived=true')).body.items).toMatchObject([{ id }])
    const { number } = await complain(server)
    const message = { words: 'Hello', solution: id }
    expect((await ask(server, 'POST', `/api/complaints/${number}/message`, message)).body.errors[0]!.path).toBe(
      'solution',
    )
    await ask(server, 'PATCH', `/api/solutions/${id}`, { archived: false })
    expect((await ask(server, 'POST', `/api/complaints/${number}/message`, message)).status).toBe(200)

    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'agent')
    const foreign = { authorization: `Bearer ${secret}` }
    expect((await call(server, 'GET', `/api/solutions/${id}`, foreign)).status).toBe(404)
    expect((await call(server, 'PATCH', `/api/solutions/${id}`, foreign, { archived: true })).status).toBe(403)
    expect((await call(server, 'GET', '/api/solutions', foreign)).body).toMatchObject({ items: [] })
    expect((await call(server, 'GET', `/api/complaints/${number}/solutions`, foreign)).status).toBe(404)
  })

  test('are proposed by category, product and words, in the language of the complaint, ready to be sent', async () => {
    const server = await freshServer(engine)
    await ask(server, 'POST', '/api/categories', { id: 'damage', label: { en: 'Damage' } })
    await ask(server, 'POST', '/api/categories', { id: 'glass', label: { en: 'Glass' }, parent: 'damage' })
    const words = await saved(server, {
      versions: { en: mug.versions.en, ko: '{name}님, {order}번 주문' },
      title: 'torn',
    })
    const category = await saved(server, { title: 'Anything', category: 'damage', versions: { en: 'Sorry, {staff}' } })
    const product = await saved(server, {
      title: 'P',
      product: 'A-1',
      remedy: { kind: 'refund', cost: 100, currency: 'EUR' },
    })
    await saved(server, { title: 'Nothing', versions: { en: 'Unlike' } })
    const { number } = await complain(server, {
      contact: { name: '김하나', email: 'hana@example.com' },
      locale: 'ko',
      order: { id: '77', items: [{ name: 'Mug', sku: 'A-1' }] },
    })
    await ask(server, 'POST', `/api/complaints/${number}/classify`, { category: 'glass' })
    const { body } = await ask(server, 'GET', `/api/complaints/${number}/solutions`)
    const items = body.items as unknown as {
      solution: Held
      because: string[]
      words: string
      language: string
      missing: string[]
      remedy: unknown
    }[]
    const by = new Map(items.map((one) => [one.solution.id, one]))
    expect(items).toHaveLength(3)
    expect(by.get(words)).toMatchObject({
      because: ['words'],
      language: 'ko',
      words: '김하나님, 77번 주문',
      missing: [],
    })
    expect(by.get(category)).toMatchObject({ because: ['category'], words: 'Sorry, {staff}', missing: ['staff'] })
    const terms = `Dear 김하나, a new Mug is on its way (${number}).`
    expect(by.get(product)).toMatchObject({
      because: ['product'],
      remedy: { kind: 'refund', cost: 100, currency: 'EUR', terms },
    })
    const asked = await ask(server, 'GET', `/api/complaints/${number}/solutions?text=unlike`)
    expect(asked.body.items).toMatchObject([{ because: [] }])
    expect((await ask(server, 'GET', `/api/complaints/${number}/solutions?limit=1`)).body.items).toHaveLength(1)
    expect((await ask(server, 'GET', `/api/complaints/${number}/solutions?limit=0`)).status).toBe(422)
    expect((await ask(server, 'GET', '/api/complaints/2026-999999/solutions')).status).toBe(404)
  })

  test('count once for each complaint that they are used in, and again when the customer confirms', async () => {
    const server = await freshServer(engine)
    const id = await saved(server)
    const { number, link } = await complain(server)
    const say = (command: string, payload: object) =>
      ask(server, 'POST', `/api/complaints/${number}/${command}`, payload)
    const standing = await say('message', { words: 'Dear {name}', solution: id })
    expect([standing.status, standing.body.errors[0]!.path]).toEqual([422, 'words'])
    expect((await say('message', { words: 'x', solution: 'unheard' })).body.errors[0]!.path).toBe('solution')
    expect(await counts(server, id)).toEqual([0, 0, 0])
    expect((await say('message', { words: 'We look into it', solution: id })).status).toBe(200)
    const remedy = { kind: 'replacement', terms: 'A new mug' }
    expect((await say('resolve', { remedy, solution: id })).status).toBe(200)
    expect(await counts(server, id)).toEqual([1, 0, 0])
    await say('accept', { name: 'Ada', heard: 'phone' })
    expect(await counts(server, id)).toEqual([1, 0, 0])
    const confirmation = {
      method: 'POST',
      url: `/v1/complaints/${link}/confirmation`,
      payload: { satisfied: true },
    } as const
    expect((await server.app.inject(confirmation)).statusCode).toBe(200)
    expect(await counts(server, id)).toEqual([1, 1, 1])
    // Not satisfied after all, when visited again.
    expect((await say('followup', { satisfied: false, words: 'It broke again' })).status).toBe(200)
    expect(await counts(server, id)).toEqual([1, 1, 0])
    // Tried once more, and accepted.
    await say('propose', { remedies: [remedy], solution: id })
    expect(await counts(server, id)).toEqual([1, 0, 0])
    await say('accept', { name: 'Ada', heard: 'phone' })
    await say('confirm', { satisfied: true, heard: 'phone' })
    expect(await counts(server, id)).toEqual([1, 1, 1])
  })

  test('are used in questions and explanations as well, with nothing left to fill in', async () => {
    const server = await freshServer(engine)
    const [question, explanation, again] = [await saved(server), await saved(server), await saved(server)]
    const { number } = await complain(server)
    const say = (command: string, payload: object) =>
      ask(server, 'POST', `/api/complaints/${number}/${command}`, payload)
    const standing = await say('ask', { words: 'Is it of order {order}?', solution: question })
    expect([standing.status, standing.body.errors[0]!.path]).toEqual([422, 'words'])
    expect((await say('ask', { words: 'Is it of order 7?', solution: question })).status).toBe(200)
    const unfounded = { founded: false, words: 'It is made so', solution: explanation }
    expect((await say('assess', unfounded)).status).toBe(200)
    await say('object', { words: 'It is not', heard: 'phone' })
    await say('assess', { founded: true })
    expect((await say('reassess', { words: 'It is, as we asked the maker', solution: again })).status).toBe(200)
    await say('accept', { heard: 'phone' })
    // The customer has objected to the first; then the last word counts for all that is open.
    expect(await counts(server, explanation)).toEqual([1, 1, 0])
    expect(await counts(server, again)).toEqual([1, 1, 1])
  })

  test('that customers confirm go before those that they decline', async () => {
    const server = await freshServer(engine)
    const [good, bad, fresh] = [await saved(server), await saved(server), await saved(server)]
    for (const [id, satisfied] of [
      [good, true],
      [bad, false],
    ] as const) {
      const { number } = await complain(server)
      await ask(server, 'POST', `/api/complaints/${number}/answer`, { words: 'So and so', solution: id })
      await ask(server, 'POST', `/api/complaints/${number}/confirm`, { satisfied, heard: 'phone' })
    }
    const { body } = await ask(server, 'GET', '/api/solutions')
    expect(body.items.map(({ id }) => id)).toEqual([good, fresh, bad])
  })

  test('are saved from what staff wrote in a complaint, with its own made placeholders', async () => {
    const server = await freshServer(engine)
    const { number } = await complain(server, { contact: { name: 'Ada', email: 'ada@example.com' }, locale: 'en' })
    await ask(server, 'POST', `/api/complaints/${number}/message`, { words: `Dear Ada, about ${number}: {soon}` })
    const { body } = await ask(server, 'GET', `/api/complaints/${number}`)
    const [message] = body['messages'] as { id: string }[]
    const from = { complaint: number, message: message!.id }
    const answer = await ask(server, 'POST', '/api/solutions', { title: 'Greeting', from })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      versions: { en: 'Dear {name}, about {number}: (soon)' },
      source: number,
      uses: 0,
    })
    const unknown = await ask(server, 'POST', '/api/solutions', { title: 'x', from: { ...from, message: 'other' } })
    expect(unknown.body.errors[0]!.path).toBe('from.message')
  })
})
