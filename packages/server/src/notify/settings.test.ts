import type { LinkedMember, MailSettings, MailTestResult, Problem } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { freshPostbox } from '../../test/smtp.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite, type Site } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'
import { createOutbox } from './deliver.ts'
import { seal, unseal } from './sealed.ts'

const ALLOWED = { EARSHOT_ALLOW_HOSTS: '127.0.0.1,localhost' }

const change = (server: TestServer, body: unknown, headers: Record<string, string> = server.staff) =>
  call(server, 'PATCH', '/api/mail', headers, body)
const read = async (server: TestServer, headers: Record<string, string> = server.staff) =>
  (await call(server, 'GET', '/api/mail', headers)).body as unknown as MailSettings
const outboxOf = ({ config, database, app }: TestServer, clock?: () => number) =>
  createOutbox({ config, database, log: app.log }, undefined, clock)

async function another(server: TestServer): Promise<{ site: Site; headers: { authorization: string } }> {
  const site = await addSite(server.database, { key: 'pk_other', name: 'Other', origins: ['https://shop.example'] })
  const { secret } = await createKey(server.database, site.id, 'owner')
  return { site, headers: { authorization: `Bearer ${secret}` } }
}

describe.each(ENGINES)('a site’s own mail server on %s', (engine) => {
  it('sends what the site writes, with its sender, its password and where answers go', async () => {
    const signedIn: (string | undefined)[] = []
    const postbox = await freshPostbox({
      onAuth: ({ username, password }, _session, done) => {
        signedIn.push(`${username} ${password}`)
        done(null, { user: username })
      },
    })
    const server = await freshServer(engine, { env: ALLOWED })
    expect(await read(server)).toEqual({ by: null, from: null, replyTo: null, smtp: null, hook: null, changedAt: null })
    await server.say(complained({ contact: { email: 'ada@example.com' } }))
    const outbox = outboxOf(server)
    expect(await outbox.due(Date.now())).toBe(false)
    const set = await change(server, {
      from: { name: 'Lumen Care', address: 'Care@Shop.example' },
      replyTo: 'answers@shop.example',
      smtp: { host: '127.0.0.1', port: postbox.port, user: 'care@shop.example', password: 'pass: 100% @/#' },
    })
    expect(set).toMatchObject({
      status: 200,
      body: {
        by: 'site',
        from: { name: 'Lumen Care', address: 'Care@shop.example'.toLowerCase() },
        replyTo: 'answers@shop.example',
        smtp: {
          host: '127.0.0.1',
          port: postbox.port,
          security: 'starttls',
          user: 'care@shop.example',
          password: true,
        },
        hook: null,
      },
    })
    expect(await read(server)).toEqual(set.body)
    expect(await outbox.due(Date.now())).toBe(true)
    expect(await outbox.deliver()).toBe(1)
    expect(signedIn).toEqual(['care@shop.example pass: 100% @/#'])
    expect(postbox.mails[0]!.headers).toMatchObject({
      from: 'Lumen Care <care@shop.example>',
      'reply-to': 'answers@shop.example',
      to: expect.stringContaining('ada@example.com'),
      'message-id': expect.stringMatching(/@shop\.example>$/),
    })
  })

  it('is told to whoever listens, by whom it was set and whether mail goes now, and nothing else of it', async () => {
    const server = await freshServer(engine, { env: ALLOWED })
    const { headers } = await hire(server, 'owner')
    const smtp = { host: '127.0.0.1', port: 1025, user: 'care', password: 'sesame' }
    await change(server, { from: { address: 'care@shop.example' }, smtp }, headers)
    await change(server, { smtp: null }, headers)
    const rows = await server.database.write
      .selectFrom('event')
      .select('data')
      .where('type', '=', 'site.mail')
      .orderBy('seq')
      .execute()
    const by = { kind: 'staff', name: 'owner' }
    expect(rows.map(({ data }) => JSON.parse(data) as unknown)).toEqual([
      { mail: true, by },
      { mail: false, by },
    ])
  })

  it('tells its password to nobody: not in answers, logs or as it is kept', async () => {
    const server = await freshServer(engine, { env: { ...ALLOWED, EARSHOT_LOG: 'debug' } })
    const smtp = { host: '127.0.0.1', port: 1, user: 'care', password: 'sesame-7391' }
    const set = await change(server, { from: { address: 'care@shop.example' }, smtp })
    const tried = await call(server, 'POST', '/api/mail/test', server.staff, { to: 'ada@example.com' })
    const rows = await server.database.write.selectFrom('mail_settings').selectAll().execute()
    for (const text of [JSON.stringify([set.body, await read(server), tried.body, rows]), server.logged()])
      expect(text).not.toContain('sesame')
    const password = rows[0]!.password!
    expect(unseal(server.site, password)).toBe('sesame-7391')
    const { site } = await another(server)
    expect(() => unseal(site, password)).toThrow()
    expect(seal(server.site, 'sesame-7391')).not.toBe(password)
  })

  it('keeps the password for whom it was given', async () => {
    const server = await freshServer(engine, { env: ALLOWED })
    const smtp = { host: '127.0.0.1', port: 1025, user: 'care', password: 'sesame' }
    await change(server, { from: { address: 'care@shop.example' }, smtp })
    expect(await change(server, { smtp: { port: 1026 } })).toMatchObject({ body: { smtp: { password: true } } })
    for (const moved of [{ host: 'localhost' }, { user: 'other' }]) {
      const answer = await change(server, { smtp: moved })
      expect((answer.body as unknown as Problem).errors).toMatchObject([{ path: 'smtp.password' }])
    }
    expect(await change(server, { smtp: { host: 'localhost', password: 'new' } })).toMatchObject({ status: 200 })
    expect(await change(server, { smtp: { user: null } })).toMatchObject({
      body: { smtp: { host: 'localhost', user: null, password: false } },
    })
    expect(await change(server, { smtp: null })).toMatchObject({ body: { by: null, smtp: null } })
  })

  it.each<[string, object, string]>([
    ['a private address', { host: '10.0.0.1' }, 'smtp.host'],
    ['the machine itself', { host: 'localhost' }, 'smtp.host'],
    ['a number that means it', { host: '2130706433' }, 'smtp.host'],
    ['an address of IPv6 that means it', { host: '::1' }, 'smtp.host'],
    ['a port of something else', { host: '8.8.8.8', port: 6379 }, 'smtp.port'],
    ['a host that is none', { host: 'a b' }, 'smtp.host'],
    ['a password of nobody', { host: '8.8.8.8', password: 'x' }, 'smtp.user'],
    ['a user of two lines', { host: '8.8.8.8', user: 'a\r\nb' }, 'smtp.user'],
    ['an unknown field', { host: '8.8.8.8', secure: true }, 'smtp.secure'],
  ])('is refused as %s', async (_, smtp, path) => {
    const server = await freshServer(engine)
    const answer = await change(server, { from: { address: 'care@shop.example' }, smtp })
    expect(answer).toMatchObject({ status: 422, code: 'invalid' })
    expect((answer.body as unknown as Problem).errors!.map((one) => one.path)).toEqual([path])
    expect(await read(server)).toMatchObject({ by: null })
  })

  it('needs a sender', async () => {
    const server = await freshServer(engine)
    const answer = await change(server, { smtp: { host: '8.8.8.8' } })
    expect((answer.body as unknown as Problem).errors).toMatchObject([
      { path: 'from', message: expect.stringContaining('sender') },
    ])
  })

  it('is looked at anew each time that it is called', async () => {
    const server = await freshServer(engine, { env: ALLOWED })
    await change(server, { from: { address: 'care@shop.example' }, smtp: { host: '127.0.0.1', port: 1025 } })
    // The operator allows it no more.
    const strict = { ...server.config, allowHosts: [] }
    await server.say(complained({ contact: { email: 'ada@example.com' } }))
    const outbox = createOutbox({ config: strict, database: server.database, log: server.app.log })
    expect(await outbox.deliver()).toBe(0)
    const [row] = await server.database.write.selectFrom('outbox').selectAll().execute()
    expect(row).toMatchObject({ state: 'queued', reason: expect.stringContaining('not in a public network') })
  })

  it('is tried before it is kept, and keeps nothing by that', async () => {
    const postbox = await freshPostbox()
    const server = await freshServer(engine, { env: ALLOWED })
    const test = async (settings: object) =>
      (await call(server, 'POST', '/api/mail/test', server.staff, { to: 'ada@example.com', settings }))
        .body as unknown as MailTestResult
    const from = { address: 'care@shop.example' }
    expect(await test({ from, smtp: { host: '127.0.0.1', port: postbox.port } })).toMatchObject({ sent: true })
    expect(postbox.mails).toHaveLength(1)
    expect(await test({ from, smtp: { host: '127.0.0.1', port: 1 } })).toMatchObject({
      sent: false,
      code: 'refused',
      next: expect.stringContaining('in the mail settings'),
    })
    expect(await read(server)).toMatchObject({ by: null, changedAt: null })
  })

  it('that is down keeps no mail of another site from going', async () => {
    const postbox = await freshPostbox()
    const server = await freshServer(engine, { env: ALLOWED })
    const other = await another(server)
    await change(server, { from: { address: 'a@shop.example' }, smtp: { host: '127.0.0.1', port: 1 } })
    await change(
      server,
      { from: { address: 'b@other.example' }, smtp: { host: '127.0.0.1', port: postbox.port } },
      other.headers,
    )
    await server.say(complained({ contact: { email: 'ada@example.com' } }))
    await server.say(complained({ site: 'pk_other', contact: { email: 'ben@example.com' } }))
    let now = Date.now()
    const outbox = outboxOf(server, () => now)
    expect(await outbox.deliver()).toBe(1)
    expect(postbox.mails.map(({ headers }) => headers['from'])).toEqual([expect.stringContaining('b@other.example')])
    // The broken way is left alone, until it is set anew.
    expect(await outbox.due(now)).toBe(false)
    await change(server, { smtp: { port: postbox.port } })
    now += 60_000
    expect(await outbox.due(now)).toBe(true)
    expect(await outbox.deliver()).toBe(1)
    expect(postbox.mails).toHaveLength(2)
  })

  it('takes invitations, which are handed over as long as there is none', async () => {
    const server = await freshServer(engine, { env: ALLOWED })
    const invite = async (email: string) =>
      (await call(server, 'POST', '/api/staff', server.staff, { name: 'A', email, role: 'agent' }))
        .body as unknown as LinkedMember
    expect((await invite('a@shop.example')).link).toContain('/console/')
    await change(server, { from: { address: 'care@shop.example' }, smtp: { host: '127.0.0.1', port: 1025 } })
    expect((await invite('b@shop.example')).link).toBeUndefined()
  })

  it('gives way to the operator’s, which is shown and stays', async () => {
    const postbox = await freshPostbox()
    const env = {
      EARSHOT_SMTP: postbox.url.replace('//', '//care%40shop.example:geheim@').replace('127.0.0.1', 'localhost'),
      EARSHOT_MAIL_FROM: 'Lumen <care@shop.example>',
    }
    const server = await freshServer(engine, { env })
    expect(await read(server)).toEqual({
      by: 'operator',
      from: { name: 'Lumen', address: 'care@shop.example' },
      replyTo: null,
      smtp: { host: 'localhost', port: postbox.port, security: 'starttls', user: null, password: true },
      hook: null,
      changedAt: null,
    })
    expect(await change(server, { replyTo: 'a@b.cd' })).toMatchObject({ status: 409, code: 'mail_fixed' })
    const settings = { replyTo: 'a@b.cd' }
    expect(
      await call(server, 'POST', '/api/mail/test', server.staff, { to: 'ada@example.com', settings }),
    ).toMatchObject({ status: 409, code: 'mail_fixed' })
  })
})
