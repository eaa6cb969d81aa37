import { createServer } from 'node:net'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { TIMEOUT, failure, hangUp, json, plain, receipt, serve, skipWaits } from '../../test/scripted.ts'
import { EarshotError, createClient, createStaffClient, uuidv7 } from '../index.ts'

const ID = '01990000-0000-7000-8000-000000000001'
const said = { moment: 'purchase', answers: { satisfaction: 5, praise: '고맙습니다 👍' } }

function client(url: string, retries?: number) {
  return createClient({ site: 'pk_demo', url, timeout: TIMEOUT, retries })
}

function problem(status: number, code: string, more: object = {}) {
  return json(status, {
    type: `https://earshot.example/errors#${code}`,
    title: `Title of ${code}`,
    status,
    code,
    ...more,
  })
}

async function error(work: Promise<unknown>): Promise<EarshotError> {
  const caught = await failure(work)
  expect(caught).toBeInstanceOf(EarshotError)
  return caught as EarshotError
}

describe('submit', () => {
  test('sends the feedback with the site and a new id, as a browser may without a preflight', async () => {
    const { url, seen } = await serve(receipt)
    const answer = await client(url).feedback.submit(said)
    const [request] = seen
    expect(request).toMatchObject({ method: 'POST', url: '/v1/feedback' })
    expect(request.headers['content-type']).toBe('text/plain;charset=UTF-8')
    expect(request.headers.authorization).toBeUndefined()
    const body = JSON.parse(request.body) as { id: string }
    expect(body).toEqual({ ...said, site: 'pk_demo', id: answer.id })
    expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(answer).toEqual({ id: body.id, receivedAt: '2026-11-21T19:00:00.000Z', complaint: null })
  })

  test('keeps the id that it is given', async () => {
    const { url } = await serve(receipt)
    expect((await client(url).feedback.submit({ ...said, id: ID })).id).toBe(ID)
  })

  test('sends posted lines as a page would, and counts them so', async () => {
    const { url, seen } = await serve(receipt)
    await client(url).feedback.submit({ moment: 'order', answers: { comment: 'x\r\n'.repeat(5000), note: 'a\rb' } })
    expect(JSON.parse(seen[0].body)).toMatchObject({ answers: { comment: 'x\n'.repeat(5000), note: 'a\nb' } })
  })

  test('reaches a server below a path', async () => {
    const { url, seen } = await serve(receipt)
    await client(`${url}/feedback/`).feedback.submit(said)
    expect(seen[0].url).toBe('/feedback/v1/feedback')
  })

  test('takes fields that a newer server adds to the receipt', async () => {
    const { url } = await serve(
      json(201, { id: ID, receivedAt: '2026-11-21T19:00:00Z', complaint: null, mood: 'fine' }),
    )
    await expect(client(url).feedback.submit({ ...said, id: ID })).resolves.toMatchObject({ id: ID })
  })

  test('uses the fetch that it is given', async () => {
    const { url } = await serve(receipt)
    const calls: string[] = []
    const fetch: typeof globalThis.fetch = (input, init) => {
      calls.push((input as Request).url)
      return globalThis.fetch(input, init)
    }
    await createClient({ site: 'pk_demo', url, fetch }).feedback.submit(said)
    expect(calls).toEqual([`${url}/v1/feedback`])
  })
})

describe('what does not fit the contract is told before it travels', () => {
  test.each([
    ['an unknown field', { ...said, mood: 1 }, 'mood', 'is not a known field'],
    ['no moment', { answers: {} }, 'moment', 'is missing'],
    ['no answers', { moment: 'order' }, 'answers', 'is missing'],
    ['an id of another kind', { ...said, id: 'a' }, 'id', 'must be a UUIDv7 in lower case'],
    [
      'a long comment',
      { moment: 'order', answers: { comment: 'x'.repeat(10_001) } },
      'answers.comment',
      'must be at most 10000 characters long',
    ],
    [
      'an object as answer',
      { moment: 'order', answers: { comment: {} } },
      'answers.comment',
      'is not of a type that is taken here',
    ],
    [
      'half a surrogate pair',
      { moment: 'order', answers: { comment: '\ud800' } },
      'answers.comment',
      'half a surrogate pair',
    ],
    ['a fraction of a cent', { ...said, order: { id: '1', total: 1.5 } }, 'order.total', 'must be a whole number'],
    [
      'an item without a name',
      { ...said, order: { id: '1', items: [{ quantity: 1 }] } },
      'order.items.0.name',
      'is missing',
    ],
    ['a bad address', { ...said, contact: { email: 'ada' } }, 'contact.email', 'must be a mail address'],
    ['an unknown contact', { ...said, contact: { fax: '1' } }, 'contact.fax', 'is not a known field'],
    [
      'a day that is none',
      { ...said, product: { madeOn: '2026-02-30' } },
      'product.madeOn',
      'must be of the form date',
    ],
    ['nothing at all', null, 'moment', 'is missing'],
  ])('%s', async (_, input, path, message) => {
    const { url, seen } = await serve(receipt)
    const caught = await error(client(url).feedback.submit(input as never))
    expect(caught.code).toBe('invalid')
    expect(caught.errors.find((one) => one.path === path)?.message).toContain(message)
    expect(caught.message).toContain(path)
    expect(caught.status).toBeUndefined()
    expect(caught.id).toBeDefined()
    expect(seen).toEqual([])
  })

  test.each([
    ['site', { site: 'demo', url: 'https://earshot.example.com' }],
    ['site', { url: 'https://earshot.example.com' }],
    ['url', { site: 'pk_demo', url: 'earshot.example.com' }],
    ['url', { site: 'pk_demo' }],
  ])('a client without a proper %s', (path, options) => {
    expect(() => createClient(options as never)).toThrow(EarshotError)
    expect(() => createClient(options as never)).toThrow(new RegExp(`^${path} must be`))
  })
})

describe('a failed try is repeated', () => {
  test.each([408, 429, 500, 502, 503, 504, 507, 522])('after %i, with the same words', async (status) => {
    skipWaits()
    const { url, seen } = await serve(problem(status, 'internal'), receipt)
    await client(url).feedback.submit(said)
    expect(seen).toHaveLength(2)
    expect(seen[1].body).toBe(seen[0].body)
  })

  test('after a dropped connection', async () => {
    skipWaits()
    const { url, seen } = await serve(hangUp, hangUp, receipt)
    await client(url).feedback.submit(said)
    expect(seen).toHaveLength(3)
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1)
  })

  test('when no answer comes in time', async () => {
    const { url, seen } = await serve(() => {}, receipt)
    const answer = await createClient({ site: 'pk_demo', url, timeout: 200 }).feedback.submit(said)
    expect(seen.map(({ body }) => (JSON.parse(body) as { id: string }).id)).toEqual([answer.id, answer.id])
  })

  test('three times by default, longer apart each time, never in step', async () => {
    const waits = skipWaits()
    const { url, seen } = await serve(problem(500, 'internal'))
    expect((await error(client(url).feedback.submit(said))).code).toBe('internal')
    expect(seen).toHaveLength(4)
    expect(waits).toHaveLength(3)
    for (const [i, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(150 * 2 ** i)
      expect(wait).toBeLessThanOrEqual(300 * 2 ** i)
    }
  })

  test('not at all where that is wished', async () => {
    const { url, seen } = await serve(problem(503, 'store_unavailable'))
    expect((await error(client(url, 0).feedback.submit(said))).code).toBe('store_unavailable')
    expect(seen).toHaveLength(1)
  })

  test.each([400, 403, 404, 409, 413, 415, 422])('never after %i', async (status) => {
    const { url, seen } = await serve(problem(status, 'invalid'))
    await error(client(url).feedback.submit(said))
    expect(seen).toHaveLength(1)
  })
})

describe('Retry-After', () => {
  test('in seconds is waited for', async () => {
    const waits = skipWaits()
    const { url } = await serve(json(429, {}, { 'retry-after': '7' }), receipt)
    await client(url).feedback.submit(said)
    expect(waits).toEqual([7000])
  })

  test('as a date is waited for', async () => {
    const waits = skipWaits()
    const date = new Date(Date.now() + 20_000).toUTCString()
    const { url } = await serve(json(503, {}, { 'retry-after': date }), receipt)
    await client(url).feedback.submit(said)
    expect(waits[0]).toBeGreaterThan(10_000)
    expect(waits[0]).toBeLessThanOrEqual(20_000)
  })

  test('longer than a customer would wait ends the call, which tells how long', async () => {
    const { url, seen } = await serve(problem(429, 'rate_limited'), receipt)
    const patient = await serve(
      json(429, { code: 'rate_limited', title: 'Too many', status: 429, type: '' }, { 'retry-after': '3600' }),
    )
    const caught = await error(client(patient.url).feedback.submit({ ...said, id: ID }))
    expect(caught).toMatchObject({ code: 'rate_limited', status: 429, retryAfter: 3600, id: ID })
    expect(patient.seen).toHaveLength(1)
    skipWaits()
    await client(url).feedback.submit({ ...said, id: caught.id })
    expect(JSON.parse(seen[1].body)).toMatchObject({ id: ID })
  })

  test('that makes no sense is passed over', async () => {
    const waits = skipWaits()
    const { url } = await serve(json(503, {}, { 'retry-after': 'soon' }), receipt)
    await client(url).feedback.submit(said)
    expect(waits[0]).toBeLessThanOrEqual(300)
  })
})

describe('every failure is an EarshotError', () => {
  test('with the server’s own code, detail and paths', async () => {
    const errors = [{ path: 'answers.taste', code: 'unknown_question', message: 'was never asked' }]
    const { url } = await serve(problem(422, 'invalid', { detail: 'Not stored.', errors }))
    const caught = await error(client(url).feedback.submit({ ...said, id: ID }))
    expect(caught).toMatchObject({ name: 'EarshotError', code: 'invalid', status: 422, errors, id: ID })
    expect(caught.problem).toMatchObject({ code: 'invalid', detail: 'Not stored.' })
    expect(caught.message).toBe('Earshot answered 422 invalid: Not stored.; answers.taste was never asked')
  })

  test('with the code of a newer server as it is', async () => {
    const { url } = await serve(problem(402, 'plan_exceeded'))
    expect((await error(client(url).feedback.submit(said))).code).toBe('plan_exceeded')
  })

  test('network: nobody listens there', async () => {
    const port = await closedPort()
    const caught = await error(client(`http://127.0.0.1:${port}`, 0).feedback.submit({ ...said, id: ID }))
    expect(caught).toMatchObject({ code: 'network', status: undefined, id: ID })
    expect(caught.message).toContain('ECONNREFUSED')
    expect(caught.cause).toBeInstanceOf(Error)
  })

  test('network: the answer breaks off', async () => {
    const { url } = await serve((response) => {
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': '900' })
      response.write('{"id":', () => response.destroy())
    })
    expect((await error(client(url, 0).feedback.submit(said))).code).toBe('network')
  })

  test('timeout: no answer in time', async () => {
    const { url } = await serve(() => {})
    const slow = createClient({ site: 'pk_demo', url, timeout: 50, retries: 0 })
    expect((await error(slow.feedback.submit(said))).code).toBe('timeout')
  })

  test('and printed, shows neither the words nor the key', async () => {
    const secret = { moment: 'order', answers: { comment: 'between us' } }
    const { url } = await serve(problem(500, 'internal'))
    const failures = [
      await error(client(url, 0).feedback.submit(secret)),
      await error(client(`http://127.0.0.1:${await closedPort()}`, 0).feedback.submit(secret)),
      await error(createStaffClient({ url, key: 'sk_between_us', retries: 0 }).feedback.list()),
    ]
    for (const one of failures) expect(inspect(one, { depth: 20, showHidden: true })).not.toMatch(/between.us/)
  })

  test.each([
    ['a web page', json(200, '<h1>Hello</h1>')],
    ['somebody else’s receipt', json(201, { id: uuidv7(), receivedAt: '', complaint: null })],
    ['null', json(200, null)],
    ['HTML', plain(200, '<!doctype html>')],
    ['a proxy’s refusal', plain(413, 'Too large')],
  ])('bad_answer: %s', async (_, answer) => {
    const { url } = await serve(answer)
    const caught = await error(client(url, 0).feedback.submit({ ...said, id: ID }))
    expect(caught).toMatchObject({ code: 'bad_answer', id: ID })
    expect(caught.message).toContain(`${url}/healthz`)
  })

  test('bad_answer: a redirect is not followed, and named', async () => {
    const { url, seen } = await serve(json(301, {}, { location: 'https://earshot.example.com/v1/feedback' }))
    const caught = await error(client(url).feedback.submit(said))
    expect(caught).toMatchObject({ code: 'bad_answer', status: 301 })
    expect(caught.message).toContain('redirects to https://earshot.example.com/v1/feedback')
    expect(seen).toHaveLength(1)
  })
})

describe('site.get', () => {
  test('reads the settings in one language', async () => {
    const { url, seen } = await serve(json(200, { key: 'pk_demo', name: 'Shop', fromNewerServer: true }))
    await expect(client(url).site.get({ locale: 'zh-Hant' })).resolves.toMatchObject({ name: 'Shop' })
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/v1/sites/pk_demo?locale=zh-Hant' })
  })

  test('reads them in every language', async () => {
    const { url, seen } = await serve(json(200, { key: 'pk_demo' }))
    await client(url).site.get()
    expect(seen[0].url).toBe('/v1/sites/pk_demo')
  })

  test('tells when there is no such site', async () => {
    const { url } = await serve(problem(404, 'site_unknown'))
    expect((await error(client(url).site.get())).code).toBe('site_unknown')
  })
})

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise<void>((done) => server.close(() => done()))
  return port
}
