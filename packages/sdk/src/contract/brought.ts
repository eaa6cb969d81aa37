import * as z from 'zod/mini'
import { Disputed } from './command.ts'
import { Answer, Contact, FeedbackId, GivenTime, Order, Product } from './feedback.ts'
import { ANSWER_MAX } from './limit.ts'
import { Slug } from './name.ts'
import { Heard, Severity } from './stage.ts'
import { Locale, words } from './text.ts'

/** `POST /api/feedback`: what a customer said by phone, at the counter, by letter or fax, or on a visit. */
export const BroughtFeedback = z.strictObject({
  /** A UUIDv7 by which a repetition is known; a new one by default. */
  id: z.optional(FeedbackId),
  /** How it came. */
  channel: Heard,
  /** What the customer said. */
  reason: words(ANSWER_MAX, 1),
  /** Name of who heard it, as signature; whoever sends it by default. */
  recordedBy: z.optional(words(200, 1)),
  /** When it was said; now by default. */
  saidAt: z.optional(GivenTime),
  /** Satisfaction from 1 to 5, where the customer spoke of it. */
  satisfaction: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
  /** Further answers, by question id of the moment. */
  answers: z.optional(z.record(Slug, Answer)),
  /** The moment that it belongs to; `service` by default. */
  moment: z.optional(Slug),
  contact: z.optional(Contact),
  order: z.optional(z.omit(Order, { token: true })),
  product: z.optional(Product),
  /** Id of the customer whose card it goes on, where staff know them. */
  customer: z.optional(words(64, 1)),
  /** Ids of uploaded photos. */
  attachments: z.optional(z.array(words(64, 1)).check(z.maxLength(10))),
  /** The customer's language. */
  locale: z.optional(Locale),
  /** Whether it is to be treated as a complaint; it is by default. */
  complaint: z.optional(z.boolean()),
  category: z.optional(words(64, 1)),
  severity: z.optional(Severity),
  /** Whether somebody's safety is at stake. */
  safety: z.optional(z.boolean()),
  disputed: z.optional(Disputed),
})
export type BroughtFeedback = z.infer<typeof BroughtFeedback>
