import type { Complaint } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import type { MailPayload } from '../notify/outbox.ts'
import { brokenHistories } from './audit.ts'

const ADA = { name: 'Ada', email: 'ada@exmaple.com', phone: '+82 2 1234' }

async function opened(server: TestServer, contact: object = ADA) {
  const said = complained({ contact })
  const { body } = await server.say(said)
  const { number, url } = body['complaint'] as unknown as { number: string; url: string }
  return {
    said,
    number,
    link: `/v1/complaints/${new URL(url).pathname.slice(3)}`,
    give: async (command: string, payload: object = {}) => {
      const answer = await call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload)
      return { ...answer, body: answer.body as unknown as Complaint & { errors: object[] } }
    },
    mails: async () => {
      const rows = await server.database.write.selectFrom('outbox').selectAll().orderBy('outbox_id').execute()
      return rows.map((row) => ({ ...row, ...(JSON.parse(row.payload) as MailPayload) }))
    },
  }
}

describe.each(ENGINES)('a corrected contact on %s', (engine) => {
  it('is what staff see and find from then on; the history keeps what it was', async () => {
    const server = await freshServer(engine)
    const { give } = await opened(server)
    await give('verify', { contact: 'phone' })
    const { body } = await give('correct', { contact: { phone: '+82 2 5678', name: null, address: '1 Lane' } })
    expect(body.contact).toEqual({ email: ADA.email, phone: '+82 2 5678', address: '1 Lane' })
    expect(body.verified).toEqual([])
    expect(body.history.at(-1)).toMatchObject({
      command: 'correct',
      payload: {
        contact: { phone: '+82 2 5678', name: null, address: '1 Lane' },
        was: { phone: ADA.phone, name: 'Ada', address: null },
      },
    })
    const found = await call(server, 'GET', '/api/complaints?text=1%20lane', server.staff)
    expect((found.body as unknown as { items: object[] }).items).toHaveLength(1)
    expect(await brokenHistories(server.database, server.site.id)).toEqual([])
  })

  it('ends the link and the mails that went astray, and tells the new address', async () => {
    const server = await freshServer(engine)
    const { give, link, mails, said } = await opened(server)
    await give('message', { words: 'We look into it.' })
    const { body } = await give('correct', { contact: { email: 'ada@example.com' } })
    expect((await call(server, 'GET', link)).code).toBe('complaint_unknown')
    expect(body.history.slice(-2)).toMatchObject([
      { command: 'correct', by: { kind: 'key' } },
      { command: 'renew', by: { kind: 'system' } },
    ])
    const [mail, ...others] = await mails()
    expect(others).toEqual([])
    expect(mail).toMatchObject({ topic: 'acknowledgement', address: 'ada@example.com', capped: 1, name: null })
    expect(String(mail!.values['link'])).toContain(`${body.url}?p=`)
    const { pathname, searchParams } = new URL(String(mail!.values['link']))
    const act = { words: 'Here I am', proof: searchParams.get('p') }
    expect((await call(server, 'POST', `/v1/complaints/${pathname.slice(3)}/messages`, {}, act)).status).toBe(200)
    expect((await give('note', { words: 'x' })).body.verified).toEqual(['email'])
    // What the customer's own page sends again changes nothing of it.
    expect((await server.say(said)).status).toBe(200)
    expect((await give('note', { words: 'x' })).body.contact?.email).toBe('ada@example.com')
    expect(await mails()).toHaveLength(1)
  })

  it('leaves the link as it is where only the spelling differs, or there was no address', async () => {
    const server = await freshServer(engine)
    const one = await opened(server)
    await one.give('correct', { contact: { email: 'ADA@exmaple.com' } })
    expect((await call(server, 'GET', one.link)).status).toBe(200)
    const two = await opened(server, { phone: '02 1234' })
    await two.give('correct', { contact: { email: 'two@example.com' } })
    expect((await call(server, 'GET', two.link)).status).toBe(200)
    expect((await two.mails()).at(-1)).toMatchObject({ topic: 'acknowledgement', address: 'two@example.com' })
  })

  it('tells a new address how a closed one ended, and nothing of spam', async () => {
    const server = await freshServer(engine)
    const one = await opened(server)
    await one.give('withdraw', { heard: 'phone' })
    await one.give('correct', { contact: { email: 'one@example.com' } })
    expect(await one.mails()).toMatchObject([{ topic: 'closed', address: 'one@example.com' }])
    const two = await opened(server)
    await two.give('invalid', { reason: 'spam' })
    await two.give('correct', { contact: { email: 'two@example.com' } })
    expect(await two.mails()).toHaveLength(1)
  })

  it('names what is wrong', async () => {
    const server = await freshServer(engine)
    const { give } = await opened(server)
    const wrong = async (contact: object) => (await give('correct', { contact })).body.errors
    expect(await wrong({})).toMatchObject([{ path: 'contact' }])
    expect(await wrong({ email: 'ada' })).toMatchObject([{ path: 'contact.email' }])
    expect(await wrong({ fax: '1', name: 'Ada' })).toMatchObject([{ path: 'contact.fax' }])
  })
})
