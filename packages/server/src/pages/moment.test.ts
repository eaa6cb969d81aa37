import { brotliDecompressSync } from 'node:zlib'
import { type Feedback, type FeedbackPage, type Link, uuidv7 } from '@earshot/sdk/contract'
import { base64url, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer, photo, type TestServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import { BUILTIN_MOMENTS } from '../moment/builtin.ts'
import { addSite } from '../site/store.ts'

const OWN = { 'sec-fetch-site': 'same-origin', origin: 'null' }
const EVIL = '</textarea><script>alert(1)</script>"\'<img src=x onerror=alert(1)>'

async function open(server: TestServer, url: string, headers: Record<string, string> = {}) {
  const { statusCode: status, body, headers: sent } = await server.app.inject({ url, headers })
  return { status, body, headers: sent }
}

/** Posts the form as a browser without script does. */
async function post(
  server: TestServer,
  url: string,
  fields: readonly (readonly [string, string])[],
  files: readonly Buffer[] = [],
  headers: Record<string, string> = OWN,
) {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  for (const file of files) form.append('photos', new Blob([new Uint8Array(file)], { type: 'image/png' }), 'p.png')
  const request = new Request('http://x/', { method: 'POST', body: form })
  const answer = await server.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': request.headers.get('content-type')!, ...headers },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return { status: answer.statusCode, body: answer.body, to: answer.headers.location ?? '' }
}

async function link(server: TestServer, input: Record<string, unknown>): Promise<Link> {
  const answer = await call(server, 'POST', '/api/links', server.staff, input)
  expect(answer.status).toBe(201)
  return answer.body as unknown as Link
}

async function said(server: TestServer): Promise<Feedback[]> {
  return ((await call(server, 'GET', '/api/feedback', server.staff)).body as unknown as FeedbackPage).items
}

const pathOf = (url: string) => new URL(url).pathname
const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1]

const UNHAPPY = [
  ['q.satisfaction', '2'],
  ['q.reasons', 'late'],
  ['q.reasons', 'damaged'],
  ['q.comment', 'Torn\r\nand late'],
  ['q.praise', 'not asked of them'],
  ['q.remedy', 'refund'],
  ['c.email', 'ada@example.com'],
] as const

describe.each(ENGINES)('the page of a moment on %s', (engine) => {
  it('asks without script, keeps what was asked and no more, and gives a complaint its number and link', async () => {
    const server = await freshServer(engine)
    const page = await open(server, '/m/pk_test/delivery')
    expect([page.status, page.headers['cache-control'], page.body.includes('<script')]).toEqual([
      200,
      'no-store',
      false,
    ])
    const id = hidden(page.body, 'id')!
    const fields = [['id', id], ...UNHAPPY] as const
    const done = await post(server, '/m/pk_test/delivery', fields, [await photo()])
    expect(done.status).toBe(303)
    const [one, ...others] = await said(server)
    expect(others).toEqual([])
    expect(one).toMatchObject({
      id,
      moment: 'delivery',
      satisfaction: 2,
      contact: { email: 'ada@example.com' },
      locale: 'en',
      answers: { satisfaction: 2, reasons: ['late', 'damaged'], comment: 'Torn\nand late', remedy: 'refund' },
    })
    expect(one!.answers).not.toHaveProperty('praise')
    expect(one!.attachments).toHaveLength(1)
    const thanks = await open(server, done.to)
    expect(thanks.body).toContain(one!.complaint!.number)
    expect(thanks.body).toContain(`href="${one!.complaint!.url}"`)
    const mails = await server.database.read.selectFrom('outbox').select(['topic', 'address']).execute()
    expect(mails).toEqual([{ topic: 'acknowledgement', address: 'ada@example.com' }])
  })

  it('takes a form that is sent twice, or after a step back, as one', async () => {
    const server = await freshServer(engine)
    const id = hidden((await open(server, '/m/pk_test/delivery')).body, 'id')!
    const fields = [['id', id], ...UNHAPPY] as const
    const both = await Promise.all([1, 2].map(() => post(server, '/m/pk_test/delivery', fields)))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    const changed = await post(server, '/m/pk_test/delivery', [
      ['id', id],
      ['q.satisfaction', '5'],
    ])
    expect((await open(server, changed.to)).body).toContain('We have your answer')
    expect(await said(server)).toMatchObject([{ id, satisfaction: 2 }])
  })

  it('tells what is wrong in place, with everything that was typed', async () => {
    const server = await freshServer(engine)
    for (const [fields, text] of [
      [[['website', '']], 'Please choose one'],
      [
        [
          ['q.satisfaction', '1'],
          ['q.comment', EVIL],
          ['c.email', 'nonsense'],
        ],
        'Please write a mail address',
      ],
      [[['q.satisfaction', '9']], 'Please look at this once more'],
      [
        [
          ['q.satisfaction', '1'],
          ['q.comment', 'x'.repeat(5001)],
        ],
        'too long',
      ],
      [
        [
          ['q.satisfaction', '1'],
          ['q.remedy', 'gold'],
        ],
        'Please look at this once more',
      ],
    ] as const) {
      const answer = await post(server, '/m/pk_test/purchase', fields)
      expect([answer.status, answer.body.includes(text), answer.body.includes('<script')]).toEqual([422, true, false])
      if (fields.length === 3) expect(answer.body).toContain('nonsense')
    }
    const bad = await post(server, '/m/pk_test/purchase', UNHAPPY.slice(0, 4), [Buffer.from('no photo')])
    expect([bad.status, bad.body.includes('JPEG'), bad.body.includes('Torn')]).toEqual([422, true, true])
    expect(await said(server)).toEqual([])
  })

  it('opens by a signed link, which names order and customer and proves the order', async () => {
    const server = await freshServer(engine)
    const order = { id: '1001', items: [{ name: 'Mug' }], customer: { id: 'c1', name: 'Ada' } }
    await call(server, 'POST', '/api/orders', server.staff, order)
    const { url, qr } = await link(server, { moment: 'purchase', order: '1001', name: EVIL, locale: 'ko' })
    expect(qr).toMatch(/^<svg/)
    const page = await open(server, pathOf(url))
    expect(page.body).toContain('주문 1001')
    expect(page.body).not.toContain('<script')
    expect(page.body).toContain('<html lang="ko">')
    await post(server, pathOf(url), [['q.satisfaction', '5']])
    expect(await said(server)).toMatchObject([{ order: { id: '1001', proven: true }, locale: 'ko', satisfaction: 5 }])
  })

  it('starts anew by itself on a tablet, and gives the complaint to take along', async () => {
    const server = await freshServer(engine)
    const page = await open(server, '/m/pk_test/service?kiosk')
    expect(page.body).toContain('class="kiosk"')
    expect(page.body).not.toContain('type="file"')
    const done = await post(server, '/m/pk_test/service?kiosk', [
      ['q.satisfaction', '1'],
      ['c.email', 'ada@example.com'],
    ])
    const thanks = await open(server, done.to)
    expect(String(thanks.headers['refresh'])).toMatch(/^\d+; url=\/m\/pk_test\/service\?kiosk/)
    expect(thanks.body).toContain('<svg')
    expect(thanks.body).toContain((await said(server))[0]!.complaint!.number)
  })
})

describe('the page of a moment', () => {
  it('answers every link that does not hold with one and the same page', async () => {
    const server = await freshServer('sqlite')
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const { signingKey } = server.site
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: 'pk_test', aud: 'earshot:moment', moment: 'purchase', exp: now + 60 }
    const sign = (payload: Record<string, unknown>, key: Uint8Array = signingKey, alg = 'HS256') =>
      new SignJWT(payload).setProtectedHeader({ alg }).sign(key)
    const good = await sign(claims)
    expect((await open(server, `/m/${good}`)).status).toBe(200)
    const part = (value: object) => base64url.encode(JSON.stringify(value))
    const { exp: _, ...endless } = claims
    const tokens = [
      'x',
      'a.b.c',
      `${good}x`,
      good.slice(0, -3),
      `${part({ alg: 'none' })}.${part(claims)}.`,
      await sign({ ...claims, exp: now - 60 }),
      await sign(endless),
      await sign({ ...claims, iss: 'pk_other' }),
      await sign({ ...claims, iss: 'pk_nobody' }),
      await sign({ ...claims, aud: 'earshot:unsubscribe' }),
      await sign({ order: '1001', exp: now + 60, iss: 'pk_test' }),
      await sign({ ...claims, moment: 'nothing' }),
      await sign({ ...claims, followup: uuidv7() }),
      await sign(claims, other.signingKey),
      await sign(claims, new Uint8Array(64).fill(1), 'HS512'),
      'x'.repeat(1990),
    ]
    const pages = await Promise.all(tokens.map((token) => open(server, `/m/${token}`)))
    for (const [i, page] of pages.entries()) expect([i, page.status, page.body]).toEqual([i, 404, pages[0]!.body])
    for (const path of ['/m/pk_nobody/purchase', '/m/pk_test/nothing', '/m/pk_test/__proto__', '/u/x', '/u/%00'])
      expect([path, (await open(server, path)).body]).toEqual([path, pages[0]!.body])
    expect((await post(server, `/m/${tokens[5]}`, UNHAPPY)).body).toBe(pages[0]!.body)
    expect(server.logged()).not.toContain(good)
  })

  it('is no token for an order, and takes nothing from a page of somebody else', async () => {
    const server = await freshServer('sqlite')
    const { url } = await link(server, { moment: 'purchase', order: '1001' })
    const token = pathOf(url).slice(3)
    const order = { id: '1001', token }
    const body = { id: uuidv7(), site: 'pk_test', moment: 'purchase', answers: { satisfaction: 5 }, order }
    expect((await server.say(body)).status).toBe(201)
    expect(await said(server)).toMatchObject([{ flags: ['order-unproven'], order: { proven: false } }])
    const foreign = await post(server, pathOf(url), UNHAPPY, [], { 'sec-fetch-site': 'cross-site' })
    expect([foreign.status, await server.count()]).toEqual([403, 1])
  })

  it('asks at every moment in every language, within its bytes', async () => {
    const server = await freshServer('sqlite')
    for (const { id } of BUILTIN_MOMENTS)
      for (const locale of ['en', 'zh-Hant', 'ko']) {
        const headers = { 'accept-encoding': 'br' }
        const answer = await server.app.inject({ url: `/m/pk_test/${id}?lang=${locale}`, headers })
        expect(answer.rawPayload.length).toBeLessThanOrEqual(15_000)
        const text = brotliDecompressSync(answer.rawPayload).toString()
        expect([id, text.includes(`<html lang="${locale}">`)]).toEqual([id, true])
      }
  })
})
