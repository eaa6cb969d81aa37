import {
  PROBLEMS,
  type ProblemCode,
  type Problem as ProblemBody,
  type Rule,
  type RuleValues,
} from '@earshot/sdk/contract'
import type { Fault } from './rule.ts'

/** One bad field: `path` is dotted, as in `order.items.0.name`. */
export interface FieldError {
  path: string
  code: string
  message: string
  rule: Rule
  /** What `message` names. */
  values?: RuleValues
}

/** An error that the caller is told of, as `application/problem+json` (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly status: number
  readonly errors: readonly FieldError[] | undefined
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined
  /** What stands in the way, where the code alone does not say. */
  readonly why: Fault | undefined
  /** Where the complaint stands that could not be changed. */
  readonly complaint: ProblemBody['complaint']
  /** Where the settings stand that could not be changed. */
  readonly site: ProblemBody['site']
  /** The current version of a moment that could not be changed. */
  readonly moment: ProblemBody['moment']

  /** @param detail what happened here and what to do next; never the caller's own words */
  constructor(
    code: ProblemCode,
    detail: string,
    more: {
      errors?: readonly FieldError[]
      retryAfter?: number
      why?: Fault
      complaint?: ProblemBody['complaint']
      site?: ProblemBody['site']
      moment?: ProblemBody['moment']
      cause?: unknown
    } = {},
  ) {
    super(detail, { cause: more.cause })
    this.code = code
    this.status = PROBLEMS[code].status
    this.errors = more.errors
    this.retryAfter = more.retryAfter
    this.why = more.why
    this.complaint = more.complaint
    this.site = more.site
    this.moment = more.moment
  }

  /** @param publicUrl address of this server, where the codes are documented */
  body(publicUrl: string): ProblemBody {
    return {
      type: `${publicUrl}/docs/errors#${this.code}`,
      title: PROBLEMS[this.code].title,
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(this.why ? { rule: this.why.rule, ...(this.why.values && { values: { ...this.why.values } }) } : {}),
      ...(this.errors ? { errors: [...this.errors] } : {}),
      ...(this.complaint ? { complaint: this.complaint } : {}),
      ...(this.site ? { site: this.site } : {}),
      ...(this.moment ? { moment: this.moment } : {}),
    }
  }
}
