import * as z from 'zod/mini'
import { Improvement } from './cause.ts'
import { FeedbackId, Time } from './feedback.ts'
import { MeasureRowsQuery } from './measure.ts'
import { Slug } from './name.ts'
import { ClockKind, Stage } from './stage.ts'
import { Locale, Text } from './text.ts'

const Day = z.iso.date()

const Rows = z.omit(MeasureRowsQuery, { limit: true, cursor: true })
const count = z.int()
const fraction = z.nullable(z.number())

/** How many; `change` is by which part it grew, null where there were none before. */
const Count = z.strictObject({ n: count, before: count, change: fraction, rows: Rows })

const share = {
  /** Of how many. */
  n: count,
  hits: count,
  /** `hits` of `n`, 0 to 1; null with `few`. */
  share: fraction,
  /** In which the true share lies with 95 % confidence, where these are a sample (Wilson). */
  low: fraction,
  high: fraction,
  /** Whether there are too few to say. */
  few: z.boolean(),
}
const Share = z.strictObject(share)
/** `rows` is all, `hitRows` those that are counted as hits. */
const Linked = z.extend(Share, { rows: Rows, hitRows: Rows })
/** `change` in points: 0.021 is 2.1 points more. */
const Compared = z.extend(Linked, { before: Share, change: fraction })

const nps = {
  n: count,
  promoters: count,
  detractors: count,
  /** −100 to 100: the share of 9 and 10 less that of 0 to 6; null with `few`. */
  score: fraction,
  few: z.boolean(),
}
const Nps = z.strictObject(nps)
const NpsCompared = z.extend(Nps, { before: Nps, change: fraction, rows: Rows, detractorRows: Rows })

const span = {
  n: count,
  /** Hours; null where there are too few to say. */
  median: fraction,
  /** Nine of ten took no longer; needs more of them than the median. */
  p90: fraction,
  few: z.boolean(),
}
const Span = z.strictObject(span)
/** `change` in hours of the median. */
const SpanCompared = z.extend(Span, { before: Span, change: fraction, rows: Rows })

const Rate = z.strictObject({
  complaints: count,
  orders: count,
  /** Null where no orders were told. */
  perThousand: fraction,
  before: z.strictObject({ complaints: count, orders: count, perThousand: fraction }),
  change: fraction,
})

/** A thing with its name by language; null where it is not filed, or was removed. */
const named = { id: z.nullable(z.string()), label: z.nullable(Text) }

/** Most first. `share` is of all mentions, and `cumulative` adds them up. */
const Pareto = z.strictObject({
  /** Feedback that named one or more, or complaints. */
  n: count,
  rows: Rows,
  lines: z.array(
    z.strictObject({ ...named, count, share: z.number(), cumulative: z.number(), before: count, rows: Rows }),
  ),
})

const Point = z.strictObject({
  from: Time,
  to: Time,
  /** Its first day, where the site is. */
  date: Day,
  feedback: count,
  satisfaction: Linked,
  nps: Nps,
  opened: count,
  openedRows: Rows,
})

const Stretch = z.strictObject({ from: Time, to: Time, first: Day, last: Day })

const Load = z.strictObject({
  ...named,
  open: count,
  overdue: count,
  closed: count,
  closedBefore: count,
  /** Of first answers given in the period. */
  answer: SpanCompared,
  openRows: Rows,
  overdueRows: Rows,
  closedRows: Rows,
})

const Cost = z.strictObject({ currency: z.nullable(z.string()), amount: count, before: count, rows: Rows })

/** `GET /api/measures`. Parts that were not asked for are left out. */
export const Measures = z.strictObject({
  period: z.extend(Stretch, {
    unit: z.nullable(z.enum(['week', 'month', 'quarter', 'year'])),
    /** Whether it is not over; then the one before is cut at the same day and time of day. */
    partial: z.boolean(),
    bucket: z.enum(['day', 'week', 'month']),
    timeZone: z.string(),
    before: Stretch,
  }),
  /** Fewer than these are too few to say. */
  least: z.strictObject({ share: count, median: count, p90: count }),
  figures: z.optional(
    z.strictObject({
      feedback: Count,
      satisfaction: Compared,
      nps: NpsCompared,
      /** Share of 5 to 7 on the scale of 7; null where no moment asks. */
      effort: z.nullable(Compared),
      opened: Count,
      complaintRate: Rate,
      firstAnswer: SpanCompared,
      /** First answers within their promise. */
      answeredInTime: Compared,
      resolution: SpanCompared,
      /** Closed complaints no promise of which was broken. */
      closedInTime: Compared,
      /** Promises kept, all but the visit after closing. */
      inTime: Compared,
      clocks: z.array(z.extend(Compared, { kind: ClockKind })),
      /** 4 and 5 of those who said how they found it handled. */
      handling: Compared,
      /** Of those visited after closing. */
      afterwards: Compared,
    }),
  ),
  now: z.optional(
    z.strictObject({
      at: Time,
      open: count,
      overdue: count,
      unassigned: count,
      approving: count,
      openRows: Rows,
      overdueRows: Rows,
      unassignedRows: Rows,
      approvingRows: Rows,
      /** Every stage but closed. */
      stages: z.array(z.strictObject({ stage: Stage, count, overdue: count, rows: Rows })),
    }),
  ),
  series: z.optional(z.strictObject({ points: z.array(Point), before: z.array(Point) })),
  /** What those were not satisfied with who said so, and those who were not asked for satisfaction. */
  reasons: z.optional(Pareto),
  categories: z.optional(Pareto),
  causes: z.optional(Pareto),
  moments: z.optional(
    z.array(z.strictObject({ ...named, feedback: Count, satisfaction: Compared, opened: count, openedRows: Rows })),
  ),
  products: z.optional(
    z.array(
      z.strictObject({
        /** SKU, or name of what has none. */
        product: z.string(),
        label: z.string(),
        satisfaction: Compared,
        opened: count,
        openedBefore: count,
        openedRows: Rows,
      }),
    ),
  ),
  departments: z.optional(z.array(Load)),
  staff: z.optional(z.array(z.extend(z.omit(Load, { label: true }), { name: z.nullable(z.string()) }))),
  /** What customers accepted for complaints of the period, in minor units. */
  costs: z.optional(z.array(Cost)),
  /** Causes with most complaints in the period, and what is done about them, newest first. */
  improvements: z.optional(
    z.array(
      z.strictObject({
        ...named,
        complaints: count,
        rows: Rows,
        costs: z.array(z.strictObject({ currency: z.nullable(z.string()), amount: count, rows: Rows })),
        improvements: z.array(Improvement),
      }),
    ),
  ),
  /** The newest words of the period, whatever they say. */
  words: z.optional(
    z.array(
      z.strictObject({
        feedback: FeedbackId,
        at: Time,
        moment: Slug,
        satisfaction: z.nullable(z.int()),
        locale: z.nullable(Locale),
        words: z.string(),
        /** Number of the complaint that it became. */
        complaint: z.nullable(z.string()),
      }),
    ),
  ),
})
export type Measures = z.infer<typeof Measures>
