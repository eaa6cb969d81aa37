import type { Complaint } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer } from '../../../test/engines.ts'
import { call } from '../../../test/staff.ts'
import { wasOffered } from './0006-was-offered.ts'

describe.each(ENGINES)('when remedies were offered, on %s', (engine) => {
  it('is found in the history of what was there before', async () => {
    const server = await freshServer(engine)
    const { write } = server.database
    const { number } = (await server.say(complained())).body['complaint'] as unknown as { number: string }
    const give = async (command: string, payload: object) => {
      const answer = await call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload)
      expect([command, answer.status]).toEqual([command, 200])
      return answer.body as unknown as Complaint
    }
    const heard = 'phone'
    const offer = (terms: string) => {
      const tasks = [{ kind: 'ship' }, { kind: 'visit', dueAt: '2099-01-01T00:00:00Z' }]
      return { kind: 'gift', terms, tasks }
    }
    await give('resolve', { remedy: offer('A coupon') })
    await give('decline', { words: 'No', heard })
    const proposed = await give('propose', { remedies: [offer('A box'), offer('A cake')] })
    await give('approve', { remedy: proposed.remedies.at(-1)!.id })
    await give('revise', { reason: 'Sold out' })
    await give('propose', { remedies: [offer('A loaf')] })
    const accepted = await give('accept', { name: 'Ada', heard })
    await give('fail', { task: accepted.tasks[0]!.id, reason: 'The oven broke' })
    await give('propose', { remedies: [offer('A card')] })
    await give('withdraw', { heard })
    const rows = async () => ({
      remedies: await write.selectFrom('remedy').selectAll().orderBy('remedy_id').execute(),
      tasks: await write.selectFrom('task').selectAll().orderBy('task_id').execute(),
    })
    const written = await rows()
    expect(written.remedies.map((one) => [one.state, one.offered_at !== null, one.ended_at !== null])).toEqual([
      ['declined', true, true],
      ['passed', false, false],
      ['revised', true, true],
      ['failed', true, true],
      ['passed', true, true],
    ])
    expect(written.tasks.map(({ clocked }) => clocked)).toEqual([1, 0])
    for (const column of ['offered_at', 'ended_at'])
      await write.schema.alterTable('remedy').dropColumn(column).execute()
    await write.schema.alterTable('task').dropColumn('clocked').execute()
    await wasOffered.up(write)
    expect(await rows()).toEqual(written)
  })
})
