import type { Complaint, Policy } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { createKey } from '../staff/keys.ts'
import { DEFAULT_POLICY } from './policy.ts'

const HOUR = 3600_000

describe.each(ENGINES)('policies on %s', (engine) => {
  it('hold by default, and change by what is named', async () => {
    const server = await freshServer(engine)
    expect((await call(server, 'GET', '/api/policies', server.staff)).body).toEqual(DEFAULT_POLICY)
    const limits = { agent: 0, manager: 100, owner: null }
    const change = { limits, clocks: { 'first-answer': { hours: 8, working: false } } }
    const changed = (await call(server, 'PATCH', '/api/policies', server.staff, change)).body as unknown as Policy
    expect(changed).toEqual({ ...DEFAULT_POLICY, limits, clocks: { ...DEFAULT_POLICY.clocks, ...change.clocks } })
    const more = { clocks: { 'follow-up': { hours: 24, working: false } } }
    expect((await call(server, 'PATCH', '/api/policies', server.staff, more)).body).toEqual({
      ...changed,
      clocks: { ...changed.clocks, ...more.clocks },
    })
  })

  it('say in which currency the limits are: what costs another one owners approve', async () => {
    const server = await freshServer(engine)
    const change = { limits: { agent: 100, manager: 5000, owner: 10_000, currency: 'EUR' } }
    const changed = await call(server, 'PATCH', '/api/policies', server.staff, change)
    expect(changed.body).toEqual({ ...DEFAULT_POLICY, ...change })
    const odd = { limits: { ...change.limits, currency: 'euro' } }
    expect((await call(server, 'PATCH', '/api/policies', server.staff, odd)).body).toMatchObject({
      errors: [{ path: 'limits.currency' }],
    })
    const [agent, manager] = [await hire(server, 'agent'), await hire(server, 'manager')]
    const propose = async (price: object) => {
      const { number } = (await server.say(complained())).body['complaint'] as unknown as { number: string }
      const path = `/api/complaints/${number}`
      await call(server, 'POST', `${path}/assess`, agent.headers, { founded: true })
      const remedies = [{ kind: 'refund', terms: 'Yours', ...price }]
      const { body } = await call(server, 'POST', `${path}/propose`, agent.headers, { remedies })
      const { stage, remedies: made } = body as unknown as Complaint
      const list = async ({ headers }: { headers: Record<string, string> }) =>
        (await call(server, 'GET', `/api/complaints?text=${number}`, headers)).body['items']
      return {
        stage,
        listed: await list(manager),
        approve: (headers: Record<string, string>) =>
          call(server, 'POST', `${path}/approve`, headers, { remedy: made[0]!.id }),
      }
    }
    expect(await propose({ cost: 100, currency: 'EUR' })).toMatchObject({ stage: 'offered' })
    expect(await propose({ cost: 100 })).toMatchObject({ stage: 'offered' })
    expect(await propose({ currency: 'KRW' })).toMatchObject({ stage: 'offered' })
    const euros = await propose({ cost: 5000, currency: 'EUR' })
    expect(euros).toMatchObject({ stage: 'approving', listed: [{ approvable: true }] })
    expect((await euros.approve(manager.headers)).status).toBe(200)
    const won = await propose({ cost: 100, currency: 'KRW' })
    expect(won).toMatchObject({ stage: 'approving', listed: [{ approvable: false }] })
    expect((await won.approve(manager.headers)).code).toBe('forbidden')
    expect((await won.approve(server.staff)).status).toBe(200)
  })

  it('move the clocks that run and are not due, and keep what was promised at first', async () => {
    const server = await freshServer(engine)
    await server.say(complained())
    await server.say(complained())
    const clocks = () =>
      server.database.write
        .selectFrom('clock')
        .selectAll()
        .where('kind', '=', 'first-answer')
        .orderBy('clock_id')
        .execute()
    const [late, running] = await clocks()
    const past = { due_at: late.started_at - HOUR, first_due_at: late.started_at - HOUR }
    await server.database.write.updateTable('clock').set(past).where('clock_id', '=', late.clock_id).execute()
    const change = { clocks: { 'first-answer': { hours: 8, working: false } } }
    expect((await call(server, 'PATCH', '/api/policies', server.staff, change)).status).toBe(200)
    const [still, moved] = await clocks()
    expect(still).toMatchObject({ ...past, total_ms: 24 * HOUR })
    expect(moved).toMatchObject({ due_at: running.started_at + 8 * HOUR, first_due_at: running.first_due_at })
    const complaint = await server.database.write
      .selectFrom('complaint')
      .selectAll()
      .where('feedback_id', '=', moved.feedback_id)
      .executeTakeFirstOrThrow()
    expect(complaint.due_at).toBe(moved.due_at)
    // Those that come from now on have the new time at once.
    await server.say(complained())
    expect((await clocks()).filter((clock) => clock.first_due_at - clock.started_at === 8 * HOUR)).toHaveLength(1)
  })

  it('moves what departments carry out with the clock, but no time of its own', async () => {
    const server = await freshServer(engine)
    const { number } = (await server.say(complained())).body['complaint'] as unknown as { number: string }
    const give = async (command: string, payload: object) =>
      (await call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload))
        .body as unknown as Complaint
    const dueAt = new Date(Date.now() + 100 * HOUR).toISOString()
    const tasks = [{ kind: 'refund' }, { kind: 'gift' }, { kind: 'visit', dueAt }]
    await give('resolve', { remedy: { kind: 'refund', terms: 'Your money back', tasks } })
    const before = await give('accept', { name: 'Ada', heard: 'phone' })
    const [done] = before.tasks
    await give('complete', { task: done!.id })
    const change = { clocks: { fulfilment: { hours: 8, working: false } } }
    expect((await call(server, 'PATCH', '/api/policies', server.staff, change)).status).toBe(200)
    const after = await give('note', { words: 'Sooner' })
    const clock = after.clocks.find(({ kind }) => kind === 'fulfilment')!
    expect(Date.parse(clock.dueAt) - Date.parse(clock.startedAt)).toBe(8 * HOUR)
    expect(after.tasks.map((one) => one.dueAt)).toEqual([done!.dueAt, clock.dueAt, dueAt])
    // It stands still while the customer is asked, and so do they.
    await give('ask', { words: 'Which account?' })
    const answered = await give('reply', { words: 'The old one', heard: 'phone' })
    const moved = answered.clocks.find(({ kind }) => kind === 'fulfilment')!
    expect(answered.tasks.map((one) => one.dueAt)).toEqual([done!.dueAt, moved.dueAt, dueAt])
  })

  it.each([
    [
      'hours that end before they begin',
      { calendar: { week: [[['18:00', '09:00']], [], [], [], [], [], []], holidays: [] } },
    ],
    ['a week of six days', { calendar: { week: [[], [], [], [], [], []], holidays: [] } }],
    ['an unknown clock', { clocks: { lunch: { hours: 1, working: true } } }],
    ['a time of nothing', { clocks: { remedy: { hours: 0, working: true } } }],
    ['an unknown field', { mood: 'good' }],
  ])('are refused with %s', async (_, change) => {
    const server = await freshServer(engine)
    expect((await call(server, 'PATCH', '/api/policies', server.staff, change)).code).toBe('invalid')
  })

  it('are changed by owners alone', async () => {
    const server = await freshServer(engine)
    const { secret } = await createKey(server.database, server.site.id, 'manager')
    const manager = { authorization: `Bearer ${secret}` }
    expect((await call(server, 'PATCH', '/api/policies', manager, { limits: null })).code).toBe('forbidden')
  })
})
