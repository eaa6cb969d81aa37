import { uuidv7 } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'

describe.each(ENGINES)('what staff bring in on %s', (engine) => {
  it('becomes a complaint that says who heard it, how and when', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const said = {
      id: uuidv7(),
      channel: 'phone',
      reason: 'The loaf was burnt',
      saidAt: '2026-01-05T18:30:00+09:00',
      satisfaction: 1,
      contact: { name: 'Ada', company: 'Loop', address: '1 Lane', phone: '+82 2 000' },
      product: {
        name: 'Rye',
        specification: '1 kg',
        batch: 'B7',
        madeOn: '2026-01-02',
        usedOn: '2026-01-04',
        condition: 'burnt',
      },
      severity: 'high',
      safety: true,
      disputed: { amount: 900, currency: 'KRW' },
    }
    const made = await call(server, 'POST', '/api/feedback', agent.headers, said)
    expect(made.status).toBe(201)
    expect((await call(server, 'POST', '/api/feedback', agent.headers, said)).body).toEqual(made.body)
    const { number } = made.body['complaint'] as { number: string }
    const { body } = await call(server, 'GET', `/api/complaints/${number}`, agent.headers)
    expect(body).toMatchObject({
      channel: 'phone',
      recordedBy: 'agent',
      saidAt: '2026-01-05T09:30:00.000Z',
      severity: 'high',
      safety: true,
      disputed: { amount: 900, currency: 'KRW' },
      contact: said.contact,
      feedback: {
        moment: 'service',
        satisfaction: 1,
        answers: { comment: 'The loaf was burnt' },
        product: said.product,
      },
      history: [{ command: 'register', by: { kind: 'staff', name: 'agent' } }, { command: 'assign' }],
    })
  })

  it('keeps who heard it, how and when, where it is no complaint, and for when it becomes one', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const id = uuidv7()
    const said = { id, channel: 'counter', reason: 'Lovely rye', saidAt: '2026-01-05T18:30:00+09:00', satisfaction: 5 }
    const made = await call(server, 'POST', '/api/feedback', agent.headers, { ...said, complaint: false })
    expect(made.body).toMatchObject({ complaint: null })
    const brought = { channel: 'counter', recordedBy: 'agent', saidAt: '2026-01-05T09:30:00.000Z' }
    const read = async (path: string) => (await call(server, 'GET', path, agent.headers)).body
    expect(await read(`/api/feedback/${id}`)).toMatchObject({ brought })
    await server.say({ id: uuidv7(), site: 'pk_test', moment: 'purchase', answers: { satisfaction: 4 } })
    expect((await read('/api/feedback'))['items']).toMatchObject([{ brought: null }, { brought }])
    const file = await server.app.inject({ url: '/api/export/feedback.csv', headers: agent.headers })
    const [heading, ...rows] = file.body.trim().split(/\r?\n/)
    const at = heading!.split(',').indexOf('channel')
    expect(rows.map((row) => row.split(',').slice(at, at + 3))).toEqual([
      ['web', '', ''],
      ['counter', 'agent', brought.saidAt],
    ])
    const boss = await hire(server, 'manager')
    const opened = await call(server, 'POST', `/api/feedback/${id}/complaint`, boss.headers, {})
    expect(opened).toMatchObject({ status: 201, body: { ...brought, feedback: { brought } } })
    expect(opened.body).toMatchObject({ history: [{ by: { name: 'manager' } }, {}] })
  })

  it.each([
    ['a channel that staff cannot hear by', { channel: 'web' }, 'channel'],
    ['a category that the site does not have', { category: 'nope' }, 'category'],
    ['a time to come', { saidAt: '2999-01-01T00:00:00Z' }, 'saidAt'],
    ['an unknown field', { stage: 'closed' }, 'stage'],
    ['a number of its own', { number: '2026-000001' }, 'number'],
    ['two reasons', { answers: { comment: 'Other' } }, 'answers.comment'],
  ])('is refused for %s', async (_, over, path) => {
    const server = await freshServer(engine)
    const answer = await call(server, 'POST', '/api/feedback', server.staff, {
      channel: 'phone',
      reason: 'Burnt',
      ...over,
    })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path }] } })
    expect(await server.count()).toBe(0)
  })

  it('is taken from nobody but staff', async () => {
    const server = await freshServer(engine)
    expect((await call(server, 'POST', '/api/feedback', {}, { channel: 'phone', reason: 'Burnt' })).status).toBe(401)
  })
})
