import * as z from 'zod/mini'
import { Feedback, FeedbackId, Reach, Time } from './feedback.ts'
import { Outcome, Stage } from './stage.ts'
import { Locale, words } from './text.ts'

/** A day that comes back every year: `05-14`, or `1990-05-14` where the year is known. */
const YearlyDay = z.string().check(
  z.regex(/^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, {
    error: 'must be a day such as 05-14, or 1990-05-14 where the year is known',
  }),
)

/** A day to remember somebody on. */
export const SpecialDay = z.strictObject({
  /** What it is: `birthday`, `wedding day`, or the shop's own word. */
  name: words(60, 1),
  date: YearlyDay,
})
export type SpecialDay = z.infer<typeof SpecialDay>

const TimeOfDay = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day such as 21:00' }))

/** When a customer is left alone, by their own clock; `21:00` to `09:00` goes through the night. */
export const QuietHours = z.strictObject({ from: TimeOfDay, until: TimeOfDay })
export type QuietHours = z.infer<typeof QuietHours>

/** Ways by which a shop may get in touch. */
export const Way = z.enum(['email', 'phone', 'message', 'post'])
export type Way = z.infer<typeof Way>

const about = {
  name: z.optional(z.nullable(words(200))),
  ...Reach,
  language: z.optional(z.nullable(Locale)),
  /** Whether the shop counts them as a member. */
  member: z.optional(z.boolean()),
  /** IANA name, such as `Asia/Taipei`; the site's by default. */
  timeZone: z.optional(z.nullable(words(60, 1))),
  quiet: z.optional(z.nullable(QuietHours)),
  /** Taken whole. */
  days: z.optional(z.array(SpecialDay).check(z.maxLength(30))),
  /** What they agreed to: `true` or `false` for each way that is named; the others stay. */
  consent: z.optional(z.partialRecord(Way, z.boolean())),
}

/** A customer as the shop's back end knows them: with an order, or signed into its token. */
export const CustomerInput = z.strictObject({
  /** The shop's own customer number: the surest way to know them again. */
  id: z.optional(words(100, 1)),
  ...about,
})
export type CustomerInput = z.infer<typeof CustomerInput>

/** `PATCH /api/customers/{id}`: what is named changes. */
export const CustomerChange = z.strictObject(about)
export type CustomerChange = z.infer<typeof CustomerChange>

/** What a customer is known by. No two cards have the same. */
export const CustomerKey = z.strictObject({
  kind: z.enum(['email', 'phone', 'shop']),
  /** As it is compared: mail addresses in lower case, phone numbers as digits. */
  value: z.string(),
  /** Who vouches for it: the shop's back end, the customer's own proof, or staff. */
  by: z.enum(['shop', 'proof', 'staff']),
})
export type CustomerKey = z.infer<typeof CustomerKey>

/** A customer in a list. */
export const CustomerSummary = z.strictObject({
  id: z.string(),
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  language: z.nullable(Locale),
  member: z.boolean(),
  createdAt: Time,
})
export type CustomerSummary = z.infer<typeof CustomerSummary>

/** Consent to one way of getting in touch. */
export const Consent = z.strictObject({
  given: z.boolean(),
  at: Time,
  /** Who said so last. What the customer took back, the shop's back end cannot give again. */
  by: z.enum(['shop', 'staff', 'customer']),
})
export type Consent = z.infer<typeof Consent>

/** A note of staff. */
export const CustomerNote = z.strictObject({
  id: z.string(),
  at: Time,
  author: z.string(),
  words: z.string(),
})
export type CustomerNote = z.infer<typeof CustomerNote>

/** Another card that may be the same person. Nothing is merged by itself. */
export const Likeness = z.strictObject({
  customer: CustomerSummary,
  /** What both have, or claim. */
  shared: z.array(z.pick(CustomerKey, { kind: true, value: true })),
})
export type Likeness = z.infer<typeof Likeness>

/** A follow-up on a card. */
export const CustomerFollowup = z.strictObject({
  id: z.string(),
  kind: z.string(),
  dueAt: Time,
  channel: z.string(),
  state: z.string(),
  result: z.nullable(z.string()),
})
export type CustomerFollowup = z.infer<typeof CustomerFollowup>

/** Everything about one person, on one card. Its lists hold the latest; `total` says how many there are. */
export const Customer = z.extend(CustomerSummary, {
  timeZone: z.nullable(z.string()),
  quiet: z.nullable(QuietHours),
  days: z.array(SpecialDay),
  consent: z.partialRecord(Way, Consent),
  keys: z.array(CustomerKey),
  /** Cards that were merged into this one, and that `split` takes out again. */
  merged: z.array(z.strictObject({ id: z.string(), name: z.nullable(z.string()), at: Time, by: z.string() })),
  orders: z.strictObject({
    total: z.int(),
    /** Sums by currency, in minor units; cancelled orders are left out. */
    value: z.record(z.string(), z.int()),
    lastAt: z.nullable(Time),
    items: z.array(
      z.strictObject({
        id: z.string(),
        placedAt: Time,
        state: z.string(),
        total: z.nullable(z.int()),
        currency: z.nullable(z.string()),
      }),
    ),
  }),
  feedback: z.strictObject({
    total: z.int(),
    items: z.array(
      z.strictObject({
        ...z.pick(Feedback, { id: true, moment: true, receivedAt: true, satisfaction: true }).shape,
        /** How it came to this card: by a signed order, a proven address, or by hand. */
        by: z.enum(['order', 'proof', 'staff']),
      }),
    ),
  }),
  complaints: z.array(
    z.strictObject({
      number: z.string(),
      stage: Stage,
      outcome: z.nullable(Outcome),
      openedAt: Time,
      closedAt: z.nullable(Time),
      rating: z.nullable(z.int()),
    }),
  ),
  followups: z.array(CustomerFollowup),
  /** By month, oldest first: the mean of 1 to 5, and how many answers it is of. */
  satisfaction: z.array(z.strictObject({ month: z.string(), mean: z.number(), count: z.int() })),
  notes: z.array(CustomerNote),
  /** Perhaps the same person. */
  perhaps: z.array(Likeness),
  /** Feedback that claims an address of this card without proof. */
  claims: z.array(
    z.strictObject({ id: FeedbackId, receivedAt: Time, kind: z.enum(['email', 'phone']), value: z.string() }),
  ),
})
export type Customer = z.infer<typeof Customer>

/** Filters of `GET /api/customers`, as query parameters. */
export const CustomerQuery = z.strictObject({
  /** A whole mail address, phone number, order number, or the shop's customer number; or else words of the card. */
  text: z.optional(words(200)),
  /** `true`: members only. */
  member: z.optional(z.enum(['true', 'false'])),
  /** Items a page, 1 to 200; 50 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
export type CustomerQuery = z.infer<typeof CustomerQuery>

/** A page of customers, newest first. */
export const CustomerPage = z.strictObject({
  items: z.array(CustomerSummary),
  /** Cursor of the next page; null at the end. */
  next: z.nullable(z.string()),
})
export type CustomerPage = z.infer<typeof CustomerPage>

/** `POST /api/customers/{id}/merge`. */
export const MergeInput = z.strictObject({
  /** Id of the card that becomes part of this one. */
  other: words(64, 1),
})
export type MergeInput = z.infer<typeof MergeInput>

/** `POST /api/customers/{id}/split`: undoes one merge, or takes things out to a new card. */
export const SplitInput = z
  .strictObject({
    /** Id of a card that was merged into this one: it gets back all that was its own. */
    merged: z.optional(words(64, 1)),
    keys: z.optional(z.array(z.pick(CustomerKey, { kind: true, value: true })).check(z.maxLength(50))),
    orders: z.optional(z.array(words(100, 1)).check(z.maxLength(500))),
    feedback: z.optional(z.array(FeedbackId).check(z.maxLength(500))),
  })
  .check(
    z.refine(
      ({ merged, keys = [], orders = [], feedback = [] }) =>
        (merged === undefined) === keys.length + orders.length + feedback.length > 0,
      { path: ['merged'], error: 'must name a merged card, or else name keys, orders or feedback for a new card' },
    ),
  )
export type SplitInput = z.infer<typeof SplitInput>

/** `POST /api/customers/{id}/notes`. */
export const NoteInput = z.strictObject({ words: words(4000, 1) })
export type NoteInput = z.infer<typeof NoteInput>

/** `POST /api/feedback/{id}/customer`: whose it is; null takes it off the card, and it stays off. */
export const FeedbackOwner = z.strictObject({ customer: z.nullable(words(64, 1)) })
export type FeedbackOwner = z.infer<typeof FeedbackOwner>
