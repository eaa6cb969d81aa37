import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import { breakSilence } from './silence.ts'

const DAY = 24 * 3600_000

async function waiting(server: TestServer, command: string, payload: object) {
  const { body } = await server.say(complained())
  const { number } = body['complaint'] as unknown as { number: string }
  await call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload)
  return async () => {
    const answer = await call(server, 'GET', `/api/complaints/${number}`, server.staff)
    return answer.body as unknown as { stage: string; outcome: string; asked: boolean; history: { command: string }[] }
  }
}

describe.each(ENGINES)('silence on %s', (engine) => {
  it('is broken by two reminders, then ends what waits for the customer', async () => {
    const server = await freshServer(engine)
    const offered = await waiting(server, 'answer', { words: 'We open at nine.' })
    const asked = await waiting(server, 'ask', { words: 'Which loaf?' })
    const untouched = await waiting(server, 'note', { words: 'Later' })
    const days = (count: number) => breakSilence(server, Date.now() + count * DAY)
    expect([await days(2), await days(3.1), await days(3.1), await days(7.1), await days(7.1), await days(13)]).toEqual(
      [0, 2, 0, 2, 0, 0],
    )
    expect(await days(14.1)).toBe(2)
    expect(await offered()).toMatchObject({ stage: 'closed', outcome: 'unanswered' })
    expect(await asked()).toMatchObject({ stage: 'received', asked: false })
    expect((await asked()).history.map(({ command }) => command)).toEqual([
      'register',
      'ask',
      'remind',
      'remind',
      'resume',
    ])
    expect((await untouched()).history).toHaveLength(2)
    expect(await days(100)).toBe(0)
    const mails = await server.database.write.selectFrom('outbox').select('topic').execute()
    expect(mails.filter(({ topic }) => topic === 'reminder')).toHaveLength(4)
  })
})
