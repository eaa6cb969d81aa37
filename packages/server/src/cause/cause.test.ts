import type { Cause, Complaint, ComplaintPage } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'

const PACKING = { id: 'packing', label: { en: 'Packing', ko: '포장' } }

async function closed(server: TestServer): Promise<string> {
  const { body } = await server.say(complained())
  const { number } = body['complaint'] as unknown as { number: string }
  await call(server, 'POST', `/api/complaints/${number}/answer`, server.staff, { words: 'Done' })
  await call(server, 'POST', `/api/complaints/${number}/confirm`, server.staff, { satisfied: true, heard: 'phone' })
  return number
}

describe.each(ENGINES)('root causes on %s', (engine) => {
  it('are a list that managers keep, by lasting ids', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const api = (method: 'GET' | 'POST' | 'PATCH', url: string, body?: unknown, headers = server.staff as never) =>
      call(server, method, `/api/${url}`, headers, body)
    expect((await api('POST', 'causes', PACKING, agent.headers as never)).status).toBe(403)
    expect((await api('POST', 'causes', PACKING)).status).toBe(201)
    expect((await api('POST', 'causes', PACKING)).code).toBe('name_taken')
    expect((await api('POST', 'causes', { ...PACKING, id: 'x', colour: 1 })).code).toBe('invalid')
    expect((await api('PATCH', 'causes/none', { archived: true })).code).toBe('cause_unknown')
    expect((await api('PATCH', 'causes/packing', { label: { en: 'The box' } })).body).toEqual({
      id: 'packing',
      label: { en: 'The box' },
      archived: false,
    })
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    const foreign = await call(server, 'PATCH', '/api/causes/packing', { authorization: `Bearer ${secret}` }, {})
    expect(foreign.code).toBe('cause_unknown')
    expect(((await api('GET', 'causes', undefined, agent.headers as never)).body['items'] as Cause[]).length).toBe(1)
  })

  it('are what closed complaints are filed by, with who is responsible and whether it was preventable', async () => {
    const server = await freshServer(engine)
    const post = (url: string, body: unknown) => call(server, 'POST', `/api/${url}`, server.staff, body)
    await post('causes', PACKING)
    await post('categories', { id: 'damage', label: { en: 'Damaged' } })
    const { id } = (await post('departments', { name: 'Warehouse' })).body as unknown as { id: string }
    const [number, spam] = [await closed(server), await closed(server)]
    await server.say(complained())
    const unfiled = async (is = 'true') => {
      const { body } = await call(server, 'GET', `/api/complaints?unclassified=${is}`, server.staff)
      return (body as unknown as ComplaintPage).items.map((one) => one.number)
    }
    expect((await unfiled()).toSorted()).toEqual([number, spam].toSorted())
    const filing = { category: 'damage', rootCause: 'packing', responsible: id, preventable: true }
    const done = await post(`complaints/${number}/classify`, filing)
    const { category, rootCause, responsible, preventable, history } = done.body as unknown as Complaint
    expect({ category, rootCause, responsible, preventable }).toEqual(filing)
    expect(history.findLast(({ command }) => command === 'classify')?.payload).toEqual(filing)
    expect(await unfiled()).toEqual([spam])
    expect(await unfiled('false')).toHaveLength(2)
    const taken = await post(`complaints/${number}/classify`, { rootCause: null, preventable: null })
    expect(taken.body).toMatchObject({ rootCause: null, preventable: null, responsible: id })
  })

  it.each([
    [{ rootCause: 'none' }, 'rootCause'],
    [{ rootCause: 'old' }, 'rootCause'],
    [{ responsible: 'nobody' }, 'responsible'],
  ])('refuse %j', async (filing, path) => {
    const server = await freshServer(engine)
    await call(server, 'POST', '/api/causes', server.staff, { ...PACKING, id: 'old' })
    await call(server, 'PATCH', '/api/causes/old', server.staff, { archived: true })
    const { body } = await server.say(complained())
    const { number } = body['complaint'] as unknown as { number: string }
    const refused = await call(server, 'POST', `/api/complaints/${number}/classify`, server.staff, filing)
    expect(refused.code).toBe('invalid')
    expect(refused.body['errors']).toMatchObject([{ path }])
  })
})
