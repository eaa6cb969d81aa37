import * as z from 'zod/mini'
import { FeedbackId, Time } from './feedback.ts'
import { words } from './text.ts'

const naming = {
  /** Id of a card; cards that were merged into it come along. */
  customer: z.optional(words(64, 1)),
  /** Everything that names this mail address, on a card or not. */
  email: z.optional(words(254, 3)),
  /** Everything that names this telephone, on a card or not. */
  phone: z.optional(words(50, 3)),
  /** Number of a complaint: the card that it is on, or else what was said then alone. */
  complaint: z.optional(words(30, 1)),
  /** Number of an order: the card that it is on, or else the order and what was said of it. */
  order: z.optional(words(100, 1)),
}

const one = z.refine(
  (named: unknown) =>
    Object.entries(named as object).filter(([name, value]) => name in naming && value !== undefined).length === 1,
  { error: 'must name exactly one of customer, email, phone, complaint and order' },
)

/** Who is meant, by exactly one thing that they are known by. */
export const PersonQuery = z.strictObject(naming).check(one)
export type PersonQuery = z.infer<typeof PersonQuery>

/** How much of somebody there is. */
export const PersonCounts = z.strictObject({
  customers: z.int(),
  feedback: z.int(),
  complaints: z.int(),
  messages: z.int(),
  files: z.int(),
  followups: z.int(),
  orders: z.int(),
  notes: z.int(),
  /** Mails to them that wait, were sent or are dead. */
  mails: z.int(),
  /** Mails to staff about their complaints. An erasure takes them away; they are nothing to take along. */
  notices: z.int(),
})
export type PersonCounts = z.infer<typeof PersonCounts>

/** What an export would hold and an erasure take away. */
export const PersonFound = z.strictObject({
  counts: PersonCounts,
  /** Ids of cards. */
  customers: z.array(z.string()),
  /** Ids of feedback, the first hundred. */
  feedback: z.array(FeedbackId),
  /** Those of them that are here only because they name the address: nobody has proven who wrote it. The first hundred. */
  claimed: z.array(FeedbackId),
  /** Numbers, the first hundred. */
  complaints: z.array(z.string()),
  /** Complaints among them that are still open: erasing closes them as withdrawn, and nobody will be answered. */
  open: z.array(z.string()),
  /** Numbers, the first hundred. */
  orders: z.array(z.string()),
})
export type PersonFound = z.infer<typeof PersonFound>

/** `POST /api/privacy/erase`. */
export const EraseInput = z
  .strictObject({
    ...naming,
    /** Why, for whoever asks later. Do not name the person: it stays. */
    reason: words(300, 3),
    /** True: nothing is erased, the answer tells what would be. */
    dryRun: z.optional(z.boolean()),
  })
  .check(one)
export type EraseInput = z.infer<typeof EraseInput>

/** An erasure: that somebody was erased, when and why, and never who. */
export const Erasure = z.strictObject({
  id: z.string(),
  /** `running`: a job goes on with what is left. `cancelled`: somebody called it off, and what is left stays. */
  state: z.enum(['running', 'done', 'cancelled']),
  at: Time,
  endedAt: z.nullable(Time),
  /** Name of who had it done. */
  by: z.string(),
  reason: z.string(),
  /** What there was when it began; null where that is not known. */
  wanted: z.nullable(PersonCounts),
  /** What is gone so far. */
  erased: PersonCounts,
})
export type Erasure = z.infer<typeof Erasure>

/** The last hundred, newest first. */
export const ErasureList = z.strictObject({ items: z.array(Erasure) })
export type ErasureList = z.infer<typeof ErasureList>

const months = z.nullable(z.int().check(z.minimum(1), z.maximum(240)))
const days = z.int().check(z.minimum(1), z.maximum(30))

/** For how long a site keeps what. */
export const Retention = z.strictObject({
  /** Months after which feedback that is no complaint loses words, contact and files; null: never. 24 by default. */
  feedbackMonths: months,
  /** The same of a complaint, counted from its closing; 36 by default. An open one keeps all. */
  complaintMonths: months,
  /** Months after its placing after which nobody knows whose an order was; null: never. 60 by default. */
  orderMonths: months,
  /** Months after which a card goes on which nothing is left and that nobody had to do with; null: never. 24 by default. */
  customerMonths: months,
  /** Days for which mail that is over is kept; 30 by default and at most. */
  mailDays: days,
  /** Days for which events and what webhooks were told are kept; 30 by default and at most. */
  eventDays: days,
})
export type Retention = z.infer<typeof Retention>

/** What changes; what is left out stays. */
export const RetentionChange = z.partial(Retention)
export type RetentionChange = z.infer<typeof RetentionChange>

/** A line of an export; `kind` tells what `data` is. */
export const PersonLine = z.object({ kind: z.string(), data: z.unknown() })
export type PersonLine = z.infer<typeof PersonLine>
