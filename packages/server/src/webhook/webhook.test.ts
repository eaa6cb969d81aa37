import { Event, type NewWebhook } from '@earshot/sdk/contract'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { CALLABLE, freshReceiver, type Receiver } from '../../test/receiver.ts'
import { call, hire } from '../../test/staff.ts'
import { type Database, openDatabase } from '../database/engine.ts'
import { record } from '../event/record.ts'
import { addSite } from '../site/store.ts'
import { createWebhooks } from './deliver.ts'
import { tidyEvents } from './log.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-21T10:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

const later = (ms: number) => vi.setSystemTime(Date.now() + ms)

interface Bench {
  server: TestServer
  receiver: Receiver
  hook: NewWebhook
  /** Sends what is due now. */
  run: () => Promise<void>
  log: (query?: string) => Promise<{ event: string; state: string; attempts: number; reason: string; status: number }[]>
}

async function bench(engine: Database['engine'], input: object = {}): Promise<Bench> {
  const server = await freshServer(engine, { env: CALLABLE })
  const receiver = await freshReceiver()
  const made = await call(server, 'POST', '/api/webhooks', server.staff, { url: receiver.url, ...input })
  expect(made.status).toBe(201)
  const hook = made.body as unknown as NewWebhook
  const hooks = createWebhooks({ config: server.config, database: server.database, log: server.app.log })
  return {
    server,
    receiver,
    hook,
    run: async () => {
      await hooks.deliverAll()
    },
    log: async (query = '') => {
      const { body } = await call(server, 'GET', `/api/webhooks/${hook.id}/deliveries${query}`, server.staff)
      return (body as unknown as { items: never[] }).items
    },
  }
}

/** Something happened to a complaint. */
const happened = (server: TestServer, subject: string | null, n: number) =>
  server.database.transaction(async (tx) =>
    record(tx, server.site.id, { type: 'complaint.noted', subject, data: { subject, n } }),
  )

const numbers = ({ got }: Receiver) => got.map(({ event }) => Number(event.data['n']))
const sorted = (receiver: Receiver) => numbers(receiver).toSorted((a, b) => a - b)

describe.each(ENGINES)('a webhook on %s', (engine) => {
  it('is told what happens from its making on, in a form that an independent library verifies', async () => {
    const { server, receiver, hook, run, log } = await bench(engine)
    const first = complained()
    await server.say(first)
    await run()
    expect(receiver.got.map(({ event }) => event.type)).toEqual(
      expect.arrayContaining(['feedback.received', 'complaint.registered']),
    )
    for (const got of receiver.got) {
      expect(receiver.verify(hook.secret, got)).toEqual(Event.parse(got.event))
      expect(got.id).toBe(got.event.id)
      expect(got.body).not.toMatch(/Torn|ada@example/)
    }
    const { event } = receiver.got.find((got) => got.event.type === 'feedback.received')!
    expect(event.data).toEqual({ feedback: [{ id: first.id, moment: 'purchase', satisfaction: 2, test: false }] })
    expect(await log()).toEqual(receiver.got.map(() => expect.objectContaining({ state: 'sent', status: 204 })))
    await run()
    expect(receiver.got).toHaveLength((await log()).length)
  })

  it('is told only what it asks for, with the customer’s answers where it asks for them', async () => {
    const { server, receiver, hook, run } = await bench(engine, { types: ['feedback.*'], words: true })
    const one = complained()
    await server.say(one)
    await run()
    expect(receiver.got.map(({ event }) => event.type)).toEqual(['feedback.received'])
    expect(receiver.got[0]!.event.data['feedback']).toEqual([
      { id: one.id, moment: 'purchase', satisfaction: 2, test: false, answers: { satisfaction: 2, comment: 'Torn' } },
    ])
    expect(receiver.got[0]!.body).not.toContain('ada@example')
    // Owners read the same in the log.
    const told = (event: string) => call(server, 'GET', `/api/webhooks/${hook.id}/deliveries/${event}`, server.staff)
    const [{ id, body }] = receiver.got as [(typeof receiver.got)[0]]
    expect((await told(id)).body).toEqual({ event: id, body })
    expect((await told('none')).status).toBe(404)
  })

  it('is sent again what did not get through, with the same id, and all at once after an outage', async () => {
    const { server, receiver, hook, run, log } = await bench(engine)
    receiver.answer = () => 503
    for (let n = 1; n <= 5; n++) await happened(server, `c${n}`, n)
    await run()
    // One finds out that nobody is there; the others are spared.
    for (const wait of [MINUTE, 2 * MINUTE, 5 * MINUTE, HOUR, 6 * HOUR, DAY]) {
      later(wait)
      await run()
    }
    expect((await log()).map(({ state }) => state)).toEqual(['queued', 'queued', 'queued', 'queued', 'queued'])
    const tried = new Set(receiver.got.map(({ id }) => id))
    const verified = new Set<string>()
    receiver.answer = (got) => {
      receiver.verify(hook.secret, got)
      verified.add(got.id)
      return 200
    }
    later(HOUR)
    await run()
    expect((await log()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent'])
    expect(verified.size).toBe(5)
    expect([...tried].every((id) => verified.has(id))).toBe(true)
  })

  it('is given up for an event after three days, with the reason, and sent it again by hand', async () => {
    const { server, receiver, hook, run, log } = await bench(engine)
    receiver.answer = () => 404
    await happened(server, 'c1', 1)
    await happened(server, 'c2', 2)
    for (let hours = 0; hours < 80; hours++) {
      await run()
      later(HOUR)
    }
    await tidyEvents(server.database, Date.now())
    expect(await log('?state=dead')).toEqual([
      expect.objectContaining({ status: 404, reason: `${new URL(hook.url).host} answered 404.` }),
      expect.objectContaining({ status: 404 }),
    ])
    receiver.answer = () => 200
    const [second, first] = await log()
    const replay = (body: object) => call(server, 'POST', `/api/webhooks/${hook.id}/replay`, server.staff, body)
    expect((await replay({ event: first!.event })).body).toEqual({ replayed: 1 })
    const before = receiver.got.length
    await run()
    expect(receiver.got.slice(before).map(({ id }) => id)).toEqual([first!.event])
    expect(receiver.verify(hook.secret, receiver.got.at(-1)!)).toMatchObject({ data: { n: 1 } })
    expect((await replay({})).body).toEqual({ replayed: 1 })
    await run()
    expect(receiver.got.at(-1)!.id).toBe(second!.event)
    expect((await replay({ event: 'nothing' })).code).toBe('not_found')
  })

  it('hears of one complaint in order: a later event waits for one that is tried again, but not for ever', async () => {
    const { server, receiver, run } = await bench(engine)
    receiver.answer = ({ event }) => (event.data['n'] === 1 ? 400 : 204)
    await happened(server, 'a', 1)
    await happened(server, 'a', 2)
    await happened(server, 'b', 3)
    await run()
    expect(sorted(receiver)).toEqual([1, 3])
    later(MINUTE)
    await run()
    expect(sorted(receiver)).toEqual([1, 1, 3])
    later(HOUR)
    await run()
    expect(sorted(receiver)).toEqual([1, 1, 1, 2, 3])
    receiver.answer = () => 204
    await happened(server, 'a', 4)
    await happened(server, 'a', 5)
    later(3 * HOUR)
    await run()
    expect(sorted(receiver)).toEqual([1, 1, 1, 1, 2, 3, 4, 5])
    expect(numbers(receiver).at(-1)).toBe(5)
  })

  it('has both secrets valid for a day after a rotation', async () => {
    const { server, receiver, hook, run } = await bench(engine)
    const turned = await call(server, 'POST', `/api/webhooks/${hook.id}/rotate`, server.staff)
    const { secret } = turned.body as unknown as NewWebhook
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(secret).not.toBe(hook.secret)
    await happened(server, 'a', 1)
    await run()
    for (const each of [secret, hook.secret]) expect(receiver.verify(each, receiver.got[0]!)).toMatchObject({})
    later(DAY + MINUTE)
    await happened(server, 'a', 2)
    await run()
    expect(receiver.verify(secret, receiver.got[1]!)).toMatchObject({ data: { n: 2 } })
    expect(() => receiver.verify(hook.secret, receiver.got[1]!)).toThrow(/signature/i)
    expect(JSON.stringify((await call(server, 'GET', '/api/webhooks', server.staff)).body)).not.toContain('whsec_')
  })

  it('that answers 410 is switched off, and the owners hear of it', async () => {
    const { server, receiver, hook, run, log } = await bench(engine, { label: 'till' })
    const owner = await hire(server, 'owner')
    receiver.answer = () => 410
    for (let n = 1; n <= 6; n++) await happened(server, `c${n}`, n)
    await run()
    const [shown] = (await call(server, 'GET', '/api/webhooks', server.staff)).body['items'] as unknown as NewWebhook[]
    expect(shown).toMatchObject({ state: 'off', reason: expect.stringContaining('410') })
    expect((await log()).every(({ state }) => state === 'dead')).toBe(true)
    const mails = await server.database.write.selectFrom('outbox').selectAll().where('topic', '=', 'webhook').execute()
    expect(mails.map(({ address }) => address)).toEqual([owner.email])
    await happened(server, 'c7', 7)
    await run()
    expect(numbers(receiver)).not.toContain(7)
    // Switched on again it is told what happens from then on.
    receiver.answer = () => 200
    await call(server, 'PATCH', `/api/webhooks/${hook.id}`, server.staff, { state: 'on' })
    await happened(server, 'c8', 8)
    await run()
    expect(numbers(receiver)).toContain(8)
    expect(numbers(receiver)).not.toContain(7)
  })

  it('is told each event once by two servers', async () => {
    const { server, receiver, run } = await bench(engine)
    const second = engine === 'postgres' ? await openDatabase(server.config) : server.database
    if (engine === 'postgres') onTestFinished(() => second.close())
    const other = createWebhooks({ config: server.config, database: second, log: server.app.log })
    for (let n = 0; n < 40; n++) await happened(server, `c${n % 7}`, n)
    for (let round = 0; round < 3; round++) await Promise.all([run(), other.deliverAll()])
    expect(sorted(receiver)).toEqual(Array.from({ length: 40 }, (_, i) => i))
    for (let subject = 0; subject < 7; subject++) {
      const own = receiver.got.flatMap(({ event }) =>
        event.data['subject'] === `c${subject}` ? Number(event.data['n']) : [],
      )
      expect(own).toEqual(own.toSorted((a, b) => a - b))
    }
  })

  it('is tried at once by a test, which tells what came of it', async () => {
    const { server, receiver, hook } = await bench(engine)
    const test = () => call(server, 'POST', `/api/webhooks/${hook.id}/test`, server.staff)
    expect((await test()).body).toMatchObject({ ok: true, status: 204, reason: null })
    expect(receiver.verify(hook.secret, receiver.got[0]!)).toMatchObject({ type: 'webhook.test' })
    receiver.answer = () => 500
    expect((await test()).body).toMatchObject({ ok: false, status: 500, reason: expect.stringContaining('500') })
  })

  it('is the owners’ alone, and nothing to another site', async () => {
    const { server, hook } = await bench(engine)
    const list = '/api/webhooks'
    const manager = await hire(server, 'manager')
    expect((await call(server, 'GET', list, manager.headers)).status).toBe(403)
    const other = await addSite(server.database, { name: 'Other' })
    const stranger = await hire(server, 'owner', { email: 'eve@example.com', siteId: other.id })
    expect((await call(server, 'GET', list, stranger.headers)).body['items']).toEqual([])
    for (const [method, path, body] of [
      ['PATCH', '', { label: 'x' }],
      ['DELETE', '', undefined],
      ['POST', '/test', undefined],
      ['POST', '/rotate', undefined],
      ['GET', '/deliveries', undefined],
      ['GET', '/deliveries/01990000-0000-7000-8000-000000000000', undefined],
      ['POST', '/replay', {}],
    ] as const) {
      const theirs = await call(server, method, `/api/webhooks/${hook.id}${path}`, stranger.headers, body)
      const none = await call(server, method, `/api/webhooks/none${path}`, stranger.headers, body)
      expect([path, theirs.status, theirs.body]).toEqual([path, 404, none.body])
    }
    const wrong = await call(server, 'POST', '/api/webhooks', server.staff, {
      url: 'x',
      types: ['complaint.*', 'weather.*'],
      colour: 1,
    })
    expect([wrong.status, wrong.code]).toEqual([422, 'invalid'])
    expect((wrong.body['errors'] as unknown as { path: string }[]).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['types.1', 'colour']),
    )
    expect((await call(server, 'DELETE', `/api/webhooks/${hook.id}`, server.staff)).status).toBe(204)
  })
})
