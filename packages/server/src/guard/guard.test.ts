import { describe, expect, it } from 'vitest'
import { complained, freshServer, said, type TestServer } from '../../test/engines.ts'
import { originAllowed, originEntryError } from './origin.ts'

/** What comes from a proxy on this machine, for a client elsewhere. */
function send(server: TestServer, forwarded: string) {
  return server.app.inject({
    method: 'POST',
    url: '/v1/feedback',
    remoteAddress: '127.0.0.1',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
    payload: JSON.stringify(said()),
  })
}

describe('an origin', () => {
  const own = 'https://earshot.example'

  it.each<[string | undefined, string[], boolean]>([
    [undefined, [], true],
    [own, [], true],
    ['https://shop.example', ['https://shop.example'], true],
    ['https://shop.example', [], false],
    ['http://shop.example', ['https://shop.example'], false],
    ['https://shop.example:8443', ['https://shop.example'], false],
    ['https://shop.example.evil.com', ['https://shop.example'], false],
    ['https://www.shop.example', ['https://*.shop.example'], true],
    ['https://a.b.shop.example', ['https://*.shop.example'], true],
    ['https://shop.example', ['https://*.shop.example'], false],
    ['https://evilshop.example', ['https://*.shop.example'], false],
    ['http://www.shop.example', ['https://*.shop.example'], false],
    ['https://www.shop.example:8443', ['https://*.shop.example'], false],
    ['http://localhost:5173', ['loopback'], true],
    ['https://127.0.0.1:1', ['loopback'], true],
    ['http://127.8.9.1', ['loopback'], true],
    ['http://[::1]:3000', ['loopback'], true],
    ['http://localhost.evil.com', ['loopback'], false],
    ['http://127.0.0.1.evil.com', ['loopback'], false],
    ['null', ['loopback'], false],
    ['file://', ['loopback'], false],
  ])('%s among %j: %s', (origin, entries, allowed) => {
    expect(originAllowed(origin, entries, own)).toBe(allowed)
  })

  it('is written without a path; anything else is told how', () => {
    for (const entry of ['https://shop.example', 'http://localhost:3000', 'https://*.shop.example', 'loopback'])
      expect(originEntryError(entry)).toBeUndefined()
    for (const entry of [
      'shop.example',
      'https://shop.example/',
      'https://*',
      '*',
      'https://a.*.example',
      'ftp://shop.example',
      'https://SHOP.example',
    ])
      expect(originEntryError(entry), entry).toContain('is not an origin')
  })
})

describe('another site’s page', () => {
  it('may read what it is told when the site allows it, and why when not', async () => {
    const server = await freshServer('sqlite')
    const post = (origin: string, body: unknown) =>
      server.app.inject({
        method: 'POST',
        url: '/v1/feedback',
        headers: { origin, 'content-type': 'text/plain' },
        payload: JSON.stringify(body),
      })
    const allowed = await post('https://shop.example', said())
    expect(allowed.statusCode).toBe(201)
    expect(allowed.headers).toMatchObject({ 'access-control-allow-origin': 'https://shop.example', vary: 'Origin' })
    expect(allowed.headers).not.toHaveProperty('access-control-allow-credentials')
    const refused = await post('https://evil.example', said())
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'origin_not_allowed'])
    expect(refused.headers).toMatchObject({ 'access-control-allow-origin': 'https://evil.example', vary: 'Origin' })
    const settings = await server.app.inject({ url: '/v1/sites/pk_test', headers: { origin: 'https://evil.example' } })
    expect(settings.statusCode).toBe(403)
    expect(await server.count()).toBe(1)
  })

  it('gets its preflight answered', async () => {
    const server = await freshServer('sqlite')
    const answer = await server.app.inject({
      method: 'OPTIONS',
      url: '/v1/feedback',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(answer.statusCode).toBe(204)
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '86400',
      vary: 'Origin',
    })
  })
})

describe('the rate limit', () => {
  it('by address refuses with 429 and says when to try again', async () => {
    const server = await freshServer('sqlite', { env: { EARSHOT_RATE_LIMIT: '3' } })
    const from = (remoteAddress: string) =>
      server.app.inject({
        method: 'POST',
        url: '/v1/feedback',
        remoteAddress,
        headers: { 'content-type': 'application/json', origin: 'https://shop.example' },
        payload: JSON.stringify(said()),
      })
    for (let i = 0; i < 3; i++) expect((await from('203.0.113.7')).statusCode).toBe(201)
    const refused = await from('203.0.113.7')
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'rate_limited'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.headers['access-control-allow-origin']).toBe('https://shop.example')
    expect((await from('203.0.113.8')).statusCode).toBe(201)
    expect((await from('2001:db8:1:2::1')).statusCode).toBe(201)
    for (let i = 2; i <= 3; i++) expect((await from(`2001:db8:1:2::${i}`)).statusCode).toBe(201)
    expect((await from('2001:db8:1:2:ffff::9')).statusCode).toBe(429)
    expect((await from('2001:db8:1:3::1')).statusCode).toBe(201)
    expect((await server.app.inject('/v1/sites/pk_test')).statusCode).toBe(200)
  })

  it('by site counts all addresses together', async () => {
    const server = await freshServer('sqlite', { env: { EARSHOT_RATE_LIMIT: '100' }, site: { limits: { site: 4 } } })
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/v1/feedback',
        remoteAddress: `203.0.113.${i}`,
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(complained()),
      })
      statuses.push(answer.statusCode)
    }
    expect(statuses).toEqual([201, 201, 201, 201, 429, 429])
  })

  it('believes a forwarded address only from a trusted proxy', async () => {
    const alone = await freshServer('sqlite', { env: { EARSHOT_RATE_LIMIT: '1' } })
    expect((await send(alone, '203.0.113.1')).statusCode).toBe(201)
    expect((await send(alone, '203.0.113.2')).statusCode).toBe(429)
    const behind = await freshServer('sqlite', { env: { EARSHOT_RATE_LIMIT: '1', EARSHOT_TRUST_PROXY: 'loopback' } })
    expect((await send(behind, '203.0.113.1')).statusCode).toBe(201)
    expect((await send(behind, '203.0.113.2')).statusCode).toBe(201)
    expect((await send(behind, '203.0.113.2')).statusCode).toBe(429)
  })
})

it('names the path of a key that poisons prototypes, however deep', async () => {
  const server = await freshServer('sqlite')
  const body = `{"site":"pk_test","order":{"items":[{"name":"x"},{"__proto__":{"a":1}}]}}`
  expect(await server.say(body)).toMatchObject({
    status: 400,
    body: { code: 'body_not_json', errors: [{ path: 'order.items.1.__proto__' }] },
  })
  const deep = `{"a":${'['.repeat(10_000)}{"constructor":{"prototype":{}}}${']'.repeat(10_000)}}`
  expect(await server.say(deep)).toMatchObject({ status: 400, body: { code: 'body_not_json' } })
})

it('shows what was said only where the server is meant for this machine alone, and nobody forwards', async () => {
  const list = async (env: Record<string, string>, headers: Record<string, string>) => {
    const server = await freshServer('sqlite', { demo: true, env })
    const { body } = await server.app.inject({ url: '/', headers })
    return body.includes('Said so far')
  }
  expect(await list({}, { host: 'localhost:4400' })).toBe(true)
  expect(await list({ EARSHOT_URL: 'https://earshot.example' }, { host: 'localhost:4400' })).toBe(false)
  expect(await list({}, { host: 'evil.example' })).toBe(false)
  expect(await list({}, { host: 'evil.example@localhost:4400' })).toBe(false)
  expect(await list({}, { host: 'localhost:4400', 'x-forwarded-for': '127.0.0.1' })).toBe(false)
})
