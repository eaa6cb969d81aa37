import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { verify } from '../complaint/history.ts'
import { escalateDue } from './escalate.ts'

const HOUR = 3600_000
const URL = 'https://earshot.example'

/** A site with somebody of each role, and a complaint in the hands of the agent. */
async function staffed(server: TestServer) {
  const agent = await hire(server, 'agent')
  const { body } = await server.say(complained())
  for (const role of ['manager', 'owner'] as const) await hire(server, role)
  await server.database.write.deleteFrom('outbox').execute()
  const { number } = body['complaint'] as unknown as { number: string }
  return { number, agent }
}

async function told(server: TestServer): Promise<string[]> {
  const rows = await server.database.write.selectFrom('outbox').select(['address', 'payload']).execute()
  return rows
    .map(({ address, payload }) => {
      const { values } = JSON.parse(payload) as { values: { event: string; clock: string } }
      expect(values.clock).toMatch(/^[a-z-]+$/)
      return `${address.split('@')[0]} ${values.event}`
    })
    .toSorted()
}

describe.each(ENGINES)('escalation on %s', (engine) => {
  it('tells the assignee at 75 per cent, managers at 100, owners at 150, each once', async () => {
    const server = await freshServer(engine, { site: { timeZone: 'Asia/Seoul' } })
    await staffed(server)
    // The first answer, alone: working hours depend on when this test runs.
    await server.database.write.deleteFrom('clock').where('kind', '<>', 'first-answer').execute()
    const { started_at: start } = await server.database.write.selectFrom('clock').selectAll().executeTakeFirstOrThrow()
    const at = (hours: number) => escalateDue(server.database, URL, start + hours * HOUR)
    expect(await at(17.9)).toBe(0)
    expect(await at(18)).toBe(1)
    expect(await told(server)).toEqual(['agent due_soon'])
    expect(await at(18)).toBe(0)
    expect(await at(24)).toBe(1)
    expect(await at(36)).toBe(1)
    expect(await told(server)).toEqual(['agent due_soon', 'manager overdue', 'owner overdue'])
    expect(await at(1000)).toBe(0)
    const complaint = await server.database.write.selectFrom('complaint').selectAll().executeTakeFirstOrThrow()
    const rows = await server.database.write.selectFrom('complaint_history').selectAll().execute()
    expect(
      rows.filter(({ command }) => command === 'escalate').map(({ payload }) => JSON.parse(payload ?? '{}').level),
    ).toEqual([1, 2, 3])
    expect(verify(rows, complaint)).toBeUndefined()
  })

  it('warns managers where the assignee is away', async () => {
    const server = await freshServer(engine)
    const { agent } = await staffed(server)
    await server.database.write.updateTable('staff').set({ absent_from: 0 }).where('staff_id', '=', agent.id).execute()
    await server.database.write.deleteFrom('clock').where('kind', '<>', 'first-answer').execute()
    const { started_at: start } = await server.database.write.selectFrom('clock').selectAll().executeTakeFirstOrThrow()
    await escalateDue(server.database, URL, start + 18 * HOUR)
    expect(await told(server)).toEqual(['manager due_soon'])
  })

  it.each([
    [
      'managers, where one of the proposals is within their limit',
      [90_000, 100],
      ['manager due_soon', 'manager overdue'],
    ],
    ['owners, where nobody else may approve the amount', [90_000, 70_000], ['owner due_soon', 'owner overdue']],
  ])('warns of a decision that is waited for %s', async (_, costs, warned) => {
    const server = await freshServer(engine)
    const { number, agent } = await staffed(server)
    const give = async (command: string, payload: object) => {
      const answer = await call(server, 'POST', `/api/complaints/${number}/${command}`, agent.headers, payload)
      expect(answer.status).toBe(200)
    }
    await give('assess', { founded: true })
    const remedies = costs.map((cost) => ({ kind: 'refund', terms: `${cost}`, cost, currency: 'EUR' }))
    await give('propose', { remedies })
    const { write } = server.database
    await write.deleteFrom('outbox').execute()
    await write.deleteFrom('clock').where('kind', '<>', 'approval').execute()
    // In plain hours: working hours depend on when this test runs.
    const clock = await write.selectFrom('clock').select(['started_at', 'total_ms']).executeTakeFirstOrThrow()
    await write.updateTable('clock').set({ working: 0, next_at: clock.started_at }).execute()
    const at = (part: number) => escalateDue(server.database, URL, clock.started_at + part * clock.total_ms)
    for (const part of [0.8, 1.1]) await at(part)
    expect(await told(server)).toEqual(warned)
  })

  it('does every level that was missed while it was down, once with several servers at it', async () => {
    const server = await freshServer(engine)
    await staffed(server)
    for (let i = 0; i < 30; i++) await server.say(complained())
    await server.database.write.deleteFrom('outbox').execute()
    const late = Date.now() + 1000 * HOUR
    const done = await Promise.all(Array.from({ length: 4 }, () => escalateDue(server.database, URL, late)))
    // Two clocks for each of 31 complaints.
    expect(done.reduce((sum, one) => sum + one, 0)).toBe(62)
    expect(await escalateDue(server.database, URL, late)).toBe(0)
    const mails = await told(server)
    expect(
      Object.fromEntries(Object.entries(Object.groupBy(mails, (one) => one)).map(([key, list]) => [key, list?.length])),
    ).toEqual({
      'agent due_soon': expect.any(Number),
      'manager overdue': 62,
      'owner overdue': 62,
      ...(mails.includes('manager due_soon') ? { 'manager due_soon': expect.any(Number) } : {}),
      ...(mails.includes('owner due_soon') ? { 'owner due_soon': expect.any(Number) } : {}),
    })
    const complaints = await server.database.write.selectFrom('complaint').selectAll().execute()
    const rows = await server.database.write.selectFrom('complaint_history').selectAll().execute()
    for (const complaint of complaints)
      expect(
        verify(
          rows.filter((row) => row.feedback_id === complaint.feedback_id),
          complaint,
        ),
      ).toBeUndefined()
  })

  it('does nothing again when the clock of the machine is put back', async () => {
    const server = await freshServer(engine)
    await staffed(server)
    const late = Date.now() + 1000 * HOUR
    expect(await escalateDue(server.database, URL, late)).toBe(2)
    expect(await escalateDue(server.database, URL, late - 900 * HOUR)).toBe(0)
    expect(await escalateDue(server.database, URL, late)).toBe(0)
  })
})
