import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'

describe.each(ENGINES)('saved views on %s', (engine) => {
  it('are one’s own until they are shared, and stand in their order', async () => {
    const server = await freshServer(engine)
    const [ada, bo, mia] = [
      await hire(server, 'agent'),
      await hire(server, 'agent', { email: 'bo@example.com' }),
      await hire(server, 'manager'),
    ]
    const names = async (who: typeof ada) =>
      ((await call(server, 'GET', '/api/views', who.headers)).body['items'] as unknown as { name: string }[]).map(
        ({ name }) => name,
      )
    const add = async (who: typeof ada, body: object) => call(server, 'POST', '/api/views', who.headers, body)
    const first = await add(ada, { kind: 'feedback', name: 'Unhappy', query: { satisfaction: '1,2', unread: 'true' } })
    expect([first.status, first.body]).toMatchObject([
      201,
      { kind: 'feedback', query: { satisfaction: '1,2', unread: 'true' }, shared: false, mine: true, position: 0 },
    ])
    const second = await add(ada, {
      kind: 'complaints',
      name: 'Due',
      query: { stage: 'open', sort: 'due' },
      shared: true,
    })
    expect(second.body).toMatchObject({ position: 1, shared: true })
    expect(await names(ada)).toEqual(['Unhappy', 'Due'])
    expect(await names(bo)).toEqual(['Due'])
    const [own, common] = [first, second].map(({ body }) => `/api/views/${body['id'] as string}`) as [string, string]
    await call(server, 'PATCH', own, ada.headers, { position: 5, name: 'Sad' })
    expect(await names(ada)).toEqual(['Due', 'Sad'])
    expect((await call(server, 'PATCH', own, bo.headers, { name: 'x' })).code).toBe('view_unknown')
    expect((await call(server, 'DELETE', own, mia.headers)).code).toBe('view_unknown')
    expect((await call(server, 'PATCH', common, bo.headers, { name: 'x' })).code).toBe('forbidden')
    expect((await call(server, 'PATCH', common, mia.headers, { query: { stage: 'open' } })).body).toMatchObject({
      mine: false,
      query: { stage: 'open' },
    })
    expect((await call(server, 'DELETE', common, mia.headers)).status).toBe(204)
    expect(await names(bo)).toEqual([])
  })

  it('hold only what their list understands, and belong to members of their site', async () => {
    const server = await freshServer(engine)
    const ada = await hire(server, 'agent')
    const add = (body: object) => call(server, 'POST', '/api/views', ada.headers, body)
    for (const [body, path] of [
      [{ kind: 'feedback', name: 'x', query: { mood: 'bad' } }, 'query.mood'],
      [{ kind: 'feedback', name: 'x', query: { limit: '3' } }, 'query.limit'],
      [{ kind: 'complaints', name: 'x', query: { stage: 'gone' } }, 'query.stage'],
      [{ kind: 'complaints', name: ' ', query: {} }, 'name'],
      [{ kind: 'orders', name: 'x', query: {} }, 'kind'],
      [{ kind: 'feedback', name: 'x', query: {}, colour: 'red' }, 'colour'],
    ] as const)
      expect([(await add(body)).body['errors'], path]).toMatchObject([[{ path }], path])
    const { body } = await add({ kind: 'feedback', name: 'All', query: {}, shared: true })
    expect(
      (await call(server, 'PATCH', `/api/views/${body['id'] as string}`, ada.headers, { query: { mood: 'x' } })).body,
    ).toMatchObject({ errors: [{ path: 'query.mood' }] })
    const other = await addSite(server.database, { name: 'Other' })
    const eve = await hire(server, 'owner', { email: 'eve@example.com', siteId: other.id })
    expect((await call(server, 'GET', '/api/views', eve.headers)).body['items']).toEqual([])
    expect((await call(server, 'DELETE', `/api/views/${body['id'] as string}`, eve.headers)).code).toBe('view_unknown')
    expect((await call(server, 'GET', '/api/views', server.staff)).code).toBe('forbidden')
  })
})
