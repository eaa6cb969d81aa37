import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { freshConfig } from '../../test/engines.ts'
import { CALLABLE, freshReceiver } from '../../test/receiver.ts'
import { openDatabase } from '../database/engine.ts'
import { record } from '../event/record.ts'
import { addSite } from '../site/store.ts'

const MAIN = resolve(import.meta.dirname, '../main.ts')

/** Each command is a process of its own, which takes its time on a busy machine. */
const LONG = 120_000

/** A place with one site, a receiver, and `earshot` as people run it. */
async function place() {
  const config = await freshConfig('sqlite')
  const database = await openDatabase(config)
  onTestFinished(() => database.close())
  const site = await addSite(database, { name: 'Lumen & Loaf' })
  const env = { ...process.env, ...CALLABLE, EARSHOT_DATA: config.data, DATABASE_URL: '' }
  const earshot = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      execFile('node', ['--conditions=source', MAIN, ...args], { env }, (error, out, err) =>
        done({ code: error ? Number(error.code) : 0, out, err }),
      )
    })
  const json = async <T>(...args: string[]) => JSON.parse((await earshot(...args, '--json')).out) as T
  return { database, site, receiver: await freshReceiver(), earshot, json }
}

it(
  'webhooks are added, tried, given a new secret, changed and removed from a shell',
  async () => {
    const { receiver, earshot, json } = await place()
    const [refused, wrong] = await Promise.all([
      earshot('webhook', 'add', 'https://10.0.0.1/'),
      earshot('webhook', 'add', receiver.url, '--types', 'weather.*'),
    ])
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('public network') as unknown })
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('complaint.*') as unknown })

    const made = await earshot('webhook', 'add', receiver.url, '--types', 'complaint.*,feedback.received', '--words')
    expect(made.out).toMatch(/^whsec_\S+\n$/)
    const [shown] = await json<{ id: string }[]>('webhook', 'list')
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

    expect(await json('webhook', 'set', id, '--state', 'off', '--no-words')).toMatchObject({
      state: 'off',
      words: false,
    })
    await earshot('webhook', 'remove', id)
    expect(await json('webhook', 'list')).toEqual([])
    expect(await earshot('webhook', 'test', id)).toMatchObject({ code: 1 })
  },
  LONG,
)

it(
  'doctor names a webhook that was switched off; what it missed is found, and sent again, from a shell',
  async () => {
    const { database, site, receiver, earshot, json } = await place()
    const { id } = await json<{ id: string }>('webhook', 'add', receiver.url)
    const doctor = async () =>
      (await json<{ about: string; said: string }[]>('doctor')).filter(({ about }) => about.includes('webhook'))
    expect(await doctor()).toEqual([{ about: 'webhooks', state: 'ok', said: '1 are told what happens' }])
    await database.transaction(async (tx) => record(tx, site.id, { type: 'complaint.noted', data: {} }))
    receiver.answer = () => 410
    await json('jobs', 'run', 'webhooks')
    expect(await doctor()).toEqual([
      { about: `${site.key} webhook`, state: 'warn', said: expect.stringContaining('410') as unknown },
    ])
    const [dead] = await json<{ event: string }[]>('webhook', 'deliveries', id, '--state', 'dead')
    receiver.answer = () => 204
    await json('webhook', 'set', id, '--state', 'on')
    expect(await json('webhook', 'replay', id, dead!.event)).toEqual({ replayed: 1 })
    expect(await json('jobs', 'run', 'webhooks')).toEqual([{ job: 'webhooks', done: 1, error: null }])
    expect(receiver.got.at(-1)!.id).toBe(dead!.event)
    expect(await earshot('webhook', 'replay', id, 'nothing')).toMatchObject({ code: 1 })
  },
  LONG,
)
