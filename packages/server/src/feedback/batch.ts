import type { Database } from '../database/engine.ts'
import { Problem } from '../problem.ts'
import { type Candidate, commit, type Outcome } from './commit.ts'

/** Feedback in one transaction: enough to make the disk's wait cheap for each, few enough that none waits long. */
const BATCH_MAX = 500
/** Feedback in hand at most. Beyond it the store is so far behind that turning away is kinder than waiting. */
const WAITING_MAX = 10_000

interface Waiting {
  candidate: Candidate
  resolve: (outcome: Outcome) => void
  reject: (error: unknown) => void
}

/** Group commit: what arrives in one turn of the event loop shares one transaction and one wait for the disk. */
export interface Batch {
  /** Resolves after the commit is on disk. Rejects with `store_unavailable` when the store is gone. */
  add(candidate: Candidate): Promise<Outcome>
  /** Resolves when nothing is in hand any more. */
  drain(): Promise<void>
}

const turn = () => new Promise<void>((ended) => setImmediate(ended))

export function createBatch(database: Database): Batch {
  const waiting: Waiting[] = []
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    // Not before the turn has ended: all that arrived in it comes along.
    await turn()
    while (waiting.length > 0) {
      // While more keeps coming a further turn costs none of them much, and spares a wait for the disk.
      for (let before = 1; waiting.length > before && waiting.length < BATCH_MAX;) {
        before = waiting.length
        await turn()
      }
      await commitAll(database, waiting.splice(0, BATCH_MAX))
      if (waiting.length > 0) await turn()
    }
    running = undefined
  }

  return {
    add(candidate) {
      if (waiting.length >= WAITING_MAX) return Promise.reject(unavailable('Too much is waiting to be stored'))
      const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
      waiting.push({ candidate, resolve, reject })
      running ??= run()
      return promise
    },
    async drain() {
      for (let now = running; now; now = running) await now
    },
  }
}

async function commitAll(database: Database, batch: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await database.transaction((tx) =>
      commit(
        tx,
        batch.map((one) => one.candidate),
      ),
    )
    for (const [i, one] of batch.entries()) one.resolve(outcomes[i]!)
  } catch (error) {
    if (database.isGone(error)) {
      for (const one of batch) one.reject(unavailable('The store does not take writes at the moment', error))
    } else if (batch.length === 1) batch[0]!.reject(error)
    // One row is bad: alone, each of the others goes through, and only the bad one's sender gets the error.
    else for (const one of batch) await commitAll(database, [one])
  }
}

function unavailable(what: string, cause?: unknown): Problem {
  return new Problem(
    'store_unavailable',
    `${what}; nothing of this request was stored. Try again in a moment with the same id.`,
    {
      retryAfter: 5,
      cause,
    },
  )
}
