import { setTimeout } from 'node:timers/promises'
import { keep, outcome } from './run.ts'
import type { Job, JobContext } from './schedule.ts'
import { type Ending, endJob, takeJob } from './store.ts'

/** How often a job that a server is at is asked for. */
const ASK_MS = 200

/**
 * Runs a job once, due or not, and notes it as a server does. A run that is under way elsewhere is waited for, as what
 * has come up since it began is not seen to by it.
 *
 * @param waits told once, where it has to wait
 */
export async function runNow(
  context: JobContext,
  job: Job,
  waits: () => void = () => {},
): Promise<Pick<Ending, 'done' | 'error'>> {
  const claim = job.shared ? undefined : keep(context, job, await take(context, job, waits))
  const startedAt = Date.now()
  const idle = job.due !== undefined && !(await job.due(context, startedAt))
  const result = await outcome(context, job, idle, startedAt, new AbortController().signal)
  const held = await claim?.release()
  const failures = result.error === null ? 0 : 1
  if (!claim || held !== undefined)
    await endJob(context.database, job, { ...result, startedAt, endedAt: Date.now(), failures }, held)
  return result
}

async function take({ database }: JobContext, job: Job, waits: () => void): Promise<number> {
  for (let tries = 0; ; tries++) {
    const taken = await takeJob(database, job, Date.now(), true)
    if ('until' in taken) return taken.until
    if (tries === 0) waits()
    await setTimeout(ASK_MS)
  }
}
