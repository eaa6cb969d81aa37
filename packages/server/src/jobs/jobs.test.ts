import { describe, expect, it, onTestFinished } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { freshPostbox } from '../../test/smtp.ts'
import { createOutbox } from '../notify/deliver.ts'
import { createWebhooks } from '../webhook/deliver.ts'
import { runNow } from './now.ts'
import { startJobs } from './run.ts'
import { type Job, type JobContext, JOBS } from './schedule.ts'
import { endJob, jobRuns, keepJob, LEASE_MS, takeJob } from './store.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-11-21T10:00:00Z')

const hourly: Job = { name: 'hourly', does: 'nothing', every: HOUR, run: () => Promise.resolve(0) }

function contextOf({ config, database, app }: TestServer): JobContext {
  const shared = { config, database, log: app.log }
  return { ...shared, outbox: createOutbox(shared), webhooks: createWebhooks(shared) }
}

/** Begins jobs at once, and stops them when the test is finished. */
function begin(server: TestServer, ...jobs: Job[]) {
  const running = startJobs(contextOf(server), jobs, 0)
  onTestFinished(() => running.stop())
  return running
}

/** A job that tells of each run, and does what the test says. */
function told(name: string, act: (run: number, signal: AbortSignal) => number | Promise<number> = () => 1, every = 5) {
  let runs = 0
  const waiting = new Map<number, () => void>()
  const job: Job = {
    name,
    does: 'tells',
    every,
    async run(_context, _now, signal) {
      runs += 1
      waiting.get(runs)?.()
      return await act(runs, signal)
    },
  }
  return { job, runs: () => runs, run: (nth: number) => new Promise<void>((there) => waiting.set(nth, there)) }
}

describe('the jobs', () => {
  it('have a name of their own, a period and a word on what they are for', () => {
    expect(new Set(JOBS.map((job) => job.name)).size).toBe(JOBS.length)
    for (const job of JOBS) {
      expect(job.name).toMatch(/^[a-z-]+$/)
      expect(job.does).not.toBe('')
      expect(job.every).toBeGreaterThanOrEqual(1000)
    }
  })
})

describe.each(ENGINES)('a job on %s', (engine) => {
  it('is taken by one server, kept while it lasts, and taken over when that server is gone', async () => {
    const { database } = await freshServer(engine)
    const takers = await Promise.all(Array.from({ length: 8 }, () => takeJob(database, hourly, START)))
    const [mine] = takers.filter((taken) => 'until' in taken)
    expect(takers.filter((taken) => 'until' in taken)).toEqual([{ until: START + LEASE_MS }])
    expect(mine).toBeDefined()
    const kept = await keepJob(database, hourly, START + LEASE_MS, START + 20_000)
    expect(kept).toBe(START + 20_000 + LEASE_MS)
    expect(await takeJob(database, hourly, START + LEASE_MS)).not.toHaveProperty('until')
    // A server whose clock is behind must not take that for a clock put back.
    expect(await takeJob(database, hourly, START - 30_000)).not.toHaveProperty('until')
    expect(await takeJob(database, hourly, kept!)).toHaveProperty('until')
    expect(await keepJob(database, hourly, kept!, START + 80_000)).toBeUndefined()
    // Who was taken for gone and comes back does not end the other's run.
    const late = { startedAt: START, endedAt: kept! + 1, done: 1, error: null, failures: 0 }
    await endJob(database, hourly, late, kept)
    expect(await takeJob(database, hourly, kept! + 2)).not.toHaveProperty('until')
    await endJob(database, hourly, { ...late, startedAt: kept! }, kept! + LEASE_MS)
    expect(await takeJob(database, hourly, kept! + HOUR)).toHaveProperty('until')
  })

  it('is due again after its period, sooner when it failed, and also when the clock was put back', async () => {
    const { database } = await freshServer(engine)
    await takeJob(database, hourly, START)
    const ending = { startedAt: START, endedAt: START + 5, done: 3 }
    expect(await endJob(database, hourly, { ...ending, error: null, failures: 0 })).toBe(START + HOUR)
    expect(await takeJob(database, hourly, START + HOUR - 1)).toEqual({ nextAt: START + HOUR })
    expect(await takeJob(database, hourly, START - 24 * HOUR)).toHaveProperty('until')
    const waits = await Promise.all(
      [1, 2, 3, 20].map((failures) => endJob(database, hourly, { ...ending, error: 'disk full', failures })),
    )
    expect(waits.map((next) => (next - START) / 60_000)).toEqual([1, 2, 4, 60])
  })

  it('runs when it is due, and notes what came of it', async () => {
    const server = await freshServer(engine)
    const { job, run } = told('often', (nth) => nth)
    const jobs = begin(server, job)
    await run(3)
    await jobs.stop()
    const row = (await jobRuns(server.database)).get('often')!
    expect(row).toMatchObject({ error: null, failures: 0, claimed_until: null, site_id: '' })
    expect(row.done).toBeGreaterThanOrEqual(3)
    expect(row.next_at).toBe(row.started_at! + 5)
  })

  it('that failed says why, is tried again, and holds up no other', async () => {
    const server = await freshServer(engine)
    const failing = told('failing', () => Promise.reject(new Error('the disk is full')))
    const other = told('other')
    const jobs = begin(server, failing.job, other.job)
    await Promise.all([failing.run(2), other.run(2)])
    await jobs.stop()
    expect((await jobRuns(server.database)).get('failing')).toMatchObject({ error: 'the disk is full', done: 0 })
    expect(server.logged()).toContain('a job failed')
  })

  it('that is at it when the server stops is asked to end, waited for, and not begun again', async () => {
    const server = await freshServer(engine)
    let ended = false
    const { job, run, runs } = told('long', async (_nth, signal) => {
      await new Promise((stopped) => signal.addEventListener('abort', stopped, { once: true }))
      ended = true
      return 1
    })
    const jobs = begin(server, job)
    await run(1)
    await jobs.stop()
    expect([ended, runs()]).toEqual([true, 1])
  })

  it('is one server’s at a time, with three of them', async () => {
    const server = await freshServer(engine)
    let at = 0
    let most = 0
    const { job, run } = told('alone', async () => {
      most = Math.max(most, ++at)
      await new Promise((turnEnded) => setImmediate(turnEnded))
      at -= 1
      return 1
    })
    const all = [begin(server, job), begin(server, job), begin(server, job)]
    await run(20)
    await Promise.all(all.map((jobs) => jobs.stop()))
    expect(most).toBe(1)
  })

  it('is run by hand before it is due, but not while a server is at it', async () => {
    const server = await freshServer(engine)
    const context = contextOf(server)
    const { job, runs, run } = told('by-hand', () => 3, HOUR)
    const jobs = begin(server, job)
    await run(1)
    await jobs.stop()
    expect(await runNow(context, job)).toEqual({ done: 3, error: null })
    const row = (await jobRuns(server.database)).get(job.name)!
    expect(row).toMatchObject({ done: 3, claimed_until: null, next_at: row.started_at! + HOUR })
    const other = { until: Date.now() + LEASE_MS }
    await server.database.write
      .updateTable('job_run')
      .set({ claimed_until: other.until })
      .where('site_id', '=', '')
      .where('job', '=', job.name)
      .execute()
    let waited = 0
    const later = runNow(context, job, () => {
      waited += 1
      const ending = { startedAt: START, endedAt: START, done: 0, error: null, failures: 0 }
      void endJob(server.database, job, ending, other.until)
    })
    expect(await later).toEqual({ done: 3, error: null })
    expect([waited, runs()]).toEqual([1, 3])
    const failing = told('failing-by-hand', () => Promise.reject(new Error('the disk is full')))
    expect(await runNow(context, failing.job)).toEqual({ done: 0, error: 'the disk is full' })
    expect((await jobRuns(server.database)).get('failing-by-hand')).toMatchObject({ failures: 1 })
  })

  it('begins with the server: a complaint is acknowledged by mail, and stopping takes no time', async () => {
    const postbox = await freshPostbox()
    const server = await freshServer(engine, {
      env: { EARSHOT_SMTP: postbox.url, EARSHOT_MAIL_FROM: 'care@shop.example', EARSHOT_URL: 'https://e.example' },
    })
    await server.listen()
    const { body } = await server.say(
      complained({ contact: { email: 'ada@example.com', name: 'Buy pills at evil.example' }, locale: 'ko' }),
    )
    const { number, url } = body['complaint'] as { number: string; url: string }
    const [mail] = await postbox.arrived(1)
    expect(mail!.headers).toMatchObject({ to: 'ada@example.com', subject: expect.stringContaining(number) })
    expect(mail!.text).toContain('접수 번호는')
    for (const part of [mail!.text, mail!.html]) expect(part).toContain(url)
    expect(mail!.raw + mail!.text + mail!.html).not.toMatch(/pills|Torn/)
    await server.close()
  })
})
