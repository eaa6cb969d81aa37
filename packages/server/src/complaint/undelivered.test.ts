import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer } from '../../test/engines.ts'
import { freshPostbox } from '../../test/smtp.ts'
import { call, hire } from '../../test/staff.ts'
import { createOutbox } from '../notify/deliver.ts'

describe.each(ENGINES)('a mail that its customer’s server refuses, on %s', (engine) => {
  it('is told to whoever is responsible, and stands at the complaint with the server’s words', async () => {
    const postbox = await freshPostbox({
      onRcptTo: ({ address }, _session, done) =>
        address === 'ada@exmaple.com'
          ? done(Object.assign(new Error('5.1.1 No such user here'), { responseCode: 550 }))
          : done(),
    })
    const server = await freshServer(engine, {
      env: { EARSHOT_SMTP: postbox.url, EARSHOT_MAIL_FROM: 'care@shop.example' },
    })
    const agent = await hire(server, 'agent')
    const contact = { name: 'Ada', email: 'ada@exmaple.com' }
    const { body } = await server.say(complained({ contact }))
    const { number } = body['complaint'] as unknown as { number: string }
    const outbox = createOutbox({ config: server.config, database: server.database, log: server.app.log })
    await outbox.deliver()
    await outbox.deliver()
    const toAgent = postbox.mails.filter(({ recipients }) => recipients.includes(agent.email))
    expect(toAgent.map(({ text }) => text).join('\n')).toMatch(/could not be delivered/)
    expect(toAgent.map(({ text }) => text).join('\n')).toContain('No such user here')
    const read = await call(server, 'GET', `/api/complaints/${number}`, agent.headers)
    expect(read.body['undelivered']).toEqual([
      expect.objectContaining({
        mail: 'acknowledgement',
        address: 'ada@exmaple.com',
        reason: expect.stringContaining('550 5.1.1'),
      }),
    ])
  })
})
