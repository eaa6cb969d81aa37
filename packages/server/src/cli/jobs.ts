import type { Command } from 'commander'
import { JOBS } from '../jobs/schedule.ts'
import { jobRuns } from '../jobs/store.ts'
import { plain, printJson, printTable } from './print.ts'
import { withDatabase } from './store.ts'

const time = (at: number | null | undefined) => (at ? new Date(at).toISOString() : null)

/** `1 s`, `5 min`, `24 h`. */
function period(ms: number): string {
  if (ms < 60_000) return `${ms / 1000} s`
  return ms < 3_600_000 ? `${ms / 60_000} min` : `${ms / 3_600_000} h`
}

/** `earshot jobs`: what the server does by itself, and whether it did. */
export function jobsCommand(program: Command): void {
  program
    .command('jobs')
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
}
