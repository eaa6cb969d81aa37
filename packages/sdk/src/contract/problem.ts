import * as z from 'zod/mini'

/**
 * Every stable error code, with its HTTP status and its one-line meaning.
 * Codes are never renamed: clients branch on them. docs/errors.md lists causes and next steps.
 */
export const PROBLEMS = {
  body_not_json: { status: 400, title: 'The body is not JSON' },
  unauthorized: { status: 401, title: 'The API key is missing or not valid' },
  forbidden: { status: 403, title: 'This key may not do that' },
  origin_not_allowed: { status: 403, title: 'The site does not allow this origin' },
  site_unknown: { status: 404, title: 'There is no site with this key' },
  moment_unknown: { status: 404, title: 'The site has no such moment' },
  feedback_unknown: { status: 404, title: 'There is no feedback with this id' },
  not_found: { status: 404, title: 'There is nothing at this address' },
  method_not_allowed: { status: 405, title: 'This address does not take this method' },
  feedback_conflict: { status: 409, title: 'This id was used for other answers' },
  body_too_large: { status: 413, title: 'The body is too large' },
  body_type_unsupported: { status: 415, title: 'The body is of a type that is not taken here' },
  invalid: { status: 422, title: 'Some fields are not valid' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  store_unavailable: { status: 503, title: 'The store cannot be written at the moment' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof PROBLEMS

/** An error answer, `application/problem+json` (RFC 9457). */
export const Problem = z.object({
  /** Address of the documentation of the code. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  /** What happened here and what to do next. */
  detail: z.optional(z.string()),
  /** For `invalid`: each bad field. `path` is dotted: `answers.comment`, `order.items.0.name`. */
  errors: z.optional(z.array(z.object({ path: z.string(), code: z.string(), message: z.string() }))),
})
export type Problem = z.infer<typeof Problem>
