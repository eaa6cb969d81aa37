import { describe, expect, test } from 'vitest'
import { TIMEOUT, failure, hangUp, json, serve } from '../../test/scripted.ts'
import { createStaffClient, type StaffClient } from '../index.ts'

function staff(url: string) {
  return createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })
}

const label = { en: 'Late' }

describe('the team', () => {
  test.each<[string, (of: StaffClient) => Promise<unknown>, string, string, unknown]>([
    ['asks who it is', (of) => of.whoAmI(), 'GET', '/api/session', undefined],
    ['changes staff', (of) => of.staff.change('a1', { absence: null }), 'PATCH', '/api/staff/a1', { absence: null }],
    [
      'invites',
      (of) => of.staff.invite({ name: ' Bo ', email: 'Bo@X.yz', role: 'agent' }),
      'POST',
      '/api/staff',
      { name: 'Bo', email: 'bo@x.yz', role: 'agent' },
    ],
    ['sends links', (of) => of.staff.sendLink('a1'), 'POST', '/api/staff/a1/link', undefined],
    ['adds departments', (of) => of.departments.add({ name: 'K' }), 'POST', '/api/departments', { name: 'K' }],
    [
      'files categories',
      (of) => of.categories.add({ id: 'late', label }),
      'POST',
      '/api/categories',
      { id: 'late', label },
    ],
    [
      'changes categories',
      (of) => of.categories.change('late', { safety: true }),
      'PATCH',
      '/api/categories/late',
      { safety: true },
    ],
    ['makes keys', (of) => of.keys.create({ role: 'agent' }), 'POST', '/api/keys', { role: 'agent' }],
  ])('%s', async (_, call, method, path, body) => {
    const { url, seen } = await serve(json(200, { id: 'x' }))
    expect(await call(staff(url))).toEqual({ id: 'x' })
    const [{ method: asked, url: to, body: sent, headers }] = seen as [(typeof seen)[0]]
    expect([asked, to, sent === '' ? undefined : JSON.parse(sent)]).toEqual([method, path, body])
    expect(headers.authorization).toBe('Bearer sk_secret')
  })

  test('lists, and removes without a word', async () => {
    const { url, seen } = await serve(json(200, { items: [{ id: 'x' }], next: null }), (response) =>
      response.writeHead(204).end(),
    )
    expect(await staff(url).departments.list()).toEqual([{ id: 'x' }])
    expect(await staff(url).departments.remove('x')).toBeUndefined()
    expect(await staff(url).keys.revoke('y')).toBeUndefined()
    expect(seen.slice(1).map((one) => `${one.method} ${one.url}`)).toEqual([
      'DELETE /api/departments/x',
      'DELETE /api/keys/y',
    ])
  })

  test('does nothing twice by itself', async () => {
    const { url, seen } = await serve(hangUp)
    expect(await failure(staff(url).keys.create({ role: 'agent' }))).toMatchObject({ code: 'network' })
    expect(seen).toHaveLength(1)
  })

  test.each<[string, (of: StaffClient) => Promise<unknown>, string]>([
    ['a bad field', (of) => of.staff.invite({ name: '', email: 'bo@x.yz', role: 'agent' }), 'name'],
    ['an unknown field', (of) => of.departments.change('x', { title: 'y' } as never), 'title'],
    ['an id that would lead elsewhere', (of) => of.staff.change('../keys', {}), 'id'],
  ])('refuses %s before it asks', async (_, call, path) => {
    const { url, seen } = await serve(json(200, {}))
    expect(await failure(call(staff(url)))).toMatchObject({ code: 'invalid', errors: [{ path }] })
    expect(seen).toEqual([])
  })
})
