import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ENGINES, freshConfig, freshServer, tinyWidget, type TestServer } from '../../test/engines.ts'
import { call, hire, PASSWORD } from '../../test/staff.ts'
import { createServer } from '../server.ts'
import { addSite } from '../site/store.ts'
import { TRIES } from './attempt.ts'
import { countLinks, issueLink } from './link.ts'
import { findSession, sweepSessions } from './session.ts'

const WRONG = 'something else'

function link(server: TestServer, purpose: 'setup' | 'invite' | 'reset', staffId: string | null, now?: number) {
  return issueLink(server.database.write, { site_id: server.site.id, staff_id: staffId, purpose }, now)
}

/** The cookie as the browser sends it back. */
const sent = (cookie: string | undefined) => ({ cookie: cookie!.split(';')[0], origin: 'http://localhost:0' })

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

  it('knows a password however its letters were composed', async () => {
    const server = await freshServer(engine)
    const { headers, email } = await hire(server, 'agent')
    const password = '비밀번호는길어야해요'.normalize('NFD')
    await call(server, 'POST', '/api/session/password', headers, { password, current: PASSWORD })
    const composed = { email, password: password.normalize('NFC') }
    expect((await call(server, 'POST', '/api/session', {}, composed)).status).toBe(201)
  })
})

const sessionOf = (server: TestServer, cookie: string | undefined) => call(server, 'GET', '/api/session', sent(cookie))

describe.each(ENGINES)('links on %s', (engine) => {
  const ada = { name: 'Ada', email: 'ada@example.com', password: 'long enough' }

  it('make the first owner once, and no second', async () => {
    const server = await freshServer(engine)
    const [one, two] = [await link(server, 'setup', null), await link(server, 'setup', null)]
    const answers = await Promise.all(
      [one, one, two, two].map((token) => call(server, 'POST', '/api/session/setup', {}, { ...ada, token })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 404, 404, 404])
    const made = answers.find(({ status }) => status === 201)!
    expect(made.body).toMatchObject({ name: 'Ada', role: 'owner' })
    expect((await call(server, 'GET', '/api/keys', sent(made.cookie))).status).toBe(200)
    expect((await call(server, 'POST', '/api/session/setup', {}, { ...ada, token: two })).code).toBe('link_unknown')
  })

  it('stay good when what came with them was not', async () => {
    const server = await freshServer(engine)
    const token = await link(server, 'setup', null)
    const bad = await call(server, 'POST', '/api/session/setup', {}, { token, password: ada.password })
    expect([bad.status, bad.body['errors']]).toMatchObject([422, [{ path: 'name' }, { path: 'email' }]])
    expect((await call(server, 'POST', '/api/session/setup', {}, { ...ada, token })).status).toBe(201)
  })

  it('of an invitation let a member choose a password, and are mailed', async () => {
    const server = await freshServer(engine)
    const owner = await hire(server, 'owner')
    const invited = await call(server, 'POST', '/api/staff', owner.headers, {
      name: 'Ada',
      email: 'ada@example.com',
      role: 'agent',
    })
    expect(invited.body).toMatchObject({ state: 'invited', role: 'agent' })
    const token = await mailed(server, 'invitation', 'setup')
    const [refused, taken] = [
      await call(server, 'POST', '/api/session/setup', {}, { ...ada, token }),
      await call(server, 'POST', '/api/session/setup', {}, { token, password: ada.password, name: 'Ada L.' }),
    ]
    expect(refused.body['errors']).toMatchObject([{ path: 'email' }])
    expect(taken.body).toMatchObject({ id: invited.body['id'], name: 'Ada L.', role: 'agent' })
  })

  it('of a reset are mailed to members only, work once, for an hour, and open what tries had closed', async () => {
    const server = await freshServer(engine)
    const { id, email, headers } = await hire(server, 'agent')
    const ask = (address: string) => call(server, 'POST', '/api/session/reset', {}, { email: address })
    const [known, unknown] = [await ask(email), await ask('nobody@example.com')]
    expect([known.status, known.body, unknown.status]).toEqual([202, {}, unknown.status])
    const token = await vi.waitFor(() => mailed(server, 'reset', 'reset'))
    for (let i = 0; i < 5; i++) await ask(email)
    await vi.waitFor(async () => expect(await countLinks(server.database.write, server.site.id, id)).toBe(3))
    for (let i = 0; i <= TRIES.account.max; i++)
      await call(server, 'POST', '/api/session', {}, { email, password: WRONG })
    const use = (one: string) =>
      call(server, 'POST', '/api/session/password', {}, { token: one, password: 'another long one' })
    const answers = await Promise.all([use(token), use(token)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404])
    expect((await call(server, 'GET', '/api/session', headers)).status).toBe(401)
    const again = await call(server, 'POST', '/api/session', {}, { email, password: 'another long one' })
    expect(again.status).toBe(201)
    const old = await link(server, 'reset', id, Date.now() - 3_600_001)
    expect((await use(old)).code).toBe('link_unknown')
    expect((await use(await link(server, 'invite', id))).code).toBe('link_unknown')
  })
})

/** The token of the last mail of a topic. */
async function mailed(server: TestServer, topic: string, page: string): Promise<string> {
  const { payload } = await server.database.write
    .selectFrom('outbox')
    .select('payload')
    .where('topic', '=', topic)
    .executeTakeFirstOrThrow()
  return new RegExp(`/console/${page}/([\\w-]+)"`).exec(payload)![1]
}

describe('the cookie', () => {
  it('has the prefix and the flag that only HTTPS allows, and no other name counts there', async () => {
    const config = await freshConfig('sqlite', { EARSHOT_URL: 'https://earshot.example' })
    const server = await freshServer('sqlite', { config })
    const { headers } = await hire(server, 'agent')
    const answer = await call(
      server,
      'POST',
      '/api/session',
      { origin: 'https://earshot.example' },
      { email: 'agent@example.com', password: PASSWORD },
    )
    expect(answer.cookie).toMatch(/^__Host-earshot=.*; Path=\/; .*HttpOnly; SameSite=Lax; Secure$/)
    const token = answer.cookie!.split(';')[0]
    expect((await call(server, 'GET', '/api/session', { cookie: token })).status).toBe(200)
    expect((await call(server, 'GET', '/api/session', { cookie: headers.cookie })).status).toBe(401)
  })

  it.each([
    ['its own page', { origin: 'http://localhost:0' }, 201],
    ['a page at the name by which it was asked', { origin: 'http://192.168.1.5:4400', host: '192.168.1.5:4400' }, 201],
    ['another site’s page', { origin: 'https://shop.example' }, 403],
    ['a page that hides where it is from', { origin: 'null' }, 403],
    ['no page at all', {}, 403],
  ])('counts for writes of %s: %s → %i', async (_, given, status) => {
    const server = await freshServer('sqlite')
    const { cookie } = (await hire(server, 'manager')).headers
    const answer = await call(server, 'POST', '/api/departments', { cookie, ...given }, { name: 'Kitchen' })
    expect(answer.status).toBe(status)
    if (status === 403) expect(answer.code).toBe('origin_not_allowed')
  })

  it('is neither asked for nor minded where there is a key; signing in from a foreign page is refused', async () => {
    const server = await freshServer('sqlite')
    const { cookie } = (await hire(server, 'agent')).headers
    const both = { ...server.staff, cookie, origin: 'https://shop.example' }
    expect((await call(server, 'GET', '/api/session', both)).body).toMatchObject({ kind: 'key', expiresAt: null })
    expect((await call(server, 'POST', '/api/departments', both, { name: 'Kitchen' })).status).toBe(201)
    const body = { email: 'agent@example.com', password: PASSWORD }
    expect((await call(server, 'POST', '/api/session', { origin: 'https://shop.example' }, body)).code).toBe(
      'origin_not_allowed',
    )
  })
})
