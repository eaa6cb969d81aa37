import { describe, expect, it, vi } from 'vitest'
import { ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire, sent } from '../../test/staff.ts'
import { TRIES } from './attempt.ts'
import { countLinks, issueLink } from './link.ts'

const WRONG = 'something else'

function link(server: TestServer, purpose: 'setup' | 'invite' | 'reset', staffId: string | null, now?: number) {
  return issueLink(server.database.write, { site_id: server.site.id, staff_id: staffId, purpose }, now)
}

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
    const server = await freshServer(engine, {
      env: { EARSHOT_SMTP: 'smtp://127.0.0.1:1', EARSHOT_MAIL_FROM: 'care@shop.example' },
    })
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
    const token = await vi.waitFor(() => mailed(server, 'reset', 'reset'), 20_000)
    for (let i = 0; i < 5; i++) await ask(email)
    await vi.waitFor(async () => expect(await countLinks(server.database.write, server.site.id, id)).toBe(3), 20_000)
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

  it('of one member may meet: one is used, and nobody waits for ever', async () => {
    const server = await freshServer(engine)
    const owner = await hire(server, 'owner')
    for (let round = 0; round < 5; round++) {
      const { id } = await hire(server, 'agent', { email: `bo${round}@example.com` })
      const tokens = await Promise.all([1, 2, 3].map(() => link(server, 'reset', id)))
      const answers = await Promise.all([
        ...tokens.map((token) =>
          call(server, 'POST', '/api/session/password', {}, { token, password: 'another long one' }),
        ),
        call(server, 'POST', `/api/staff/${id}/link`, owner.headers),
        call(server, 'PATCH', `/api/staff/${id}`, owner.headers, { email: `bo${round}@new.example` }),
      ])
      const statuses = answers.map(({ status }) => status)
      expect(statuses.slice(3)).toEqual([202, 200])
      expect(statuses.slice(0, 3).filter((status) => status === 200).length).toBeLessThanOrEqual(1)
      expect(statuses.slice(0, 3).every((status) => status === 200 || status === 404)).toBe(true)
    }
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
