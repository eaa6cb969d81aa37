import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { Complaint } from '@earshot/sdk/contract'
import { expect, it } from 'vitest'
import { complained, freshServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'

const MAIN = join(import.meta.dirname, '../main.ts')

it('earshot task lists what is to be done, and ends it', async () => {
  const server = await freshServer('sqlite')
  const env = { ...process.env, EARSHOT_DATA: server.config.data, DATABASE_URL: '' }
  const earshot = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      execFile('node', ['--conditions=source', MAIN, 'task', ...args], { env }, (error, out, err) =>
        done({ code: error ? Number(error.code) : 0, out, err }),
      )
    })
  await hire(server, 'agent', { email: 'bo@example.com' })
  const { body } = await server.say(complained())
  const { number } = body['complaint'] as unknown as { number: string }
  const give = async (command: string, payload: object) => {
    const answer = await call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload)
    return answer.body as unknown as Complaint
  }
  const remedy = { kind: 'replacement', terms: 'A new mug', tasks: [{ kind: 'ship' }, { kind: 'gift' }] }
  await give('resolve', { remedy })
  const { tasks } = await give('accept', { name: 'Ada', heard: 'phone' })
  const [ship, gift] = tasks

  const listed = await earshot('list', '--json')
  expect((JSON.parse(listed.out) as { id: string }[]).map(({ id }) => id).toSorted()).toEqual(
    [ship.id, gift.id].toSorted(),
  )
  const done = await earshot('done', ship.id, '--result', 'Handed over', '--as', 'bo@example.com')
  expect([done.code, done.out]).toEqual([0, `The task is done. ${number} is fulfilling.\n`])
  const failed = await earshot('fail', gift.id, '--reason', 'Sold out', '--json')
  expect(JSON.parse(failed.out)).toEqual({ task: gift.id, state: 'failed', complaint: number, stage: 'investigating' })
  const again = await earshot('done', ship.id)
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('"earshot task list" shows them')])
  const mine = await earshot('list', '--mine', '--state', 'done', '--as', 'bo@example.com')
  expect(mine.out).toContain('Handed over')
  expect((await earshot('list', '--mine')).err).toContain('--as bo@shop.example')
})
