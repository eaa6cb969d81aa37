import type { FastifyServerOptions } from 'fastify'
import type { LogLevel } from './config.ts'

/** Where log lines go instead of the standard output. */
export interface LogStream {
  write(line: string): void
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
    ...(stream ? { stream } : {}),
  }
}
