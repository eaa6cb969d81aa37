import { describe, expect, it, onTestFinished } from 'vitest'
import { ENGINES, freshServer, tinyWidget } from '../../test/engines.ts'
import { call, hire, PASSWORD, sent, sessionOf } from '../../test/staff.ts'
import { createServer } from '../server.ts'
import { addSite } from '../site/store.ts'
import { countTry, TRIES } from './attempt.ts'
import { findSession, sweepSessions } from './session.ts'

const WRONG = 'something else'

describe.each(ENGINES)('signing in on %s', (engine) => {
  it('opens a session by mail address and password, whatever the case, and says who it is', async () => {
    const server = await freshServer(engine)
    const ada = await hire(server, 'manager', { email: 'ada@example.com' })
    const answer = await call(server, 'POST', '/api/session', {}, { email: ' ADA@Example.com ', password: PASSWORD })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      kind: 'staff',
      id: ada.id,
      name: 'ada',
      role: 'manager',
      site: { key: 'pk_test' },
    })
    expect(answer.cookie).toMatch(/^earshot=\w+_[\w-]{43}; Path=\/; Max-Age=1209600; HttpOnly; SameSite=Lax$/)
    const who = await call(server, 'GET', '/api/session', sent(answer.cookie))
    expect(who.body).toEqual(answer.body)
    expect((await call(server, 'GET', '/api/feedback', sent(answer.cookie))).status).toBe(200)
    expect(server.logged()).not.toMatch(/ada|correct horse/)
  })

  it('refuses a wrong password, an unknown address, an invited and a disabled member in the same words', async () => {
    const server = await freshServer(engine)
    const owner = await hire(server, 'owner')
    const gone = await hire(server, 'agent', { email: 'gone@example.com' })
    await call(server, 'PATCH', `/api/staff/${gone.id}`, owner.headers, { disabled: true })
    await call(server, 'POST', '/api/staff', owner.headers, { name: 'New', email: 'new@example.com', role: 'agent' })
    const answers = await Promise.all(
      [
        ['owner@example.com', WRONG],
        ['nobody@example.com', PASSWORD],
        ['gone@example.com', PASSWORD],
        ['new@example.com', PASSWORD],
        ['owner@example.com', ''],
      ].map(([email, password]) => call(server, 'POST', '/api/session', {}, { email, password })),
    )
    for (const answer of answers) {
      expect([answer.status, answer.code, answer.cookie]).toEqual([401, 'sign_in_failed', undefined])
      expect(answer.body).toEqual(answers[0].body)
    }
  })

  it('takes exactly as many tries for an account as it says, however many come at once, at two servers', async () => {
    const first = await freshServer(engine)
    // Two servers share a PostgreSQL only.
    const second =
      engine === 'sqlite' ? first : await createServer(first.config, { widget: tinyWidget(), log: { write() {} } })
    if (second !== first) onTestFinished(() => second.close())
    await hire(first, 'agent')
    const tries = Array.from({ length: 24 }, (_, i) =>
      (i % 2 ? first : second).app.inject({
        method: 'POST',
        url: '/api/session',
        remoteAddress: `203.0.113.${i}`,
        payload: { email: 'agent@example.com', password: WRONG },
      }),
    )
    const answers = await Promise.all(tries)
    const of = (status: number) => answers.filter(({ statusCode }) => statusCode === status)
    expect([of(401).length, of(429).length]).toEqual([TRIES.account.max, 24 - TRIES.account.max])
    const wait = Number(of(429)[0].headers['retry-after'])
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(15 * 60)
    const right = await call(first, 'POST', '/api/session', {}, { email: 'agent@example.com', password: PASSWORD })
    expect(right.code).toBe('rate_limited')
  })

  it('counts all accounts of one address together, and an IPv6 network as one', async () => {
    const server = await freshServer(engine)
    await hire(server, 'agent')
    const answers = await Promise.all(
      Array.from({ length: TRIES.address.max + 5 }, (_, i) =>
        server.app.inject({
          method: 'POST',
          url: '/api/session',
          remoteAddress: `2001:db8::${i}`,
          payload: { email: `nobody${i}@example.com`, password: WRONG },
        }),
      ),
    )
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(TRIES.address.max)
  })

  it('does not count tries that succeed', async () => {
    const server = await freshServer(engine)
    await hire(server, 'agent')
    const right = { email: 'agent@example.com', password: PASSWORD }
    for (let i = 0; i < TRIES.account.max + 2; i++)
      expect((await call(server, 'POST', '/api/session', {}, right)).status).toBe(201)
  })

  it('asks which site is meant where there are several, and never mixes them', async () => {
    const server = await freshServer(engine)
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    await hire(server, 'agent', { email: 'ada@example.com' })
    const theirs = await hire(server, 'owner', { email: 'bob@example.com', siteId: other.id })
    const at = (site: string | undefined, email: string) =>
      call(server, 'POST', '/api/session', {}, { email, password: PASSWORD, ...(site ? { site } : {}) })
    expect((await at(undefined, 'ada@example.com')).body['errors']).toMatchObject([{ path: 'site' }])
    expect((await at('pk_none', 'ada@example.com')).code).toBe('site_unknown')
    expect((await at('pk_other', 'ada@example.com')).code).toBe('sign_in_failed')
    expect((await at('pk_test', 'ada@example.com')).status).toBe(201)
    const list = await call(server, 'GET', '/api/staff', theirs.headers)
    expect((list.body['items'] as { email: string }[]).map(({ email }) => email)).toEqual(['bob@example.com'])
    const { headers } = theirs
    const stranger = await server.database.write
      .selectFrom('staff')
      .select('staff_id')
      .where('site_id', '=', server.site.id)
      .executeTakeFirstOrThrow()
    expect((await call(server, 'PATCH', `/api/staff/${stranger.staff_id}`, headers, { name: 'x' })).code).toBe(
      'staff_unknown',
    )
    const token = headers.cookie.replace(other.id, server.site.id)
    expect((await call(server, 'GET', '/api/session', { cookie: token })).status).toBe(401)
  })

  it('ends a session by signing out, by disabling, and after two weeks without use', async () => {
    const server = await freshServer(engine)
    const owner = await hire(server, 'owner')
    const agent = await hire(server, 'agent')
    const other = await hire(server, 'agent', { email: 'other@example.com' })
    const status = async (headers: Record<string, string>) =>
      (await call(server, 'GET', '/api/session', headers)).status
    const out = await call(server, 'DELETE', '/api/session', agent.headers)
    expect([out.status, out.cookie]).toEqual([204, 'earshot=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax'])
    expect(await status(agent.headers)).toBe(401)
    await call(server, 'PATCH', `/api/staff/${other.id}`, owner.headers, { disabled: true })
    expect(await status(other.headers)).toBe(401)
    const token = owner.headers.cookie.split('=')[1]
    const day = 86_400_000
    expect(await findSession(server.database, token, Date.now() + 13 * day)).toMatchObject({ slid: true })
    expect(await findSession(server.database, token, Date.now() + 26 * day)).toMatchObject({ slid: true })
    expect(await findSession(server.database, token, Date.now() + 41 * day)).toBeUndefined()
    expect(await sweepSessions(server.database, Date.now() + 41 * day)).toBeGreaterThan(0)
    expect(await status(owner.headers)).toBe(401)
  })

  it('ends every session by a new password, but the one that it opens', async () => {
    const server = await freshServer(engine)
    const { headers, email } = await hire(server, 'agent')
    const elsewhere = (await call(server, 'POST', '/api/session', {}, { email, password: PASSWORD })).cookie
    const change = (body: unknown) => call(server, 'POST', '/api/session/password', headers, body)
    expect((await change({ password: 'a whole new one', current: WRONG })).code).toBe('sign_in_failed')
    expect((await change({ password: 'short', current: PASSWORD })).body['errors']).toMatchObject([
      { path: 'password' },
    ])
    const changed = await change({ password: 'a whole new one', current: PASSWORD })
    expect([changed.status, changed.body['id']]).toEqual([200, (await sessionOf(server, changed.cookie)).body['id']])
    expect((await sessionOf(server, elsewhere)).status).toBe(401)
    expect((await call(server, 'GET', '/api/session', headers)).status).toBe(401)
    expect((await call(server, 'POST', '/api/session', {}, { email, password: PASSWORD })).status).toBe(401)
    expect((await call(server, 'POST', '/api/session', {}, { email, password: 'a whole new one' })).status).toBe(201)
  })

  it('leaves no session open that an older password opened meanwhile', async () => {
    const server = await freshServer(engine)
    const { headers, email } = await hire(server, 'agent')
    const old = () => call(server, 'POST', '/api/session', {}, { email, password: PASSWORD })
    const change = { password: 'a whole new one', current: PASSWORD }
    const [changed, ...tries] = await Promise.all([
      call(server, 'POST', '/api/session/password', headers, change),
      ...Array.from({ length: 6 }, old),
    ])
    expect(changed.status).toBe(200)
    for (const one of tries)
      if (one.status === 201) expect((await sessionOf(server, one.cookie)).status).toBe(401)
      else expect(one.code).toBe('sign_in_failed')
    expect((await sessionOf(server, changed.cookie)).status).toBe(200)
  })

  it('moves the end of a session in use, and that of its cookie', async () => {
    const server = await freshServer(engine)
    const { headers } = await hire(server, 'agent')
    expect((await call(server, 'GET', '/api/session', headers)).cookie).toBeUndefined()
    const hours = Date.now() - 2 * 3_600_000
    await server.database.write
      .updateTable('session')
      .set({ seen_at: hours, expires_at: hours + 9e6 })
      .execute()
    const moved = await call(server, 'GET', '/api/session', headers)
    expect(moved.cookie).toMatch(new RegExp(`^${headers.cookie}; Path=/; Max-Age=1209600; `))
    expect((await call(server, 'GET', '/api/session', headers)).cookie).toBeUndefined()
  })

  it('opens the door again when the time is over, and counts anew', async () => {
    const { database, site } = await freshServer(engine)
    const at = (now: number) => countTry(database, site.id, { account: 'a@b.cd', address: '203.0.113.7' }, now)
    const { max, windowMs } = TRIES.account
    for (let i = 0; i < max; i++) await at(1000 + i)
    await expect(at(999 + windowMs)).rejects.toMatchObject({ code: 'rate_limited', retryAfter: 1 })
    for (let i = 0; i < max; i++) await at(1000 + windowMs + i)
    await expect(at(2000 + windowMs)).rejects.toMatchObject({ retryAfter: windowMs / 1000 - 1 })
  })

  it('knows a password however its letters were composed', async () => {
    const server = await freshServer(engine)
    const { headers, email } = await hire(server, 'agent')
    const password = '비밀번호는길어야해요'.normalize('NFD')
    await call(server, 'POST', '/api/session/password', headers, { password, current: PASSWORD })
    const composed = { email, password: password.normalize('NFC') }
    expect((await call(server, 'POST', '/api/session', {}, composed)).status).toBe(201)
  })
})
