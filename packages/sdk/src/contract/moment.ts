import * as z from 'zod/mini'
import { Slug } from './name.ts'
import { Text } from './text.ts'

/** A question is asked, or a heading shown, when the answer to an earlier question lies in a range or among some values. */
export const Condition = z.strictObject({
  /** Id of the earlier question. */
  question: Slug,
  /** Smallest matching number, inclusive. */
  min: z.optional(z.number()),
  /** Largest matching number, inclusive. */
  max: z.optional(z.number()),
  /** Matching values; for several chosen options one is enough. */
  is: z.optional(z.array(z.union([z.string(), z.number()])).check(z.minLength(1), z.maxLength(50))),
})
export type Condition = z.infer<typeof Condition>

const When = z.array(Condition).check(z.maxLength(10))

/** One thing to choose. */
export const Option = z.strictObject({ id: Slug, label: Text })
export type Option = z.infer<typeof Option>

const asked = {
  /** Lasting id; the answer is kept under it. */
  id: Slug,
  /** What is asked. */
  label: Text,
  /** A quiet line that helps to answer. */
  hint: z.optional(Text),
  /** Whether sending waits for an answer; false by default. */
  required: z.optional(z.boolean()),
  /** All must hold for the question to be asked; always asked by default. */
  when: z.optional(When),
  /** Which view of the dialog asks it, from 1, the default. */
  view: z.optional(z.int().check(z.minimum(1), z.maximum(9))),
}
const scale = { low: z.optional(Text), high: z.optional(Text) }
const options = z.array(Option).check(z.minLength(1), z.maxLength(50))

/** The kinds of question, told apart by `kind`. The comment at each says what its answer is. */
export const Question = z.discriminatedUnion('kind', [
  /** CSAT: 1 (worst) to 5. `labels` names the five, worst first. */
  z.strictObject({ kind: z.literal('satisfaction'), ...asked, labels: z.array(Text).check(z.length(5)) }),
  /** Net Promoter Score: 0 to 10. */
  z.strictObject({ kind: z.literal('nps'), ...asked, ...scale }),
  /** Customer effort score: 1 (very hard) to 7 (very easy). */
  z.strictObject({ kind: z.literal('effort'), ...asked, ...scale }),
  /** The id of one option. */
  z.strictObject({ kind: z.literal('choice'), ...asked, options }),
  /** Ids of options. */
  z.strictObject({ kind: z.literal('choices'), ...asked, options }),
  /** Words. */
  z.strictObject({
    kind: z.literal('text'),
    ...asked,
    placeholder: z.optional(Text),
    /** Longest answer in UTF-16 code units; 5,000 by default. */
    maxLength: z.optional(z.int().check(z.minimum(1), z.maximum(10_000))),
  }),
  /** Attachment ids of photos; `max` of them, 5 by default. */
  z.strictObject({ kind: z.literal('photo'), ...asked, max: z.optional(z.int().check(z.minimum(1), z.maximum(10))) }),
  /** Attachment id of a voice message. */
  z.strictObject({ kind: z.literal('voice'), ...asked }),
  /** SKUs (names where an item has none) of the order's items that it is about. */
  z.strictObject({ kind: z.literal('product'), ...asked }),
  /** Answered in the feedback's `contact`, not in `answers`. */
  z.strictObject({
    kind: z.literal('contact'),
    ...asked,
    fields: z.array(z.enum(['email', 'phone', 'name', 'company', 'address'])).check(z.minLength(1)),
  }),
  /** The id of what would put it right. */
  z.strictObject({ kind: z.literal('remedy'), ...asked, options }),
])
export type Question = z.infer<typeof Question>
export type QuestionKind = Question['kind']

/** A headline with a quiet line below it, shown when its conditions hold. In a list, the first that holds is shown. */
export const Heading = z.strictObject({
  when: z.optional(When),
  view: z.optional(z.int().check(z.minimum(1), z.maximum(9))),
  title: Text,
  note: z.optional(Text),
})
export type Heading = z.infer<typeof Heading>

/** A place in the customer's journey at which the shop asks ("moment of truth"). Data with a version. */
export const Moment = z.strictObject({
  id: Slug,
  /** Counts up with every edit; a feedback names the one it answered. */
  version: z.int().check(z.minimum(1)),
  /** Name of the moment, for staff and as the dialog's accessible name. */
  title: Text,
  /** Quiet line under the first headline. */
  note: z.optional(Text),
  /** Headlines by view and condition; where none holds, the view's first question is its headline. */
  headings: z.array(Heading).check(z.maxLength(30)),
  questions: z.array(Question).check(z.minLength(1), z.maxLength(30)),
  /** What is said after the receipt; the first that holds. A complaint's number and link are shown besides. */
  after: z.array(Heading).check(z.minLength(1), z.maxLength(30)),
})
export type Moment = z.infer<typeof Moment>
