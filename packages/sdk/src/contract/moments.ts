import * as z from 'zod/mini'
import { Time } from './feedback.ts'
import { Moment, type QuestionKind } from './moment.ts'
import { Slug } from './name.ts'
import { FieldFault } from './problem.ts'
import { SiteSettings } from './site.ts'

/** `POST /api/moments`: a moment of the shop's own. Its id is lasting, as answers are kept by it. */
export const MomentInput = z.omit(Moment, { version: true })
export type MomentInput = z.infer<typeof MomentInput>

/** `PUT /api/moments/{id}`: the whole moment, as it shall be. `version` names the version that it was made from. */
export const MomentEdit = z.omit(Moment, { id: true })
export type MomentEdit = z.infer<typeof MomentEdit>

/** `PATCH /api/moments/{id}`. */
export const MomentSwitch = z.strictObject({
  /** Whether it is asked. What pages that were loaded before still send is taken all the same. */
  enabled: z.boolean(),
})
export type MomentSwitch = z.infer<typeof MomentSwitch>

/** `POST /api/moments/{id}/restore`: the version whose content comes back, as a new version. */
export const MomentRestore = z.strictObject({ version: z.int().check(z.minimum(1)) })
export type MomentRestore = z.infer<typeof MomentRestore>

const Kind = z.enum([
  'satisfaction',
  'nps',
  'effort',
  'choice',
  'choices',
  'text',
  'photo',
  'voice',
  'product',
  'contact',
  'remedy',
] satisfies QuestionKind[])

const about = {
  id: Slug,
  /** Of the current version. */
  version: z.int(),
  title: Moment.shape.title,
  /** Whether it is asked. */
  enabled: z.boolean(),
  /** Whether Earshot brings one of this id, so that it can be reset and not deleted. */
  builtin: z.boolean(),
  /** Whether the current version is the shop's own, not as Earshot brings it. */
  edited: z.boolean(),
  /** When it was last edited, or switched on or off; null where it never was. */
  changedAt: z.nullable(Time),
  /** Name of who did; null where nobody did, or it is not known. */
  changedBy: z.nullable(z.string()),
}

/** One of the moments of a site. */
export const MomentSummary = z.strictObject({
  ...about,
  /** How many questions it asks. */
  questions: z.int(),
  /** Feedback at it within the last 30 days, tests included. */
  answers: z.int(),
})
export type MomentSummary = z.infer<typeof MomentSummary>

/** `GET /api/moments`: Earshot's own in the order of a customer's journey, then the shop's by id. */
export const MomentList = z.strictObject({ items: z.array(MomentSummary), next: z.null() })
export type MomentList = z.infer<typeof MomentList>

/** Something that deserves a look; `path` is dotted: `questions.0.label.ko`. */
export const MomentNote = FieldFault
export type MomentNote = z.infer<typeof MomentNote>

/** `GET /api/moments/{id}`, and the answer to every change of it. */
export const MomentEntry = z.strictObject({
  ...about,
  /** The current version whole, in all languages. */
  moment: Moment,
  /** Every question id that any version asked, with the kind that it last had. Answers are kept by these ids. */
  asked: z.record(Slug, Kind),
  /** What is allowed and yet deserves a look. */
  warnings: z.array(MomentNote),
})
export type MomentEntry = z.infer<typeof MomentEntry>

/** One thing in which two versions differ. */
export const MomentDifference = z.strictObject({
  /** `order`: questions that both have come in another order. */
  of: z.enum(['title', 'note', 'headings', 'after', 'question', 'order']),
  how: z.enum(['added', 'removed', 'changed']),
  /** The question that it is about. */
  question: z.nullable(Slug),
  /** What of the question changed: `label`, `options`, `when`, … */
  fields: z.array(z.string()),
})
export type MomentDifference = z.infer<typeof MomentDifference>

/** One version of a moment. */
export const MomentVersion = z.strictObject({
  version: z.int(),
  at: Time,
  /** Name of who saved it; null: it came with Earshot, or it is not known. */
  by: z.nullable(z.string()),
  /** Whether it is as Earshot brings it. */
  builtin: z.boolean(),
  /** The version that it brought back. */
  restored: z.nullable(z.int()),
  /** What differs from the version before it; empty for the first. */
  differences: z.array(MomentDifference),
})
export type MomentVersion = z.infer<typeof MomentVersion>

/** `GET /api/moments/{id}/versions`, newest first. */
export const MomentVersionList = z.strictObject({ items: z.array(MomentVersion), next: z.null() })
export type MomentVersionList = z.infer<typeof MomentVersionList>

/** `GET /api/moments/{id}/versions/{version}`. */
export const MomentVersionDetail = z.strictObject({ ...MomentVersion.shape, moment: Moment })
export type MomentVersionDetail = z.infer<typeof MomentVersionDetail>

/** Settings of a site that a preview may show otherwise than they are. */
const Look = z.partial(
  z.pick(SiteSettings, {
    name: true,
    locale: true,
    locales: true,
    privacyUrl: true,
    theme: true,
    launcher: true,
    texts: true,
  }),
)

/** Id of a preview; stands where a site's key stands elsewhere. */
export const PreviewId = z
  .string()
  .check(z.regex(/^pv_[A-Za-z0-9-]{1,40}_[a-f0-9]{32}$/, { error: 'must be the id of a preview' }))

/** `POST /api/moments/preview`: drafts, shown by the real widget. What is not named is as the site has it. */
export const PreviewInput = z.strictObject({
  /** The preview whose drafts these replace; a new one by default, also where that one is over. */
  id: z.optional(PreviewId),
  /** A moment as it shall be; one of its id is replaced in the preview. */
  moment: z.optional(MomentInput),
  /** Id of the moment to show: that of the draft by default, else `anytime`. */
  show: z.optional(Slug),
  site: z.optional(Look),
})
export type PreviewInput = z.infer<typeof PreviewInput>

/** Where drafts can be seen. */
export const Preview = z.strictObject({
  id: PreviewId,
  /** Of a page to frame: `?as=place|dialog`, `?locale=ko`, `?scheme=light|dark`. */
  url: z.string(),
  expiresAt: Time,
  /** Why the draft of the moment could not be saved as it is; `path` as in the body: `moment.questions.0.label`. */
  errors: z.array(MomentNote),
  warnings: z.array(MomentNote),
})
export type Preview = z.infer<typeof Preview>

/** What `moment.changed` tells. */
export const MomentEventData = z.strictObject({
  moment: Slug,
  /** The current version. */
  version: z.int(),
  enabled: z.boolean(),
  /** Whether it was deleted. */
  deleted: z.boolean(),
  /** Who did it. */
  by: z.strictObject({ kind: z.enum(['staff', 'key', 'system']), name: z.string() }),
})
export type MomentEventData = z.infer<typeof MomentEventData>
