import type { Job } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import { JOBS } from './schedule.ts'
import { jobRuns } from './store.ts'

/** A job as the server's operator sees it. */
interface Run extends Job {
  /** How many things it did the last time, of all sites. */
  done: number
  /** What went wrong the last time. */
  error: string | null
}

/** Every job, and what has become of it. */
export async function listJobs(database: Database, now: number = Date.now()): Promise<Run[]> {
  const runs = await jobRuns(database)
  return JOBS.map(({ name, does, every }) => {
    const run = runs.get(name)
    return {
      name,
      does,
      every: every / 1000,
      lastAt: time(run?.ended_at),
      done: run?.done ?? 0,
      nextAt: time(run?.next_at),
      running: (run?.claimed_until ?? 0) > now,
      failed: run !== undefined && run.error !== null,
      error: run?.error ?? null,
    }
  })
}

function time(at: number | null | undefined): string | null {
  return at ? new Date(at).toISOString() : null
}
