import ky, { isHTTPError, isNetworkError, isTimeoutError, type HTTPError, type KyInstance } from 'ky'
import type { Problem } from '../contract/index.ts'
import { EarshotError, invalid, type ErrorContext } from './error.ts'

/** How a client reaches its server. */
export interface Connection {
  /** Public address of the Earshot server, such as `https://earshot.example.com`. */
  url: string
  /** Milliseconds that one try waits for its answer; 10,000 by default. */
  timeout?: number | undefined
  /** How often a failed try is repeated; 3 by default, 0 for never. */
  retries?: number | undefined
  /** Used in place of the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
}

/** Waits between tries, in milliseconds. */
const WAIT = {
  /** Before the first repetition; doubles with every other. */
  first: 300,
  /** The longest that is chosen here. Jitter takes up to half off, so that clients do not come back in step. */
  longest: 10_000,
  /** The longest that a server's `Retry-After` is obeyed; asked for more, the call fails at once and tells. */
  asked: 30_000,
}

/** Answers that may be better the next time. ky waits only for statuses in a list. */
const PASSING = [408, 429, ...Array.from({ length: 100 }, (_, i) => 500 + i)]

/**
 * A ky that repeats what may be repeated. Every call of Earshot may: writes carry their own id.
 *
 * @param by headers that say who asks, or the cookie of who is signed in
 */
export function connect(connection: Connection, by?: Record<string, string> | 'session'): KyInstance {
  const { url, timeout = 10_000, retries = 3, fetch } = connection
  if (!/^https?:\/\/[^/]/.test(url)) {
    throw invalid('url', 'must be the address of the Earshot server, such as https://earshot.example.com', url)
  }
  return ky.create({
    prefix: url,
    timeout,
    // But for a session neither side needs cookies, and without them any origin may be answered.
    credentials: by === 'session' ? 'same-origin' : 'omit',
    // A followed redirect turns a POST into a GET, whose error would mislead.
    redirect: 'manual',
    ...(typeof by === 'object' && { headers: by }),
    ...(fetch && { fetch: (input, init) => fetch(input, init) }),
    retry: {
      limit: retries,
      methods: ['get', 'post'],
      statusCodes: PASSING,
      afterStatusCodes: PASSING,
      delay: (count) => WAIT.first * 2 ** (count - 1),
      backoffLimit: WAIT.longest,
      jitter: (delay) => delay * (1 - Math.random() / 2),
      shouldRetry: ({ error }) => {
        if (!isHTTPError(error)) return true
        const asked = retryAfter(error.response)
        return asked !== undefined && asked * 1000 > WAIT.asked ? false : undefined
      },
    },
  })
}

/** What `work` resolves to; whatever it rejects with becomes an EarshotError. */
export async function attempt<T>(url: string, work: () => Promise<T>, id?: string): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw explain(error, url, id)
  }
}

/** Something answered, but not as Earshot does. */
export function badAnswer(url: string, what: string, context?: ErrorContext): EarshotError {
  const message = `${url} ${what}. Most likely it is not the address of an Earshot server, or something in front of it answered in its place. Open ${url}/healthz to see who answers.`
  return new EarshotError('bad_answer', message, context)
}

/** Any failure as an EarshotError. */
export function explain(error: unknown, url: string, id?: string): EarshotError {
  if (error instanceof EarshotError) return error
  // ky's own errors hold the request: a log that prints causes would have the customer's words and the secret key.
  const ours = isHTTPError(error) || isTimeoutError(error) || isNetworkError(error)
  const context = { id, cause: ours ? error.cause : error }
  if (isHTTPError(error)) return refused(error, url, context)
  if (error instanceof SyntaxError) return badAnswer(url, 'answered with something that is not JSON', { id })
  const again = id === undefined ? '' : ' with the same id, which is never stored twice'
  if (isTimeoutError(error)) {
    const message = `${url} did not answer in time. It may be busy or out of reach. Try again later${again}, or raise \`timeout\`.`
    return new EarshotError('timeout', message, context)
  }
  const message = `No whole answer came from ${url} (${reason(error)}). Check that the address is right and the server runs; in a browser, also that the page's connect-src allows it. Try again later${again}.`
  return new EarshotError('network', message, context)
}

function refused({ response, data }: HTTPError, url: string, known: ErrorContext): EarshotError {
  const { status } = response
  const context = { ...known, status, retryAfter: retryAfter(response) }
  if (isProblem(data)) {
    const { code, detail, title, errors } = data
    const fields = (errors ?? []).map(({ path, message }) => `${path} ${message}`.trim())
    const said = [detail ?? title, ...fields].join('; ')
    // Codes of a newer server pass as they are: a caller's default branch takes them.
    return new EarshotError(code, `Earshot answered ${status} ${code}: ${said}`, { ...context, problem: data, errors })
  }
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    const to = response.headers.get('location')
    return badAnswer(url, `redirects${to ? ` to ${to}` : ''}; give the final address as url`, context)
  }
  return badAnswer(url, `answered ${status} without a reason`, context)
}

function isProblem(data: unknown): data is Problem {
  return typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string'
}

/** Seconds that the answer asks to wait, from a number of seconds or an HTTP date. */
function retryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after')
  if (!value) return undefined
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds))
}

/** The innermost cause says most: "fetch failed" hides "ECONNREFUSED". */
function reason(error: unknown): string {
  let inner = error
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
  return inner instanceof Error ? inner.message || inner.name : String(inner)
}
