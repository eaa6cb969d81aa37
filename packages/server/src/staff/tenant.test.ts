import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { createKey } from './keys.ts'

describe.each(ENGINES)('two sites on %s', (engine) => {
  it('know nothing of each other: what is the other’s is answered as what there is not', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    const other = await addSite(database, { name: 'Other' })
    const stranger = await hire(server, 'owner', { email: 'eve@example.com', siteId: other.id })
    const member = await hire(server, 'agent')
    const { key } = await createKey(database, site.id, 'agent', 'ours')
    const kitchen = (await call(server, 'POST', '/api/departments', server.staff, { name: 'Kitchen' })).body['id']
    await call(server, 'POST', '/api/categories', server.staff, { id: 'bread', label: { en: 'Bread' } })
    for (const [method, url, unknown, body] of [
      ['PATCH', `/api/staff/${member.id}`, '/api/staff/000000000000', { name: 'x' }],
      ['POST', `/api/staff/${member.id}/link`, '/api/staff/000000000000/link', undefined],
      ['PATCH', `/api/departments/${String(kitchen)}`, '/api/departments/000000000000', { name: 'x' }],
      ['DELETE', `/api/departments/${String(kitchen)}`, '/api/departments/000000000000', undefined],
      ['PATCH', '/api/categories/bread', '/api/categories/none', { safety: true }],
      ['DELETE', '/api/categories/bread', '/api/categories/none', undefined],
      ['DELETE', `/api/keys/${key.id}`, '/api/keys/000000000000', undefined],
    ] as const) {
      const [theirs, none] = [
        await call(server, method, url, stranger.headers, body),
        await call(server, method, unknown, stranger.headers, body),
      ]
      expect([url, theirs.status, theirs.body]).toEqual([url, 404, none.body])
    }
    for (const list of ['departments', 'categories', 'keys'])
      expect((await call(server, 'GET', `/api/${list}`, stranger.headers)).body['items']).toEqual([])
  })

  it('may have the same person, the same names and the same ids', async () => {
    const server = await freshServer(engine)
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const stranger = await hire(server, 'owner', { siteId: other.id })
    await hire(server, 'agent', { email: stranger.email })
    for (const headers of [server.staff, stranger.headers] as Record<string, string>[]) {
      expect((await call(server, 'POST', '/api/departments', headers, { name: 'Kitchen' })).status).toBe(201)
      const bread = { id: 'bread', label: { en: 'Bread' } }
      expect((await call(server, 'POST', '/api/categories', headers, bread)).status).toBe(201)
    }
  })
})
