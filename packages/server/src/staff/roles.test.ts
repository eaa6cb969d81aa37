import type { Role } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire, type Hired } from '../../test/staff.ts'
import { createKey } from './keys.ts'

/** Who asks: nobody, staff by session, programs by key. */
const WHO = ['nobody', 'agent', 'manager', 'owner', 'agent key', 'manager key', 'owner key'] as const
type Who = (typeof WHO)[number]

interface Place {
  server: TestServer
  staff: Record<Role, Hired>
  keys: Record<Role, string>
  department: string
  member: string
}

async function place(engine: (typeof ENGINES)[number]): Promise<Place> {
  const server = await freshServer(engine)
  const { database, site } = server
  const staff = {} as Place['staff']
  const keys = {} as Place['keys']
  for (const role of ['agent', 'manager', 'owner'] as const) {
    staff[role] = await hire(server, role)
    keys[role] = (await createKey(database, site.id, role)).secret
  }
  const { body } = await call(server, 'POST', '/api/departments', server.staff, { name: 'Kitchen' })
  const member = await hire(server, 'agent', { email: 'member@example.com' })
  return { server, staff, keys, department: body['id'], member: member.id }
}

function headers({ staff, keys }: Place, who: Who): Record<string, string> {
  if (who === 'nobody') return {}
  const [role, kind] = who.split(' ') as [Role, string | undefined]
  return kind === 'key' ? { authorization: `Bearer ${keys[role]}` } : { ...staff[role].headers }
}

type Row = [
  least: Role,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: (at: Place, who: Who) => string,
  body?: (at: Place, who: Who) => unknown,
]

const slug = (who: Who) => who.replace(' ', '-')
const soon = { from: '2026-12-24T00:00:00Z', until: '2027-01-02T00:00:00Z' }

/** Every staff route with the least role that may use it. */
const ROWS: Record<string, Row> = {
  'read who asks': ['agent', 'GET', () => '/api/session'],
  'list staff': ['agent', 'GET', () => '/api/staff'],
  'list departments': ['agent', 'GET', () => '/api/departments'],
  'list categories': ['agent', 'GET', () => '/api/categories'],
  'tell of an order': ['agent', 'POST', () => '/api/orders', (_, who) => ({ id: who, customer: { id: who } })],
  'list orders': ['agent', 'GET', () => '/api/orders'],
  'read an order': ['agent', 'GET', () => '/api/orders/agent'],
  'list customers': ['agent', 'GET', () => '/api/customers'],
  'read a card': ['agent', 'GET', () => '/api/customers/none'],
  'change a card': ['agent', 'PATCH', () => '/api/customers/none', () => ({ member: true })],
  'merge cards': ['agent', 'POST', () => '/api/customers/none/merge', () => ({ other: 'none' })],
  'split a card': ['agent', 'POST', () => '/api/customers/none/split', () => ({ merged: 'none' })],
  'note on a card': ['agent', 'POST', () => '/api/customers/none/notes', () => ({ words: 'x' })],
  'put a feedback on a card': ['agent', 'POST', () => '/api/feedback/none/customer', () => ({ customer: null })],
  'add a department': ['manager', 'POST', () => '/api/departments', (_, who) => ({ name: `Of ${who}` })],
  'rename a department': [
    'manager',
    'PATCH',
    ({ department }) => `/api/departments/${department}`,
    (_, who) => ({ name: who }),
  ],
  'add a category': ['manager', 'POST', () => '/api/categories', (_, who) => ({ id: slug(who), label: { en: who } })],
  'change a category': ['manager', 'PATCH', (_, who) => `/api/categories/${slug(who)}`, () => ({ safety: true })],
  'remove a category': ['manager', 'DELETE', (_, who) => `/api/categories/${slug(who)}`],
  'record an absence': ['manager', 'PATCH', ({ member }) => `/api/staff/${member}`, () => ({ absence: soon })],
  'remove a department': ['manager', 'DELETE', ({ department }) => `/api/departments/${department}`],
  'invite a member': [
    'owner',
    'POST',
    () => '/api/staff',
    (_, who) => ({ name: who, email: `${slug(who)}@new.example`, role: 'agent' }),
  ],
  'change a member': [
    'owner',
    'PATCH',
    ({ member }) => `/api/staff/${member}`,
    () => ({ role: 'manager', skills: ['korean'] }),
  ],
  'send a link': ['owner', 'POST', ({ member }) => `/api/staff/${member}/link`],
  'list keys': ['owner', 'GET', () => '/api/keys'],
  'make a key': ['owner', 'POST', () => '/api/keys', () => ({ role: 'agent', label: 'till' })],
  'end a key': ['owner', 'DELETE', () => '/api/keys/000000000000'],
}

const rank = (role: Role) => ['agent', 'manager', 'owner'].indexOf(role)

describe.each(ENGINES)('roles on %s', (engine) => {
  it('may what the table says, by session and by key alike', async () => {
    const at = await place(engine)
    const seen: string[] = []
    const wanted: string[] = []
    for (const [what, [least, method, url, body]] of Object.entries(ROWS))
      for (const who of WHO) {
        const answer = await call(at.server, method, url(at, who), headers(at, who), body?.(at, who))
        const allowed = who !== 'nobody' && rank(who.split(' ')[0] as Role) >= rank(least)
        const said = answer.status === 401 || answer.status === 403 ? `${answer.status} ${answer.code}` : 'may'
        seen.push(`${who}: ${what}: ${said}`)
        wanted.push(`${who}: ${what}: ${who === 'nobody' ? '401 unauthorized' : allowed ? 'may' : '403 forbidden'}`)
        if (said === 'may') expect([what, who, answer.status < 300 || answer.status === 404]).toEqual([what, who, true])
      }
    expect(seen).toEqual(wanted)
  })

  it('of the last owner cannot be taken, not even by two at once', async () => {
    const server = await freshServer(engine)
    const [ada, bob] = [
      await hire(server, 'owner', { email: 'ada@example.com' }),
      await hire(server, 'owner', { email: 'bob@example.com' }),
    ]
    // By the key, so that neither is stopped by being no owner any more.
    const demote = (who: Hired, change: object) => call(server, 'PATCH', `/api/staff/${who.id}`, server.staff, change)
    const both = await Promise.all([demote(ada, { role: 'agent' }), demote(bob, { disabled: true })])
    expect(new Set(both.map(({ status, code }) => code ?? status))).toEqual(new Set([200, 'last_owner']))
  })

  it('change at once for those who are signed in', async () => {
    const server = await freshServer(engine)
    const [owner, agent] = [await hire(server, 'owner'), await hire(server, 'agent')]
    const keys = () => call(server, 'GET', '/api/keys', agent.headers)
    expect((await keys()).status).toBe(403)
    await call(server, 'PATCH', `/api/staff/${agent.id}`, owner.headers, { role: 'owner' })
    expect((await keys()).status).toBe(200)
  })
})

describe('what is sent to staff routes', () => {
  it.each<[string, 'POST' | 'PATCH', (at: Place) => string, unknown, string | undefined]>([
    ['an unknown field', 'POST', () => '/api/departments', { name: 'x', siteId: 'y' }, 'siteId'],
    ['a site', 'POST', () => '/api/staff', { name: 'x', email: 'a@b.cd', role: 'agent', site: 'pk_test' }, 'site'],
    ['a password', 'PATCH', ({ member }) => `/api/staff/${member}`, { password: 'long enough' }, 'password'],
    ['a role that there is not', 'POST', () => '/api/keys', { role: 'admin' }, 'role'],
    ['no mail address', 'POST', () => '/api/staff', { name: 'x', email: 'a b@c.de', role: 'agent' }, 'email'],
    ['two mail addresses', 'POST', () => '/api/staff', { name: 'x', email: 'a@b.cd,e@f.gh', role: 'agent' }, 'email'],
    [
      'a name of two lines',
      'POST',
      () => '/api/staff',
      { name: 'x\r\nBcc: y', email: 'a@b.cd', role: 'agent' },
      'name',
    ],
    ['a blank name', 'POST', () => '/api/departments', { name: '  ' }, 'name'],
    [
      'an absence that ends before it begins',
      'PATCH',
      ({ member }) => `/api/staff/${member}`,
      { absence: { from: soon.until, until: soon.from } },
      'absence.until',
    ],
    ['a label without words', 'POST', () => '/api/categories', { id: 'x', label: { en: ' ' } }, 'label'],
    ['an id that is no name', 'POST', () => '/api/categories', { id: 'X y', label: { en: 'x' } }, 'id'],
    [
      'a parent that there is not',
      'POST',
      () => '/api/categories',
      { id: 'x', label: { en: 'x' }, parent: 'y' },
      'parent',
    ],
    ['a password too short', 'POST', () => '/api/session/setup', { token: 'x', password: '123456789' }, 'password'],
    ['a password too long', 'POST', () => '/api/session/setup', { token: 'x', password: 'x'.repeat(1001) }, 'password'],
    [
      'both a token and a password',
      'POST',
      () => '/api/session/password',
      { password: '1234567890', token: 'x', current: 'y' },
      'current',
    ],
    [
      'an unknown field when signing in',
      'POST',
      () => '/api/session',
      { email: 'a@b.cd', password: 'x', role: 'owner' },
      'role',
    ],
  ])('is refused with its path: %s', async (_, method, url, body, path) => {
    const at = await place('sqlite')
    const answer = await call(at.server, method, url(at), url(at).includes('session') ? {} : at.server.staff, body)
    expect([answer.status, answer.body['errors']]).toMatchObject([422, [{ path }]])
  })

  it.each([
    ['PATCH', '/api/staff/nobody', { name: 'x' }, 'staff_unknown'],
    ['PATCH', '/api/staff/%00', { name: 'x' }, 'staff_unknown'],
    ['POST', '/api/staff/nobody/link', undefined, 'staff_unknown'],
    ['PATCH', '/api/departments/none', { name: 'x' }, 'department_unknown'],
    ['DELETE', '/api/departments/none', undefined, 'department_unknown'],
    ['PATCH', '/api/categories/none', { safety: true }, 'category_unknown'],
    ['DELETE', "/api/categories/'--", undefined, 'category_unknown'],
    ['DELETE', '/api/keys/none', undefined, 'key_unknown'],
    ['POST', '/api/session/setup', { token: 'x', password: 'long enough' }, 'link_unknown'],
    ['POST', '/api/session/password', { token: 'x', password: 'long enough' }, 'link_unknown'],
  ] as const)('is answered when there is no such: %s %s', async (method, url, body, code) => {
    const server = await freshServer('sqlite')
    const answer = await call(server, method, url, server.staff, body)
    expect([answer.status, answer.code]).toEqual([404, code])
  })

  it.each([
    ['POST', '/api/staff', { name: 'x', email: 'MEMBER@example.com', role: 'agent' }, 'email_taken'],
    ['POST', '/api/departments', { name: ' Kitchen ' }, 'name_taken'],
    ['POST', '/api/categories', { id: 'bread', label: { en: 'x' } }, 'name_taken'],
    ['DELETE', '/api/categories/bread', undefined, 'in_use'],
    ['DELETE', '/api/departments/{kitchen}', undefined, 'in_use'],
  ] as const)('is refused where it would clash: %s %s %j', async (method, url, body, code) => {
    const at = await place('sqlite')
    const { server, department } = at
    await call(server, 'POST', '/api/categories', server.staff, { id: 'bread', label: { en: 'Bread' }, department })
    await call(server, 'POST', '/api/categories', server.staff, { id: 'rye', label: { en: 'Rye' }, parent: 'bread' })
    const answer = await call(server, method, url.replace('{kitchen}', department), server.staff, body)
    expect([answer.status, answer.code]).toEqual([409, code])
  })

  it.each(ENGINES)('does not remove from under open complaints on %s', async (engine) => {
    const { server, department } = await place(engine)
    await call(server, 'POST', '/api/categories', server.staff, { id: 'late', label: { en: 'Late' } })
    await server.say(complained())
    const file = (set: object) => server.database.write.updateTable('complaint').set(set).execute()
    await file({ department_id: department, category_id: 'late' })
    const remove = async () => [
      (await call(server, 'DELETE', `/api/departments/${department}`, server.staff)).status,
      (await call(server, 'DELETE', '/api/categories/late', server.staff)).status,
    ]
    expect(await remove()).toEqual([409, 409])
    await file({ stage: 'closed' })
    expect(await remove()).toEqual([204, 204])
  })

  it('shows a key’s secret once, and ends a key at once', async () => {
    const server = await freshServer('sqlite')
    const made = await call(server, 'POST', '/api/keys', server.staff, { role: 'agent', label: 'till' })
    const theirs = { authorization: `Bearer ${String(made.body['secret'])}` }
    expect((await call(server, 'GET', '/api/session', theirs)).body).toMatchObject({ name: 'till', role: 'agent' })
    const listed = (await call(server, 'GET', '/api/keys', server.staff)).body
    expect(JSON.stringify(listed)).not.toContain('sk_')
    expect((await call(server, 'DELETE', `/api/keys/${String(made.body['id'])}`, server.staff)).status).toBe(204)
    expect((await call(server, 'GET', '/api/session', theirs)).status).toBe(401)
  })
})
