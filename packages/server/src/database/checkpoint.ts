import { DatabaseSync } from 'node:sqlite'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/*
 * Moves what was committed from the write-ahead log into the database file, in a thread of its own: on the writer's it
 * would hold up ingestion for tens of milliseconds each time. A passive checkpoint waits for nobody and holds up nobody;
 * what it finds is on disk already. Should this thread fall behind or fall over, the writer does it as SQLite usually would.
 */

/** Commits between checkpoints: at the fullest, some thousand pages. */
const COMMITS = 200

export interface Checkpointer {
  /** To be told after each commit. */
  committed(): void
  close(): Promise<void>
}

/** The thread starts when there is first something worth moving. */
export function createCheckpointer(file: string, busyMs: number): Checkpointer {
  let worker: Worker | undefined
  let commits = 0
  let busy = false
  return {
    committed() {
      if (++commits < COMMITS || busy) return
      commits = 0
      busy = true
      if (!worker) {
        worker = new Worker(new URL(import.meta.url), { workerData: { checkpoint: file, busyMs } })
        worker.unref()
        worker.on('message', () => (busy = false))
        // It stays busy then, and the writer takes over.
        worker.on('error', () => {})
      }
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage('checkpoint')
    },
    async close() {
      await worker?.terminate()
    },
  }
}

const given = workerData as { checkpoint?: string; busyMs: number } | null
if (!isMainThread && given?.checkpoint !== undefined) {
  const handle = new DatabaseSync(given.checkpoint, { timeout: given.busyMs })
  // A checkpoint by a connection that does not sync would let the log be overwritten before the file is on disk.
  handle.exec('pragma synchronous = full')
  const checkpoint = handle.prepare('pragma wal_checkpoint(passive)')
  parentPort!.on('message', () => {
    checkpoint.get()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort!.postMessage('done')
  })
}
