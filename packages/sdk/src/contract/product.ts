import * as z from 'zod/mini'
import { FeedbackId, Time } from './feedback.ts'
import { Stage } from './stage.ts'
import { words } from './text.ts'

const count = z.int()
/** Between 0 and 1; null where nobody said. */
const share = z.nullable(z.number())

/** What customers said of something: all feedback, those of it with a satisfaction, and the share of 4 and 5 among them. */
const Said = z.strictObject({ count, rated: count, csat: share })

/** A running alarm. */
const Alarm = z.strictObject({ id: z.string(), label: z.string(), from: Time })

/** A product as a list shows it. */
export const ProductSummary = z.strictObject({
  /** By which it is asked for: `sku:a-1`, or `name:tulip cup` where nobody named a SKU. */
  id: z.string(),
  /** As it was last sold; else as a customer wrote it. */
  sku: z.nullable(z.string()),
  name: z.nullable(z.string()),
  /** Orders placed with it, and how many pieces. Zero where your back end tells of no orders. */
  orders: count,
  sold: z.number(),
  feedback: Said,
  /** Registered in this time; spam and what became part of another is left out. */
  complaints: count,
  /** Open now, whenever they were registered. */
  open: count,
  /** Different batches that those complaints are about. */
  batches: count,
  lastComplaintAt: z.nullable(Time),
  /** The cluster that goes on about it. */
  cluster: z.nullable(Alarm),
})
export type ProductSummary = z.infer<typeof ProductSummary>

const Since = z.union([Time, z.iso.date()], {
  error: 'must be a date such as 2026-11-01, or a time such as 2026-11-01T08:00:00Z',
})

/** By what a list of products is sorted: most first; the lowest satisfaction first; names from A. */
export const ProductSort = z.enum(['complaints', 'open', 'feedback', 'csat', 'orders', 'name'])
export type ProductSort = z.infer<typeof ProductSort>

/** Filters of `GET /api/products`, as query parameters. */
export const ProductQuery = z.strictObject({
  /** From when, 90 days before `to` by default, until when, now by default, things count. */
  from: z.optional(Since),
  to: z.optional(Since),
  /** Part of a SKU or a name. With it, products are found that were only sold, too. */
  text: z.optional(words(200)),
  /** `true`: only those with complaints in this time, or open ones. */
  complaints: z.optional(z.enum(['true'])),
  /** `true`: only those about which a cluster goes on. */
  cluster: z.optional(z.enum(['true'])),
  /** `complaints` by default. */
  sort: z.optional(ProductSort),
  /** Items a page, 1 to 200; 50 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.maxLength(1000))),
})
export type ProductQuery = z.infer<typeof ProductQuery>

/** A page of products that somebody said something of. */
export const ProductPage = z.strictObject({
  from: Time,
  to: Time,
  /** How many the filter finds. */
  total: count,
  items: z.array(ProductSummary),
  next: z.nullable(z.string()),
})
export type ProductPage = z.infer<typeof ProductPage>

/** A batch of a product. */
export const ProductBatch = z.strictObject({
  batch: z.string(),
  orders: count,
  sold: z.number(),
  feedback: Said,
  complaints: count,
  open: count,
  lastComplaintAt: z.nullable(Time),
  cluster: z.nullable(Alarm),
})
export type ProductBatch = z.infer<typeof ProductBatch>

/** One product. Orders, feedback and complaints are those of the time asked for. */
export const ProductDetail = z.extend(ProductSummary, {
  from: Time,
  to: Time,
  /** Batches that were sold or complained of, most complaints first; 200 at most. */
  list: z.array(ProductBatch),
  /** By month of the site's calendar, oldest first, without gaps. */
  months: z.array(z.strictObject({ month: z.string(), orders: count, feedback: Said, complaints: count })),
  /** What the complaints are filed under; null: nothing yet. Most first. */
  categories: z.array(z.strictObject({ category: z.nullable(z.string()), complaints: count })),
  /** What they came from. */
  causes: z.array(z.strictObject({ cause: z.nullable(z.string()), complaints: count })),
  /** About it or one of its batches, newest first; 20 at most. */
  clusters: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['product', 'batch']),
      label: z.string(),
      from: Time,
      last: Time,
      endedAt: z.nullable(Time),
    }),
  ),
  /** The newest complaints, 20 at most. */
  latest: z.array(
    z.strictObject({
      number: z.string(),
      id: FeedbackId,
      openedAt: Time,
      stage: Stage,
      batch: z.nullable(z.string()),
    }),
  ),
})
export type ProductDetail = z.infer<typeof ProductDetail>

/** `GET /api/products/{id}`: the last 12 months by default. */
export const ProductDetailQuery = z.pick(ProductQuery, { from: true, to: true })
export type ProductDetailQuery = z.infer<typeof ProductDetailQuery>
