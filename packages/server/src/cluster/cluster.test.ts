import type { ClusterDetail, ClusterPage, Complaint } from '@earshot/sdk/contract'
import { signOrder } from '@earshot/sdk/server'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { complain } from '../../test/complaints.ts'
import { complained, ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'
import { lookForClusters } from './look.ts'

const DAY = 24 * 3_600_000

interface Answer<T> {
  status: number
  code: string | undefined
  body: T
}

/** What a test does with a site's clusters. */
function at(server: TestServer) {
  const api = async <T>(
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    body?: unknown,
    headers = server.staff as never,
  ): Promise<Answer<T>> => {
    const answer = await call(server, method, `/api/${url}`, headers, body)
    return { ...answer, body: answer.body as never }
  }
  return {
    api,
    /** Somebody complains. @returns the number */
    complain: (over: Record<string, unknown>) => complain(server, over),
    look: (now = Date.now()) => lookForClusters(server, now),
    list: async (query = '') => (await api<ClusterPage>('GET', `clusters${query}`)).body.items,
    get: async (id: string) => (await api<ClusterDetail>('GET', `clusters/${id}`)).body,
    complaint: async (number: string) => (await api<Complaint>('GET', `complaints/${number}`)).body,
    mails: () =>
      server.database.write
        .selectFrom('outbox')
        .selectAll()
        .where('topic', '=', 'cluster')
        .orderBy('address')
        .execute(),
    events: async () => {
      const rows = await server.database.write
        .selectFrom('event')
        .select(['type', 'data'])
        .where(sql<boolean>`type like 'cluster.%'`)
        .orderBy('event_id')
        .execute()
      return rows.map(
        ({ type, data }) => [type, JSON.parse(data) as { complaints: number; numbers: string[] }] as const,
      )
    },
  }
}

const CUP = { sku: 'TC-1', name: 'Tulip cup' }

describe.each(ENGINES)('complaints about one thing on %s', (engine) => {
  it('raise one alarm at the third, which managers are told of once and which grows', async () => {
    const server = await freshServer(engine)
    const { complain, look, list, get, mails, events, complaint } = at(server)
    await hire(server, 'manager')
    await hire(server, 'owner')
    await hire(server, 'agent')
    const numbers = [await complain({ product: CUP }), await complain({ product: { ...CUP, sku: ' tc-1' } })]
    await look()
    expect(await list()).toEqual([])
    numbers.push(await complain({ product: { sku: 'TC-1' } }))
    await complain({ product: { sku: 'OTHER' } })
    // Three servers at once.
    await Promise.all([look(), look(), look()])
    const [found] = await list()
    expect(await list()).toHaveLength(1)
    expect(found).toMatchObject({ kind: 'product', complaints: 3, endedAt: null })
    numbers.push(await complain({ product: CUP }))
    await look()
    const grown = await get(found!.id)
    expect(grown.complaints).toBe(4)
    expect(grown.list.map(({ number }) => number).toSorted()).toEqual(numbers)
    const told = await mails()
    expect(told.map((mail) => mail.address)).toEqual(['manager@example.com'])
    expect(told[0]!.payload).toContain(numbers[2])
    expect((await events()).map(([type, data]) => [type, data.complaints])).toEqual([['cluster.found', 3]])
    expect((await complaint(numbers[3]!)).clusters).toEqual([
      { id: found!.id, kind: 'product', label: found!.label, endedAt: null },
    ])
  })

  it('end when it has been quiet as long, and a later three are another', async () => {
    const server = await freshServer(engine)
    const { complain, look, list, events } = at(server)
    for (let i = 0; i < 3; i++) await complain({ product: { name: 'Hand  cream', batch: 'B7' } })
    await look()
    expect((await list()).map(({ kind, label }) => `${kind} ${label}`).toSorted()).toEqual([
      'batch B7',
      'product Hand  cream',
    ])
    await look(Date.now() + 6 * DAY)
    expect(await list('?state=ended')).toEqual([])
    await look(Date.now() + 8 * DAY)
    expect(await list('?state=ended')).toHaveLength(2)
    expect((await events()).map(([type]) => type).toSorted()).toEqual([
      'cluster.ended',
      'cluster.ended',
      'cluster.found',
      'cluster.found',
    ])
    // What belongs to one that is over counts for no other.
    await complain({ product: { name: 'hand cream' } })
    await look()
    expect(await list('?state=open')).toEqual([])
    await complain({ product: { name: 'ＨＡＮＤ cream' } })
    await complain({ product: { name: 'Hand Cream' } })
    await look()
    expect(await list('?state=open')).toHaveLength(1)
  })

  it('are found by category when they are filed', async () => {
    const server = await freshServer(engine)
    const { api, complain, look, list, get } = at(server)
    await api('POST', 'categories', { id: 'damage', label: { en: 'Damaged' } })
    const numbers: string[] = []
    for (const comment of ['One', 'Two', 'Three'])
      numbers.push(await complain({ answers: { satisfaction: 1, comment } }))
    await look()
    for (const number of numbers) await api('POST', `complaints/${number}/classify`, { category: 'damage' })
    await look()
    const [found] = await list()
    expect(found).toMatchObject({ kind: 'category', label: 'Damaged', complaints: 3 })
    await api('POST', 'categories', { id: 'late', label: { en: 'Late' } })
    await api('POST', `complaints/${numbers[0]}/classify`, { category: 'late' })
    await look()
    expect((await get(found!.id)).list.map(({ number }) => number).toSorted()).toEqual(numbers.slice(1))
  })

  it('count neither spam, nor what became part of another, nor an order of many things', async () => {
    const server = await freshServer(engine)
    const { api, complain, look, list } = at(server)
    const items = [{ sku: 'TC-1', name: 'Cup' }, { name: 'Gift wrap' }]
    for (let i = 0; i < 3; i++) await complain({ order: { id: `10${i}`, items } })
    const [spam, part, into] = [
      await complain({ product: CUP }),
      await complain({ product: CUP }),
      await complain({ product: CUP }),
    ]
    await api('POST', `complaints/${spam}/invalid`, { reason: 'spam' })
    await api('POST', `complaints/${part}/merge`, { into })
    await look()
    expect(await list()).toEqual([])
    // The one thing of an order is what it is about.
    for (let i = 0; i < 2; i++) await complain({ order: { id: `20${i}`, items: [items[0]] } })
    await look()
    expect(await list()).toMatchObject([{ kind: 'product', complaints: 3 }])
  })

  it('are looked at again when what they are about comes later', async () => {
    const server = await freshServer(engine)
    const { look, list } = at(server)
    const bodies = [1, 2, 3].map(() => complained())
    for (const body of bodies) await server.say(body)
    await look()
    for (const body of bodies) await server.say({ ...body, product: CUP })
    await look()
    expect(await list()).toMatchObject([{ kind: 'product', complaints: 3 }])
    await server.say(said({ product: CUP }))
    await look()
    expect(await list()).toMatchObject([{ complaints: 3 }])
  })

  it('are looked at again when the shop tells of their order later', async () => {
    const server = await freshServer(engine)
    const { api, complain, look, list } = at(server)
    const signingKey = Buffer.from(server.site.signingKey).toString('base64url')
    for (const id of ['1', '2', '3'])
      await complain({ order: { id, token: await signOrder({ signingKey, order: { id } }) } })
    await look()
    expect(await list()).toEqual([])
    const items = [{ ...CUP, batch: 'B7' }]
    await api(
      'POST',
      'orders',
      ['1', '2', '3'].map((id) => ({ id, items })),
    )
    await look()
    expect((await list()).map(({ kind, label }) => `${kind} ${label}`).toSorted()).toEqual([
      'batch B7',
      'product Tulip cup · TC-1',
    ])
  })

  it('keep nothing that only an erased customer wrote', async () => {
    const server = await freshServer(engine)
    const { api, complain, look, list } = at(server)
    for (const name of ['Mug', 'Mug', 'Ada’s wedding mug'])
      await complain({ product: { sku: 'M-1', name }, contact: { email: `${name.length}@example.com` } })
    await look()
    expect(await list()).toMatchObject([{ label: 'Mug · M-1', complaints: 3 }])
    const erased = await api('POST', 'privacy/erase', { email: '17@example.com', reason: 'They asked for it' })
    expect(erased.status).toBeLessThan(300)
    await look()
    const rows = await server.database.write.selectFrom('complaint_subject').select('label').orderBy('label').execute()
    expect(rows.map(({ label }) => label)).toEqual(['M-1', 'Mug · M-1', 'Mug · M-1'])
    expect(await list()).toMatchObject([{ label: 'Mug · M-1', complaints: 3 }])
  })

  it('are called by nobody’s words any more once all who used them are erased', async () => {
    const server = await freshServer(engine)
    const { api, complain, look, list } = at(server)
    for (const i of [1, 2, 3])
      await complain({ product: { name: 'Ada’s quizzical mug' }, contact: { email: `${i}@example.com` } })
    await look()
    const [found] = await list()
    expect(found).toMatchObject({ label: 'Ada’s quizzical mug', endedAt: null })
    for (const i of [1, 2, 3]) {
      await api('POST', 'privacy/erase', { email: `${i}@example.com`, reason: 'They asked for it' })
      await look()
    }
    expect(await list()).toMatchObject([{ id: found!.id, label: '—', complaints: 0, endedAt: expect.any(String) }])
    const rows = await server.database.write.selectFrom('cluster').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('quizzical')
  })

  it('are as many and as near as the site says, or raise no alarm', async () => {
    const server = await freshServer(engine)
    const { api, complain, look, list } = at(server)
    const agent = await hire(server, 'agent')
    expect((await api('GET', 'clusters/rules')).body).toEqual({ on: true, complaints: 3, days: 7 })
    expect((await api('PATCH', 'clusters/rules', { on: false }, agent.headers as never)).status).toBe(403)
    expect((await api('PATCH', 'clusters/rules', { complaints: 1 })).code).toBe('invalid')
    expect((await api('PATCH', 'clusters/rules', { many: 1 })).code).toBe('invalid')
    await api('PATCH', 'clusters/rules', { on: false })
    for (let i = 0; i < 3; i++) await complain({ product: CUP })
    await look()
    expect(await list()).toEqual([])
    await api('PATCH', 'clusters/rules', { on: true, complaints: 4 })
    await complain({ product: CUP })
    await look()
    const [found] = await list()
    await api('PATCH', 'clusters/rules', { days: 1 })
    const [sooner] = await list()
    expect(Date.parse(found!.quietAt) - Date.parse(sooner!.quietAt)).toBe(6 * DAY)
  })

  it('are told to nobody of another site', async () => {
    const server = await freshServer(engine)
    const { complain, look, list } = at(server)
    for (let i = 0; i < 3; i++) await complain({ product: CUP })
    await look()
    const [found] = await list()
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    const headers = { authorization: `Bearer ${secret}` }
    const foreign = await call(server, 'GET', `/api/clusters/${found!.id}`, headers)
    const unknown = await call(server, 'GET', '/api/clusters/none', headers)
    expect([foreign.status, foreign.code, foreign.body]).toEqual([unknown.status, 'cluster_unknown', unknown.body])
    expect((await call(server, 'GET', '/api/clusters', headers)).body).toEqual({ items: [], next: null })
  })
})
