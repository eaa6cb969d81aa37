import * as z from 'zod/mini'

/**
 * Every stable error code, with its HTTP status and its one-line meaning.
 * Codes are never renamed: clients branch on them. docs/errors.md lists causes and next steps.
 */
export const PROBLEMS = {
  body_not_json: { status: 400, title: 'The body is not JSON' },
  request_unreadable: { status: 400, title: 'The request is not HTTP as it should be' },
  unauthorized: { status: 401, title: 'Nobody is signed in, or the API key is not valid' },
  sign_in_failed: { status: 401, title: 'The mail address or the password is not right' },
  forbidden: { status: 403, title: 'Your role may not do that' },
  origin_not_allowed: { status: 403, title: 'The site does not allow this origin' },
  attachment_quota: { status: 403, title: 'The site has no room for more files' },
  site_unknown: { status: 404, title: 'There is no site with this key' },
  moment_unknown: { status: 404, title: 'The site has no such moment' },
  feedback_unknown: { status: 404, title: 'There is no feedback with this id' },
  attachment_unknown: { status: 404, title: 'There is no file with this id' },
  staff_unknown: { status: 404, title: 'There is no member of staff with this id' },
  department_unknown: { status: 404, title: 'There is no department with this id' },
  solution_unknown: { status: 404, title: 'There is no solution with this id' },
  category_unknown: { status: 404, title: 'There is no category with this id' },
  cause_unknown: { status: 404, title: 'There is no cause with this id' },
  improvement_unknown: { status: 404, title: 'There is no improvement with this id' },
  erasure_unknown: { status: 404, title: 'There is no erasure with this id' },
  product_unknown: { status: 404, title: 'There is no product with this id' },
  cluster_unknown: { status: 404, title: 'There is no cluster with this id' },
  courtesy_unknown: { status: 404, title: 'There is no phrase with this id' },
  key_unknown: { status: 404, title: 'There is no key in force with this id' },
  webhook_unknown: { status: 404, title: 'There is no webhook with this id' },
  link_unknown: { status: 404, title: 'This link is unknown, used or out of date' },
  followup_unknown: { status: 404, title: 'There is no such follow-up' },
  template_unknown: { status: 404, title: 'There is no such mail' },
  mail_unknown: { status: 404, title: 'There is no mail with this id to be sent again' },
  complaint_unknown: { status: 404, title: 'There is no such complaint' },
  task_unknown: { status: 404, title: 'There is no task with this id' },
  label_unknown: { status: 404, title: 'There is no label with this id' },
  view_unknown: { status: 404, title: 'There is no view with this id' },
  draft_unknown: { status: 404, title: 'There is no draft of this' },
  order_unknown: { status: 404, title: 'There is no order with this number' },
  customer_unknown: { status: 404, title: 'There is no customer with this id' },
  person_unknown: { status: 404, title: 'There is nothing of somebody like that' },
  not_found: { status: 404, title: 'There is nothing at this address' },
  method_not_allowed: { status: 405, title: 'This address does not take this method' },
  request_timeout: { status: 408, title: 'The request did not arrive in time' },
  erased: { status: 410, title: 'This was erased' },
  erasure_over: { status: 409, title: 'This erasure is over' },
  feedback_conflict: { status: 409, title: 'This id was used for other answers' },
  email_taken: { status: 409, title: 'Somebody on the staff has this mail address' },
  name_taken: { status: 409, title: 'Another one has this name' },
  in_use: { status: 409, title: 'Others still refer to it' },
  webhook_limit: { status: 409, title: 'The site has as many webhooks as it may have' },
  last_owner: { status: 409, title: 'A site keeps one owner at least' },
  cannot_merge: { status: 409, title: 'These cards cannot be merged or split like this' },
  moment_changed: { status: 409, title: 'The moment has changed since' },
  complaint_changed: { status: 409, title: 'The complaint has changed since' },
  followup_not_possible: { status: 409, title: 'This is not possible where the follow-up stands' },
  site_changed: { status: 409, title: 'The settings have changed since' },
  demo_not_possible: { status: 409, title: 'The demo cannot be told or taken away as the shop stands' },
  mail_fixed: { status: 409, title: 'The operator of the server set how mail goes' },
  command_not_possible: { status: 409, title: 'This is not possible where the complaint stands' },
  thanks_sent: { status: 409, title: 'The thanks are on their way' },
  body_too_large: { status: 413, title: 'The body is too large' },
  attachment_too_large: { status: 413, title: 'The file is too large' },
  body_type_unsupported: { status: 415, title: 'The body is of a type that is not taken here' },
  attachment_type: { status: 415, title: 'The file is of a type that is not taken' },
  attachment_unreadable: { status: 422, title: 'The file cannot be read' },
  invalid: { status: 422, title: 'Some fields are not valid' },
  rate_limited: { status: 429, title: 'Too many requests' },
  head_too_large: { status: 431, title: 'The address or a header is too long' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  store_unavailable: { status: 503, title: 'The store cannot be written at the moment' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof PROBLEMS

const Values = z.record(z.string(), z.union([z.string(), z.number()]))

/** One bad field. */
export const FieldFault = z.object({
  /** Dotted: `answers.comment`, `order.items.0.name`. */
  path: z.string(),
  code: z.string(),
  /** What is wrong, in English. */
  message: z.string(),
  /** The rule that it breaks, to be told in other languages: a name of RULES. Others may come. */
  rule: z.optional(z.string()),
  /** What the message names, such as `n` of "at most 200 characters". */
  values: z.optional(Values),
})
export type FieldFault = z.infer<typeof FieldFault>

/** An error answer, `application/problem+json` (RFC 9457). */
export const Problem = z.object({
  /** Address of the documentation of the code. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  /** What happened here and what to do next. */
  detail: z.optional(z.string()),
  /** What stands in the way, where the code alone does not say: a name of RULES. Others may come. */
  rule: z.optional(z.string()),
  /** What the rule's words name. */
  values: z.optional(Values),
  /** For `invalid`: each bad field. `path` is dotted: `answers.comment`, `order.items.0.name`. */
  errors: z.optional(z.array(FieldFault)),
  /** For `complaint_changed` and `command_not_possible`: where the complaint stands. */
  complaint: z.optional(
    z.object({
      stage: z.string(),
      version: z.int(),
      /** What is possible now, for whoever asked. */
      possible: z.array(z.string()),
      /** What happened since the version that was sent, oldest first. */
      changes: z.optional(z.array(z.object({ seq: z.int(), at: z.string(), command: z.string(), by: z.string() }))),
    }),
  ),
  /** For `site_changed`: where the settings stand, and what changed since the version that was sent, oldest first. */
  site: z.optional(
    z.object({
      version: z.int(),
      changes: z.array(z.object({ version: z.int(), at: z.string(), by: z.string(), fields: z.array(z.string()) })),
    }),
  ),
  /** For `moment_changed`: the current version, who saved it, and when. */
  moment: z.optional(
    z.object({
      version: z.int(),
      at: z.string(),
      by: z.nullable(z.string()),
      moment: z.record(z.string(), z.unknown()),
    }),
  ),
})
export type Problem = z.infer<typeof Problem>
