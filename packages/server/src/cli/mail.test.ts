import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshFolder, freshServer } from '../../test/engines.ts'
import { freshPostbox } from '../../test/smtp.ts'
import { enqueue } from '../notify/outbox.ts'

const MAIN = join(import.meta.dirname, '../main.ts')

/** `earshot …` in a process of its own, on the data of a server. */
async function fresh(env: Record<string, string> = {}) {
  const server = await freshServer('sqlite')
  const settings = { ...process.env, EARSHOT_DATA: server.config.data, DATABASE_URL: '', ...env }
  const earshot = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      execFile('node', ['--conditions=source', MAIN, ...args], { env: settings }, (error, out, err) =>
        done({ code: error ? Number(error.code) : 0, out, err }),
      )
    })
  return { ...server, earshot }
}

describe('earshot mail', () => {
  it('test sends one, or says what is wrong and what to do, with code 1', async () => {
    const postbox = await freshPostbox({
      onRcptTo: ({ address }, _session, done) =>
        address === 'nobody@example.com'
          ? done(Object.assign(new Error('5.1.1 Unknown user'), { responseCode: 550 }))
          : done(),
    })
    const { earshot } = await fresh({ EARSHOT_SMTP: postbox.url, EARSHOT_MAIL_FROM: 'care@shop.example' })
    const [good, bad, silly] = await Promise.all([
      earshot('mail', 'test', '--to', 'ada@example.com'),
      earshot('mail', 'test', '--to', 'nobody@example.com', '--json'),
      earshot('mail', 'test', '--to', 'ada@example.com, bob@example.com'),
    ])
    expect(good).toMatchObject({ code: 0, out: expect.stringContaining('has taken the mail to ada@example.com') })
    expect(postbox.mails).toMatchObject([{ headers: { subject: 'Earshot can send mail' } }])
    expect(bad.code).toBe(1)
    expect(JSON.parse(bad.out)).toMatchObject({
      sent: false,
      code: 'recipient',
      said: expect.stringContaining('550 5.1.1 Unknown user'),
      next: 'Compare the address.',
    })
    expect(silly).toMatchObject({ code: 1, err: expect.stringContaining('takes one address') })
  })

  it('test says how to set mail up where it is not', async () => {
    const { earshot } = await fresh()
    const { code, err } = await earshot('mail', 'test', '--to', 'ada@example.com')
    expect([code, err]).toEqual([1, expect.stringContaining('Set EARSHOT_SMTP=')])
  })

  it('template shows a wording, takes another, refuses a wrong one, and goes back', async () => {
    const { earshot, config } = await fresh()
    const file = join(config.data, 'answer.txt')
    const shown = async () =>
      JSON.parse((await earshot('mail', 'template', 'show', 'answer', '--language', 'ko', '--json')).out) as object
    expect(await shown()).toMatchObject({ whose: 'earshot', language: 'ko' })
    const set = (body: string) => {
      writeFileSync(file, body)
      return earshot('mail', 'template', 'set', 'answer', '--language', 'ko', '--body', file)
    }
    expect(await set('{nmae}')).toMatchObject({ code: 1, err: expect.stringContaining('{nmae} stands for nothing') })
    expect(await set('{words} {link} {number}')).toMatchObject({ code: 0 })
    expect(await shown()).toMatchObject({ whose: 'shop', body: '{words} {link} {number}' })
    await earshot('mail', 'template', 'reset', 'answer', '--language', 'ko')
    expect(await shown()).toMatchObject({ whose: 'earshot' })
    expect(await earshot('mail', 'template', 'show', 'nothing')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There are acknowledgement, notice'),
    })
  })
})

describe('earshot outbox and jobs', () => {
  it('show what waits and what runs, and replay by hand; doctor sums it up', async () => {
    const { earshot, database, site } = await fresh()
    const mail = {
      siteId: site.id,
      topic: 'closed' as const,
      language: 'en',
      values: { number: '2026-000001', link: 'https://e.example/c/x' },
    }
    await database.transaction((tx) =>
      enqueue(tx, [
        { ...mail, to: { address: 'ada@example.com', verified: true } },
        { ...mail, to: { address: 'no address', verified: true } },
      ]),
    )
    const [list, dead, wrong, jobs, doctor] = await Promise.all([
      earshot('outbox', 'list'),
      earshot('outbox', 'list', '--state', 'dead', '--json'),
      earshot('outbox', 'replay', 'nothing'),
      earshot('jobs', '--json'),
      earshot('doctor', '--json'),
    ])
    expect(list.out).toMatch(/closed +ada@example\.com +queued/)
    const [row] = JSON.parse(dead.out) as { id: string; reason: string }[]
    expect(row!.reason).toContain('not an address')
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('No mail nothing of pk_test') })
    expect(JSON.parse(jobs.out)).toContainEqual(expect.objectContaining({ job: 'outbox', every: '1 s', lastAt: null }))
    const found = JSON.parse(doctor.out) as { about: string; state: string; said: string }[]
    expect(found).toContainEqual(expect.objectContaining({ about: 'mail', state: 'warn' }))
    expect(found).toContainEqual(
      expect.objectContaining({ about: 'outbox', said: expect.stringContaining('1 mail did not go') }),
    )
    expect(await earshot('outbox', 'replay', row!.id, '--json')).toMatchObject({ out: '{\n  "replayed": 1\n}\n' })
  })

  it('have a job done now, and say what there is where its name is wrong', async () => {
    const { earshot } = await fresh()
    const [silence, outbox, wrong] = await Promise.all([
      earshot('jobs', 'run', 'silence'),
      earshot('jobs', 'run', 'outbox', 'escalate', '--json'),
      earshot('jobs', 'run', 'silent'),
    ])
    expect(silence).toMatchObject({ code: 0, out: 'silence did 0 things.\n', err: '' })
    expect(JSON.parse(outbox.out)).toEqual([
      { job: 'outbox', done: 0, error: null },
      { job: 'escalate', done: 0, error: null },
    ])
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('Jobs: outbox, ') })
    expect((await earshot('jobs')).out).toMatch(/silence +10 min +\d{4}-/)
  })

  it('wait for a job that rests between its steps', async () => {
    const { earshot } = await fresh()
    const file = join(freshFolder(), 'orders.jsonl')
    writeFileSync(file, JSON.stringify({ id: '1001', customer: { name: 'Ada Brandt', email: 'ada@example.com' } }))
    await earshot('order', 'import', file)
    expect(await earshot('jobs', 'run', 'search')).toMatchObject({ code: 0, out: 'search did 1 thing.\n', err: '' })
  })
})
