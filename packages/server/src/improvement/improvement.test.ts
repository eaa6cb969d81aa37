import type { Improvement } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'
import { remindersDue, remindOwners } from './remind.ts'

const DAY = 24 * 3_600_000
const iso = (at: number) => new Date(at).toISOString()

interface Answer<T> {
  status: number
  code: string | undefined
  body: T
}

/** A shop with a cause, and complaints that were registered some days ago. */
async function shop(server: TestServer) {
  const api = async <T = Improvement>(
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    body?: unknown,
    headers?: object,
  ): Promise<Answer<T>> => {
    const answer = await call(server, method, `/api/${url}`, (headers ?? server.staff) as never, body)
    return { ...answer, body: answer.body as never }
  }
  await api('POST', 'causes', { id: 'packing', label: { en: 'Packing' } })
  return {
    api,
    complain: async (daysAgo: number, cause = 'packing') => {
      const { body } = await server.say(complained())
      const { number } = body['complaint'] as unknown as { number: string }
      await api('POST', `complaints/${number}/classify`, { rootCause: cause })
      await server.database.write
        .updateTable('complaint')
        .set({ opened_at: Date.now() - daysAgo * DAY })
        .where('number', '=', number)
        .execute()
      return number
    },
    mails: () => server.database.write.selectFrom('outbox').selectAll().where('topic', '=', 'improvement').execute(),
  }
}

describe.each(ENGINES)('an improvement on %s', (engine) => {
  it('compares complaints and orders before and after it', async () => {
    const server = await freshServer(engine)
    const { api, complain } = await shop(server)
    for (const ago of [12, 14, 16, 18, 3]) await complain(ago)
    await complain(40)
    const spam = await complain(15)
    await api('POST', `complaints/${spam}/invalid`, { reason: 'spam' })
    const items = [{ name: 'Cup' }]
    const placed = [12, 13, 2, 3].map((ago, i) => ({ id: `o${i}`, placed: iso(Date.now() - ago * DAY), items }))
    expect((await api('POST', 'orders', placed)).status).toBe(200)
    const input = { words: 'Thicker boxes', cause: 'packing', dueAt: iso(Date.now() + DAY), days: 10 }
    const planned = await api('POST', 'improvements', input)
    expect(planned.status).toBe(201)
    expect(planned.body).toMatchObject({ state: 'planned', days: 10, effect: { after: null, change: null } })
    expect(planned.body.effect.before.complaints).toBe(1)
    const done = await api('PATCH', `improvements/${planned.body.id}`, { doneAt: iso(Date.now() - 11 * DAY) })
    expect(done.body.state).toBe('done')
    expect(done.body.effect).toMatchObject({
      before: { complaints: 4, orders: 2, perThousandOrders: 2000 },
      after: { complaints: 1, orders: 2, perThousandOrders: 500 },
      complete: true,
      change: -0.75,
    })
    const url = `improvements/${planned.body.id}/check`
    const checked = await api('POST', url, { effective: true, words: 'Hardly any broken' })
    expect(checked.body).toMatchObject({ state: 'checked', effective: true, result: 'Hardly any broken' })
    // What was judged, was judged of what was done then.
    const undone = await api('PATCH', `improvements/${planned.body.id}`, { doneAt: null })
    expect(undone.body).toMatchObject({ state: 'planned', effective: null })
    expect((await api('POST', url, { effective: true })).code).toBe('invalid')
  })

  it('reminds who sees to it once when it is due, and once when its effect can be judged', async () => {
    const server = await freshServer(engine)
    const { api, mails } = await shop(server)
    const manager = await hire(server, 'manager')
    const agent = await hire(server, 'agent')
    const now = Date.now()
    const input = { words: 'Thicker boxes', cause: 'packing', dueAt: iso(now + DAY), owner: agent.id, days: 5 }
    const { id } = (await api('POST', 'improvements', input)).body
    await api('POST', 'improvements', { ...input, owner: null })
    expect(await remindersDue(server.database, now)).toBe(false)
    const later = now + 2 * DAY
    expect(await remindersDue(server.database, later)).toBe(true)
    await Promise.all([remindOwners(server, later), remindOwners(server, later)])
    // What nobody sees to is the managers'.
    expect((await mails()).map((one) => one.address).toSorted()).toEqual([agent.email, manager.email])
    await api('PATCH', `improvements/${id}`, { doneAt: iso(now) })
    await remindOwners(server, later)
    expect(await mails()).toHaveLength(2)
    await remindOwners(server, now + 6 * DAY)
    expect((await mails()).map((one) => one.address).toSorted()).toEqual([agent.email, agent.email, manager.email])
  })

  it('is listed by state, owner and cause, page by page', async () => {
    const server = await freshServer(engine)
    const { api } = await shop(server)
    const agent = await hire(server, 'agent')
    const input = { words: 'Boxes', cause: 'packing', dueAt: iso(Date.now()) }
    const { id } = (await api('POST', 'improvements', { ...input, owner: agent.id })).body
    await api('POST', 'improvements', { ...input, cause: null, product: 'TC-1' })
    const list = async (query: string) =>
      (
        await api<{ items: Improvement[]; next: string | null }>(
          'GET',
          `improvements?${query}`,
          undefined,
          agent.headers,
        )
      ).body
    expect((await list('cause=packing')).items.map((one) => one.id)).toEqual([id])
    expect((await list('owner=me')).items.map((one) => one.id)).toEqual([id])
    expect((await list('state=done')).items).toEqual([])
    const first = await list('limit=1')
    expect((await list(`limit=1&cursor=${first.next}`)).items.map((one) => one.id)).toEqual([id])
  })

  it.each([
    [{ cause: 'none' }, 'cause'],
    [{ cause: null }, 'cause'],
    [{ category: 'none' }, 'category'],
    [{ owner: 'nobody' }, 'owner'],
    [{ days: 0 }, 'days'],
    [{ dueAt: 'soon' }, 'dueAt'],
    [{ colour: 'red' }, 'colour'],
  ])('is refused with %j', async (over, path) => {
    const server = await freshServer(engine)
    const { api } = await shop(server)
    const input = { words: 'Boxes', cause: 'packing', dueAt: iso(Date.now()), ...over }
    const refused = await api<{ errors: { path: string }[] }>('POST', 'improvements', input)
    expect([refused.code, refused.body.errors[0]?.path]).toEqual(['invalid', path])
  })

  it('is planned by managers, and another site’s is like an unknown one', async () => {
    const server = await freshServer(engine)
    const { api } = await shop(server)
    const agent = await hire(server, 'agent')
    const input = { words: 'Boxes', cause: 'packing', dueAt: iso(Date.now()) }
    expect((await api('POST', 'improvements', input, agent.headers)).status).toBe(403)
    const { id } = (await api('POST', 'improvements', input)).body
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    const headers = { authorization: `Bearer ${secret}` }
    for (const [method, url, body] of [
      ['GET', `improvements/${id}`, undefined],
      ['PATCH', `improvements/${id}`, { words: 'Mine' }],
      ['POST', `improvements/${id}/check`, { effective: true }],
    ] as const)
      expect((await api(method, url, body, headers)).code).toBe('improvement_unknown')
  })
})
