import { describe, expect, it } from 'vitest'
import { complain } from '../../test/complaints.ts'
import { ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { endOfDay } from './day.ts'

const counts = async (server: TestServer, headers: Record<string, string>) =>
  (await call(server, 'GET', '/api/desk', headers)).body as unknown

const NOTHING = {
  unread: 0,
  mine: 0,
  department: 0,
  overdue: 0,
  unassigned: 0,
  approvals: 0,
  followups: 0,
  tasks: 0,
  unclassified: 0,
}

describe.each(ENGINES)('what waits on %s', (engine) => {
  it('is counted for whoever asks', async () => {
    const server = await freshServer(engine)
    const post = (url: string, body: object) => call(server, 'POST', `/api/${url}`, server.staff, body)
    const kitchen = String((await post('departments', { name: 'Kitchen' })).body['id'])
    const agent = await hire(server, 'agent', { department: kitchen })
    expect(await counts(server, agent.headers)).toEqual(NOTHING)
    await server.say(said())
    const numbers: string[] = []
    for (let n = 0; n < 4; n++) numbers.push(await complain(server))
    const [mine, theirs, late, over] = numbers as [string, string, string, string]
    const assign = (number: string, body: object) => post(`complaints/${number}/assign`, body)
    for (const number of numbers) await assign(number, { staff: null, department: null })
    await assign(mine, { staff: agent.id })
    await assign(theirs, { department: kitchen, staff: null })
    await server.database.write.updateTable('complaint').set({ due_at: 1 }).where('number', '=', late).execute()
    await server.database.write
      .updateTable('complaint')
      .set({ stage: 'closed', outcome: 'resolved', closed_at: 1, due_at: 1 })
      .where('number', '=', over)
      .execute()
    expect(await counts(server, agent.headers)).toEqual({
      ...NOTHING,
      unread: 5,
      mine: 1,
      department: 1,
      overdue: 1,
      unassigned: 2,
      unclassified: 1,
    })
    expect(await counts(server, server.staff)).toEqual({ ...NOTHING, overdue: 1, unassigned: 2, unclassified: 1 })
    const { site } = server
    const [row] = await server.database.write.selectFrom('complaint').select('feedback_id').limit(1).execute()
    await server.database.write
      .insertInto('task')
      .values({
        site_id: site.id,
        feedback_id: row!.feedback_id,
        task_id: 't',
        at: 1,
        kind: 'ship',
        words: null,
        department_id: kitchen,
        due_at: 1,
        clocked: 0,
        state: 'open',
        result: null,
        ended_at: null,
      })
      .execute()
    expect(await counts(server, agent.headers)).toMatchObject({ tasks: 1 })
    const other = await addSite(server.database, { name: 'Other' })
    const eve = await hire(server, 'owner', { email: 'eve@example.com', siteId: other.id })
    expect(await counts(server, eve.headers)).toEqual(NOTHING)
    expect((await call(server, 'GET', '/api/desk')).status).toBe(401)
  })
})

describe('the end of a day', () => {
  it.each([
    ['2026-11-22T15:30:00Z', 'Asia/Seoul', '2026-11-23T15:00:00Z'],
    ['2026-11-22T14:59:00Z', 'Asia/Seoul', '2026-11-22T15:00:00Z'],
    ['2026-11-22T00:00:00Z', 'UTC', '2026-11-23T00:00:00Z'],
    ['2026-11-22T12:00:00Z', 'Asia/Kathmandu', '2026-11-22T18:15:00Z'],
    // The clocks go back: a day of 25 hours.
    ['2026-10-24T22:30:00Z', 'Europe/Berlin', '2026-10-25T23:00:00Z'],
  ])('after %s in %s is %s', (now, zone, end) => {
    expect(endOfDay(Date.parse(now), zone)).toBe(Date.parse(end))
  })
})
