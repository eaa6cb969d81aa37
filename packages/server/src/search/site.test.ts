import type { SearchPage } from '@earshot/sdk/contract'
import { describe, expect, test } from 'vitest'
import { complained, ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'
import { backUp, restore } from '../database/backup.ts'
import { openDatabase } from '../database/engine.ts'
import { freshConfig, freshFolder } from '../../test/engines.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'
import { unfound } from './audit.ts'
import { rebuild } from './fill.ts'
import { searchSite } from './site.ts'

async function search(server: TestServer, query: string, headers = server.staff) {
  const answer = await server.app.inject({ url: `/api/search?${query}`, headers })
  return { status: answer.statusCode, body: answer.json<SearchPage & { code: string }>() }
}

const text = (words: string) => `text=${encodeURIComponent(words)}`

describe.each(ENGINES)('a search on %s', (engine) => {
  test('for a telephone finds it however it is written, and none of another country that ends alike', async () => {
    const server = await freshServer(engine)
    const numbers = ['+886 912 345 678', '+49 30 12345678', '0912-345-678']
    for (const phone of numbers)
      await server.say(said({ answers: { satisfaction: 5, praise: phone }, contact: { phone } }))
    for (const url of ['/api/search', '/api/feedback']) {
      const answer = await server.app.inject({ url: `${url}?${text('0912 345 678')}`, headers: server.staff })
      const items = JSON.stringify(answer.json<SearchPage>().items)
      expect([url, ...numbers.map((phone) => items.includes(phone))]).toEqual([url, true, false, true])
    }
  })

  test('finds feedback, complaints and customers, newest first, with plain words around the match', async () => {
    const server = await freshServer(engine)
    await server.say(said({ answers: { satisfaction: 5, praise: '<b>Lovely</b> mug & tulips' } }))
    const { body } = await server.say(complained({ answers: { satisfaction: 1, comment: 'My mug is torn' } }))
    const number = (body['complaint'] as { number: string }).number
    const order = {
      id: 'O-1',
      placed: '2026-01-01T00:00:00Z',
      customer: { name: 'Mug Collector', email: 'm@example.com' },
    }
    const pushed = await server.app.inject({
      method: 'POST',
      url: '/api/orders',
      headers: server.staff,
      payload: order,
    })
    expect(pushed.statusCode).toBeLessThan(300)
    const { status, body: page } = await search(server, text('mug'))
    expect(status).toBe(200)
    expect(page.complete).toBe(true)
    expect(page.items.map(({ kind }) => kind)).toEqual(['customer', 'complaint', 'feedback'])
    const [customer, complaint, feedback] = page.items
    expect(customer!.who).toBe('Mug Collector')
    expect(complaint).toMatchObject({ number, who: 'ada@example.com', snippet: { text: 'My mug is torn' } })
    expect(complaint!.snippet.matches).toEqual([{ start: 3, end: 6 }])
    expect(feedback!.snippet.text).toBe('<b>Lovely</b> mug & tulips')
    expect((await search(server, `${text('mug')}&kind=complaint,feedback`)).body.items).toHaveLength(2)
    expect((await search(server, text(number))).body.items).toMatchObject([{ number }])
    const card = `/api/customers/${customer!.id}`
    await server.app.inject({
      method: 'POST',
      url: `${card}/notes`,
      headers: server.staff,
      payload: { words: '喜歡綠色' },
    })
    await server.app.inject({ method: 'PATCH', url: card, headers: server.staff, payload: { name: 'Cup Collector' } })
    expect((await search(server, text('綠色'))).body.items).toMatchObject([{ kind: 'customer', who: 'Cup Collector' }])
    expect((await search(server, `${text('mug')}&kind=customer`)).body.items).toEqual([])
  })

  test('comes a page at a time, each thing once', async () => {
    const server = await freshServer(engine)
    for (let i = 0; i < 7; i++)
      await server.say(i % 2 ? complained() : said({ answers: { satisfaction: 2, comment: 'Torn' } }))
    const ids: string[] = []
    let cursor = ''
    for (let pages = 0; pages < 10; pages++) {
      const { body } = await search(server, `${text('torn')}&limit=2${cursor}`)
      ids.push(...body.items.map(({ id }) => id))
      if (body.next === null) break
      cursor = `&cursor=${body.next}`
    }
    expect(ids).toHaveLength(7)
    expect(new Set(ids).size).toBe(7)
    expect(ids).toEqual(ids.toSorted().toReversed())
  })

  test.each([
    ['', 'text'],
    [text(''), 'text'],
    [text('x'.repeat(501)), 'text'],
    [`${text('mug')}&kind=order`, 'kind'],
    [`${text('mug')}&limit=51`, 'limit'],
    [`${text('mug')}&cursor=nonsense`, 'cursor'],
    [`${text('mug')}&sort=rank`, 'sort'],
  ])('refuses %s', async (query, path) => {
    const server = await freshServer(engine)
    const { status, body } = await search(server, query)
    expect([status, body.code]).toEqual([422, 'invalid'])
    expect((body as unknown as { errors: { path: string }[] }).errors[0]!.path).toBe(path)
  })

  test('finds nothing by signs without words, and nothing of another site', async () => {
    const server = await freshServer(engine)
    await server.say(said())
    expect((await search(server, text('!?%_'))).body.items).toEqual([])
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    expect((await search(server, text('lovely'), { authorization: `Bearer ${secret}` })).body.items).toEqual([])
    expect((await search(server, text('lovely'), {} as never)).status).toBe(401)
  })

  test('finds all again after a restore and after the index was made anew, and says when it is not whole', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    await server.say(complained())
    await server.say(said())
    const before = await searchSite(database, site.id, { text: 'torn' })
    expect(before.items).toHaveLength(1)
    expect(await unfound(database, site.id)).toEqual([])
    await database.write
      .deleteFrom('search_doc')
      .where('site_id', '=', site.id)
      .where('kind', '=', 'complaint')
      .execute()
    expect(await unfound(database, site.id)).toEqual(['0 of 1 complaint entries are in the index'])
    expect(await rebuild(database, site.id, () => {})).toBe(3)
    expect(await unfound(database, site.id)).toEqual([])
    expect(await searchSite(database, site.id, { text: 'torn' })).toEqual(before)

    const file = `${freshFolder()}/backup.gz`
    await backUp(database, file, () => {})
    const config = await freshConfig(engine)
    const second = await openDatabase(config)
    try {
      await restore(second, file, () => {})
      expect(await unfound(second, site.id)).toBe('filling')
      expect(await searchSite(second, site.id, { text: 'torn' })).toEqual(before)
      expect(await unfound(second, site.id)).toEqual([])
    } finally {
      await second.close()
    }
  })
})
