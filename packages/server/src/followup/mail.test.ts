import type { Customer, Followup, FollowupPage } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { freshPostbox } from '../../test/smtp.ts'
import { call } from '../../test/staff.ts'
import { createOutbox } from '../notify/deliver.ts'
import { runFollowups } from './due.ts'
import { planFollowups } from './plan.ts'

const DAY = 24 * 3_600_000
const ALWAYS = { hours: ['00:00', '24:00'], complaint: { on: true, afterHours: 0 } }
const OWN = { 'sec-fetch-site': 'same-origin', origin: 'null' }

/** A server that sends mail, and the mails that it sent. */
async function mailing(engine: (typeof ENGINES)[number], rules: Record<string, unknown> = {}) {
  const postbox = await freshPostbox()
  const server = await freshServer(engine, {
    env: { EARSHOT_SMTP: postbox.url, EARSHOT_MAIL_FROM: 'care@shop.example' },
  })
  await call(server, 'PATCH', '/api/followups/rules', server.staff, { ...ALWAYS, ...rules })
  const outbox = createOutbox({ config: server.config, database: server.database, log: server.app.log })
  return {
    server,
    mails: async () => {
      await outbox.deliver()
      return postbox.mails.filter(({ headers }) => 'list-unsubscribe' in headers)
    },
    list: async () =>
      ((await call(server, 'GET', '/api/followups', server.staff)).body as unknown as FollowupPage).items,
    run: async (now = Date.now()) => {
      await planFollowups(server, now)
      return runFollowups(server, now)
    },
  }
}

/** A purchase a few days ago by a member who agreed to mail. */
async function bought(server: TestServer, id: string, over: Record<string, unknown> = {}): Promise<void> {
  const at = new Date(Date.now() - 3 * DAY - 3_600_000).toISOString()
  const customer = { id: 'c1', name: 'Ada', email: 'ada@example.com', member: true, language: 'ko', ...over }
  const order = { id, placed: at, delivered: at, customer: { consent: { email: true }, ...customer } }
  expect((await call(server, 'POST', '/api/orders', server.staff, order)).body['refused']).toBe(0)
}

/** Something was wrong with it, they said by phone. @returns the complaint's number */
async function complain(server: TestServer): Promise<string> {
  const { items } = (await call(server, 'GET', '/api/customers', server.staff)).body as unknown as { items: Customer[] }
  const contact = { email: 'ada@example.com' }
  const said = { channel: 'phone', reason: 'It came broken.', contact, customer: items[0]!.id }
  const { body } = await call(server, 'POST', '/api/feedback', server.staff, said)
  return (body['complaint'] as unknown as { number: string }).number
}

async function putRight(server: TestServer, number: string): Promise<void> {
  for (const [command, payload] of [
    ['answer', { words: 'A new one is on its way.' }],
    ['confirm', { satisfied: true, heard: 'phone' }],
  ] as const)
    expect((await call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload)).status).toBe(200)
}

async function press(server: TestServer, url: string, payload: string, headers: Record<string, string> = {}) {
  const type = { 'content-type': 'application/x-www-form-urlencoded', ...headers }
  return server.app.inject({ method: 'POST', url: new URL(url).pathname, headers: type, payload })
}

describe.each(ENGINES)('a return visit by mail on %s', (engine) => {
  it('goes out once, names the order in the customer’s language, and its answer is the result', async () => {
    const { server, mails, list, run } = await mailing(engine)
    await bought(server, '1001')
    await run()
    await run()
    const [mail, ...others] = await mails()
    expect(others).toEqual([])
    expect(mail!.text).toContain('Ada')
    expect(mail!.text).toContain('1001번 주문')
    expect(mail!.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
    expect(await list()).toMatchObject([{ state: 'sent', channel: 'mail', tries: 1, staff: null }])
    const url = /https?:\S+\/m\/\S+/.exec(mail!.text)![0]
    const page = await server.app.inject({ url: new URL(url).pathname })
    expect(page.body).toContain('주문 1001')
    expect(page.body).not.toContain('name="c.email"')
    const answer = await press(server, url, 'q.satisfaction=2&q.comment=Cracked', OWN)
    expect(answer.statusCode).toBe(303)
    const [done] = (await list()) as [Followup]
    expect(done).toMatchObject({
      state: 'done',
      result: { satisfied: false, words: 'Cracked', heard: 'link', by: null, complaint: expect.any(String) as string },
    })
    const again = await press(server, url, 'q.satisfaction=5', OWN)
    const thanks = await server.app.inject({ url: String(again.headers.location) })
    expect([again.statusCode, thanks.statusCode, await server.count()]).toEqual([303, 200, 1])
  })

  it('opens the complaint of who is still not satisfied again, as the customer’s own word', async () => {
    const { server, mails, run } = await mailing(engine)
    // The shop vouches for the address; to another, three mails a day go.
    await bought(server, '1001', { member: false })
    const { body } = await server.say(complained({ locale: 'en' }))
    const { number } = body['complaint'] as unknown as { number: string }
    const give = (command: string, payload: object) =>
      call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload)
    await give('answer', { words: 'Done' })
    await give('confirm', { satisfied: true, heard: 'phone' })
    await run()
    const [mail] = await mails()
    expect(mail!.text).toContain(number)
    const url = /https?:\S+\/m\/\S+/.exec(mail!.text)![0]
    await press(server, url, 'q.satisfaction=1&q.comment=Still+torn', OWN)
    const shown = (await call(server, 'GET', `/api/complaints/${number}`, server.staff)).body as unknown as {
      stage: string
      messages: { by: string; words: string }[]
    }
    expect(shown.stage).toBe('investigating')
    expect(shown.messages.at(-1)).toMatchObject({ by: 'customer', words: 'Still torn' })
    expect((await call(server, 'GET', '/api/complaints', server.staff)).body['items']).toHaveLength(1)
  })

  it('is not waited for so long that nobody could call before it is due', async () => {
    const { server, list, run } = await mailing(engine, { answerDays: 14 })
    await bought(server, '1001', { member: false })
    const { body } = await server.say(complained({ locale: 'en' }))
    const { number } = body['complaint'] as unknown as { number: string }
    const give = (command: string, payload: object) =>
      call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload)
    await give('answer', { words: 'Done' })
    await give('confirm', { satisfied: true, heard: 'phone' })
    await run()
    const [sent] = (await list()) as [Followup]
    expect(sent).toMatchObject({ state: 'sent', kind: 'complaint' })
    expect(Date.parse(sent.dueAt) - Date.parse(sent.notBefore)).toBe(12 * 3600_000)
  })

  it('ends for good by one press, whatever the shop says later', async () => {
    const { server, mails, list, run } = await mailing(engine, { restDays: 0 })
    await bought(server, '1001')
    await run()
    const [mail] = await mails()
    const url = mail!.headers['list-unsubscribe']!.slice(1, -1)
    expect(mail!.text).toContain(url)
    const page = await server.app.inject({ url: new URL(url).pathname })
    expect([page.statusCode, page.body.includes('<form method="post"')]).toEqual([200, true])
    // As a mail program does it: from no page of ours.
    const pressed = await press(server, url, 'List-Unsubscribe=One-Click')
    expect(pressed.statusCode).toBe(200)
    await bought(server, '1002')
    await run()
    expect(await mails()).toHaveLength(1)
    expect(await list()).toHaveLength(1)
    const found = await call(server, 'GET', '/api/customers', server.staff)
    const [{ id }] = found.body['items'] as unknown as [{ id: string }]
    const card = (await call(server, 'GET', `/api/customers/${id}`, server.staff)).body as unknown as Customer
    expect(card.consent.email).toMatchObject({ given: false, by: 'customer' })
    // Neither as somebody else, nor by a mail that was already on its way.
    await bought(server, '1003', { id: 'c2', email: 'Ada@Example.com', name: 'Another' })
    await run()
    expect(await mails()).toHaveLength(1)
  })

  it('is followed by a call where it is not answered, and counts as not reached where there is no other way', async () => {
    const { server, list, run } = await mailing(engine, { channels: ['mail', 'phone'] })
    await bought(server, '1', { id: 'c1', email: 'a@example.com' })
    const both = { phone: '0912345678', consent: { email: true, phone: true } }
    await bought(server, '2', { id: 'c2', email: 'b@example.com', ...both })
    await run()
    await run(Date.now() + 4 * DAY)
    const found = new Map((await list()).map((one) => [one.order, one]))
    expect(found.get('1')).toMatchObject({ state: 'unreached' })
    expect(found.get('2')).toMatchObject({ state: 'open', channel: 'phone', tries: 1 })
  })

  it('is over for who wants no more such mails: nobody calls them about it instead', async () => {
    const { server, mails, list, run } = await mailing(engine, { channels: ['mail', 'phone'] })
    await bought(server, '1001', { phone: '0912345678', consent: { email: true, phone: true } })
    await run()
    const [mail] = await mails()
    const url = mail!.headers['list-unsubscribe']!.slice(1, -1)
    expect((await press(server, url, 'List-Unsubscribe=One-Click')).statusCode).toBe(200)
    const over = { state: 'skipped', result: { words: 'The customer wants no more such mails.' } }
    expect(await list()).toMatchObject([over])
    await run(Date.now() + 4 * DAY)
    expect(await list()).toMatchObject([over])
    // Pressed once more, it is no fault.
    expect((await press(server, url, 'List-Unsubscribe=One-Click')).statusCode).toBe(200)
  })

  it('is not paid after a purchase to who complained: first that is put right, then they are visited for that', async () => {
    const { server, mails, list, run } = await mailing(engine)
    await bought(server, '1001')
    // Planned a day before it is due, so it waits when the complaint comes.
    await planFollowups(server, Date.now() - 13 * 3_600_000)
    expect(await list()).toMatchObject([{ kind: 'purchase', state: 'open' }])
    const number = await complain(server)
    await bought(server, '1002')
    await run()
    await run()
    expect(await list()).toMatchObject([{ kind: 'purchase', order: '1001', state: 'skipped' }])
    await putRight(server, number)
    await run()
    await run()
    const states = Object.fromEntries((await list()).map(({ kind, state }) => [kind, state]))
    expect(states).toEqual({ complaint: 'sent', purchase: 'skipped' })
    expect(await mails()).toHaveLength(1)
  })

  it('gives way to the visit after a complaint that was closed since it was planned', async () => {
    const { server, mails, list, run } = await mailing(engine)
    await bought(server, '1001')
    await planFollowups(server, Date.now() - 13 * 3_600_000)
    const number = await complain(server)
    await putRight(server, number)
    await run()
    await run()
    const states = Object.fromEntries((await list()).map(({ kind, state }) => [kind, state]))
    expect(states).toEqual({ complaint: 'sent', purchase: 'skipped' })
    expect(await mails()).toHaveLength(1)
  })

  it('waits for the morning of the customer', async () => {
    const { server, mails, list, run } = await mailing(engine, { hours: ['09:00', '20:00'] })
    const now = new Date()
    // A zone in which it is about three in the morning.
    const offset = (((3 - now.getUTCHours()) % 24) + 24) % 24
    const timeZone = offset <= 14 ? `Etc/GMT-${offset}` : `Etc/GMT+${24 - offset}`
    await bought(server, '1', { timeZone })
    await run()
    expect(await mails()).toEqual([])
    const [{ notBefore, state }] = (await list()) as [Followup]
    expect([state, Date.parse(notBefore) > Date.now()]).toEqual(['open', true])
    await run(Date.parse(notBefore))
    expect(await list()).toMatchObject([{ state: 'sent' }])
  })
})
