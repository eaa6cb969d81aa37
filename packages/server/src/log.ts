import { writeSync } from 'node:fs'
import type { FastifyServerOptions } from 'fastify'
import type { LogLevel } from './config.ts'

/** Where log lines go instead of the standard output. */
export interface LogStream {
  write(line: string): void
}

/** Characters of log lines that wait for a slow reader at most; beyond them lines are lost, the server is not. */
const WAITING_MAX = 4_000_000
/** How long a reader that takes nothing is left alone. */
const RETRY_MS = 10

/**
 * The standard output, written once for each turn of the event loop: a write for each line would cost ingestion a
 * twentieth. What is left when the process ends is written then.
 */
function standardOutput(): LogStream {
  let lines = ''
  let planned = false
  const flush = () => {
    planned = false
    let rest = Buffer.from(lines)
    lines = ''
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(1, rest))
    } catch (error) {
      // EPIPE: nobody reads any more. EAGAIN: a pipe is full for now.
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EAGAIN') retry(rest.toString())
      else if (code !== 'EPIPE') throw error
    }
  }
  const retry = (rest: string) => {
    if (rest.length < WAITING_MAX) lines = rest
    planned = true
    setTimeout(flush, RETRY_MS).unref()
  }
  process.once('exit', flush)
  return {
    write(line) {
      lines += line
      if (!planned) setImmediate(flush)
      planned = true
    },
  }
}

/**
 * Structured logs that hold no words of customers: of a request its method and route (the address as it was would
 * hold tokens), of an error its name, codes and stack (a database's own `detail` quotes rows).
 */
export function logging(level: LogLevel, stream?: LogStream): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: {
      err: (error: Error & { code?: unknown; errcode?: unknown }) => ({
        type: error.name,
        message: error.message,
        code: error.code,
        errcode: error.errcode,
        stack: error.stack ?? '',
      }),
    },
    stream: stream ?? standardOutput(),
  }
}
