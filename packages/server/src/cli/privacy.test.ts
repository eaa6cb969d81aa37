import { execFile } from 'node:child_process'
import { readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { freshConfig, freshFolder } from '../../test/engines.ts'

const MAIN = resolve(import.meta.dirname, '../main.ts')

it('a person is found, exported, erased, and erased again after a restore, from a shell', async () => {
  const { data } = await freshConfig('sqlite')
  const folder = freshFolder()
  const env = { ...process.env, EARSHOT_DATA: data, DATABASE_URL: '' }
  const earshot = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      execFile('node', ['--conditions=source', MAIN, ...args], { env, cwd: folder }, (error, out, err) =>
        done({ code: error ? Number(error.code) : 0, out, err }),
      )
    })
  const json = async <T>(...args: string[]) => JSON.parse((await earshot(...args, '--json')).out) as T
  const counts = async () =>
    (await json<{ counts: Record<string, number> }>('privacy', 'find', ...who)).counts['feedback']
  const privacy = async () =>
    (await json<{ about: string; state: string; said: string }[]>('doctor')).find(({ about }) =>
      about.endsWith('privacy'),
    )

  await earshot('demo', '--site', 'pk_demo', '--days', '20')
  const all = await json<{ contact: { email?: string } | null }[]>('feedback', 'list', '--limit', '200')
  const who = ['--email', all.find(({ contact }) => contact?.email)!.contact!.email!]
  expect(await counts()).toBeGreaterThan(0)
  await earshot('backup', 'before.jsonl.gz')

  const out = join(folder, 'person.jsonl')
  expect(await earshot('privacy', 'export', ...who, '--out', out)).toMatchObject({ code: 0, out: '' })
  expect(readFileSync(out, 'utf8')).toContain(who[1])
  const reason = ['--reason', 'Asked for by letter']
  expect((await earshot('privacy', 'erase', ...who, ...reason, '--dry-run')).out).toMatch(/^feedback +\d/m)
  expect(await counts()).toBeGreaterThan(0)
  expect(await json('privacy', 'erase', ...who, ...reason)).toMatchObject({ state: 'done' })
  expect(await counts()).toBe(0)
  expect(await json('privacy', 'erasures')).toMatchObject([{ reason: 'Asked for by letter' }])
  expect(await earshot('privacy', 'erase', '--email', 'nobody@example.com', ...reason)).toMatchObject({
    code: 1,
    err: expect.stringContaining('has nothing of somebody like that') as unknown,
  })
  expect(await earshot('privacy', 'find')).toMatchObject({
    code: 1,
    err: expect.stringContaining('exactly one') as unknown,
  })
  expect(await privacy()).toMatchObject({ state: 'ok' })

  // A restore that is told what was erased since.
  const copy = join(folder, 'erasures.jsonl')
  renameSync(join(data, 'erasures.jsonl'), copy)
  rmSync(data, { recursive: true })
  expect(await earshot('restore', 'before.jsonl.gz', '--erasures', 'none.jsonl')).toMatchObject({ code: 1 })
  const restored = await earshot('restore', 'before.jsonl.gz', '--erasures', copy)
  expect(restored).toMatchObject({ code: 0, err: expect.stringContaining('Erased again') as unknown })
  expect(await counts()).toBe(0)
  expect(await privacy()).toMatchObject({ state: 'ok' })
  await earshot('privacy', 'tombstones', '--out', 'all.jsonl')
  expect(readFileSync(join(folder, 'all.jsonl'), 'utf8')).not.toContain(who[1])

  // One that is not, and is told later.
  rmSync(data, { recursive: true })
  const blind = await earshot('restore', 'before.jsonl.gz')
  expect(blind.err).toContain('Nothing tells what was erased since')
  expect(await counts()).toBeGreaterThan(0)
  renameSync(copy, join(data, 'erasures.jsonl'))
  expect(await privacy()).toMatchObject({ state: 'fail', said: expect.stringContaining('privacy again') as unknown })
  expect(await json<{ erased: number }>('privacy', 'again')).not.toEqual({ erased: 0 })
  expect(await counts()).toBe(0)
  expect(await privacy()).toMatchObject({ state: 'ok' })
  expect(await json('privacy', 'again')).toEqual({ erased: 0 })

  expect(await json('privacy', 'retention', '--feedback-months', '6', '--complaint-months', 'never')).toEqual({
    feedbackMonths: 6,
    complaintMonths: null,
    orderMonths: 60,
    customerMonths: 24,
    mailDays: 30,
    eventDays: 30,
  })
  expect(await json('privacy', 'retention', '--dry-run')).toMatchObject({ feedback: 0, complaints: 0 })
  expect(await earshot('privacy', 'retention', '--mail-days', 'soon')).toMatchObject({ code: 1 })
}, 120_000)
