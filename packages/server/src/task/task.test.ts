import type { Complaint, TaskPage } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addDepartment } from '../department/store.ts'
import { createKey } from '../staff/keys.ts'
import { addSite } from '../site/store.ts'

type Plan = { kind: string; department?: string; dueAt?: string; words?: string }

/** A complaint whose remedy was accepted, with these tasks. */
async function accepted(server: TestServer, tasks: Plan[]): Promise<Complaint> {
  const { body } = await server.say(complained({ contact: { email: 'ada@example.com', name: 'Ada' } }))
  const { number } = body['complaint'] as unknown as { number: string }
  const give = (command: string, payload: object) =>
    call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload)
  await give('resolve', { remedy: { kind: 'refund', terms: 'Your money back', tasks } })
  const { status, body: after } = await give('accept', { name: 'Ada', heard: 'phone' })
  expect(status).toBe(200)
  return after as unknown as Complaint
}

async function list(server: TestServer, query: string, headers: Record<string, string> = server.staff) {
  const answer = await call(server, 'GET', `/api/tasks?${query}`, headers)
  const { items = [], next = null } = answer.body as unknown as Partial<TaskPage>
  return { status: answer.status, items, next, words: items.map(({ words }) => words) }
}

const at = (day: number) => `2999-01-0${day}T00:00:00.000Z`

describe.each(ENGINES)('the list of tasks on %s', (engine) => {
  it('goes by what is due next, page by page, with the complaint and whom it is for', async () => {
    const server = await freshServer(engine)
    const { number } = await accepted(server, [
      { kind: 'ship', words: 'third', dueAt: at(3) },
      { kind: 'refund', words: 'first', dueAt: at(1) },
    ])
    await accepted(server, [{ kind: 'gift', words: 'second', dueAt: at(2) }])
    const first = await list(server, 'limit=2')
    expect(first.items[0]).toMatchObject({
      kind: 'refund',
      state: 'open',
      dueAt: at(1),
      complaint: number,
      stage: 'fulfilling',
      contact: { name: 'Ada' },
    })
    const rest = await list(server, `limit=2&cursor=${first.next}`)
    expect([...first.words, ...rest.words]).toEqual(['first', 'second', 'third'])
    expect(rest.next).toBeNull()
    expect((await list(server, `before=${at(2)}`)).words).toEqual(['first'])
  })

  it('gives a task without a time of its own that of the fulfilment clock', async () => {
    const server = await freshServer(engine)
    const { clocks, tasks } = await accepted(server, [{ kind: 'refund' }])
    const clock = clocks.find(({ kind, state }) => kind === 'fulfilment' && state === 'running')!
    expect(tasks[0].dueAt).toBe(clock.dueAt)
    expect((await list(server, '')).items[0].dueAt).toBe(clock.dueAt)
  })

  it('shows what was done, failed or dropped to who asks for it', async () => {
    const server = await freshServer(engine)
    const { number, tasks } = await accepted(server, [
      { kind: 'refund', words: 'a', dueAt: at(1) },
      { kind: 'ship', words: 'b', dueAt: at(2) },
      { kind: 'gift', words: 'c', dueAt: at(3) },
    ])
    const end = (command: string, word: string, more: object) => {
      const task = tasks.find(({ words }) => words === word)!.id
      return call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, { task, ...more })
    }
    await end('complete', 'a', { result: 'Paid' })
    await end('fail', 'b', { reason: 'Sold out' })
    expect((await list(server, 'state=done')).items).toMatchObject([{ words: 'a', result: 'Paid' }])
    expect((await list(server, 'state=failed')).items).toMatchObject([{ words: 'b', result: 'Sold out' }])
    expect((await list(server, 'state=dropped')).words).toEqual(['c'])
    expect((await list(server, '')).words).toEqual([])
  })

  it('knows a department’s, and whose they are', async () => {
    const server = await freshServer(engine)
    const [delivery, kitchen] = await server.database.transaction(async (tx) => [
      (await addDepartment(tx, server.site.id, { name: 'Delivery' })).id,
      (await addDepartment(tx, server.site.id, { name: 'Kitchen' })).id,
    ])
    const bo = await hire(server, 'agent', { email: 'bo@example.com', department: delivery })
    const cy = await hire(server, 'manager', { email: 'cy@example.com' })
    await call(server, 'PATCH', `/api/departments/${kitchen}`, server.staff, { lead: cy.id })
    const { number } = await accepted(server, [
      { kind: 'ship', words: 'ship', department: delivery, dueAt: at(1) },
      { kind: 'other', words: 'bake', department: kitchen, dueAt: at(2) },
      { kind: 'refund', words: 'pay', dueAt: at(3) },
    ])
    await call(server, 'POST', `/api/complaints/${number}/assign`, server.staff, { staff: bo.id })
    expect((await list(server, `department=${delivery}`)).words).toEqual(['ship'])
    expect((await list(server, 'department=none')).words).toEqual(['pay'])
    expect((await list(server, 'mine=true', bo.headers)).words).toEqual(['ship', 'pay'])
    expect((await list(server, 'mine=true', cy.headers)).words).toEqual(['bake'])
    expect((await list(server, 'mine=true')).status).toBe(422)
  })

  it('finds one by its id, whatever became of it', async () => {
    const server = await freshServer(engine)
    const { number, tasks } = await accepted(server, [
      { kind: 'refund', words: 'a' },
      { kind: 'ship', words: 'b' },
    ])
    const agent = await hire(server, 'agent')
    const one = (id: string, headers: Record<string, string> = agent.headers) =>
      call(server, 'GET', `/api/tasks/${id}`, headers)
    const [a, b] = [tasks[0].id, tasks[1].id]
    expect((await one(a)).body).toMatchObject({
      id: a,
      words: 'a',
      state: 'open',
      complaint: number,
      stage: 'fulfilling',
    })
    await call(server, 'POST', `/api/complaints/${number}/complete`, server.staff, { task: a, result: 'Paid' })
    await call(server, 'POST', `/api/complaints/${number}/fail`, server.staff, { task: b, reason: 'Sold out' })
    expect((await one(a)).body).toMatchObject({ state: 'done', result: 'Paid' })
    expect((await one(b)).body).toMatchObject({ state: 'failed', result: 'Sold out' })
    const other = await addSite(server.database, { name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    expect((await one(a, { authorization: `Bearer ${secret}` })).code).toBe('task_unknown')
    expect((await one('01990000-0000-7000-8000-000000000000')).code).toBe('task_unknown')
    expect((await one(a, {})).status).toBe(401)
  })

  it('shows nothing of another site, and takes no cursor but its own', async () => {
    const server = await freshServer(engine)
    await accepted(server, [{ kind: 'refund' }])
    const other = await addSite(server.database, { name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    expect((await list(server, '', { authorization: `Bearer ${secret}` })).items).toEqual([])
    expect((await list(server, '', {})).status).toBe(401)
    for (const query of ['cursor=nope', 'state=lost', 'before=tomorrow', 'limit=0', 'mood=good'])
      expect([query, (await list(server, query)).status]).toEqual([query, 422])
  })
})
