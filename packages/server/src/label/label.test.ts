import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'

const ids = (answer: Awaited<ReturnType<typeof call>>) =>
  (answer.body['items'] as unknown as { id: string }[]).map(({ id }) => id)

async function add(server: TestServer, name: string, colour?: string): Promise<string> {
  return (await call(server, 'POST', '/api/labels', server.staff, { name, ...(colour && { colour }) })).body['id']!
}

describe.each(ENGINES)('labels on %s', (engine) => {
  it('are managers’ to keep: added, renamed, coloured, removed', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const first = await call(server, 'POST', '/api/labels', server.staff, { name: ' Press ', colour: 'red' })
    expect([first.status, first.body]).toMatchObject([201, { name: 'Press', colour: 'red' }])
    const path = `/api/labels/${first.body['id'] as string}`
    expect((await call(server, 'POST', '/api/labels', server.staff, { name: 'press' })).code).toBe('name_taken')
    expect((await call(server, 'POST', '/api/labels', server.staff, { name: 'x', colour: 'gold' })).code).toBe(
      'invalid',
    )
    expect((await call(server, 'POST', '/api/labels', server.staff, { name: 'x', size: 1 })).body).toMatchObject({
      errors: [{ path: 'size' }],
    })
    expect((await call(server, 'POST', '/api/labels', agent.headers, { name: 'x' })).code).toBe('forbidden')
    expect((await call(server, 'PATCH', path, server.staff, { name: 'Prestige' })).body).toMatchObject({
      name: 'Prestige',
      colour: 'red',
    })
    await add(server, 'Bakery')
    const { body } = await call(server, 'GET', '/api/labels', agent.headers)
    expect(body['items']).toMatchObject([{ name: 'Bakery', colour: 'grey' }, { name: 'Prestige' }])
    expect((await call(server, 'DELETE', path, agent.headers)).code).toBe('forbidden')
    expect((await call(server, 'DELETE', path, server.staff)).status).toBe(204)
    expect((await call(server, 'DELETE', path, server.staff)).code).toBe('label_unknown')
    expect((await call(server, 'PATCH', path, server.staff, {})).code).toBe('label_unknown')
  })

  it('are put on many at once by agents, on a feedback and its complaint alike, and lists go by them', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const [press, late] = [await add(server, 'Press'), await add(server, 'Late')]
    const [happy, other, torn] = [said(), said(), complained()]
    for (const one of [happy, other]) await server.say(one)
    const { number } = (await server.say(torn)).body['complaint'] as unknown as { number: string }
    const apply = (body: object) => call(server, 'POST', '/api/labels/apply', agent.headers, body)
    const done = await apply({ feedback: [happy.id, uid(9)], complaints: [number], add: [press, late] })
    const both = [press, late].toSorted()
    expect(done.body['items']).toEqual(
      [happy.id, torn.id].toSorted().map((feedback) => ({ feedback, labels: both, added: both, removed: [] })),
    )
    expect((await apply({ feedback: [happy.id], remove: [late] })).body['items']).toEqual([
      { feedback: happy.id, labels: [press], added: [], removed: [late] },
    ])
    // Who had it before is told apart from who has it by this.
    expect((await apply({ feedback: [happy.id, other.id], add: [press], remove: [late] })).body['items']).toEqual(
      [
        { feedback: happy.id, labels: [press], added: [], removed: [] },
        { feedback: other.id, labels: [press], added: [press], removed: [] },
      ].toSorted((a, b) => (a.feedback < b.feedback ? -1 : 1)),
    )
    await apply({ feedback: [other.id], remove: [press] })
    expect(ids(await call(server, 'GET', `/api/feedback?label=${press}`, agent.headers)).toSorted()).toEqual(
      [happy.id, torn.id].toSorted(),
    )
    expect(ids(await call(server, 'GET', `/api/feedback?label=${late}`, agent.headers))).toEqual([torn.id])
    const queue = await call(server, 'GET', `/api/complaints?label=${late}`, agent.headers)
    expect(queue.body['items']).toMatchObject([{ number, labels: [press, late].toSorted() }])
    expect((await call(server, 'GET', `/api/complaints/${number}`, agent.headers)).body).toMatchObject({
      labels: [press, late].toSorted(),
    })
    expect(ids(await call(server, 'GET', '/api/feedback?label=none', agent.headers))).toEqual([])
    await call(server, 'DELETE', `/api/labels/${late}`, server.staff)
    expect((await call(server, 'GET', `/api/feedback/${torn.id}`, agent.headers)).body['labels']).toEqual([press])
    expect((await apply({ feedback: [happy.id], add: [late] })).body).toMatchObject({ errors: [{ path: 'add.0' }] })
    expect((await apply({ add: [press] })).code).toBe('invalid')
  })

  it('are those of one’s own site', async () => {
    const server = await freshServer(engine)
    const press = await add(server, 'Press')
    const one = said()
    await server.say(one)
    const other = await addSite(server.database, { name: 'Other' })
    const eve = await hire(server, 'owner', { email: 'eve@example.com', siteId: other.id })
    expect(ids(await call(server, 'GET', '/api/labels', eve.headers))).toEqual([])
    expect((await call(server, 'PATCH', `/api/labels/${press}`, eve.headers, { name: 'x' })).code).toBe('label_unknown')
    expect((await call(server, 'DELETE', `/api/labels/${press}`, eve.headers)).code).toBe('label_unknown')
    const { body: theirs } = await call(server, 'POST', '/api/labels', eve.headers, { name: 'Press' })
    const apply = (body: object) => call(server, 'POST', '/api/labels/apply', eve.headers, body)
    expect((await apply({ feedback: [one.id], add: [press] })).code).toBe('invalid')
    expect((await apply({ feedback: [one.id], add: [theirs['id']] })).body['items']).toEqual([])
    expect((await call(server, 'GET', `/api/feedback/${one.id}`, server.staff)).body['labels']).toEqual([])
  })
})

const uid = (n: number) => `01990000-0000-7000-8000-00000000000${n}`
