import type { Complaint, ComplaintPage } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { brokenHistories } from './audit.ts'

const HOUR = 3600_000

async function withCategories(server: TestServer): Promise<void> {
  for (const category of [
    { id: 'goods', label: { en: 'Goods' } },
    { id: 'harm', label: { en: 'Harm' }, safety: true },
    { id: 'glass', label: { en: 'Glass in it' }, parent: 'harm' },
  ])
    expect((await call(server, 'POST', '/api/categories', server.staff, category)).status).toBe(201)
}

/** Brings a complaint in. @returns it as staff see it */
async function brought(server: TestServer, over: Record<string, unknown>): Promise<Complaint> {
  const said = { channel: 'phone', reason: 'There was glass in it', ...over }
  const { body } = await call(server, 'POST', '/api/feedback', server.staff, said)
  return show(server, (body['complaint'] as { number: string }).number)
}

async function show(server: TestServer, number: string): Promise<Complaint> {
  return (await call(server, 'GET', `/api/complaints/${number}`, server.staff)).body as unknown as Complaint
}

async function classify(server: TestServer, number: string, filing: Record<string, unknown>): Promise<Complaint> {
  const answer = await call(server, 'POST', `/api/complaints/${number}/classify`, server.staff, filing)
  expect(answer.status).toBe(200)
  return answer.body as unknown as Complaint
}

/** Addresses that were told that somebody may come to harm. */
async function told(server: TestServer): Promise<string[]> {
  const rows = await server.database.write.selectFrom('outbox').selectAll().where('topic', '=', 'notice').execute()
  return rows
    .filter(({ payload }) => (JSON.parse(payload) as { values: { event: string } }).values.event === 'safety')
    .map(({ address }) => address)
    .toSorted()
}

const ruled = { command: 'classify', by: { kind: 'system' }, payload: { safety: true } }

describe.each(ENGINES)('what may do somebody harm, on %s', (engine) => {
  it('is known by its category from the start, and those above are told', async () => {
    const server = await freshServer(engine)
    await withCategories(server)
    for (const role of ['agent', 'manager', 'owner'] as const) await hire(server, role)
    const complaint = await brought(server, { category: 'glass' })
    expect(complaint).toMatchObject({ safety: true, history: [{ command: 'register' }, ruled, { command: 'assign' }] })
    expect(complaint.version).toBe(3)
    expect(await told(server)).toEqual(['manager@example.com', 'owner@example.com'])
    expect(await brokenHistories(server.database, server.site.id)).toEqual([])
  })

  it('is as whoever wrote it down says, where they say', async () => {
    const server = await freshServer(engine)
    await withCategories(server)
    expect(await brought(server, { category: 'glass', safety: false })).toMatchObject({ safety: false, version: 1 })
    expect(await brought(server, { category: 'goods', safety: true })).toMatchObject({ safety: true, version: 1 })
  })

  it('is known when it is filed elsewhere, and stays until staff say otherwise', async () => {
    const server = await freshServer(engine)
    await withCategories(server)
    await hire(server, 'manager')
    const { body } = await server.say(complained())
    const { number } = body['complaint'] as unknown as { number: string }
    expect(await show(server, number)).toMatchObject({ safety: false })
    const filed = await classify(server, number, { category: 'glass' })
    expect(filed).toMatchObject({ safety: true, category: 'glass' })
    expect(filed.history.at(-1)).toMatchObject(ruled)
    expect(await told(server)).toEqual(['manager@example.com'])
    expect(await classify(server, number, { category: 'goods' })).toMatchObject({ safety: true })
    expect(await classify(server, number, { category: 'harm', safety: false })).toMatchObject({ safety: false })
    expect(await told(server)).toEqual(['manager@example.com'])
    expect(await brokenHistories(server.database, server.site.id)).toEqual([])
  })

  it('is found by the list, and answered as soon as the policy wants it', async () => {
    const server = await freshServer(engine)
    await withCategories(server)
    const exceptions = [{ clock: 'first-answer', safety: true, hours: 4, working: false }]
    expect((await call(server, 'PATCH', '/api/policies', server.staff, { exceptions })).status).toBe(200)
    const hours = ({ clocks }: Complaint) => {
      const { startedAt, dueAt } = clocks.find(({ kind }) => kind === 'first-answer')!
      return (Date.parse(dueAt) - Date.parse(startedAt)) / HOUR
    }
    const harm = await brought(server, { category: 'glass' })
    const other = await brought(server, { category: 'goods' })
    expect([hours(harm), hours(other)]).toEqual([4, 24])
    const numbers = async (safety: boolean) => {
      const { body } = await call(server, 'GET', `/api/complaints?safety=${safety}`, server.staff)
      return (body as unknown as ComplaintPage).items.map(({ number }) => number)
    }
    expect(await numbers(true)).toEqual([harm.number])
    expect(await numbers(false)).toEqual([other.number])
    expect(hours(await classify(server, other.number, { category: 'harm' }))).toBe(4)
  })
})
