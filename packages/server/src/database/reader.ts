import { Worker } from 'node:worker_threads'
import { Kysely, type QueryResult } from 'kysely'
import { SqliteDialect } from './dialect.ts'
import type { Tables } from './schema.ts'

/** To the worker: one query. */
export interface Ask {
  id: number
  sql: string
  parameters: readonly unknown[]
}

/** From the worker: its rows, or why there are none. */
export type Told = { id: number; rows: unknown[] } | { id: number; error: string; errcode: number | undefined }

interface Waiting {
  resolve: (result: QueryResult<unknown>) => void
  reject: (error: Error) => void
}

/** A read-only connection in a thread of its own, started on first use and anew after it fell. */
export function openReader(file: string, busyMs: number): { read: Kysely<Tables>; close(): Promise<void> } {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let asked = 0
  let closed = false

  function started(): Worker {
    if (worker) return worker
    // The emitted name differs from the source's, and a URL is not rewritten as an import is.
    const entry = new URL(import.meta.url.endsWith('.ts') ? './scan.ts' : './scan.js', import.meta.url)
    const mine = new Worker(entry, { workerData: { file, busyMs } })
    mine.unref()
    mine.on('message', (told: Told) => {
      const one = waiting.get(told.id)
      waiting.delete(told.id)
      if (waiting.size === 0) mine.unref()
      if ('rows' in told) one?.resolve({ rows: told.rows })
      else one?.reject(Object.assign(new Error(told.error), { errcode: told.errcode }))
    })
    const fell = (error: Error) => {
      if (worker === mine) worker = undefined
      for (const one of waiting.values()) one.reject(error)
      waiting.clear()
    }
    mine.on('error', fell)
    mine.on('exit', () => fell(new Error('The thread that reads the database has ended.')))
    worker = mine
    return mine
  }

  function answer(sql: string, parameters: readonly unknown[]): Promise<QueryResult<unknown>> {
    if (closed) return Promise.reject(new Error('The database is closed.'))
    const { promise, resolve, reject } = Promise.withResolvers<QueryResult<unknown>>()
    const ask: Ask = { id: ++asked, sql, parameters }
    waiting.set(ask.id, { resolve, reject })
    const to = started()
    to.ref()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    to.postMessage(ask)
    return promise
  }

  return {
    read: new Kysely<Tables>({ dialect: new SqliteDialect(answer) }),
    async close() {
      closed = true
      await worker?.terminate()
    },
  }
}
