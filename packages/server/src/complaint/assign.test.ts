import type { Complaint } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'

describe.each(ENGINES)('who is responsible on %s', (engine) => {
  it('is somebody above, where it would stay with who is away and nobody else of the department is there', async () => {
    const server = await freshServer(engine)
    const made = await call(server, 'POST', '/api/departments', server.staff, { name: 'Bakery' })
    const department = made.body['id'] as string
    const bo = await hire(server, 'agent', { email: 'bo@example.com', department })
    const cy = await hire(server, 'agent', { email: 'cy@example.com', department })
    const { body } = await server.say(complained())
    const { number } = body['complaint'] as unknown as { number: string }
    const assign = async (payload: object) => {
      const answer = await call(server, 'POST', `/api/complaints/${number}/assign`, server.staff, payload)
      expect(answer.status).toBe(200)
      const { assignee, department: where } = answer.body as unknown as Complaint
      expect(where).toBe(department)
      return assignee
    }
    const away = (id: string, absence: object | null) =>
      call(server, 'PATCH', `/api/staff/${id}`, server.staff, { absence })
    const gone = { from: '2020-01-01T00:00:00Z', until: null }
    await assign({ staff: bo.id, department })
    await away(bo.id, gone)
    // Somebody of the department is there.
    expect(await assign({ department })).toBe(cy.id)
    await away(cy.id, gone)
    // Nobody is: it stays as it is.
    expect(await assign({ department })).toBe(cy.id)
    const boss = await hire(server, 'manager')
    expect(await assign({ department })).toBe(boss.id)
    const mails = await server.database.write.selectFrom('outbox').select(['address', 'payload']).execute()
    const told = mails.filter(({ payload }) => payload.includes('"assigned"')).map(({ address }) => address)
    expect(told).toContain('manager@example.com')
    // Who is there keeps it, though nobody of the department is.
    const di = await hire(server, 'agent', { email: 'di@example.com' })
    await assign({ staff: di.id, department })
    expect(await assign({ department })).toBe(di.id)
  })
})
