import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Problem, PROBLEMS } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, said } from '../test/engines.ts'

describe('the server', () => {
  it('describes exactly the routes that it has', async () => {
    const server = await freshServer('sqlite')
    const { openapi, paths, components } = (await server.app.inject('/openapi.json')).json()
    expect(openapi).toBe('3.1.0')
    expect(Object.keys(paths).sort()).toEqual(
      [
        '/v1/feedback',
        '/v1/attachments',
        '/v1/sites/{key}',
        '/v1/complaints/{token}',
        '/v1/complaints/{token}/messages',
        '/v1/complaints/{token}/objection',
        '/v1/complaints/{token}/decision',
        '/v1/complaints/{token}/confirmation',
        '/v1/complaints/{token}/rating',
        '/v1/complaints/{token}/reopen',
        '/v1/complaints/{token}/withdraw',
        '/w/{file}',
        '/c/{token}',
        '/c/{token}/messages',
        '/c/{token}/objection',
        '/c/{token}/decision',
        '/c/{token}/confirmation',
        '/c/{token}/rating',
        '/c/{token}/reopen',
        '/c/{token}/withdraw',
        '/c/{token}/attachments/{id}',
        '/m/{token}',
        '/m/{key}/{moment}',
        '/u/{token}',
        '/api/feedback',
        '/api/feedback/marks',
        '/api/feedback/thanks',
        '/api/feedback/{id}',
        '/api/feedback/{id}/complaint',
        '/api/feedback/{id}/thanks',
        '/api/feedback/{id}/customer',
        '/api/orders',
        '/api/orders/{id}',
        '/api/customers',
        '/api/customers/{id}',
        '/api/customers/{id}/merge',
        '/api/customers/{id}/split',
        '/api/customers/{id}/notes',
        '/api/complaints',
        '/api/complaints/bulk',
        '/api/complaints/marks',
        '/api/complaints/{number}',
        '/api/complaints/{number}/assess',
        '/api/complaints/{number}/answer',
        '/api/complaints/{number}/resolve',
        '/api/complaints/{number}/propose',
        '/api/complaints/{number}/reassess',
        '/api/complaints/{number}/approve',
        '/api/complaints/{number}/return',
        '/api/complaints/{number}/revise',
        '/api/complaints/{number}/complete',
        '/api/complaints/{number}/fail',
        '/api/complaints/{number}/followup',
        '/api/complaints/{number}/assign',
        '/api/complaints/{number}/note',
        '/api/complaints/{number}/message',
        '/api/complaints/{number}/ask',
        '/api/complaints/{number}/promise',
        '/api/complaints/{number}/classify',
        '/api/complaints/{number}/merge',
        '/api/complaints/{number}/invalid',
        '/api/complaints/{number}/renew',
        '/api/complaints/{number}/verify',
        '/api/complaints/{number}/correct',
        '/api/complaints/{number}/reply',
        '/api/complaints/{number}/object',
        '/api/complaints/{number}/accept',
        '/api/complaints/{number}/decline',
        '/api/complaints/{number}/confirm',
        '/api/complaints/{number}/rate',
        '/api/complaints/{number}/reopen',
        '/api/complaints/{number}/withdraw',
        '/api/desk',
        '/api/labels',
        '/api/labels/apply',
        '/api/labels/{id}',
        '/api/views',
        '/api/views/{id}',
        '/api/drafts',
        '/api/drafts/{key}',
        '/api/presence',
        '/api/tasks',
        '/api/tasks/{id}',
        '/api/followups',
        '/api/followups/rules',
        '/api/followups/scripts',
        '/api/followups/scripts/{kind}/{language}',
        '/api/followups/coverage',
        '/api/followups/{id}',
        '/api/followups/{id}/take',
        '/api/followups/{id}/result',
        '/api/followups/{id}/again',
        '/api/followups/{id}/reassign',
        '/api/followups/{id}/skip',
        '/api/links',
        '/api/complaints/{number}/solutions',
        '/api/solutions',
        '/api/solutions/{id}',
        '/api/search',
        '/api/site',
        '/api/site/history',
        '/api/site/texts',
        '/api/site/snippet',
        '/api/site/demo',
        '/api/policies',
        '/api/templates',
        '/api/templates/{mail}/{language}',
        '/api/mail',
        '/api/mail/test',
        '/api/outbox',
        '/api/outbox/{id}/replay',
        '/api/jobs',
        '/api/seal',
        '/api/attachments/{id}',
        '/api/export/feedback.csv',
        '/api/export/feedback.jsonl',
        '/console',
        '/console/*',
        '/console/assets/{file}',
        '/console/setup/{token}',
        '/console/reset/{token}',
        '/api/session',
        '/api/session/setup',
        '/api/session/reset',
        '/api/session/password',
        '/api/staff',
        '/api/staff/{id}',
        '/api/staff/{id}/link',
        '/api/departments',
        '/api/departments/{id}',
        '/api/categories',
        '/api/categories/{id}',
        '/api/causes',
        '/api/causes/{id}',
        '/api/improvements',
        '/api/improvements/{id}',
        '/api/improvements/{id}/check',
        '/api/products',
        '/api/products/{id}',
        '/api/clusters',
        '/api/clusters/rules',
        '/api/clusters/{id}',
        '/api/measures',
        '/api/measures.csv',
        '/api/measures/classification',
        '/api/measures/classification.csv',
        '/api/measures/rows',
        '/api/courtesy',
        '/api/courtesy/{language}/{id}',
        '/api/moments',
        '/api/moments/preview',
        '/api/moments/{id}',
        '/api/moments/{id}/restore',
        '/api/moments/{id}/reset',
        '/api/moments/{id}/versions',
        '/api/moments/{id}/versions/{version}',
        '/preview/{id}',
        '/preview/{id}/page',
        '/api/keys',
        '/api/keys/{id}',
        '/api/events',
        '/api/webhooks',
        '/api/webhooks/{id}',
        '/api/webhooks/{id}/test',
        '/api/webhooks/{id}/rotate',
        '/api/webhooks/{id}/deliveries',
        '/api/webhooks/{id}/deliveries/{event}',
        '/api/webhooks/{id}/replay',
        '/complaints/{id}',
        '/clusters/{id}',
        '/improvements/{id}',
        '/api/privacy/find',
        '/api/privacy/export',
        '/api/privacy/erase',
        '/api/privacy/erasures',
        '/api/privacy/erasures/{id}',
        '/api/privacy/retention',
        '/',
        '/docs/{guide}',
        '/docs',
        '/docs/images/{file}',
        '/healthz',
        '/readyz',
      ].sort(),
    )
    const { parameters, security, responses } = paths['/api/feedback'].get
    expect(parameters.map((one: { name: string }) => one.name)).toEqual([
      'moment',
      'satisfaction',
      'text',
      'customer',
      'unread',
      'label',
      'complaint',
      'photos',
      'product',
      'order',
      'from',
      'to',
      'limit',
      'cursor',
    ])
    expect(security).toEqual([{ key: [] }, { session: [] }])
    expect(responses['200'].content['application/json'].schema).toEqual({ $ref: '#/components/schemas/FeedbackPage' })
    expect(Object.keys(responses)).toEqual(['200', '401', '403', '422'])
    const references = JSON.stringify({ paths, components }).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)
    for (const [, name] of references) expect(components.schemas).toHaveProperty(name!)
  })

  it.each([
    ['GET', '/nothing', 404, 'not_found'],
    ['POST', '/nothing', 404, 'not_found'],
    ['GET', '/%zz', 404, 'not_found'],
    ['GET', `/w/${'x'.repeat(300)}.js`, 404, 'not_found'],
    ['GET', '/demo/', 404, 'not_found'],
    ['GET', '/v1/feedback', 405, 'method_not_allowed'],
    ['DELETE', '/api/feedback', 405, 'method_not_allowed'],
    ['PUT', '/healthz', 405, 'method_not_allowed'],
    ['GET', '/api/feedback/none', 401, 'unauthorized'],
  ] as const)('answers %s %s with %i %s', async (method, url, status, code) => {
    const server = await freshServer('sqlite')
    const answer = await server.app.inject({
      method,
      url,
      headers: { 'content-type': 'text/csv' },
      ...(method === 'GET' ? {} : { payload: 'x' }),
    })
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    const problem = Problem.parse(answer.json())
    expect([problem.status, answer.statusCode, problem.code, problem.title]).toEqual([
      status,
      status,
      code,
      PROBLEMS[code].title,
    ])
  })

  it('lets HEAD look at what GET has', async () => {
    const server = await freshServer('sqlite')
    expect(await server.app.inject({ method: 'HEAD', url: '/w/pk_test.js' })).toMatchObject({
      statusCode: 200,
      body: '',
    })
  })

  /** What was logged, a line each. */
  const linesOf = (server: { logged(): string }) =>
    server
      .logged()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  it('writes one line a request at debug, with the route and never the address', async () => {
    const server = await freshServer('sqlite', { env: { EARSHOT_LOG: 'debug' } })
    const { body } = await server.say(complained())
    const path = new URL((body['complaint'] as { url: string }).url).pathname
    await server.app.inject(`${path}?secret=tulip`)
    await server.app.inject({ url: '/api/feedback?text=tulip', headers: server.staff })
    expect(linesOf(server)).toMatchObject([
      {
        level: 'debug',
        method: 'POST',
        route: '/v1/feedback',
        status: 201,
        ms: expect.any(Number),
        id: expect.any(String),
      },
      { route: '/c/:token', status: 200 },
      { route: '/api/feedback', status: 200 },
    ])
    expect(server.logged()).not.toMatch(/tulip|sk_|ada@example/)
  })

  it('tells what was refused by default, and is quiet about what went well', async () => {
    const server = await freshServer('sqlite')
    await server.say(said())
    await server.say(said({ moment: 'never' }))
    expect(linesOf(server)).toMatchObject([{ level: 'info', route: '/v1/feedback', status: 404 }])
  })

  it('has a start page that is sealed, and shows nothing of what was said', async () => {
    const server = await freshServer('sqlite')
    await server.say(said({ answers: { satisfaction: 5, praise: 'tulip' } }))
    const page = await server.app.inject({ url: '/', headers: { host: 'localhost' } })
    expect(page.body).toContain('Earshot is running')
    expect(page.body).toContain('href="/console"')
    expect(page.body).not.toContain('tulip')
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'/)
  })
})

describe('the demo’s start page', () => {
  it('shows what was said to this machine only', async () => {
    const server = await freshServer('sqlite', { demo: true, site: { key: 'pk_demo', origins: ['loopback'] } })
    await server.say(said({ site: 'pk_demo', answers: { satisfaction: 5, praise: '<b>tulip</b>' } }))
    const see = async (remoteAddress: string, headers: Record<string, string>) =>
      (await server.app.inject({ url: '/', remoteAddress, headers })).body.includes('tulip')
    expect(await see('127.0.0.1', { host: 'localhost:4400' })).toBe(true)
    expect(await see('::1', { host: '[::1]:4400' })).toBe(true)
    expect(await see('::ffff:127.0.0.1', { host: '127.0.0.1' })).toBe(true)
    expect(await see('192.168.1.7', { host: 'localhost:4400' })).toBe(false)
    expect(await see('127.0.0.1', { host: 'rebound.evil.example' })).toBe(false)
    expect(await see('127.0.0.1', { host: 'localhost', 'x-forwarded-for': '203.0.113.7' })).toBe(false)
    expect(await see('127.0.0.1', { host: 'localhost', forwarded: 'for=203.0.113.7' })).toBe(false)
    const page = await server.app.inject({ url: '/', headers: { host: 'localhost' } })
    expect(page.body).toContain('&#60;b&#62;tulip&#60;/b&#62;')
    expect(page.body).toContain('/w/pk_demo.js&#34;&gt;&lt;/script&gt;'.replace('&#34;', '"'))
  })

  it('leads to the demo shop, and to no file outside it', async () => {
    const server = await freshServer('sqlite', { demo: true })
    expect((await server.app.inject('/demo')).headers['location']).toBe('/demo/')
    expect((await server.app.inject('/demo/')).headers['content-type']).toBe('text/html; charset=utf-8')
    for (const url of [
      '/demo/../order-form/package.json',
      '/demo/%2e%2e/%2e%2e/package.json',
      '/demo/README.md',
      '/demo/none.html',
    ])
      expect([url, (await server.app.inject(url)).statusCode]).toEqual([url, 404])
  })
})

describe('what never becomes a request', () => {
  it.each([
    ['an address beyond the limit', `GET /api/search?text=${'a'.repeat(50_000)} HTTP/1.1`, 431, 'head_too_large'],
    ['an address that is not encoded', 'GET /api/search?text=馬克杯 HTTP/1.1', 400, 'request_unreadable'],
    ['no HTTP at all', 'hello', 400, 'request_unreadable'],
  ])('%s is refused as every other fault is', async (_, line, status, code) => {
    const server = await freshServer('sqlite')
    const socket = connect({ port: Number(new URL(await server.listen()).port), host: 'localhost' })
    socket.write(`${line}\r\nhost: localhost\r\n\r\n`)
    const [head, body] = (await text(socket)).split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(Problem.parse(JSON.parse(body!))).toMatchObject({ status, code })
  })
})

describe.each(ENGINES)('stopping on %s', (engine) => {
  it('finishes what is in hand, keeps it, and lets idle connections go', async () => {
    const server = await freshServer(engine)
    const { port } = new URL(await server.listen())
    const agent = new Agent({ keepAlive: true })
    const send = (path: string, body?: string) => {
      const call = request({
        port,
        path,
        agent,
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json' },
      })
      call.end(body)
      return once(call, 'response') as Promise<
        [{ statusCode: number; resume(): void; headers: Record<string, string> }]
      >
    }
    const [idle] = await send('/healthz')
    idle.resume()
    const body = said()
    const inHand = send('/v1/feedback', JSON.stringify(body))
    await once(server.app.server, 'request')
    const closed = server.close()
    const [answer] = await inHand
    answer.resume()
    expect(answer.statusCode).toBe(201)
    await closed
    await expect(send('/healthz')).rejects.toThrow(/ECONNREFUSED|ECONNRESET|socket hang up/)
  })
})
