import * as z from 'zod/mini'
import { FeedbackId, Time } from './feedback.ts'
import { Severity } from './stage.ts'
import { words } from './text.ts'

/** Counted up to 100, which stands for more than 99. */
const Count = z.int().check(z.minimum(0), z.maximum(100))

/** `GET /api/desk`: what the navigation shows. Of what is a member's own, a key has 0. */
export const DeskCounts = z.strictObject({
  /** Feedback that the member has not read. */
  unread: Count,
  /** Open complaints that the member is responsible for. */
  mine: Count,
  /** Open complaints of the departments that the member belongs to or leads. */
  department: Count,
  /** Open complaints with a clock past its due time, whoever has them. */
  overdue: Count,
  /** Open complaints that nobody is responsible for. */
  unassigned: Count,
  /** Complaints with a proposal on which whoever asks may decide. */
  approvals: Count,
  /** Visits by phone or link that the member should make today, the site's day. */
  followups: Count,
  /** Open tasks of those departments; without a department, of the member's own complaints. */
  tasks: Count,
  /** Closed complaints that lack a category or a root cause. */
  unclassified: Count,
})
export type DeskCounts = z.infer<typeof DeskCounts>

/** What was read before all up to one was: as `undo` answers it, to be sent back as it is. */
const Earlier = z.strictObject({
  /** All that was received by then was read. */
  readTo: Time,
  /** But these were not. */
  unread: z.array(FeedbackId).check(z.maxLength(1000)),
  /** And these of what came after were. */
  read: z.array(FeedbackId).check(z.maxLength(1000)),
})

/** `POST /api/feedback/marks`: some are read or not; or all up to one are read, or are as they were before that. */
export const MarkInput = z
  .strictObject({
    ids: z.optional(z.array(FeedbackId).check(z.minLength(1), z.maxLength(500))),
    read: z.optional(z.boolean()),
    /** Id of a feedback: it and all that was received before it are read. */
    upTo: z.optional(FeedbackId),
    /** Takes that back: with the same `upTo`. */
    earlier: z.optional(Earlier),
  })
  .check(
    z.refine(
      ({ ids, read, upTo, earlier }) =>
        upTo === undefined ? ids && read !== undefined && !earlier : !ids && read === undefined,
      { path: ['ids'], error: 'must be given together with read, or else give upTo alone' },
    ),
  )
export type MarkInput = z.infer<typeof MarkInput>

/** How much feedback is unread now, and how to take it back. */
export const Marked = z.strictObject({
  unread: Count,
  /** Given to the same address, it undoes exactly what this changed. Null where that was nothing, or cannot be told. */
  undo: z.nullable(MarkInput),
})
export type Marked = z.infer<typeof Marked>

/** The live event `marks`: what whoever listens marked, here or wherever else they are signed in. */
export const MarksTold = z.strictObject({
  of: z.enum(['feedback', 'complaints']),
  /** Ids of feedback, or numbers of complaints; null where they are many, or all up to one: ask anew. */
  which: z.nullable(z.array(z.string())),
  read: z.boolean(),
  /** How much feedback is unread now; null where complaints are meant. */
  unread: z.nullable(Count),
})
export type MarksTold = z.infer<typeof MarksTold>

/** `POST /api/feedback/{id}/complaint`: staff decide that it wants an answer. */
export const ComplaintOpening = z.strictObject({
  category: z.optional(words(64, 1)),
  severity: z.optional(Severity),
  safety: z.optional(z.boolean()),
})
export type ComplaintOpening = z.infer<typeof ComplaintOpening>

/** `POST /api/feedback/thanks`: a mail of thanks to each. */
export const ThanksInput = z.strictObject({
  ids: z.array(FeedbackId).check(z.minLength(1), z.maxLength(200)),
})
export type ThanksInput = z.infer<typeof ThanksInput>

/**
 * Why no thanks go out.
 *
 * - `unknown`: the site has no such feedback
 * - `erased`: whose it was is erased
 * - `no-address`: they left no mail address
 * - `no-mail`: they want no mail
 * - `complaint`: it is a complaint, and is answered there
 * - `thanked`: they were thanked before
 */
export const ThanksRefusal = z.enum(['unknown', 'erased', 'no-address', 'no-mail', 'complaint', 'thanked'])
export type ThanksRefusal = z.infer<typeof ThanksRefusal>

/** What became of each, in the order of asking. */
export const ThanksResult = z.strictObject({
  items: z.array(
    z.strictObject({
      id: FeedbackId,
      done: z.boolean(),
      refused: z.nullable(ThanksRefusal),
      /** When the mail goes out: until then it can be taken back. Null where none does. */
      until: z.nullable(Time),
    }),
  ),
  next: z.null(),
})
export type ThanksResult = z.infer<typeof ThanksResult>
