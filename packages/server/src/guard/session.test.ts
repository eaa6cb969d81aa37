import { describe, expect, it } from 'vitest'
import { freshConfig, freshServer } from '../../test/engines.ts'
import { call, hire, PASSWORD } from '../../test/staff.ts'

describe('the cookie', () => {
  it('has the prefix and the flag that only HTTPS allows, and no other name counts there', async () => {
    const config = await freshConfig('sqlite', { EARSHOT_URL: 'https://earshot.example' })
    const server = await freshServer('sqlite', { config })
    const { headers } = await hire(server, 'agent')
    const answer = await call(
      server,
      'POST',
      '/api/session',
      { origin: 'https://earshot.example' },
      { email: 'agent@example.com', password: PASSWORD },
    )
    expect(answer.cookie).toMatch(/^__Host-earshot=.*; Path=\/; .*HttpOnly; SameSite=Lax; Secure$/)
    const token = answer.cookie!.split(';')[0]
    expect((await call(server, 'GET', '/api/session', { cookie: token })).status).toBe(200)
    expect((await call(server, 'GET', '/api/session', { cookie: headers.cookie })).status).toBe(401)
  })

  it.each([
    ['its own page', { origin: 'http://localhost:0' }, 201],
    ['a page at the name by which it was asked', { origin: 'http://192.168.1.5:4400', host: '192.168.1.5:4400' }, 201],
    ['another site’s page', { origin: 'https://shop.example' }, 403],
    ['a page that hides where it is from', { origin: 'null' }, 403],
    ['no page at all', {}, 403],
  ])('counts for writes of %s: %s → %i', async (_, given, status) => {
    const server = await freshServer('sqlite')
    const { cookie } = (await hire(server, 'manager')).headers
    const answer = await call(server, 'POST', '/api/departments', { cookie, ...given }, { name: 'Kitchen' })
    expect(answer.status).toBe(status)
    if (status === 403) expect(answer.code).toBe('origin_not_allowed')
  })

  it('is neither asked for nor minded where there is a key; signing in from a foreign page is refused', async () => {
    const server = await freshServer('sqlite')
    const { cookie } = (await hire(server, 'agent')).headers
    const both = { ...server.staff, cookie, origin: 'https://shop.example' }
    expect((await call(server, 'GET', '/api/session', both)).body).toMatchObject({ kind: 'key', expiresAt: null })
    expect((await call(server, 'POST', '/api/departments', both, { name: 'Kitchen' })).status).toBe(201)
    const body = { email: 'agent@example.com', password: PASSWORD }
    expect((await call(server, 'POST', '/api/session', { origin: 'https://shop.example' }, body)).code).toBe(
      'origin_not_allowed',
    )
  })
})
