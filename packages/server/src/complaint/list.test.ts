import type { ComplaintPage } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complain } from '../../test/complaints.ts'
import { ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'

/** Numbers of the complaints on a page, without their year, and its cursor. */
async function list(server: TestServer, query: string, headers: Record<string, string> = server.staff) {
  const answer = await call(server, 'GET', `/api/complaints?${query}`, headers)
  const { items = [], next } = answer.body as unknown as Partial<ComplaintPage>
  return { numbers: items.map(({ number }) => Number(number.slice(5))), next: next ?? null, code: answer.code }
}

async function three(server: TestServer): Promise<string[]> {
  const numbers: string[] = []
  for (const comment of ['A burnt loaf', '빵이 탔어요', 'Cold tea, 100% wet'])
    numbers.push(await complain(server, { answers: { satisfaction: 1, comment } }))
  return numbers
}

describe.each(ENGINES)('the list of complaints on %s', (engine) => {
  it('shows what is asked for', async () => {
    const server = await freshServer(engine)
    const [first, second] = await three(server)
    const agent = await hire(server, 'agent')
    await call(server, 'POST', `/api/complaints/${first}/assign`, server.staff, { staff: agent.id })
    await call(server, 'POST', `/api/complaints/${second}/withdraw`, server.staff, { heard: 'phone' })
    const found = async (query: string, headers?: Record<string, string>) =>
      (await list(server, query, headers)).numbers
    expect((await found('')).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    expect(await found('stage=closed')).toEqual([2])
    expect((await found('stage=open')).toSorted((a, b) => a - b)).toEqual([1, 3])
    expect((await found('stage=received,offered')).toSorted((a, b) => a - b)).toEqual([1, 3])
    expect(await found(`assignee=${agent.id}`)).toEqual([1])
    expect(await found('assignee=me', agent.headers)).toEqual([1])
    expect((await found('assignee=none')).toSorted((a, b) => a - b)).toEqual([2, 3])
    expect(await found(`text=${encodeURIComponent('탔어')}`)).toEqual([2])
    expect(await found(`text=${encodeURIComponent('LOAF burnt')}`)).toEqual([1])
    expect(await found(`text=${encodeURIComponent('100%')}`)).toEqual([3])
    expect(await found(`text=${first}`)).toEqual([1])
    expect(await found('text=nothing')).toEqual([])
  })

  it('goes by what is due next, and tells what is overdue', async () => {
    const server = await freshServer(engine)
    const [first, second, third] = await three(server)
    const due = (number: string, at: number | null) =>
      server.database.write.updateTable('complaint').set({ due_at: at }).where('number', '=', number).execute()
    await due(first, Date.now() + 60_000)
    await due(second, Date.now() - 60_000)
    await due(third, null)
    expect((await list(server, 'sort=due')).numbers).toEqual([2, 1])
    expect((await list(server, 'overdue=true')).numbers).toEqual([2])
    expect((await list(server, 'overdue=false')).numbers.toSorted((a, b) => a - b)).toEqual([1, 3])
  })

  it.each(['sort=newest', 'sort=due'])('goes on page by page with %s', async (sort) => {
    const server = await freshServer(engine)
    await three(server)
    const whole = (await list(server, sort)).numbers
    const paged: number[] = []
    let cursor = ''
    for (;;) {
      const { numbers, next } = await list(server, `${sort}&limit=1${cursor && `&cursor=${cursor}`}`)
      paged.push(...numbers)
      if (next === null) break
      cursor = next
    }
    expect(paged).toEqual(whole)
    expect(paged).toHaveLength(3)
  })

  it.each(['stage=gone', 'limit=0', 'cursor=x', 'mood=good', 'assignee=me', 'overdue=1'])(
    'refuses %s',
    async (query) => {
      const server = await freshServer(engine)
      expect((await list(server, query)).code).toBe('invalid')
    },
  )

  it('shows nothing of another site', async () => {
    const server = await freshServer(engine)
    await three(server)
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    expect((await list(server, '', { authorization: `Bearer ${secret}` })).numbers).toEqual([])
  })
})
