import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { freshConfig } from '../../test/engines.ts'
import { openDatabase } from '../database/engine.ts'
import { record } from '../event/record.ts'
import { CALLABLE, freshReceiver } from '../../test/receiver.ts'

const MAIN = resolve(import.meta.dirname, '../main.ts')

it('webhooks are added, tried, given a new secret, changed and removed from a shell', async () => {
  const { data } = await freshConfig('sqlite')
  const env = { ...process.env, ...CALLABLE, EARSHOT_DATA: data, DATABASE_URL: '' }
  const earshot = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      execFile('node', ['--conditions=source', MAIN, ...args], { env }, (error, out, err) =>
        done({ code: error ? Number(error.code) : 0, out, err }),
      )
    })
  const json = async <T>(...args: string[]) => JSON.parse((await earshot(...args, '--json')).out) as T

  await earshot('init', '--name', 'Lumen & Loaf')
  const receiver = await freshReceiver()
  const refused = await earshot('webhook', 'add', 'https://10.0.0.1/')
  expect(refused).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('not in a public network') as unknown,
  })
  const wrong = await earshot('webhook', 'add', receiver.url, '--types', 'weather.*')
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('complaint.*') as unknown })

  const made = await earshot('webhook', 'add', receiver.url, '--types', 'complaint.*,feedback.received', '--words')
  expect(made.out).toMatch(/^whsec_\S+\n$/)
  const [shown] = await json<{ id: string; types: string[]; words: boolean }[]>('webhook', 'list')
  expect(shown).toMatchObject({ types: ['complaint.*', 'feedback.received'], words: true, format: 'standard' })
  const { id } = shown!

  expect((await earshot('webhook', 'test', id)).out).toMatch(/^It answered 204 in \d+ ms\./)
  expect(receiver.verify(made.out.trim(), receiver.got[0]!)).toMatchObject({ type: 'webhook.test' })
  const turned = await earshot('webhook', 'rotate', id)
  expect(turned.out).not.toBe(made.out)
  receiver.answer = () => 500
  expect(await earshot('webhook', 'test', id)).toMatchObject({
    code: 1,
    out: expect.stringContaining('answered 500') as unknown,
  })
  for (const secret of [made.out.trim(), turned.out.trim()])
    expect(receiver.verify(secret, receiver.got[1]!)).toMatchObject({})

  const doctor = async () =>
    (await json<{ about: string; said: string }[]>('doctor')).filter(({ about }) => about.includes('webhook'))
  expect(await doctor()).toEqual([{ about: 'webhooks', state: 'ok', said: '1 are told what happens' }])
  const database = await openDatabase({ data, databaseUrl: undefined })
  const { site_id } = await database.write.selectFrom('webhook').select('site_id').executeTakeFirstOrThrow()
  await database.transaction(async (tx) => record(tx, site_id, { type: 'complaint.noted', data: {} }))
  receiver.answer = () => 410
  await json('jobs', 'run', 'webhooks')
  await database.close()
  expect(await doctor()).toEqual([
    { about: expect.any(String) as unknown, state: 'warn', said: expect.stringContaining('410') as unknown },
  ])
  const [dead] = await json<{ event: string }[]>('webhook', 'deliveries', id, '--state', 'dead')
  receiver.answer = () => 204
  await json('webhook', 'set', id, '--state', 'on')
  expect(await json('webhook', 'replay', id, dead!.event)).toEqual({ replayed: 1 })
  expect(await json('jobs', 'run', 'webhooks')).toEqual([{ job: 'webhooks', done: 1, error: null }])
  expect(receiver.got.at(-1)!.id).toBe(dead!.event)

  expect(await json('webhook', 'set', id, '--state', 'off', '--no-words')).toMatchObject({ state: 'off', words: false })
  expect(await json('webhook', 'replay', id)).toEqual({ replayed: 0 })
  expect(await earshot('webhook', 'replay', id, 'nothing')).toMatchObject({ code: 1 })
  await earshot('webhook', 'remove', id)
  expect(await json('webhook', 'list')).toEqual([])
  expect(await earshot('webhook', 'test', id)).toMatchObject({ code: 1 })
})
