import type { InboxItem, ThanksResult } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { refusalKey, refuseMail } from '../notify/refusal.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'

async function inbox(server: TestServer, query = '', headers: Record<string, string> = server.staff) {
  const { body } = await call(server, 'GET', `/api/feedback?${query}`, headers)
  return body['items'] as unknown as InboxItem[]
}

async function stranger(server: TestServer) {
  const other = await addSite(server.database, { name: 'Other' })
  const { secret } = await createKey(server.database, other.id, 'owner')
  return { authorization: `Bearer ${secret}` }
}

describe.each(ENGINES)('an item of the inbox on %s', (engine) => {
  it('carries what a row and its details show', async () => {
    const server = await freshServer(engine)
    const { id: photo } = (await server.upload()).body
    const torn = complained({
      answers: { satisfaction: 2, reasons: ['service'], comment: 'Torn' },
      contact: { name: 'Ada', email: 'ada@example.com' },
      order: { id: '1001' },
      attachments: [photo],
    })
    await server.say(said({ answers: { satisfaction: 5 } }))
    await server.say(torn)
    const customer = { name: 'Ada Lovelace', email: 'ada@example.com' }
    await call(server, 'POST', '/api/orders', server.staff, { id: '9', placed: '2026-11-01T08:00:00Z', customer })
    const items = await inbox(server)
    const found = items.find(({ id }) => id === torn.id)!
    expect(found).toMatchObject({
      satisfaction: 2,
      moment: 'purchase',
      words: 'Torn',
      name: 'Ada',
      order: { id: '1001' },
      attachments: [photo],
      complaint: { stage: 'received' },
      labels: [],
      thanked: null,
    })
    expect(items.find(({ id }) => id !== torn.id)).toMatchObject({ words: null, name: null, complaint: null })
    const customers = await call(server, 'GET', '/api/customers', server.staff)
    const [card] = customers.body['items'] as unknown as { id: string }[]
    await call(server, 'POST', `/api/feedback/${torn.id}/customer`, server.staff, { customer: card!.id })
    expect(await inbox(server, `customer=${card!.id}`)).toMatchObject([{ name: 'Ada Lovelace', customer: card!.id }])
  })

  it('is found by complaint, photos, order and product, with words and without', async () => {
    const server = await freshServer(engine)
    const { id: photo } = (await server.upload()).body
    const torn = complained({ attachments: [photo], product: { name: 'Rye "dark"', sku: 'R_1' } })
    const mug = said({ order: { id: 'X-7', items: [{ name: 'Mug', sku: 'M-1' }] } })
    const plain = said()
    for (const body of [torn, mug, plain]) await server.say(body)
    const ids = async (query: string) => (await inbox(server, query)).map(({ id }) => id)
    expect(await ids('complaint=true')).toEqual([torn.id])
    expect((await ids('complaint=false')).toSorted()).toEqual([mug.id, plain.id].toSorted())
    expect(await ids('photos=true')).toEqual([torn.id])
    expect(await ids('photos=false&order=X-7')).toEqual([mug.id])
    expect(await ids('order=X')).toEqual([])
    expect(await ids('product=M-1')).toEqual([mug.id])
    expect(await ids('product=Mug')).toEqual([mug.id])
    expect(await ids('product=mug')).toEqual([])
    expect(await ids('product=Mu')).toEqual([])
    expect(await ids('product=R_1&text=torn')).toEqual([torn.id])
    expect(await ids(`product=${encodeURIComponent('Rye "dark"')}`)).toEqual([torn.id])
    expect(await ids('text=torn&complaint=false')).toEqual([])
    expect(await ids('text=torn&complaint=true')).toEqual([torn.id])
    for (const query of ['complaint=1', 'photos=yes', 'product=', 'order='])
      expect((await call(server, 'GET', `/api/feedback?${query}`, server.staff)).code).toBe('invalid')
  })
})

describe.each(ENGINES)('making a complaint of a feedback on %s', (engine) => {
  it('registers it as of now, by whoever decides, and once', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const body = said({ answers: { satisfaction: 4, praise: 'Softer bread' }, contact: { email: 'ada@example.com' } })
    await server.say(body)
    const make = (filing: object, headers: Record<string, string> = agent.headers) =>
      call(server, 'POST', `/api/feedback/${body.id}/complaint`, headers, filing)
    expect((await make({ category: 'nowhere' })).code).toBe('invalid')
    expect((await make({ mood: 'bad' })).body).toMatchObject({ errors: [{ path: 'mood' }] })
    expect((await make({}, await stranger(server))).code).toBe('feedback_unknown')
    const made = await make({ severity: 'high' })
    expect([made.status, made.body]).toMatchObject([
      201,
      { stage: 'received', severity: 'high', recordedBy: 'agent', channel: 'web', id: body.id, unread: true },
    ])
    expect(made.body['history']).toMatchObject([{ command: 'register', by: { kind: 'staff', name: 'agent' } }, {}])
    const again = await make({})
    expect([again.status, again.body['number']]).toEqual([200, made.body['number']])
    expect(await inbox(server, 'complaint=true&text=bread')).toMatchObject([{ id: body.id }])
    const mails = await server.database.write.selectFrom('outbox').select(['topic', 'address']).execute()
    expect(mails).toContainEqual({ topic: 'acknowledgement', address: 'ada@example.com' })
  })
})

describe.each(ENGINES)('thanks on %s', (engine) => {
  it('go out once, half a minute later, in the customer’s language, or say why not', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const contact = (email: string) => ({ contact: { name: 'Ada', email } })
    const [glad, mute, torn, none] = [
      said({ ...contact('ada@example.com'), locale: 'ko' }),
      said(),
      complained(),
      said(contact('no@example.com')),
    ]
    for (const body of [glad, mute, torn, none]) await server.say(body)
    const { site } = server
    await server.database.transaction((tx) => refuseMail(tx, site.id, refusalKey(site.id, 'no@example.com'), 1))
    const thank = async (ids: string[], headers: Record<string, string> = agent.headers) =>
      (await call(server, 'POST', '/api/feedback/thanks', headers, { ids })).body[
        'items'
      ] as unknown as ThanksResult['items']
    const unknown = '01990000-0000-7000-8000-000000000009'
    const done = await thank([glad.id, mute.id, torn.id, none.id, unknown])
    expect(done.map(({ refused }) => refused)).toEqual([null, 'no-address', 'complaint', 'no-mail', 'unknown'])
    expect(done[0]).toMatchObject({ id: glad.id, done: true, until: expect.any(String) })
    expect(await thank([glad.id])).toMatchObject([{ done: false, refused: 'thanked', until: null }])
    const mails = () => server.database.write.selectFrom('outbox').selectAll().where('topic', '=', 'thanks').execute()
    const [mail, ...others] = await mails()
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      address: 'ada@example.com',
      feedback_id: glad.id,
      due_at: Date.parse(done[0]!.until!),
    })
    expect(JSON.parse(mail!.payload)).toMatchObject({ language: 'ko', values: { author: 'agent' } })
    // The address is nobody's proven one: their own name is not said back to it.
    expect(mail!.payload).not.toContain('Ada')
    expect(await inbox(server)).toContainEqual(
      expect.objectContaining({ id: glad.id, thanked: { at: expect.any(String), by: 'agent', until: done[0]!.until } }),
    )
    expect((await thank([glad.id], await stranger(server)))[0]).toMatchObject({ refused: 'unknown' })
    expect((await call(server, 'POST', '/api/feedback/thanks', agent.headers, { ids: [] })).code).toBe('invalid')
  })

  it('tell how to get no more of them', async () => {
    const server = await freshServer(engine)
    const bodies = [1, 2].map(() => said({ contact: { email: 'ada@example.com' } }))
    for (const body of bodies) await server.say(body)
    const thank = async (id: string) =>
      (await call(server, 'POST', '/api/feedback/thanks', server.staff, { ids: [id] })).body['items'] as unknown
    expect(await thank(bodies[0]!.id)).toMatchObject([{ done: true }])
    const mail = await server.database.write.selectFrom('outbox').select('payload').executeTakeFirstOrThrow()
    const { unsubscribe } = (JSON.parse(mail.payload) as { values: { unsubscribe: string } }).values
    const { pathname } = new URL(unsubscribe)
    expect((await server.app.inject(pathname)).statusCode).toBe(200)
    const ended = await server.app.inject({
      method: 'POST',
      url: pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })
    expect(ended.statusCode).toBe(200)
    expect(await thank(bodies[1]!.id)).toMatchObject([{ refused: 'no-mail' }])
  })

  it('can be taken back before they go out, and not after', async () => {
    const server = await freshServer(engine)
    const body = said({ contact: { email: 'ada@example.com' } })
    await server.say(body)
    const thank = () => call(server, 'POST', '/api/feedback/thanks', server.staff, { ids: [body.id] })
    const back = (headers: Record<string, string> = server.staff) =>
      call(server, 'DELETE', `/api/feedback/${body.id}/thanks`, headers)
    expect((await back()).code).toBe('feedback_unknown')
    await thank()
    expect((await back(await stranger(server))).code).toBe('feedback_unknown')
    expect((await back()).status).toBe(204)
    expect(await inbox(server)).toMatchObject([{ thanked: null }])
    expect(await server.database.write.selectFrom('outbox').selectAll().execute()).toEqual([])
    expect((await thank()).body['items']).toMatchObject([{ done: true }])
    await server.database.write.updateTable('outbox').set({ state: 'sent' }).execute()
    expect((await back()).code).toBe('thanks_sent')
    expect(await inbox(server)).toMatchObject([{ thanked: { by: expect.any(String) } }])
  })
})
