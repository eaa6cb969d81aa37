import * as z from 'zod/mini'
import { ComplaintQuery } from './complaint.ts'
import { FeedbackId, FeedbackQuery, Time } from './feedback.ts'
import { named } from './name.ts'
import { Problem } from './problem.ts'
import { words } from './text.ts'

const id = words(64, 1)

const ComplaintNumber = z
  .string()
  .check(z.regex(/^\d{4}-\d{6,15}$/, { error: 'must be a complaint number such as 2026-000123' }))

/** `POST /api/complaints/marks`. */
export const ComplaintMarkInput = z.strictObject({
  numbers: z.array(ComplaintNumber).check(z.minLength(1), z.maxLength(200)),
  read: z.boolean(),
})
export type ComplaintMarkInput = z.infer<typeof ComplaintMarkInput>

export const LabelColour = z.enum(['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'])
export type LabelColour = z.infer<typeof LabelColour>

/** A word of the shop's own for feedback and complaints. */
export const Label = z.strictObject({ id: z.string(), name: z.string(), colour: LabelColour })
export type Label = z.infer<typeof Label>

/** `POST /api/labels`. */
export const LabelInput = z.strictObject({ name: named(60), colour: z.optional(LabelColour) })
export type LabelInput = z.infer<typeof LabelInput>

/** `PATCH /api/labels/{id}`: what is named changes. */
export const LabelChange = z.partial(LabelInput)
export type LabelChange = z.infer<typeof LabelChange>

/** `GET /api/labels`, by name. */
export const LabelList = z.strictObject({ items: z.array(Label), next: z.null() })
export type LabelList = z.infer<typeof LabelList>

/** `POST /api/labels/apply`: puts labels on many at once, and takes others off. A complaint has those of its feedback. */
export const LabelApply = z
  .strictObject({
    feedback: z.optional(z.array(FeedbackId).check(z.maxLength(500))),
    complaints: z.optional(z.array(ComplaintNumber).check(z.maxLength(500))),
    /** Ids of labels. */
    add: z.optional(z.array(id).check(z.maxLength(50))),
    remove: z.optional(z.array(id).check(z.maxLength(50))),
  })
  .check(
    z.refine(({ feedback = [], complaints = [] }) => feedback.length + complaints.length > 0, {
      path: ['feedback'],
      error: 'must name some, or complaints must',
    }),
  )
export type LabelApply = z.infer<typeof LabelApply>

/** What each of them has now. What the site does not have is left out. */
export const LabelApplied = z.strictObject({
  items: z.array(
    z.strictObject({
      feedback: FeedbackId,
      labels: z.array(z.string()),
      /** Those of them that it did not have before; what takes them off again is what undoes it. */
      added: z.array(z.string()),
      /** Those that it had before, and has no more. */
      removed: z.array(z.string()),
    }),
  ),
  next: z.null(),
})
export type LabelApplied = z.infer<typeof LabelApplied>

/** The lists that a view can be of, and what each may be asked. */
export const VIEW_QUERIES = {
  feedback: z.omit(FeedbackQuery, { limit: true, cursor: true }),
  complaints: z.omit(ComplaintQuery, { limit: true, cursor: true }),
} as const

const ViewQuery = z.record(z.string().check(z.maxLength(40)), words(500))

/** A list's filters under a name. */
export const SavedView = z.strictObject({
  id: z.string(),
  kind: z.enum(['feedback', 'complaints']),
  name: z.string(),
  /** Query parameters of the list, as they stand in an address. */
  query: ViewQuery,
  /** Whether everybody sees it. */
  shared: z.boolean(),
  /** Whether it is of whoever asks. */
  mine: z.boolean(),
  /** Lower ones come first. */
  position: z.int(),
})
export type SavedView = z.infer<typeof SavedView>

const about = {
  name: named(60),
  query: ViewQuery,
  shared: z.optional(z.boolean()),
  position: z.optional(z.int().check(z.minimum(0), z.maximum(10_000))),
}

/** `POST /api/views`. */
export const SavedViewInput = z.strictObject({ kind: z.enum(['feedback', 'complaints']), ...about })
export type SavedViewInput = z.infer<typeof SavedViewInput>

/** `PATCH /api/views/{id}`: what is named changes, the query as a whole. */
export const SavedViewChange = z.partial(z.strictObject(about))
export type SavedViewChange = z.infer<typeof SavedViewChange>

/** `GET /api/views`: one's own and shared ones, in their order. */
export const SavedViewList = z.strictObject({ items: z.array(SavedView), next: z.null() })
export type SavedViewList = z.infer<typeof SavedViewList>

/** What a draft is for, such as `complaint/2026-000123/message`. */
export const DraftKey = z.string().check(
  z.regex(/^[\w.:/-]{1,200}$/, {
    error: 'must be letters, digits and . : / - _, such as complaint/2026-000123/message',
  }),
)

/** What a member typed and has not sent. */
export const Draft = z.strictObject({
  key: z.string(),
  data: z.record(z.string(), z.unknown()),
  /** When it was typed. */
  at: Time,
})
export type Draft = z.infer<typeof Draft>

/** `PUT /api/drafts/{key}`. */
export const DraftInput = z.strictObject({
  /** Up to 64 KiB as JSON. */
  data: z.record(z.string(), z.unknown()),
  /** When it was typed; now by default. What is kept and newer stays, and is the answer. */
  at: z.optional(Time),
})
export type DraftInput = z.infer<typeof DraftInput>

/** `GET /api/drafts`, newest first, without what they hold. */
export const DraftList = z.strictObject({ items: z.array(z.omit(Draft, { data: true })), next: z.null() })
export type DraftList = z.infer<typeof DraftList>

/** `POST /api/presence`: every 20 seconds while a complaint is on the screen; who is silent for 45 is gone. */
export const PresenceInput = z.strictObject({
  complaint: ComplaintNumber,
  state: z.enum(['looking', 'typing', 'left']),
})
export type PresenceInput = z.infer<typeof PresenceInput>

/** Who is at a complaint; also what the live event `presence` carries. */
export const Presence = z.strictObject({
  complaint: z.string(),
  present: z.array(z.strictObject({ id: z.string(), name: z.string(), typing: z.boolean() })),
})
export type Presence = z.infer<typeof Presence>

/** `POST /api/complaints/bulk`: one command for many. */
export const BulkInput = z
  .strictObject({
    numbers: z.array(ComplaintNumber).check(z.minLength(1), z.maxLength(200)),
    command: z.enum(['assign', 'classify', 'note', 'message', 'merge', 'invalid', 'label']),
    /** What the command carries; for `label`: `add` and `remove`, ids of labels. */
    fields: z.record(z.string(), z.unknown()),
    /** The version that you have seen of each, in their order: one that has changed since is refused. Not for `label`. */
    versions: z.optional(z.array(z.int().check(z.minimum(0)))),
  })
  .check(
    z.refine(({ numbers, versions = numbers }) => versions.length === numbers.length, {
      path: ['versions'],
      error: 'must be as many as numbers',
    }),
  )
export type BulkInput = z.infer<typeof BulkInput>

/** What became of each, in the order of asking. */
export const BulkResult = z.strictObject({
  items: z.array(
    z.strictObject({
      number: z.string(),
      done: z.boolean(),
      /** The complaint's version now; null where it was refused. */
      version: z.nullable(z.int()),
      /** Why it was refused. */
      problem: z.nullable(Problem),
      /** Commands that bring back who had it and how it was filed, one after the other; none where nothing of that changed. */
      undo: z.array(z.strictObject({ command: BulkInput.shape.command, fields: BulkInput.shape.fields })),
    }),
  ),
  next: z.null(),
})
export type BulkResult = z.infer<typeof BulkResult>
