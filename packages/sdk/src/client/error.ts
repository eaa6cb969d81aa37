import type { Problem, ProblemCode } from '../contract/index.ts'

/**
 * What went wrong, to branch on. Never renamed.
 *
 * - a code of the server's problems, such as `invalid`, `origin_not_allowed` or `rate_limited` (docs/errors.md);
 *   a server newer than this package may send codes that are not listed here
 * - `network`: no answer came, or it broke off
 * - `timeout`: no answer came in time
 * - `bad_signature`: the message of a webhook is not from who has the secret, or is too old
 * - `bad_answer`: something answered, but not as Earshot does (a proxy, a redirect, another website)
 */
export type ErrorCode = ProblemCode | 'network' | 'timeout' | 'bad_answer' | 'bad_signature'

/** A field that is not valid. `path` is dotted: `answers.comment`, `order.items.0.name`. */
export interface FieldError {
  path: string
  code: string
  message: string
  /** The rule that it breaks, by its name in RULES of `@earshot/sdk/contract`, where that is known. */
  rule?: string | undefined
  /** What the message names, such as `n` of "at most 200 characters". */
  values?: Readonly<Record<string, string | number>> | undefined
}

/** What is known about a failure besides its code. */
export interface ErrorContext {
  status?: number | undefined
  problem?: Problem | undefined
  errors?: readonly FieldError[] | undefined
  retryAfter?: number | undefined
  id?: string | undefined
  cause?: unknown
}

/**
 * The one error of this package: every call that fails rejects with it.
 * `message` says what happened, the likely cause and the next step.
 */
export class EarshotError extends Error {
  override readonly name = 'EarshotError'
  readonly code: ErrorCode
  /** HTTP status of the answer; absent where none came, or where the mistake was found before sending. */
  readonly status: number | undefined
  /** The server's problem, as it was sent. */
  readonly problem: Problem | undefined
  /** The bad fields of an `invalid` call; empty otherwise. */
  readonly errors: readonly FieldError[]
  /** Seconds after which the server asks to be tried again. */
  readonly retryAfter: number | undefined
  /** Id of the feedback that was not received. Submitting again with it never stores the feedback twice. */
  readonly id: string | undefined

  constructor(code: ErrorCode, message: string, context: ErrorContext = {}) {
    super(message, { cause: context.cause })
    this.code = code
    this.status = context.status
    this.problem = context.problem
    this.errors = context.errors ?? []
    this.retryAfter = context.retryAfter
    this.id = context.id
  }
}

/** One field that cannot be right, found before anything is sent. */
export function invalid(path: string, message: string, value: unknown): EarshotError {
  return new EarshotError('invalid', `${path} ${message}; it is ${JSON.stringify(value)}.`, {
    errors: [{ path, code: 'invalid_value', message }],
  })
}
