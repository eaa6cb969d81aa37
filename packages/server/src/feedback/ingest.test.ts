import { uuidv7 } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, said } from '../../test/engines.ts'

const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`

/** Words that no log may hold. */
const SECRET = 'Quetzalcoatl'

/** Bad input: what is sent, and what the answer must be. */
const BAD: readonly [title: string, body: unknown, status: number, code: string, path?: string][] = [
  ['an unknown site', said({ site: 'pk_nobody' }), 404, 'site_unknown'],
  ['no site', said({ site: undefined }), 422, 'invalid', 'site'],
  ['a site that is no key', said({ site: SECRET }), 422, 'invalid', 'site'],
  ['an unknown moment', said({ moment: 'wedding' }), 404, 'moment_unknown'],
  ['an id that is no UUIDv7', said({ id: 'abc' }), 422, 'invalid', 'id'],
  ['a body that is not JSON', `{"comment": "${SECRET}`, 400, 'body_not_json'],
  ['an empty body', '', 400, 'body_not_json'],
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, 'body_not_json'],
  ['a list', '[]', 422, 'invalid', ''],
  ['null', 'null', 422, 'invalid', ''],
  ['answers that are words', said({ answers: SECRET }), 422, 'invalid', 'answers'],
  ['an answer that is an object', said({ answers: { comment: { [SECRET]: 1 } } }), 422, 'invalid', 'answers.comment'],
  ['an answer that is true', said({ answers: { comment: true } }), 422, 'invalid', 'answers.comment'],
  ['words for a number', said({ answers: { satisfaction: SECRET } }), 422, 'invalid', 'answers.satisfaction'],
  ['a number out of range', said({ answers: { satisfaction: 6 } }), 422, 'invalid', 'answers.satisfaction'],
  ['half a number', said({ answers: { satisfaction: 2.5 } }), 422, 'invalid', 'answers.satisfaction'],
  ['a question that the moment never had', said({ answers: { shoesize: SECRET } }), 422, 'invalid', 'answers.shoesize'],
  ['a question named constructor', said({ answers: { constructor: SECRET } }), 422, 'invalid', 'answers.constructor'],
  [
    'an option that was never offered',
    said({ answers: { reasons: ['service', 'weather'] } }),
    422,
    'invalid',
    'answers.reasons.1',
  ],
  ['a contact among the answers', said({ answers: { contact: SECRET } }), 422, 'invalid', 'answers.contact'],
  ['a comment of 50 KB', said({ answers: { comment: SECRET.repeat(4200) } }), 422, 'invalid', 'answers.comment'],
  [
    'a comment longer than its question allows',
    said({ answers: { comment: 'x'.repeat(5001) } }),
    422,
    'invalid',
    'answers.comment',
  ],
  ['a body above 64 KiB', said({ answers: { comment: 'x'.repeat(66_000) } }), 413, 'body_too_large'],
  ['a NUL', said({ answers: { comment: `${SECRET}\0` } }), 422, 'invalid', 'answers.comment'],
  [
    'half a surrogate pair',
    JSON.stringify(said({ answers: { comment: '§' } })).replace('§', '\\ud83d'),
    422,
    'invalid',
    'answers.comment',
  ],
  ['__proto__', `{"site":"pk_test","__proto__":{"x":"${SECRET}"}}`, 400, 'body_not_json'],
  ['__proto__, escaped', '{"site":"pk_test","\\u005f_proto__":{}}', 400, 'body_not_json'],
  ['constructor.prototype', '{"site":"pk_test","constructor":{"prototype":{}}}', 400, 'body_not_json'],
  [
    '10,000 nested arrays',
    JSON.stringify(said({ answers: { reasons: '§' } })).replace('"§"', nested(10_000)),
    422,
    'invalid',
    'answers.reasons.0',
  ],
  ['10,000 nested arrays outside', nested(10_000), 422, 'invalid', ''],
  ['an unknown field', said({ mood: SECRET }), 422, 'invalid', 'mood'],
  ['a bad mail address', said({ contact: { email: SECRET } }), 422, 'invalid', 'contact.email'],
  ['an item without a name', said({ order: { id: '1', items: [{ sku: 'A' }] } }), 422, 'invalid', 'order.items.0.name'],
  ['money with a fraction', said({ order: { id: '1', total: 49.9 } }), 422, 'invalid', 'order.total'],
  ['nothing said', said({ answers: { comment: '', reasons: [] } }), 422, 'invalid', 'answers'],
]

describe.each(ENGINES)('feedback on %s', (engine) => {
  it('refuses bad input with a problem that names the path, stores nothing and logs no word of it', async () => {
    const server = await freshServer(engine)
    for (const [title, body, status, code, path] of BAD) {
      const answer = await server.say(body)
      expect({ ...answer.body, title, status: answer.status }).toMatchObject({ title, status, code })
      expect(answer.body, title).toHaveProperty('type', `${server.config.url}/docs/errors#${code}`)
      if (path !== undefined)
        expect(
          (answer.body as { errors?: { path: string }[] }).errors?.map((error) => error.path),
          title,
        ).toContain(path)
    }
    expect(await server.count()).toBe(0)
    expect(server.logged()).toContain('"status":422')
    expect(server.logged()).not.toContain(SECRET)
  })

  it('keeps what was said, word for word', async () => {
    const server = await freshServer(engine)
    const body = complained({
      answers: {
        satisfaction: 1,
        reasons: ['service', 'price'],
        comment: 'Zerbrochen 😢 "quoted" 깨졌어요\n\tline two',
        remedy: 'refund',
      },
      order: {
        id: '1001',
        total: 4990,
        currency: 'EUR',
        items: [{ sku: 'A-1', name: 'Mug', quantity: 2, price: 2495 }],
      },
      product: { sku: 'A-1', batch: 'B7', madeOn: '2026-10-01' },
      locale: 'ko',
      page: { url: 'https://shop.example/thanks', title: 'Thanks' },
      attachments: [(await server.upload()).body.id],
    })
    const { status, body: receipt } = await server.say(body)
    expect(status).toBe(201)
    expect(receipt).toEqual({
      id: body.id,
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      complaint: {
        number: expect.stringMatching(/^\d{4}-000001$/),
        url: expect.stringContaining(`/c/${server.site.id}_`),
      },
    })
    const read = await server.app.inject({ url: `/api/feedback/${body.id}`, headers: server.staff })
    const { site: _, ...kept } = body
    expect(read.json()).toEqual({
      ...kept,
      order: { ...(body['order'] as object), proven: false },
      momentVersion: 2,
      satisfaction: 1,
      receivedAt: receipt['receivedAt'],
      flags: [],
      test: false,
      complaint: { ...(receipt['complaint'] as object), stage: 'received' },
      customer: null,
      // Nobody of the staff heard it.
      brought: null,
      // For the inbox.
      name: null,
      words: (body['answers'] as { comment: string }).comment,
      labels: [],
      unread: false,
      thanked: null,
    })
    expect(server.logged()).not.toMatch(/Zerbrochen|ada@example|1001/)
  })

  it('opens a complaint when the customer says so, or is unhappy and can be answered', async () => {
    const server = await freshServer(engine)
    const cases: [object, boolean][] = [
      [{ complaint: true }, true],
      [{ answers: { satisfaction: 3 }, contact: { phone: '+82 2 123' } }, true],
      [{ answers: { satisfaction: 3 }, contact: { address: '1 Main St' } }, true],
      [{ answers: { satisfaction: 3 }, contact: { name: 'Ada' } }, false],
      [{ answers: { satisfaction: 1 } }, false],
      [{ answers: { satisfaction: 4 }, contact: { email: 'a@b.co' } }, false],
      [{ moment: 'order', answers: { comment: 'Ring twice' }, contact: { email: 'a@b.co' } }, false],
    ]
    for (const [over, opens] of cases) {
      const { status, body } = await server.say(said(over as Record<string, unknown>))
      expect([status, body['complaint'] !== null], JSON.stringify(over)).toEqual([201, opens])
    }
  })

  it('flags what looks odd and drops none of it', async () => {
    const server = await freshServer(engine)
    const flagged = async (over: Record<string, unknown>) => {
      const body = said(over)
      expect((await server.say(body)).status).toBe(201)
      return (await server.app.inject({ url: `/api/feedback/${body.id}`, headers: server.staff })).json().flags
    }
    expect(await flagged({ signals: { honeypot: 'http://spam', elapsed: 200 } })).toEqual(['honeypot', 'fast'])
    expect(await flagged({ signals: { honeypot: '', elapsed: 8000 } })).toEqual([])
    expect(await flagged({ order: { id: '1', token: 'forged' } })).toEqual(['order-unproven'])
  })

  it('proves an order by a token that the shop signed', async () => {
    const server = await freshServer(engine)
    const { SignJWT } = await import('jose')
    const sign = (order: string) =>
      new SignJWT({ order }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(server.site.signingKey)
    const orderOf = async (token: string) => {
      const body = said({ order: { id: '1001', token } })
      await server.say(body)
      const { order, flags } = (
        await server.app.inject({ url: `/api/feedback/${body.id}`, headers: server.staff })
      ).json()
      return { order, flags }
    }
    expect(await orderOf(await sign('1001'))).toEqual({ order: { id: '1001', proven: true }, flags: [] })
    expect(await orderOf(await sign('2002'))).toEqual({
      order: { id: '1001', proven: false },
      flags: ['order-unproven'],
    })
  })

  it('takes JSON as text/plain, so that another site needs no preflight', async () => {
    const server = await freshServer(engine)
    expect((await server.say(said(), { 'content-type': 'text/plain;charset=UTF-8' })).status).toBe(201)
    expect(await server.say(said(), { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({
      status: 415,
      body: { code: 'body_type_unsupported' },
    })
    const api = await server.app.inject({
      method: 'POST',
      url: '/api/feedback',
      headers: { ...server.staff, 'content-type': 'text/plain' },
      payload: '{}',
    })
    expect(api.statusCode).toBe(415)
  })

  it('keeps feedback of a test site out of the figures', async () => {
    const server = await freshServer(engine, { site: { test: true } })
    const body = said()
    await server.say(body)
    expect((await server.app.inject({ url: `/api/feedback/${body.id}`, headers: server.staff })).json().test).toBe(true)
  })

  it('answers each of many at once, and each id is there once', async () => {
    const server = await freshServer(engine)
    const ids = Array.from({ length: 300 }, () => uuidv7())
    const answers = await Promise.all(ids.map((id) => server.say(said({ id }))))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]))
    expect(await server.count()).toBe(300)
  })
})
