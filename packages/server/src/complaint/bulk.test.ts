import type { BulkResult } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complain, list, numbers } from '../../test/complaints.ts'
import { ENGINES, freshServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addDepartment } from '../department/store.ts'

describe.each(ENGINES)('one command for many on %s', (engine) => {
  it('tells of each what brings back who had it and how it was filed', async () => {
    const server = await freshServer(engine)
    const [ada, bo] = [await hire(server, 'agent'), await hire(server, 'manager')]
    const [delivery, kitchen] = await server.database.transaction(async (tx) => [
      (await addDepartment(tx, server.site.id, { name: 'Delivery' })).id,
      (await addDepartment(tx, server.site.id, { name: 'Kitchen' })).id,
    ])
    const add = async (body: object) =>
      (await call(server, 'POST', '/api/categories', server.staff, body)).body['id'] as string
    const late = await add({ id: 'late', label: { en: 'Late' }, department: delivery })
    const burnt = await add({ id: 'burnt', label: { en: 'Burnt' }, department: kitchen, safety: true })
    const all = [await complain(server), await complain(server), await complain(server)]
    const give = (number: string, command: string, fields: object) =>
      call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, fields)
    await give(all[0], 'classify', { category: late })
    await give(all[0], 'assign', { staff: ada.id, department: delivery })
    await give(all[1], 'assign', { staff: bo.id, department: null })
    await give(all[2], 'assign', { staff: null, department: kitchen })
    const stands = () =>
      Promise.all(
        all.map(async (number) => {
          const { body } = await call(server, 'GET', `/api/complaints/${number}`, server.staff)
          const { assignee, department, category, safety } = body
          return { assignee, department, category, safety }
        }),
      )
    const before = await stands()
    expect(before.map(({ assignee }) => assignee)).toEqual([ada.id, bo.id, null])
    const bulk = async (body: object) =>
      (await call(server, 'POST', '/api/complaints/bulk', ada.headers, body)).body as unknown as BulkResult
    const takeBack = async ({ items }: BulkResult) => {
      for (const { number, version, undo } of items) {
        let seen = version
        for (const one of undo) {
          const [back] = (await bulk({ numbers: [number], versions: [seen], ...one })).items
          expect(back).toMatchObject({ done: true })
          seen = back!.version
        }
      }
    }
    const given = await bulk({ numbers: all, command: 'assign', fields: { staff: ada.id } })
    expect(given.items.map(({ undo }) => undo.length)).toEqual([0, 1, 1])
    await takeBack(given)
    expect(await stands()).toEqual(before)
    const filed = await bulk({ numbers: all, command: 'classify', fields: { category: burnt } })
    expect((await stands()).map(({ category, safety, department }) => [category, safety, department])).toEqual(
      all.map(() => [burnt, true, kitchen]),
    )
    await takeBack(filed)
    expect(await stands()).toEqual(before)

    // What somebody has changed since stays as they left it.
    const again = await bulk({ numbers: all, command: 'assign', fields: { staff: ada.id } })
    await give(all[1], 'assign', { staff: bo.id })
    const versions = again.items.map(({ version }) => version)
    const noted = await bulk({ numbers: all, versions, command: 'note', fields: { words: 'x' } })
    expect(noted.items.map(({ problem }) => problem?.code)).toEqual([undefined, 'complaint_changed', undefined])
    expect(await bulk({ numbers: all, versions: [1], command: 'note', fields: { words: 'x' } })).toMatchObject({
      code: 'invalid',
      errors: [{ path: 'versions' }],
    })
  })

  it('is given to each by itself, and tells what became of each', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const [one, two] = [await complain(server), await complain(server)]
    await call(server, 'POST', `/api/complaints/${two}/withdraw`, server.staff, { heard: 'phone' })
    const bulk = (body: object) => call(server, 'POST', '/api/complaints/bulk', agent.headers, body)
    const { body } = await bulk({
      numbers: [one, two, one, '2026-999999'],
      command: 'assign',
      fields: { staff: agent.id },
    })
    expect(body['items']).toMatchObject([
      { number: one, done: true, version: expect.any(Number), problem: null, undo: expect.any(Array) },
      { number: two, done: false, version: null, problem: { code: 'command_not_possible', status: 409 } },
      { number: '2026-999999', done: false, problem: { code: 'complaint_unknown' } },
    ])
    const mine = await list(server, `assignee=${agent.id}`, agent.headers)
    expect(mine.find(({ number }) => number === one)).toMatchObject({ unread: false })
    expect((await bulk({ numbers: [one], command: 'assign', fields: { stuff: 1 } })).body).toMatchObject({
      errors: [{ path: 'fields.stuff' }],
    })
    expect((await bulk({ numbers: [one], command: 'approve', fields: {} })).code).toBe('invalid')
    expect((await bulk({ numbers: [], command: 'assign', fields: {} })).code).toBe('invalid')
    const label = (await call(server, 'POST', '/api/labels', server.staff, { name: 'Press' })).body['id']
    const labelled = await bulk({ numbers: [one, two, '2026-999999'], command: 'label', fields: { add: [label] } })
    expect(labelled.body['items']).toMatchObject([
      { done: true, undo: [{ command: 'label', fields: { add: [], remove: [label] } }] },
      { done: true },
      { problem: { code: 'complaint_unknown' } },
    ])
    expect(numbers(await list(server, `label=${label as string}`))).toEqual([one, two].toSorted())
    for (const fields of [{ add: ['x'] }, { add: [label], feedback: [] }, { put: 1 }])
      expect((await bulk({ numbers: [one], command: 'label', fields })).code).toBe('invalid')
  })
})
