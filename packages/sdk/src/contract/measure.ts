import * as z from 'zod/mini'
import { ComplaintSummary } from './complaint.ts'
import { InboxItem, Time } from './feedback.ts'
import { Slug } from './name.ts'
import { ClockKind, Stage } from './stage.ts'
import { Text, words } from './text.ts'

const Month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'must be a month such as 2026-11' }))

/** Query of `GET /api/measures/classification`: months of the site's calendar, both included; the last 12 by default. */
export const ClassificationQuery = z.strictObject({ from: z.optional(Month), to: z.optional(Month) })
export type ClassificationQuery = z.infer<typeof ClassificationQuery>

/** One number for each month. */
const counts = z.array(z.int())

const Line = z.strictObject({
  /** Null: not filed. */
  id: z.nullable(z.string()),
  /** Its name, by language; null where it is not filed, or was removed. */
  label: z.nullable(Text),
  counts,
  total: z.int(),
})

/** What complaints were about and where they came from, month by month. Spam, tests and merged ones are left out. */
export const Classification = z.strictObject({
  from: Time,
  to: Time,
  months: z.array(Month),
  /** Complaints registered in each month. */
  complaints: counts,
  /** Most first. */
  categories: z.array(Line),
  causes: z.array(Line),
  /** By the department that they came from. */
  departments: z.array(Line),
  preventable: z.strictObject({
    yes: counts,
    no: counts,
    unknown: counts,
    /** Of those of which it is known, 0 to 1; null where it is known of none. */
    share: z.array(z.nullable(z.number())),
  }),
  /** What accepted remedies of these complaints cost, in minor units. */
  costs: z.array(
    z.strictObject({
      /** Null where the remedies named none. */
      currency: z.nullable(z.string()),
      amounts: counts,
      total: z.int(),
    }),
  ),
})
export type Classification = z.infer<typeof Classification>

const Day = z.iso.date({ error: 'must be a date such as 2026-11-01' })

/** What `GET /api/measures` tells of; each is worked out by itself. */
export const MeasurePart = z.enum([
  'figures',
  'now',
  'series',
  'reasons',
  'categories',
  'causes',
  'moments',
  'products',
  'departments',
  'staff',
  'costs',
  'improvements',
  'words',
])
export type MeasurePart = z.infer<typeof MeasurePart>

/** What narrows figures. */
const narrowing = {
  moment: z.optional(Slug),
  /** SKU, or name of what has none. */
  product: z.optional(words(300, 1)),
  /** Id of the department that a complaint is with; `none`: with none. Figures of complaints only. */
  department: z.optional(words(64, 1)),
  /** Id of the category that a complaint is filed under itself; `none`: under none. Figures of complaints only. */
  category: z.optional(words(64, 1)),
}

/** Query of `GET /api/measures`: the current month by default. */
export const MeasureQuery = z.strictObject({
  /** The calendar's week (from Monday), month, quarter or year that holds `date`. */
  period: z.optional(z.enum(['week', 'month', 'quarter', 'year'])),
  /** Today by default. */
  date: z.optional(Day),
  /** First day, in place of `period`. Days are the site's own. */
  from: z.optional(Day),
  /** Last day; today by default. */
  to: z.optional(Day),
  /** What one point of a chart stands for; by the length of the period unless said. */
  bucket: z.optional(z.enum(['day', 'week', 'month'])),
  ...narrowing,
  /** Id of the question whose options are counted as reasons; `reasons` by default. */
  question: z.optional(Slug),
  /** Parts wanted, as in `figures,series`; all by default. */
  parts: z.optional(
    z.string().check(
      z.regex(new RegExp(`^(${MeasurePart.options.join('|')})(,(${MeasurePart.options.join('|')}))*$`), {
        error: `must be parts such as figures,series: ${MeasurePart.options.join(', ')}`,
      }),
    ),
  ),
})
export type MeasureQuery = z.infer<typeof MeasureQuery>

/** Query of `GET /api/measures.csv`: one part. */
export const MeasureFileQuery = z.extend(z.omit(MeasureQuery, { parts: true }), { part: MeasurePart })
export type MeasureFileQuery = z.infer<typeof MeasureFileQuery>

/** A set of rows that a figure counts. docs/measures.md says what each is. */
export const MeasureSet = z.enum([
  'feedback',
  'rated',
  'satisfied',
  'unsatisfied',
  'nps',
  'promoters',
  'detractors',
  'effort',
  'easy',
  'reasons',
  'opened',
  'open',
  'overdue',
  'answered',
  'closed',
  'closed-in-time',
  'clocks',
  'clocks-met',
  'clocks-missed',
  'handling',
  'handling-good',
  'visited',
  'visited-satisfied',
  'paid',
])
export type MeasureSet = z.infer<typeof MeasureSet>

/** Query of `GET /api/measures/rows`. A figure's own `rows` is one of these. */
export const MeasureRowsQuery = z.strictObject({
  of: MeasureSet,
  /** From this moment; what is so now has no time. */
  from: z.optional(Time),
  /** Before this moment. */
  to: z.optional(Time),
  ...narrowing,
  /** Id of the root cause, or `none`. */
  cause: z.optional(words(64, 1)),
  /** Id of the member of staff, or `none`. */
  assignee: z.optional(words(64, 1)),
  stage: z.optional(Stage),
  clock: z.optional(ClockKind),
  question: z.optional(Slug),
  /** An option of that question. */
  reason: z.optional(words(200, 1)),
  /** Of the remedies; `none`: those that named none. */
  currency: z.optional(words(4, 1)),
  /** Items a page, 1 to 200; 50 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
export type MeasureRowsQuery = z.infer<typeof MeasureRowsQuery>

/** What a figure counts, newest first: feedback, or complaints with what of them was counted. */
export const MeasureRows = z.strictObject({
  items: z.array(
    z.strictObject({
      /** By what it belongs to the period. */
      at: Time,
      feedback: z.nullable(InboxItem),
      complaint: z.nullable(ComplaintSummary),
      clock: z.nullable(z.strictObject({ kind: ClockKind, dueAt: Time, stoppedAt: z.nullable(Time) })),
    }),
  ),
  next: z.nullable(z.string()),
})
export type MeasureRows = z.infer<typeof MeasureRows>
