import type { Command } from 'commander'
import { runNow } from '../jobs/now.ts'
import { JOBS } from '../jobs/schedule.ts'
import { listJobs } from '../jobs/view.ts'
import { createOutbox } from '../notify/deliver.ts'
import { createWebhooks, type Webhooks } from '../webhook/deliver.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { withDatabase } from './store.ts'

/** `1 s`, `5 min`, `24 h`. */
function period(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  return seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`
}

/** `earshot jobs`: what the server does by itself, whether it did, and having it done now. */
export function jobsCommand(program: Command): void {
  const jobs = program.command('jobs')
  jobs
    .description('what the server does by itself: when it last did, will next, and what went wrong')
    .option('--json', 'print JSON')
    .action((flags: { json?: true }) =>
      withDatabase(async (database) => {
        const jobs = (await listJobs(database)).map(({ name, every, failed: _, ...rest }) => ({
          job: name,
          every: period(every),
          ...rest,
        }))
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
    .command('run <jobs...>')
    .description('do them once now, one after the other, due or not; waits for a server that is at it')
    .option('--json', 'print JSON')
    .action((names: string[], _: object, command: Command) =>
      runEach(names, command.optsWithGlobals<{ json?: true }>().json === true),
    )
}

/** A server goes on while webhooks are told; a command waits for it. */
function patient(webhooks: Webhooks): Webhooks {
  return { ...webhooks, deliver: () => webhooks.deliverAll() }
}

async function runEach(names: readonly string[], json: boolean): Promise<void> {
  const wanted = names.map((name) => {
    const job = JOBS.find((one) => one.name === name)
    if (job) return job
    throw new Usage(`There is no job "${name}". Jobs: ${JOBS.map((one) => one.name).join(', ')}.`)
  })
  await withDatabase(async (database, config) => {
    // What went wrong is said once, at the end.
    const shared = { config, database, log: { info() {}, warn() {}, error() {} } }
    const context = { ...shared, outbox: createOutbox(shared), webhooks: patient(createWebhooks(shared)) }
    const results: { job: string; done: number; error: string | null }[] = []
    for (const job of wanted) {
      const waits = () => console.error(`A server is at ${job.name}; waiting until it has ended.`)
      const result = { job: job.name, ...(await runNow(context, job, waits)) }
      results.push(result)
      if (!json && result.error === null)
        console.log(`${job.name} did ${result.done} ${result.done === 1 ? 'thing' : 'things'}.`)
    }
    if (json) printJson(results)
    const failed = results.filter(({ error }) => error !== null)
    if (failed.length > 0)
      throw new Usage(failed.map(({ job, error }) => `${job} failed: ${plain(error!, 500)}`).join('\n'))
  })
}
