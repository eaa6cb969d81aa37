import type { ComplaintSummary } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complain, list, numbers } from '../../test/complaints.ts'
import { ENGINES, freshServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'

describe.each(ENGINES)('the queue of complaints on %s', (engine) => {
  it('carries what a row shows: who, how satisfied, first words, and the clock that is due next', async () => {
    const server = await freshServer(engine)
    const long = `${'a'.repeat(298)}😀 and more`
    const number = await complain(server, {
      answers: { satisfaction: 1, comment: long },
      contact: { name: 'Ada', email: 'ada@example.com' },
    })
    const [item] = await list(server, '')
    expect(item).toMatchObject({ number, name: 'Ada', customer: null, satisfaction: 1, labels: [], approvable: false })
    expect(item!.words).toBe(`${'a'.repeat(298)}…`)
    expect(item!.clock!.dueAt).toBe(item!.dueAt)
    expect(Date.parse(item!.clock!.startedAt)).toBeLessThan(Date.parse(item!.clock!.dueAt))
    expect(['first-answer', 'assessment']).toContain(item!.clock!.kind)
    await call(server, 'POST', `/api/complaints/${number}/ask`, server.staff, { words: 'Which one?' })
    expect(await list(server, '')).toMatchObject([{ clock: null, dueAt: null, waitingSince: expect.any(String) }])
  })

  it('shows the overdue first, and at the end what waits for the customer', async () => {
    const server = await freshServer(engine)
    const [first, second, third, closed] = [
      await complain(server),
      await complain(server),
      await complain(server),
      await complain(server),
    ]
    const due = (number: string, at: number) =>
      server.database.write.updateTable('complaint').set({ due_at: at }).where('number', '=', number).execute()
    await due(first, Date.now() + 60_000)
    await due(second, Date.now() - 60_000)
    await call(server, 'POST', `/api/complaints/${third}/ask`, server.staff, { words: 'Which one?' })
    await call(server, 'POST', `/api/complaints/${closed}/withdraw`, server.staff, { heard: 'phone' })
    const order = async (query: string) => (await list(server, query)).map(({ number }) => number)
    expect(await order('stage=open&sort=due')).toEqual([second, first, third])
    expect(await order('stage=open&sort=due&text=torn')).toEqual([second, first, third])
    expect(await order('stage=received,investigating&sort=due')).toEqual([second, first, third])
    const paged: string[] = []
    for (let cursor = ''; ;) {
      const { body } = await call(server, 'GET', `/api/complaints?stage=open&sort=due&limit=1${cursor}`, server.staff)
      paged.push(...(body['items'] as unknown as ComplaintSummary[]).map(({ number }) => number))
      if (body['next'] === null) break
      cursor = `&cursor=${body['next'] as string}`
    }
    expect(paged).toEqual([second, first, third])
  })

  it('goes by department, category and all below it, cause, customer and product', async () => {
    const server = await freshServer(engine)
    const post = (url: string, body: object) => call(server, 'POST', `/api/${url}`, server.staff, body)
    const kitchen = String((await post('departments', { name: 'Kitchen' })).body['id'])
    const agent = await hire(server, 'agent', { department: kitchen })
    await post('categories', { id: 'goods', label: { en: 'Goods' } })
    await post('categories', { id: 'bread', label: { en: 'Bread' }, parent: 'goods' })
    await post('causes', { id: 'oven', label: { en: 'Oven' } })
    const rye = await complain(server, { product: { name: 'Rye', sku: 'R-1' } })
    const mug = await complain(server, { product: { name: 'Mug' } })
    await post(`complaints/${rye}/assign`, { department: kitchen, staff: null })
    await post(`complaints/${rye}/classify`, { rootCause: 'oven' })
    await post(`complaints/${mug}/classify`, { category: 'bread' })
    const found = async (query: string, headers?: Record<string, string>) => numbers(await list(server, query, headers))
    expect(await found(`department=${kitchen}`)).toEqual([rye])
    expect(await found('department=mine', agent.headers)).toEqual([rye])
    expect(await found('department=mine', (await hire(server, 'manager')).headers)).toEqual([])
    expect(await found('category=goods')).toEqual([mug])
    expect(await found('category=none')).toEqual([rye])
    expect(await found('cause=oven')).toEqual([rye])
    expect(await found('cause=none&stage=open&sort=due')).toEqual([mug])
    await post('orders', { id: '1', placed: '2026-11-01T08:00:00Z', customer: { name: 'Ada L', email: 'a@b.co' } })
    const cards = await call(server, 'GET', '/api/customers', server.staff)
    const [card] = cards.body['items'] as unknown as { id: string }[]
    const [item] = (await list(server, '')).filter(({ number }) => number === rye)
    await post(`feedback/${item!.id}/customer`, { customer: card!.id })
    expect(await list(server, `customer=${card!.id}&sort=due&stage=open`)).toMatchObject([
      { number: rye, customer: card!.id, name: 'Ada L' },
    ])
    expect((await call(server, 'GET', '/api/complaints?department=mine', server.staff)).code).toBe('invalid')
    // What they are about is noted after the fact.
    await server.database.transaction((tx) =>
      tx.insertNew('complaint_subject', [
        { site_id: server.site.id, feedback_id: item!.id, kind: 'product', value: 'sku:r-1', label: 'Rye', at: 1 },
      ]),
    )
    expect(await found('product=R-1')).toEqual([rye])
    expect(await found('product=Rye')).toEqual([])
  })

  it('shows what waits for approval, and on which of it whoever asks may decide', async () => {
    const server = await freshServer(engine)
    const [agent, manager] = [await hire(server, 'agent'), await hire(server, 'manager')]
    const propose = async (cost: number) => {
      const number = await complain(server)
      await call(server, 'POST', `/api/complaints/${number}/resolve`, agent.headers, {
        remedy: { kind: 'refund', terms: 'Your money back', cost, currency: 'EUR' },
      })
      return number
    }
    const [small, large] = [await propose(10_000), await propose(60_000)]
    await complain(server)
    const found = async (query: string, headers: Record<string, string>) => numbers(await list(server, query, headers))
    expect(await found('approval=true', agent.headers)).toEqual([small, large].toSorted())
    expect(await found('approval=mine', agent.headers)).toEqual([])
    expect(await found('approval=mine', manager.headers)).toEqual([small])
    expect(await found('approval=mine', server.staff)).toEqual([small, large].toSorted())
    const waiting = await list(server, 'approval=true', manager.headers)
    expect(waiting.filter(({ approvable }) => approvable).map(({ number }) => number)).toEqual([small])
    const { body } = await call(server, 'GET', '/api/desk', manager.headers)
    expect(body['approvals']).toBe(1)
  })
})
