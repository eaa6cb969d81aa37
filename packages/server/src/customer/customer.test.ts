import { signOrder } from '@earshot/sdk/server'
import { Client } from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { complained, ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { Statements } from '../database/statements.ts'
import { addSite } from '../site/store.ts'
import { noteClaims } from './claims.ts'

const ADA = { id: 'C-1', name: 'Ada', email: 'Ada@Example.com', phone: '+886 912 345 678', member: true }
const HOUR = 3600_000

interface Card {
  id: string
  name: string | null
  keys: { kind: string; value: string; by: string }[]
  orders: { total: number; value: Record<string, number>; items: { id: string }[] }
  feedback: { total: number; items: { id: string; by: string }[] }
  complaints: { number: string; stage: string }[]
  perhaps: { customer: { id: string }; shared: { kind: string; value: string }[] }[]
  claims: { id: string; value: string }[]
  merged: { id: string }[]
  [field: string]: unknown
}

const order = (id: string, customer?: unknown, over: Record<string, unknown> = {}) => ({
  id,
  placed: '2026-11-01T08:00:00Z',
  total: 4990,
  currency: 'EUR',
  ...(customer === undefined ? {} : { customer }),
  ...over,
})

/** The shop's back end tells of orders. */
async function push(server: TestServer, ...orders: unknown[]): Promise<void> {
  const { status, body } = await call(server, 'POST', '/api/orders', server.staff, orders)
  expect([status, body['refused']]).toEqual([200, 0])
}

/** Ids of the customers that a text finds. */
async function find(server: TestServer, text = '', headers: Record<string, string> = server.staff): Promise<string[]> {
  const { body } = await call(server, 'GET', `/api/customers?text=${encodeURIComponent(text)}`, headers)
  return (body['items'] as { id: string }[]).map(({ id }) => id)
}

async function card(server: TestServer, id: string): Promise<Card> {
  const { status, body } = await call(server, 'GET', `/api/customers/${id}`, server.staff)
  expect(status).toBe(200)
  return body as unknown as Card
}

/** The card of the one customer that a text finds. */
async function cardBy(server: TestServer, text: string): Promise<Card> {
  const found = await find(server, text)
  expect([text, found.length]).toEqual([text, 1])
  return card(server, found[0]!)
}

const keyOf = ({ signingKey }: { signingKey: Uint8Array }) => Buffer.from(signingKey).toString('base64url')

/** What a customer says with a token that the shop signed. */
async function saySigned(server: TestServer, id: string, customer?: object, over = said()): Promise<string> {
  const token = await signOrder({ signingKey: keyOf(server.site), order: { id, customer } })
  const { status } = await server.say({ ...over, order: { id, token } })
  expect([200, 201]).toContain(status)
  return over.id
}

const post = (server: TestServer, url: string, body: unknown) => call(server, 'POST', url, server.staff, body)

/** The text of a query, as either engine's driver is asked it. */
const textOf = (what: unknown) => (typeof what === 'string' ? what : String((what as { text?: string } | null)?.text))

describe.each(ENGINES)('customers on %s', (engine) => {
  it('have one card, by whatever the shop knows them', async () => {
    const server = await freshServer(engine)
    await push(
      server,
      order('1', ADA),
      order('2', { email: 'ada@EXAMPLE.com' }, { total: 10 }),
      order('3', { phone: '00886-912-345-678' }, { currency: 'USD', cancelled: '2026-11-02T00:00:00Z' }),
    )
    const ada = await cardBy(server, 'ada@example.com')
    expect(ada).toMatchObject({ name: 'Ada', member: true })
    expect(ada.orders).toMatchObject({ total: 3, value: { EUR: 5000 } })
    expect(ada.keys).toEqual([
      { kind: 'email', value: 'ada@example.com', by: 'shop' },
      { kind: 'phone', value: '+886912345678', by: 'shop' },
      { kind: 'shop', value: 'C-1', by: 'shop' },
    ])
    for (const text of ['C-1', '+886 912 345 678', '3', 'ada', 'AD'])
      expect([text, await find(server, text)]).toEqual([text, [ada.id]])
    expect(await find(server, 'nobody')).toEqual([])
    expect(await find(server, '%')).toEqual([])
  })

  it('stay two where the shop has two numbers for one address, and each card says perhaps', async () => {
    const server = await freshServer(engine)
    await push(server, order('1', ADA), order('2', { ...ADA, id: 'C-2', name: 'Ben' }))
    const [ada, ben] = [await cardBy(server, 'C-1'), await cardBy(server, 'C-2')]
    expect(ada.id).not.toBe(ben.id)
    expect(ada.perhaps).toMatchObject([{ customer: { id: ben.id }, shared: [{ kind: 'email' }, { kind: 'phone' }] }])
    expect(ben.perhaps.map(({ customer }) => customer.id)).toEqual([ada.id])
    expect(ben.orders.items.map(({ id }) => id)).toEqual(['2'])
  })

  it('show what they said with a signed order, whichever came first', async () => {
    const server = await freshServer(engine)
    await push(server, order('1', ADA))
    const early = [await saySigned(server, '1'), await saySigned(server, '2'), await saySigned(server, '2')]
    const unhappy = complained()
    await saySigned(server, '1', undefined, unhappy)
    expect((await cardBy(server, 'C-1')).feedback.total).toBe(2)
    await push(server, order('2', { id: 'C-1' }))
    const ada = await cardBy(server, 'C-1')
    expect(new Set(ada.feedback.items.map(({ id, by }) => `${by} ${id}`))).toEqual(
      new Set([...early, unhappy.id].map((id) => `order ${id}`)),
    )
    expect(ada.complaints).toMatchObject([{ stage: 'received' }])
    expect(ada['satisfaction']).toMatchObject([{ mean: 4.25, count: 4 }])
  })

  it('are known by a customer whom the shop signed, before any order was told', async () => {
    const server = await freshServer(engine)
    const id = await saySigned(server, '7', { id: 'C-7', name: 'Mei' })
    const mei = await cardBy(server, 'C-7')
    expect([mei.name, mei.feedback.items[0]!.id]).toEqual(['Mei', id])
    const { body } = await call(server, 'GET', '/api/orders/7', server.staff)
    expect(body).toMatchObject({ by: 'token', customer: { id: mei.id } })
    await push(server, order('7'))
    expect((await call(server, 'GET', '/api/orders/7', server.staff)).body).toMatchObject({ by: 'shop', total: 4990 })
  })

  it('get what a shop’s page said first and its back end signed later', async () => {
    const server = await freshServer(engine)
    await push(server, order('1', ADA))
    const words = said()
    await server.say(words)
    await server.say({ ...words, order: { id: '1' } })
    expect((await cardBy(server, 'C-1')).feedback.total).toBe(0)
    await saySigned(server, '1', undefined, words)
    expect((await cardBy(server, 'C-1')).feedback.items.map(({ id }) => id)).toEqual([words.id])
  })

  it('get nothing that anybody else signed, or that nobody did', async () => {
    const server = await freshServer(engine)
    const other = await addSite(server.database, { name: 'Other' })
    await push(server, order('1', ADA))
    const foreign = await signOrder({ signingKey: keyOf(other), order: { id: '1' } })
    const theirs = await signOrder({ signingKey: keyOf(server.site), order: { id: '2' } })
    for (const token of [undefined, foreign, theirs, 'rubbish'])
      await server.say(said({ order: { id: '1', ...(token ? { token } : {}) }, contact: { email: ADA.email } }))
    expect((await cardBy(server, 'C-1')).feedback.total).toBe(0)
  })

  it('see who claims their address without proof, and nothing is linked or merged by it', async () => {
    const server = await freshServer(engine)
    await push(server, order('1', ADA))
    const claiming = complained({ contact: { email: 'ADA@example.com', phone: '+886912345678' } })
    await server.say(claiming)
    await server.say(complained({ contact: { email: 'eve@example.com' } }))
    expect(await noteClaims(server.database, Date.now() + HOUR)).toBe(3)
    expect(await noteClaims(server.database, Date.now() + HOUR)).toBe(0)
    const ada = await cardBy(server, 'C-1')
    expect(ada.feedback.total).toBe(0)
    expect(ada.claims.map(({ id, value }) => [id, value])).toEqual([
      [claiming.id, 'ada@example.com'],
      [claiming.id, '+886912345678'],
    ])
    await post(server, `/api/feedback/${claiming.id}/customer`, { customer: ada.id })
    expect(await card(server, ada.id)).toMatchObject({ claims: [], feedback: { items: [{ by: 'staff' }] } })
  })

  it('get what staff bring in for them', async () => {
    const server = await freshServer(engine)
    await push(server, order('1', ADA))
    const { id } = await cardBy(server, 'C-1')
    const call = { channel: 'phone', reason: 'The box was wet.', contact: { phone: '1' } }
    expect(await post(server, '/api/feedback', { ...call, customer: id })).toMatchObject({ status: 201 })
    expect(await post(server, '/api/feedback', { ...call, customer: '0' })).toMatchObject({ code: 'customer_unknown' })
    expect(await card(server, id)).toMatchObject({ feedback: { total: 1, items: [{ by: 'staff' }] }, complaints: [{}] })
  })

  it('have their own feedback listed, of all cards that were merged', async () => {
    const server = await freshServer(engine)
    await push(server, order('1', ADA), order('2', { id: 'C-2' }), order('3', { id: 'C-3' }))
    const ids = [await saySigned(server, '1'), await saySigned(server, '2')]
    await saySigned(server, '3')
    const [ada, ben] = [await cardBy(server, 'C-1'), await cardBy(server, 'C-2')]
    await post(server, `/api/customers/${ada.id}/merge`, { other: ben.id })
    for (const id of [ada.id, ben.id]) {
      const { body } = await call(server, 'GET', `/api/feedback?customer=${id}`, server.staff)
      expect((body['items'] as { id: string }[]).map((one) => one.id)).toEqual(ids.toReversed())
    }
    const words = await call(server, 'GET', `/api/feedback?customer=${ada.id}&text=Lovely`, server.staff)
    expect(words.body['items']).toHaveLength(2)
    expect((await call(server, 'GET', '/api/feedback?customer=none', server.staff)).body['items']).toEqual([])
  })

  it('cost feedback without a signed order nothing: it asks for no order and no card', async () => {
    const server = await freshServer(engine)
    await push(server, order('1', ADA))
    const spies = [vi.spyOn(Statements.prototype, 'get'), vi.spyOn(Client.prototype, 'query')]
    onTestFinished(() => void vi.restoreAllMocks())
    await server.say(complained({ order: { id: '1' } }))
    const asked = spies.flatMap((spy) => spy.mock.calls.map(([what]: unknown[]) => textOf(what)))
    expect(asked.join('\n')).toMatch(/insert into "?feedback/)
    expect(asked.filter((text) => /shop_order|order_feedback|"customer"|customer_(key|claim)/.test(text))).toEqual([])
  })

  it('follow an order that moves to another customer, but not what staff put there by hand', async () => {
    const server = await freshServer(engine)
    await push(server, order('1', ADA), order('2', { id: 'C-2' }))
    const [moved, kept] = [await saySigned(server, '1'), await saySigned(server, '1')]
    const off = await saySigned(server, '1')
    const ada = await cardBy(server, 'C-1')
    await post(server, `/api/feedback/${kept}/customer`, { customer: ada.id })
    await post(server, `/api/feedback/${off}/customer`, { customer: null })
    await push(server, order('1', { id: 'C-2' }))
    expect((await cardBy(server, 'C-2')).feedback.items.map(({ id }) => id)).toEqual([moved])
    expect((await cardBy(server, 'C-1')).feedback.items.map(({ id }) => id)).toEqual([kept])
  })

  it('are changed and noted on by staff; what they took back the shop’s list does not give again', async () => {
    const server = await freshServer(engine)
    await push(server, order('1', { ...ADA, consent: { email: true, phone: true } }))
    const { id } = await cardBy(server, 'C-1')
    const change = {
      name: 'Ada L.',
      timeZone: 'Asia/Taipei',
      quiet: { from: '21:00', until: '09:00' },
      days: [{ name: 'birthday', date: '02-29' }],
      consent: { email: false },
    }
    const changed = await call(server, 'PATCH', `/api/customers/${id}`, server.staff, change)
    expect([changed.status, changed.body]).toMatchObject([
      200,
      { ...change, consent: { email: { given: false, by: 'staff' }, phone: { given: true, by: 'shop' } } },
    ])
    await push(server, order('1', { ...ADA, consent: { email: true, phone: false } }))
    expect((await card(server, id))['consent']).toMatchObject({ email: { given: false }, phone: { given: false } })
    const note = await post(server, `/api/customers/${id}/notes`, { words: 'Likes rye. <b>' })
    expect(note).toMatchObject({ status: 201, body: { words: 'Likes rye. <b>' } })
    expect((await card(server, id))['notes']).toMatchObject([{ words: 'Likes rye. <b>' }])
    for (const [bad, path] of [
      [{ timeZone: 'Mars/Base' }, 'timeZone'],
      [{ days: [{ name: 'x', date: '2025-02-29' }] }, 'days.0.date'],
      [{ quiet: { from: '25:00', until: '09:00' } }, 'quiet.from'],
      [{ consent: { smoke: true } }, 'consent'],
      [{ nme: 'x' }, 'nme'],
    ] as const) {
      const answer = await call(server, 'PATCH', `/api/customers/${id}`, server.staff, bad)
      const errors = answer.body['errors'] as unknown as { path: string }[]
      expect([answer.status, errors[0]!.path.startsWith(path)]).toEqual([422, true])
    }
  })

  it('give part of a card to a new one, and it stays there', async () => {
    const server = await freshServer(engine)
    await push(server, order('1', ADA), order('2', { email: ADA.email }))
    const [first, second] = [await saySigned(server, '1'), await saySigned(server, '2')]
    const ada = await cardBy(server, 'C-1')
    const things = { keys: [{ kind: 'email', value: 'ada@example.com' }], orders: ['2'] }
    const out = await post(server, `/api/customers/${ada.id}/split`, things)
    expect([out.status, out.body]).toMatchObject([
      200,
      { email: 'Ada@Example.com', orders: { items: [{ id: '2' }] }, feedback: { items: [{ id: second }] } },
    ])
    await push(server, order('2', { id: 'C-1' }), order('3', { email: ADA.email }))
    expect((await card(server, out.body['id'])).orders.items.map(({ id }) => id).sort()).toEqual(['2', '3'])
    expect((await card(server, ada.id)).feedback.items.map(({ id }) => id)).toEqual([first])
    const none = await post(server, `/api/customers/${ada.id}/split`, { orders: ['2'] })
    expect(none).toMatchObject({ status: 422, body: { errors: [{ path: 'orders.0' }] } })
  })

  it('are of one site alone', async () => {
    const server = await freshServer(engine)
    const other = await addSite(server.database, { name: 'Other' })
    const stranger = await hire(server, 'owner', { email: 'eve@example.com', siteId: other.id })
    await push(server, order('1', ADA), order('2', { id: 'C-2' }))
    const heard = await saySigned(server, '1')
    const [ada, ben] = [await cardBy(server, 'C-1'), await cardBy(server, 'C-2')]
    await call(server, 'POST', '/api/orders', stranger.headers, order('1', { id: 'C-1' }))
    const [theirs] = await find(server, '', stranger.headers)
    expect(await find(server, 'C-1', stranger.headers)).toEqual([theirs])
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { name: 'x' }],
      ['POST', '/merge', { other: ben.id }],
      ['POST', '/split', { merged: ben.id }],
      ['POST', '/notes', { words: 'x' }],
    ] as const) {
      const unknown = await call(server, method, `/api/customers/0000000000000000${path}`, stranger.headers, body)
      expect(unknown).toMatchObject({ status: 404, code: 'customer_unknown' })
      expect(await call(server, method, `/api/customers/${ada.id}${path}`, stranger.headers, body)).toEqual(unknown)
    }
    const merged = await call(server, 'POST', `/api/customers/${theirs}/merge`, stranger.headers, { other: ada.id })
    expect(merged).toMatchObject({ status: 404, code: 'customer_unknown' })
    const owner = { customer: ada.id }
    expect(await call(server, 'POST', `/api/feedback/${heard}/customer`, stranger.headers, owner)).toMatchObject({
      status: 404,
      code: 'feedback_unknown',
    })
    expect((await card(server, ada.id)).orders.total).toBe(1)
  })
})
