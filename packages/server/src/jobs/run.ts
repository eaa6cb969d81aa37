import { endJob, type Ending, keepJob, LEASE_MS, takeJob } from './store.ts'
import { type Job, type JobContext, JOBS } from './schedule.ts'

/** The first look, after a start: what the start itself needs goes first. */
const FIRST_MS = 500
/** While the store is away it is asked again after this, and then less often, up to the second. */
const GONE_MS = [1000, 60_000] as const
/** What runs every second is noted this often while there is nothing to do, so that an idle disk stays idle. */
const NOTE_MS = 60_000

/** Jobs that are running. */
export interface Jobs {
  /** Begins no run any more, asks those that are at it to end, and waits for them. */
  stop(): Promise<void>
}

interface State {
  job: Job
  /** Of the monotonic clock: a wall clock that is put back must not keep a job waiting. */
  lookAt: number
  notedAt: number
  running: Promise<void> | undefined
  failures: number
  /** Looks in a row that the store did not answer. */
  gone: number
}

/** Runs each job when it is due, until stopped. Never keeps the process alive. */
export function startJobs(context: JobContext, jobs: readonly Job[] = JOBS, firstMs: number = FIRST_MS): Jobs {
  const ending = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const states = jobs.map((job): State => ({
    job,
    lookAt: performance.now() + firstMs,
    notedAt: Number.NEGATIVE_INFINITY,
    running: undefined,
    failures: 0,
    gone: 0,
  }))

  function plan(): void {
    clearTimeout(timer)
    const waiting = states.filter((state) => !state.running)
    if (ending.signal.aborted || waiting.length === 0) return
    const next = Math.min(...waiting.map((state) => state.lookAt))
    timer = setTimeout(begin, Math.max(0, Math.min(next - performance.now(), 2 ** 31 - 1)))
    timer.unref()
  }

  function begin(): void {
    for (const state of states) {
      if (state.running || state.lookAt > performance.now()) continue
      state.running = look(context, state, ending.signal).finally(() => {
        state.running = undefined
        plan()
      })
    }
    plan()
  }

  plan()
  return {
    async stop() {
      ending.abort()
      clearTimeout(timer)
      await Promise.all(states.map(({ running }) => running ?? Promise.resolve()))
    },
  }
}

/** One look at a job, and a run if it is due; never rejects. Leaves in `state` when to look again. */
async function look(context: JobContext, state: State, signal: AbortSignal): Promise<void> {
  const { job } = state
  try {
    const wait = await perform(context, state, signal)
    state.lookAt = performance.now() + Math.min(Math.max(wait, 0), job.every)
    if (state.gone > 0) context.log.info({ job: job.name }, 'a job is looked after again')
    state.gone = 0
  } catch (error) {
    // Only the store fails here. Said once, not every second.
    if (state.gone === 0) context.log.error({ job: job.name, err: error }, 'a job cannot be looked after')
    state.gone += 1
    state.lookAt = performance.now() + Math.min(GONE_MS[0] * 2 ** Math.min(state.gone - 1, 10), GONE_MS[1])
  }
}

/** @returns milliseconds until the next look */
async function perform(context: JobContext, state: State, signal: AbortSignal): Promise<number> {
  const { job } = state
  const { database } = context
  const startedAt = Date.now()
  const idle = job.due !== undefined && !(await job.due(context, startedAt))
  if (idle && performance.now() - state.notedAt < NOTE_MS) return job.every
  let claim: Claim | undefined
  if (!job.shared) {
    const taken = await takeJob(database, job, startedAt)
    if ('nextAt' in taken) return taken.nextAt - startedAt
    claim = keep(context, job, taken.until)
  }
  const result = await outcome(context, job, idle, startedAt, signal)
  const held = await claim?.release()
  // Taken for gone, and taken over: what comes next is the other's to say.
  if (claim && held === undefined) return job.every
  state.failures = result.error === null ? 0 : state.failures + 1
  const ended: Ending = { ...result, startedAt, endedAt: Date.now(), failures: state.failures }
  // Once a second something may well be sent; once a minute is enough to show that it was.
  if (!job.shared || result.error !== null || performance.now() - state.notedAt >= NOTE_MS || result.done > 0) {
    state.notedAt = performance.now()
    return (await endJob(database, job, ended, held)) - Date.now()
  }
  return job.every
}

/** Runs it, unless there is nothing to do; never rejects. */
export async function outcome(
  context: JobContext,
  job: Job,
  idle: boolean,
  now: number,
  signal: AbortSignal,
): Promise<Pick<Ending, 'done' | 'error'>> {
  if (idle) return { done: 0, error: null }
  try {
    return { done: await job.run(context, now, signal), error: null }
  } catch (error) {
    context.log.error({ job: job.name, err: error }, 'a job failed')
    return { done: 0, error: (error instanceof Error ? error.message : String(error)).slice(0, 500) }
  }
}

/** A job that is taken. */
interface Claim {
  /** Resolves with until when the job is ours; undefined when it is another's. */
  release(): Promise<number | undefined>
}

/** Renews the claim of a long run, until it is released. */
export function keep({ database, log }: JobContext, job: Job, until: number): Claim {
  let held: number | undefined = until
  let renewing: Promise<void> | undefined
  const renew = async (): Promise<void> => {
    if (held === undefined) return
    try {
      held = await keepJob(database, job, held, Date.now())
    } catch (error) {
      log.warn({ job: job.name, err: error }, 'a job could not be kept')
    }
  }
  const timer = setInterval(() => {
    renewing = renew()
  }, LEASE_MS / 3).unref()
  return {
    async release() {
      clearInterval(timer)
      await renewing
      return held
    },
  }
}
