import { writeSync } from 'node:fs'
import type { FastifyServerOptions } from 'fastify'
import type { LogLevel } from './config.ts'

/** Where log lines go instead of the standard output. */
export interface LogStream {
  write(line: string): void
}

/**
 * The standard output, written once for each turn of the event loop: a write for each line would cost ingestion a
 * twentieth. What is left when the process ends is written then.
 */
function standardOutput(): LogStream {
  let lines = ''
  const flush = () => {
    const chunk = lines
    lines = ''
    try {
      if (chunk) writeSync(1, chunk)
    } catch (error) {
      // A reader that is gone or slow must not stop the server; what it does not take now is lost to it.
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EPIPE' && code !== 'EAGAIN') throw error
    }
  }
  process.once('exit', flush)
  return {
    write(line) {
      if (lines === '') setImmediate(flush)
      lines += line
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
