import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished, vi } from 'vitest'

/** A request as the server got it. */
export interface Seen {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: string
}

type Answer = (response: ServerResponse, seen: Seen) => void

/** An answer of JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    const type = status >= 400 ? 'application/problem+json' : 'application/json'
    response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body))
  }
}

/** An answer of anything else. */
export function plain(status: number, body: string): Answer {
  return (response) => response.writeHead(status).end(body)
}

/** A receipt for whatever was sent. */
export const receipt: Answer = (response, { body }) => {
  const { id } = JSON.parse(body) as { id: string }
  json(201, { id, receivedAt: '2026-11-21T19:00:00.000Z', complaint: null })(response, {} as Seen)
}

/** Drops the connection without a word. */
export const hangUp: Answer = (response) => response.destroy()

/** A real server on loopback that gives these answers in turn, the last one for ever. */
export async function serve(...answers: Answer[]): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const one = { method: request.method!, url: request.url!, headers: request.headers, body }
      seen.push(one)
      answers[Math.min(seen.length, answers.length) - 1](response, one)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(
    () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

/** The time-out of every client in these tests, by which it is told from a wait between tries. */
export const TIMEOUT = 54_321

/**
 * Stands in for the clock between tries alone, as waiting for half a minute cannot be had:
 * notes how long would be waited and goes on at once. Everything else is real.
 */
export function skipWaits(): number[] {
  const waits: number[] = []
  const real = globalThis.setTimeout
  const spy = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms = 0, ...rest: unknown[]) => {
    const between = new Error().stack!.includes('/ky/') && ms !== TIMEOUT
    if (between) waits.push(ms)
    return real(work, between ? 0 : ms, ...rest)
  }) as typeof setTimeout)
  onTestFinished(() => spy.mockRestore())
  return waits
}

/** What `work` rejects with. */
export async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expectFailure(),
    (error: unknown) => error,
  )
}

function expectFailure(): never {
  throw new Error('It was expected to fail, and did not.')
}

/** A problem with this code. */
export function problem(status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Answer {
  const body = { type: `https://earshot.example.com/docs/errors#${code}`, title: `Title of ${code}`, status, code }
  return json(status, { ...body, ...more }, headers)
}
