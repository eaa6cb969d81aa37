import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { dropDrafts, forgetDrafts } from './store.ts'

const KEY = 'complaint/2026-000123/message'
const path = (key: string) => `/api/drafts/${encodeURIComponent(key)}`

describe.each(ENGINES)('drafts on %s', (engine) => {
  it('are kept for whoever typed, the newest whatever comes in', async () => {
    const server = await freshServer(engine)
    const [ada, bo] = [await hire(server, 'agent'), await hire(server, 'manager')]
    const put = (data: object, at?: string) => call(server, 'PUT', path(KEY), ada.headers, { data, ...(at && { at }) })
    const now = Date.now()
    const time = (ago: number) => new Date(now - ago).toISOString()
    expect((await put({ words: 'Dear' }, time(2000))).body).toMatchObject({
      key: KEY,
      data: { words: 'Dear' },
      at: time(2000),
    })
    expect((await put({ words: 'Dear Ada' }, time(1000))).body).toMatchObject({ data: { words: 'Dear Ada' } })
    expect((await put({ words: 'late' }, time(3000))).body).toMatchObject({
      data: { words: 'Dear Ada' },
      at: time(1000),
    })
    await call(server, 'PUT', path('capture'), ada.headers, { data: {} })
    expect((await call(server, 'GET', '/api/drafts', ada.headers)).body['items']).toMatchObject([
      { key: 'capture' },
      { key: KEY, at: time(1000) },
    ])
    expect((await call(server, 'GET', path(KEY), ada.headers)).body['data']).toEqual({ words: 'Dear Ada' })
    expect((await call(server, 'GET', path(KEY), bo.headers)).code).toBe('draft_unknown')
    expect((await call(server, 'DELETE', path(KEY), bo.headers)).status).toBe(204)
    expect((await call(server, 'GET', path(KEY), ada.headers)).status).toBe(200)
    expect((await call(server, 'DELETE', path(KEY), ada.headers)).status).toBe(204)
    expect((await call(server, 'GET', path(KEY), ada.headers)).code).toBe('draft_unknown')
  })

  it('hold 64 KiB, and go by their time and with what they are about', async () => {
    const server = await freshServer(engine)
    const ada = await hire(server, 'agent')
    const put = (key: string, body: object) => call(server, 'PUT', path(key), ada.headers, body)
    expect((await put('a', { data: { words: 'x'.repeat(65_000) } })).status).toBe(200)
    expect((await put('a', { data: { words: 'x'.repeat(65_600) } })).body).toMatchObject({ errors: [{ path: 'data' }] })
    expect((await put('a', { data: 'x' })).code).toBe('invalid')
    expect((await put('a', { data: {}, more: 1 })).code).toBe('invalid')
    expect((await put('a b', { data: {} })).body).toMatchObject({ errors: [{ path: 'key' }] })
    expect((await call(server, 'PUT', path('a'), server.staff, { data: {} })).code).toBe('forbidden')
    // A clock that goes wrong cannot keep what is typed later from being kept.
    await put('b', { data: { n: 1 }, at: '2099-01-01T00:00:00Z' })
    const ahead = (await call(server, 'GET', path('b'), ada.headers)).body['at']!
    expect(Date.parse(ahead)).toBeLessThan(Date.now() + 120_000)
    await put('complaint/2026-000001/message', { data: {} })
    await put('complaint/2026-0000012/message', { data: {} })
    await dropDrafts(server.database.write, server.site.id, { numbers: ['2026-000001'], feedback: [] })
    const keys = async () =>
      ((await call(server, 'GET', '/api/drafts', ada.headers)).body['items'] as unknown as { key: string }[])
        .map(({ key }) => key)
        .toSorted()
    expect(await keys()).toEqual(['a', 'b', 'complaint/2026-0000012/message'])
    expect(await forgetDrafts(server.database, Date.now())).toBe(0)
    expect(await forgetDrafts(server.database, Date.now() + 31 * 24 * 3600_000)).toBe(3)
    expect(await keys()).toEqual([])
  })
})
