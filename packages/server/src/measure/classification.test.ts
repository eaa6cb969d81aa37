import type { Classification } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'

const REMEDY = { kind: 'refund', terms: 'Money back', cost: 1200, currency: 'EUR' }

describe.each(ENGINES)('the classification on %s', (engine) => {
  it('counts complaints by month where the shop is, and what their remedies cost', async () => {
    const server = await freshServer(engine, { site: { timeZone: 'Asia/Taipei' } })
    const post = (url: string, body: unknown) => call(server, 'POST', `/api/${url}`, server.staff, body)
    await post('causes', { id: 'packing', label: { en: '=HYPERLINK("x")' } })
    await post('categories', { id: 'damage', label: { en: 'Damaged' } })
    const { id: warehouse } = (await post('departments', { name: 'Warehouse' })).body as unknown as { id: string }
    const filing = { category: 'damage', rootCause: 'packing', responsible: warehouse }
    // Half past midnight of the first in Taipei is still the month before in UTC.
    for (const [at, filed] of [
      ['2026-09-30T15:30:00Z', { ...filing, preventable: true }],
      ['2026-09-30T16:30:00Z', { ...filing, preventable: true }],
      ['2026-10-31T15:59:00Z', { ...filing, preventable: false }],
      ['2026-10-31T16:00:00Z', { category: 'damage' }],
    ] as const) {
      const { body } = await server.say(complained())
      const { number } = body['complaint'] as unknown as { number: string }
      await post(`complaints/${number}/resolve`, { remedy: REMEDY })
      await post(`complaints/${number}/accept`, { name: 'Ada', heard: 'phone' })
      await post(`complaints/${number}/classify`, filed)
      const opened_at = Date.parse(at)
      await server.database.write.updateTable('complaint').set({ opened_at }).where('number', '=', number).execute()
    }
    const spam = await server.say(complained())
    const { number } = spam.body['complaint'] as unknown as { number: string }
    await post(`complaints/${number}/invalid`, { reason: 'spam' })
    const url = '/api/measures/classification'
    const { body } = await call(server, 'GET', `${url}?from=2026-09&to=2026-11`, server.staff)
    expect(body as unknown as Classification).toEqual({
      from: '2026-08-31T16:00:00.000Z',
      to: '2026-11-30T16:00:00.000Z',
      months: ['2026-09', '2026-10', '2026-11'],
      complaints: [1, 2, 1],
      categories: [{ id: 'damage', label: { en: 'Damaged' }, counts: [1, 2, 1], total: 4 }],
      causes: [
        { id: 'packing', label: { en: '=HYPERLINK("x")' }, counts: [1, 2, 0], total: 3 },
        { id: null, label: null, counts: [0, 0, 1], total: 1 },
      ],
      departments: [
        { id: warehouse, label: { und: 'Warehouse' }, counts: [1, 2, 0], total: 3 },
        { id: null, label: null, counts: [0, 0, 1], total: 1 },
      ],
      preventable: { yes: [1, 1, 0], no: [0, 1, 0], unknown: [0, 0, 1], share: [1, 0.5, null] },
      costs: [{ currency: 'EUR', amounts: [1200, 2400, 1200], total: 4800 }],
    })
    const file = await server.app.inject({ url: `${url}.csv?from=2026-09&to=2026-11`, headers: server.staff })
    expect(file.headers['content-type']).toContain('text/csv')
    const lines = file.body.split('\n')
    expect(lines[0]).toBe('\ufeffby,id,label,2026-09,2026-10,2026-11,total')
    expect(lines).toContain('category,damage,Damaged,1,2,1,4')
    // No cell begins as a formula does.
    expect(lines).toContain(`cause,packing,"'=HYPERLINK(""x"")",1,2,0,3`)
    expect(lines).toContain('cost,EUR,,1200,2400,1200,4800')
  })

  it('is empty where nothing was said, and the managers’', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const url = '/api/measures/classification'
    expect((await call(server, 'GET', url, agent.headers)).status).toBe(403)
    const { body } = await call(server, 'GET', url, server.staff)
    expect(body as unknown as Classification).toMatchObject({ categories: [], causes: [], departments: [], costs: [] })
    expect((body as unknown as Classification).months).toHaveLength(12)
  })

  it.each(['from=2026-13', 'from=2026-11&to=2026-10', 'from=2000-01', 'from=2026-11-01', 'by=week'])(
    'refuses %s',
    async (query) => {
      const server = await freshServer(engine)
      expect((await call(server, 'GET', `/api/measures/classification?${query}`, server.staff)).code).toBe('invalid')
    },
  )
})
