import type { JobList, MailKindList, MailTemplate, OutboxPage, OutgoingMail, Seal } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { freshPostbox } from '../../test/smtp.ts'
import { call } from '../../test/staff.ts'
import { lastDay } from '../complaint/seal.ts'
import { addSite } from '../site/store.ts'
import { takePlace } from './quota.ts'
import { createKey } from '../staff/keys.ts'
import type { Role } from '../staff/roles.ts'

async function keyOf(server: TestServer, role: Role, siteId = server.site.id): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${(await createKey(server.database, siteId, role)).secret}` }
}

describe.each(ENGINES)('by API on %s', (engine) => {
  it('a shop words its mails itself, and goes back', async () => {
    const server = await freshServer(engine)
    const url = '/api/templates/answer/ko'
    const before = (await call(server, 'GET', url, server.staff)).body as unknown as MailTemplate
    expect(before).toMatchObject({ mail: 'answer', language: 'ko', whose: 'earshot', placeholders: { words: 'words' } })
    const set = await call(server, 'PUT', url, server.staff, { subject: '[{shop}] {number}' })
    expect(set).toMatchObject({ status: 200, body: { ...before, whose: 'shop', subject: '[{shop}] {number}' } })
    const { items } = (await call(server, 'GET', '/api/templates', server.staff)).body as unknown as MailKindList
    expect(items.find(({ mail }) => mail === 'answer')).toMatchObject({ to: 'customer', own: ['ko'] })
    expect((await call(server, 'DELETE', url, server.staff)).status).toBe(204)
    expect((await call(server, 'DELETE', url, server.staff)).status).toBe(204)
    expect((await call(server, 'GET', url, server.staff)).body).toEqual(before)
  })

  it.each([
    ['another mail', 'gossip/en', { subject: 'x' }, 404, 'template_unknown'],
    ['no language', 'answer/!!', { subject: 'x' }, 422, 'invalid'],
    ['an unknown placeholder', 'answer/en', { subject: '{moon}' }, 422, 'invalid'],
    ['a body without what it must say', 'answer/en', { body: 'Hello' }, 422, 'invalid'],
    ['an unknown field', 'answer/en', { html: '<b>' }, 422, 'invalid'],
  ])('a wording is refused for %s', async (_, path, body, status, code) => {
    const server = await freshServer(engine)
    expect(await call(server, 'PUT', `/api/templates/${path}`, server.staff, body)).toMatchObject({ status, code })
  })

  it('a test of the mail says that it went, or exactly what is wrong', async () => {
    const postbox = await freshPostbox({
      onRcptTo: ({ address }, _session, done) =>
        address === 'nobody@example.com'
          ? done(Object.assign(new Error('5.1.1 Unknown user'), { responseCode: 550 }))
          : done(),
    })
    const env = { EARSHOT_SMTP: postbox.url, EARSHOT_MAIL_FROM: 'care@shop.example' }
    const server = await freshServer(engine, { env })
    const test = (to: unknown) => call(server, 'POST', '/api/mail/test', server.staff, { to })
    expect((await test('ada@example.com')).body).toMatchObject({ sent: true, code: null })
    expect(postbox.mails).toHaveLength(1)
    expect((await test('nobody@example.com')).body).toMatchObject({
      sent: false,
      code: 'recipient',
      said: expect.stringContaining('550 5.1.1 Unknown user'),
      next: 'Compare the address.',
    })
    expect((await test('ada@example.com, bob@example.com')).status).toBe(422)
    for (let i = 0; i < 30; i++) await takePlace(server.database, server.site.id, 'bob@example.com', 2, Date.now())
    expect(await test('Bob@example.com')).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(postbox.mails).toHaveLength(1)
    const bare = await freshServer(engine)
    expect((await call(bare, 'POST', '/api/mail/test', bare.staff, { to: 'ada@example.com' })).body).toMatchObject({
      sent: false,
      by: null,
      code: 'not_set_up',
      next: expect.stringMatching(/EARSHOT_SMTP=.*http[^ ]*\/docs\/mail$/),
    })
  })

  it('the outbox is listed page by page without what it says, and a dead mail is tried again', async () => {
    const server = await freshServer(engine)
    for (const email of ['a@example.com', 'b@example.com', 'c@example.com'])
      await server.say(complained({ contact: { email } }))
    const list = async (query: string, headers: Record<string, string> = server.staff) =>
      (await call(server, 'GET', `/api/outbox?${query}`, headers)).body as unknown as OutboxPage
    const first = await list('limit=2')
    const rest = await list(`limit=2&cursor=${first.next}`)
    const all = [...first.items, ...rest.items]
    expect(all.map(({ to }) => to)).toEqual(['c@example.com', 'b@example.com', 'a@example.com'])
    expect(rest.next).toBeNull()
    expect(all[0]).toMatchObject({ mail: 'acknowledgement', state: 'queued', attempts: 0 })
    expect(Object.keys(all[0])).not.toContain('payload')
    const [{ id }] = all
    const dead = { state: 'dead', ended_at: Date.now(), reason: 'No such mailbox' } as const
    await server.database.write.updateTable('outbox').set(dead).where('outbox_id', '=', id).execute()
    expect((await list('state=dead')).items).toMatchObject([{ id, reason: 'No such mailbox', nextAt: null }])

    const other = await addSite(server.database, { name: 'Other' })
    const theirs = await keyOf(server, 'owner', other.id)
    expect((await list('', theirs)).items).toEqual([])
    const replay = (one: string, headers: Record<string, string> = server.staff) =>
      call(server, 'POST', `/api/outbox/${one}/replay`, headers)
    expect(await replay(id, theirs)).toMatchObject({ status: 404, code: 'mail_unknown' })
    expect(await replay('nothing')).toMatchObject({ status: 404, code: 'mail_unknown' })
    const again = await replay(id)
    expect([again.status, (again.body as unknown as OutgoingMail).state]).toEqual([202, 'queued'])
    const sent = { state: 'sent', ended_at: Date.now() } as const
    await server.database.write.updateTable('outbox').set(sent).where('outbox_id', '=', id).execute()
    expect((await replay(id)).status).toBe(404)
  })

  it('an owner sees the jobs, and works out the seal of a day', async () => {
    const server = await freshServer(engine)
    const run = { next_at: 1, claimed_until: null, started_at: 1, ended_at: 1, done: 7, failures: 1 }
    await server.database.insertMany('job_run', [
      { site_id: '', job: 'escalate', error: 'Of another site: ada@example.com', ...run },
    ])
    const { body } = await call(server, 'GET', '/api/jobs', server.staff)
    const jobs = body as unknown as JobList
    expect(jobs.items.find(({ name }) => name === 'escalate')).toMatchObject({
      every: 30,
      running: false,
      failed: true,
    })
    // They are the whole server's: nothing tells what they did for others.
    expect(JSON.stringify(body)).not.toMatch(/ada@example|"done"/)
    const day = lastDay(Date.now())
    const seal = (await call(server, 'GET', '/api/seal', server.staff)).body as unknown as Seal
    expect(seal).toMatchObject({ day, rows: 0 })
    expect((await call(server, 'GET', `/api/seal?day=${day}`, server.staff)).body).toEqual(seal)
    for (const wrong of ['2999-01-01', 'yesterday', '2026-02-31'])
      expect([wrong, (await call(server, 'GET', `/api/seal?day=${wrong}`, server.staff)).status]).toEqual([wrong, 422])
  })

  it.each<['GET' | 'PUT' | 'DELETE' | 'POST', string, Role, object?]>([
    ['GET', '/api/templates', 'manager'],
    ['GET', '/api/templates/answer/en', 'manager'],
    ['PUT', '/api/templates/answer/en', 'manager', { subject: '{number}' }],
    ['DELETE', '/api/templates/answer/en', 'manager'],
    ['GET', '/api/outbox', 'manager'],
    ['POST', '/api/outbox/nothing/replay', 'manager'],
    ['POST', '/api/mail/test', 'owner', { to: 'ada@example.com' }],
    ['GET', '/api/jobs', 'owner'],
    ['GET', '/api/seal', 'owner'],
  ])('%s %s is for a %s', async (method, url, least, body) => {
    const server = await freshServer(engine)
    expect((await call(server, method, url, {}, body)).status).toBe(401)
    const below = await keyOf(server, least === 'owner' ? 'manager' : 'agent')
    expect((await call(server, method, url, below, body)).status).toBe(403)
    expect([200, 204, 404]).toContain((await call(server, method, url, await keyOf(server, least), body)).status)
  })
})
