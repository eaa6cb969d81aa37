import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer } from '../../../test/engines.ts'
import { call } from '../../../test/staff.ts'
import { brought } from './0022-brought.ts'

describe.each(ENGINES)('how staff heard it, on %s', (engine) => {
  it('is known of all feedback whose complaint knew it before', async () => {
    const server = await freshServer(engine)
    const { write } = server.database
    await server.say(complained())
    for (const over of [{ channel: 'phone' }, { channel: 'fax', saidAt: '2026-01-05T09:30:00Z', recordedBy: 'Ada' }])
      expect((await call(server, 'POST', '/api/feedback', server.staff, { reason: 'Burnt', ...over })).status).toBe(201)
    const all = async () => (await call(server, 'GET', '/api/feedback', server.staff)).body['items']
    const written = await all()
    expect(written).toMatchObject([
      { brought: { channel: 'fax', recordedBy: 'Ada', saidAt: '2026-01-05T09:30:00.000Z' } },
      { brought: { channel: 'phone', saidAt: null } },
      { brought: null },
    ])
    await write.schema.alterTable('feedback').dropColumn('brought').execute()
    await brought.up(write)
    expect(await all()).toEqual(written)
  })
})
