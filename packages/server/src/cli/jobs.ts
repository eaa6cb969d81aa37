import type { Command } from 'commander'
import { runNow } from '../jobs/now.ts'
import { JOBS } from '../jobs/schedule.ts'
import { jobRuns } from '../jobs/store.ts'
import { createOutbox } from '../notify/deliver.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { withDatabase } from './store.ts'

const time = (at: number | null | undefined) => (at ? new Date(at).toISOString() : null)

/** `1 s`, `5 min`, `24 h`. */
function period(ms: number): string {
  if (ms < 60_000) return `${ms / 1000} s`
  return ms < 3_600_000 ? `${ms / 60_000} min` : `${ms / 3_600_000} h`
}

/** `earshot jobs`: what the server does by itself, whether it did, and having it done now. */
export function jobsCommand(program: Command): void {
  const jobs = program.command('jobs')
  jobs
    .description('what the server does by itself: when it last did, will next, and what went wrong')
    .option('--json', 'print JSON')
    .action((flags: { json?: true }) =>
      withDatabase(async (database) => {
        const runs = await jobRuns(database)
        const jobs = JOBS.map(({ name, does, every }) => {
          const run = runs.get(name)
          return {
            job: name,
            does,
            every: period(every),
            lastAt: time(run?.ended_at),
            done: run?.done ?? 0,
            nextAt: time(run?.next_at),
            running: (run?.claimed_until ?? 0) > Date.now(),
            error: run?.error ?? null,
          }
        })
        if (flags.json) return printJson(jobs)
        const short = (at: string | null) => at?.slice(0, 19).replace('T', ' ') ?? 'never'
        printTable(
          ['job', 'every', 'last run', 'did', 'next', 'error', 'what it does'],
          jobs.map((job) => [
            job.job,
            job.every,
            short(job.lastAt),
            job.done,
            job.running ? 'running' : job.nextAt === null ? 'at start' : short(job.nextAt),
            plain(job.error ?? '', 50),
            job.does,
          ]),
        )
      }),
    )
  jobs
    .command('run <job>')
    .description('do it once now, due or not; waits for a server that is at it')
    .option('--json', 'print JSON')
    .action((name: string, _: object, command: Command) => runOne(name, command.optsWithGlobals<{ json?: true }>()))
}

async function runOne(name: string, flags: { json?: true }): Promise<void> {
  const job = JOBS.find((one) => one.name === name)
  if (!job) throw new Usage(`There is no job "${name}". Jobs: ${JOBS.map((one) => one.name).join(', ')}.`)
  await withDatabase(async (database, config) => {
    // What went wrong is said once, at the end.
    const shared = { config, database, log: { info() {}, warn() {}, error() {} } }
    const { done, error } = await runNow({ ...shared, outbox: createOutbox(shared) }, job, () =>
      console.error(`A server is at ${name}; waiting until it has ended.`),
    )
    if (flags.json) printJson({ job: name, done, error })
    if (error !== null) throw new Usage(`${name} failed: ${plain(error, 500)}`)
    if (!flags.json) console.log(`${name} did ${done} ${done === 1 ? 'thing' : 'things'}.`)
  })
}
