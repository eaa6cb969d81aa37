import * as z from 'zod/mini'
import { ANSWER_MAX } from './limit.ts'
import { SiteKey, Slug } from './name.ts'
import { Heard } from './stage.ts'
import { Locale, words } from './text.ts'

/** A UUIDv7 in lower case, made by the sender; also the idempotency key. `uuidv7()` makes one. */
export const FeedbackId = z.string().check(
  z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, {
    error: 'must be a UUIDv7 in lower case; uuidv7() of @earshot/sdk makes one',
  }),
)

/** An answer: a number, words or an option's id, or several ids. What exactly, its question's kind says. */
export const Answer = z.union([z.number(), words(ANSWER_MAX), z.array(words(200)).check(z.maxLength(50))])
export type Answer = z.infer<typeof Answer>

const Mail = words(254).check(
  z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, { error: 'must be a mail address such as ada@example.com' }),
)
const Phone = words(50).check(z.regex(/\d/, { error: 'must hold a phone number' }))

/** How the shop may reach the customer. */
export const Contact = z.strictObject({
  name: z.optional(words(200)),
  email: z.optional(Mail),
  phone: z.optional(Phone),
  company: z.optional(words(200)),
  address: z.optional(words(500)),
})
export type Contact = z.infer<typeof Contact>

/** The same ways, where one may also be taken back. */
export const Reach = { email: z.optional(z.nullable(Mail)), phone: z.optional(z.nullable(Phone)) }

/** ISO 4217 code. */
export const Currency = z.string().check(z.regex(/^[A-Z]{3}$/, { error: 'must be an ISO 4217 code such as EUR' }))

/** Money in the currency's minor unit: 4990 with EUR is 49.90 €. */
const Minor = z.int().check(z.minimum(0))

export const OrderItem = z.strictObject({
  sku: z.optional(words(100)),
  name: words(300, 1),
  quantity: z.optional(z.number().check(z.positive(), z.maximum(1e6))),
  /** Price of one, in the minor unit of the order's currency. */
  price: z.optional(Minor),
})
export type OrderItem = z.infer<typeof OrderItem>

/** The order that the feedback is about, as the page knows it. */
export const Order = z.strictObject({
  id: words(100, 1),
  /** A token by which the shop's back end vouches for the order (JWT, HS256, the site's signing key). */
  token: z.optional(words(4000)),
  total: z.optional(Minor),
  currency: z.optional(Currency),
  items: z.optional(z.array(OrderItem).check(z.maxLength(200))),
})
export type Order = z.infer<typeof Order>

/** The product that the feedback is about, where there is no order or beside it. */
export const Product = z.strictObject({
  sku: z.optional(words(100)),
  name: z.optional(words(300)),
  batch: z.optional(words(100)),
  /** Size, colour, model. */
  specification: z.optional(words(300)),
  /** Calendar dates, as `2026-10-01`. */
  madeOn: z.optional(z.iso.date()),
  boughtOn: z.optional(z.iso.date()),
  usedOn: z.optional(z.iso.date()),
  /** In what condition it is. */
  condition: z.optional(words(300)),
})
export type Product = z.infer<typeof Product>

/** The page it was said on. */
export const Page = z.strictObject({ url: words(2000), title: z.optional(words(300)) })
export type Page = z.infer<typeof Page>

/** What a form tells about how it was filled in. Suspicion flags a feedback; it never drops one. */
export const Signals = z.strictObject({
  /** Content of a field that people do not see. */
  honeypot: z.optional(words(ANSWER_MAX)),
  /** Milliseconds from asking to sending. */
  elapsed: z.optional(z.number().check(z.minimum(0))),
})
export type Signals = z.infer<typeof Signals>

/** `POST /v1/feedback`: what one customer said once, at one moment. */
export const FeedbackInput = z.strictObject({
  id: FeedbackId,
  site: SiteKey,
  moment: Slug,
  /** The version of the moment that was answered; the current one by default. */
  momentVersion: z.optional(z.int().check(z.minimum(1))),
  /** By question id. */
  answers: z.record(Slug, Answer),
  contact: z.optional(Contact),
  order: z.optional(Order),
  product: z.optional(Product),
  /** Ids of uploaded photos and voice messages. */
  attachments: z.optional(z.array(words(64, 1)).check(z.maxLength(10))),
  /** Language in which it was asked. */
  locale: z.optional(Locale),
  page: z.optional(Page),
  /** The customer wants it treated as a complaint. */
  complaint: z.optional(z.boolean()),
  signals: z.optional(Signals),
})
export type FeedbackInput = z.infer<typeof FeedbackInput>

/** RFC 3339 in UTC. */
export const Time = z.iso.datetime()

/** As people give it: RFC 3339 in UTC, or with the offset of their own clock. */
export const GivenTime = z.iso.datetime({ offset: true })

/** The answer to a feedback: 201 when it is new and on disk, 200 for a repeat. */
export const Receipt = z.strictObject({
  id: FeedbackId,
  receivedAt: Time,
  /** Set when the feedback needs an answer: the number to quote, and the private page that shows where it stands. */
  complaint: z.nullable(z.strictObject({ number: z.string(), url: z.string() })),
})
export type Receipt = z.infer<typeof Receipt>

/**
 * Why a feedback deserves a second look. None of them hides it.
 *
 * - `honeypot`: a field that people cannot see was filled in
 * - `fast`: sent sooner than a person can read and answer
 * - `retired`: answers a question or names an option that the moment no longer has
 * - `order-unproven`: its order token does not prove the order
 * - `erased`: words, contact and files are gone: whose they were was erased, or their time was over
 */
export const Flag = z.enum(['honeypot', 'fast', 'retired', 'order-unproven', 'erased'])
export type Flag = z.infer<typeof Flag>

/** How staff heard what they brought in. */
export const HowHeard = z.strictObject({
  channel: Heard,
  /** Name of who heard it, as signature. */
  recordedBy: z.string(),
  /** When it was said; null where that was when it was received. */
  saidAt: z.nullable(Time),
})
export type HowHeard = z.infer<typeof HowHeard>

/** A stored feedback, as staff read it. */
export const Feedback = z.strictObject({
  id: FeedbackId,
  moment: Slug,
  momentVersion: z.int(),
  receivedAt: Time,
  /** Satisfaction 1 to 5, where it was asked and answered. */
  satisfaction: z.nullable(z.int()),
  answers: z.record(Slug, Answer),
  contact: z.nullable(Contact),
  order: z.nullable(z.extend(z.omit(Order, { token: true }), { proven: z.boolean() })),
  product: z.nullable(Product),
  attachments: z.array(z.string()),
  locale: z.nullable(Locale),
  page: z.nullable(Page),
  flags: z.array(Flag),
  /** Whether it was said in test mode and stays out of the figures. */
  test: z.boolean(),
  /** How it came, where staff brought it in; null of what customers sent themselves. */
  brought: z.nullable(HowHeard),
  complaint: z.nullable(z.strictObject({ number: z.string(), url: z.string(), stage: z.string() })),
  /** Id of the customer whose card it is on; null where nothing proves whose it is. */
  customer: z.nullable(z.string()),
})
export type Feedback = z.infer<typeof Feedback>

/** A feedback in the inbox: with all that a row and its details show. */
export const InboxItem = z.extend(Feedback, {
  /** Name of who said it: the card's, else as they left it. */
  name: z.nullable(z.string()),
  /** The first answer in their own words. */
  words: z.nullable(z.string()),
  /** Ids of labels. */
  labels: z.array(z.string()),
  /** Whether whoever asks has not read it; of a key it is false. */
  unread: z.boolean(),
  /** A mail of thanks: by whom, and until when it can be taken back. */
  thanked: z.nullable(z.strictObject({ at: Time, by: z.string(), until: Time })),
})
export type InboxItem = z.infer<typeof InboxItem>

/** A time, or a date that begins at midnight UTC. */
const Since = z.union([Time, z.iso.date()], {
  error: 'must be a date such as 2026-11-01, or a time such as 2026-11-01T08:00:00Z',
})

/** Filters of `GET /api/feedback` and the exports, as query parameters. */
export const FeedbackQuery = z.strictObject({
  moment: z.optional(Slug),
  /** One satisfaction, or several: `1,2,3`. */
  satisfaction: z.optional(
    z.string().check(z.regex(/^[1-5](,[1-5])*$/, { error: 'must be numbers from 1 to 5, as in 1,2' })),
  ),
  /** Words that answers, contact, order and product hold, whatever their case and accents; of the last the beginning is enough. */
  text: z.optional(words(500)),
  /** Id of the customer whose card it is on. */
  customer: z.optional(words(64, 1)),
  /** `true`: what whoever asks has not read. For members, not for keys. */
  unread: z.optional(z.enum(['true', 'false'])),
  /** Id of a label that it has. */
  label: z.optional(words(64, 1)),
  /** `true`: what became a complaint; `false`: what did not. */
  complaint: z.optional(z.enum(['true', 'false'])),
  /** `true`: what has photos. */
  photos: z.optional(z.enum(['true', 'false'])),
  /** SKU or name of a product that it names, or that its order holds, exactly as written. */
  product: z.optional(words(300, 1)),
  /** Number of the order. */
  order: z.optional(words(100, 1)),
  /** Received at or after this time or date (a date begins at midnight UTC). */
  from: z.optional(Since),
  /** Received before this time or date. */
  to: z.optional(Since),
  /** Items a page, 1 to 200; 50 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
export type FeedbackQuery = z.infer<typeof FeedbackQuery>

/** A page of feedback, newest first. */
export const FeedbackPage = z.strictObject({
  items: z.array(InboxItem),
  /** Cursor of the next page; null at the end. */
  next: z.nullable(z.string()),
})
export type FeedbackPage = z.infer<typeof FeedbackPage>
