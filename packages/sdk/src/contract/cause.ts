import * as z from 'zod/mini'
import { Time } from './feedback.ts'
import { Slug } from './name.ts'
import { Text, words } from './text.ts'

/** What complaints can come from. */
export const Cause = z.strictObject({
  id: Slug,
  label: Text,
  /** Kept for the complaints filed under it; nothing new is. */
  archived: z.boolean(),
})
export type Cause = z.infer<typeof Cause>

const Label = Text.check(
  z.refine((text) => Object.values(text).some((value) => value.trim() !== ''), {
    error: 'must hold words in one language at least',
  }),
)

/** `POST /api/causes`. The id is lasting, as complaints are kept by it. */
export const CauseInput = z.strictObject({ id: Slug, label: Label })
export type CauseInput = z.infer<typeof CauseInput>

/** `PATCH /api/causes/{id}`: what is named changes; `label` is taken whole. */
export const CauseChange = z.strictObject({ label: z.optional(Label), archived: z.optional(z.boolean()) })
export type CauseChange = z.infer<typeof CauseChange>

/** `GET /api/causes`. */
export const CauseList = z.strictObject({ items: z.array(Cause), next: z.null() })
export type CauseList = z.infer<typeof CauseList>

/** `planned`, `done`, and `checked` once somebody has judged whether it helped. */
export const ImprovementState = z.enum(['planned', 'done', 'checked'])
export type ImprovementState = z.infer<typeof ImprovementState>

/** Complaints in a stretch of time. */
const Stretch = z.strictObject({
  from: Time,
  to: Time,
  complaints: z.int(),
  /** Orders placed in it. */
  orders: z.int(),
  /** Complaints for every 1,000 orders; null where there were no orders. */
  perThousandOrders: z.nullable(z.number()),
})

/** What is done so that a cause comes to an end. */
export const Improvement = z.strictObject({
  id: z.string(),
  words: z.string(),
  state: ImprovementState,
  /** What it is to end: complaints that fit all of these. A category stands for those below it, too. */
  cause: z.nullable(Slug),
  category: z.nullable(Slug),
  /** SKU or name. */
  product: z.nullable(z.string()),
  /** Id of the member of staff who sees to it. */
  owner: z.nullable(z.string()),
  dueAt: Time,
  doneAt: z.nullable(Time),
  checkedAt: z.nullable(Time),
  /** Whether it helped, as somebody judged. */
  effective: z.nullable(z.boolean()),
  /** What they found. */
  result: z.nullable(z.string()),
  /** Days before and after that are compared. */
  days: z.int(),
  createdAt: Time,
  /** Name of who planned it. */
  createdBy: z.string(),
  /** Counted anew whenever it is asked for. */
  effect: z.strictObject({
    /** The days before it was done; before now, while it is planned. */
    before: Stretch,
    /** The days since; null while it is planned. */
    after: z.nullable(Stretch),
    /** Whether as many days are over as are compared. */
    complete: z.boolean(),
    /** How the rate changed: -0.5 is half as many a day (or for each order, where there are orders); null: nothing to compare. */
    change: z.nullable(z.number()),
  }),
})
export type Improvement = z.infer<typeof Improvement>

const id = words(64, 1)
const Days = z.int().check(z.minimum(1), z.maximum(366))
const said = words(5000, 1)
const product = words(300, 1)

const aims = {
  cause: z.optional(z.nullable(Slug)),
  category: z.optional(z.nullable(Slug)),
  product: z.optional(z.nullable(product)),
}

/** `POST /api/improvements`. */
export const ImprovementInput = z
  .strictObject({
    words: said,
    ...aims,
    owner: z.optional(z.nullable(id)),
    dueAt: Time,
    /** 30 by default. */
    days: z.optional(Days),
  })
  .check(
    z.refine(({ cause, category, product: one }) => Boolean(cause ?? category ?? one), {
      path: ['cause'],
      error: 'must be named, or a category or a product: the effect is counted by them',
    }),
  )
export type ImprovementInput = z.infer<typeof ImprovementInput>

/** `PATCH /api/improvements/{id}`: what is named changes. */
export const ImprovementChange = z.strictObject({
  words: z.optional(said),
  ...aims,
  owner: z.optional(z.nullable(id)),
  dueAt: z.optional(Time),
  days: z.optional(Days),
  /** When it was done; null: not done after all. */
  doneAt: z.optional(z.nullable(Time)),
})
export type ImprovementChange = z.infer<typeof ImprovementChange>

/** `POST /api/improvements/{id}/check`. */
export const ImprovementCheck = z.strictObject({ effective: z.boolean(), words: z.optional(said) })
export type ImprovementCheck = z.infer<typeof ImprovementCheck>

/** Filters of `GET /api/improvements`, as query parameters. */
export const ImprovementQuery = z.strictObject({
  state: z.optional(ImprovementState),
  /** Id of a member of staff, or `me`. */
  owner: z.optional(id),
  cause: z.optional(Slug),
  /** Items a page, 1 to 100; 50 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/, { error: 'must be `next` of a page' }))),
})
export type ImprovementQuery = z.infer<typeof ImprovementQuery>

/** A page of improvements, newest first. */
export const ImprovementPage = z.strictObject({ items: z.array(Improvement), next: z.nullable(z.string()) })
export type ImprovementPage = z.infer<typeof ImprovementPage>
