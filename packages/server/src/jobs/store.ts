import type { Database } from '../database/engine.ts'
import type { JobRunTable } from '../database/schema.ts'
import type { Job } from './schedule.ts'

/** A server that has not renewed its claim for this long is gone, and another takes the job over. */
export const LEASE_MS = 60_000
/** A job that failed is tried again sooner than its period would have it, but never sooner than this. */
const AGAIN_MS = 60_000

/** Jobs are the server's, not a site's. */
const SERVER = ''

/** What has become of every job that ever ran. */
export async function jobRuns(database: Database): Promise<Map<string, JobRunTable>> {
  const rows = await database.write.selectFrom('job_run').selectAll().where('site_id', '=', SERVER).execute()
  return new Map(rows.map((row) => [row.job, row]))
}

/**
 * Takes a job for this server alone, if it is due and nobody is at it.
 *
 * @param early also before it is due
 * @returns until when it is taken; or, when it is not, when it will be due
 */
export async function takeJob(
  database: Database,
  job: Job,
  now: number,
  early = false,
): Promise<{ until: number } | { nextAt: number }> {
  await database.insertMany('job_run', [
    {
      site_id: SERVER,
      job: job.name,
      next_at: now,
      claimed_until: null,
      started_at: null,
      ended_at: null,
      done: 0,
      failures: 0,
      error: null,
    },
  ])
  const until = now + LEASE_MS
  const { numUpdatedRows } = await database.write
    .updateTable('job_run')
    .set({ claimed_until: until, started_at: now })
    .where('site_id', '=', SERVER)
    .where('job', '=', job.name)
    // Times further off than they can be, also where servers' clocks differ a little, come from before the clock was
    // put back.
    .where((eb) =>
      early
        ? eb.lit(true)
        : eb.or([eb('next_at', '<=', now), eb('next_at', '>', now + Math.max(job.every, AGAIN_MS) + LEASE_MS)]),
    )
    .where((eb) =>
      eb.or([
        eb('claimed_until', 'is', null),
        eb('claimed_until', '<=', now),
        eb('claimed_until', '>', until + LEASE_MS),
      ]),
    )
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return { until }
  return { nextAt: (await jobRuns(database)).get(job.name)?.next_at ?? now + job.every }
}

/** Keeps a job for longer. @returns until when; undefined when another server has it */
export async function keepJob(database: Database, job: Job, until: number, now: number): Promise<number | undefined> {
  const { numUpdatedRows } = await database.write
    .updateTable('job_run')
    .set({ claimed_until: now + LEASE_MS })
    .where('site_id', '=', SERVER)
    .where('job', '=', job.name)
    .where('claimed_until', '=', until)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? now + LEASE_MS : undefined
}

/** What a run came to. */
export interface Ending {
  startedAt: number
  endedAt: number
  done: number
  error: string | null
  /** Runs in a row that failed, this one included. */
  failures: number
}

/**
 * Notes how a run ended and when the next is due.
 *
 * @param held until when the job was ours, where only one may be at it; another's claim is left as it is
 * @returns when the next is due
 */
export async function endJob(database: Database, job: Job, ending: Ending, held?: number): Promise<number> {
  const wait = ending.error === null ? job.every : Math.min(job.every, AGAIN_MS * 2 ** (ending.failures - 1))
  const next = ending.startedAt + wait
  const row = {
    next_at: next,
    claimed_until: null,
    started_at: ending.startedAt,
    ended_at: ending.endedAt,
    done: ending.done,
    failures: ending.failures,
    error: ending.error,
  }
  await database.write
    .insertInto('job_run')
    .values({ site_id: SERVER, job: job.name, ...row })
    .onConflict((conflict) => {
      const known = conflict.columns(['site_id', 'job']).doUpdateSet(row)
      return held === undefined ? known : known.where('job_run.claimed_until', '=', held)
    })
    .execute()
  return next
}
