import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { Ask, Told } from './reader.ts'
import { Statements } from './statements.ts'

/* The thread behind `openReader`: answers queries, one at a time, from a connection that cannot write. */

const { file, busyMs } = workerData as { file: string; busyMs: number }
const statements = new Statements(new DatabaseSync(file, { readOnly: true, timeout: busyMs }))

parentPort!.on('message', ({ id, sql, parameters }: Ask) => {
  let told: Told
  try {
    told = { id, rows: statements.all(sql, parameters) }
  } catch (error) {
    const { message, errcode } = error as Error & { errcode?: number }
    told = { id, error: message, errcode }
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(told)
})
