import * as z from 'zod/mini'
import { Currency } from './feedback.ts'
import { Severity } from './stage.ts'
import { Text, words } from './text.ts'

/** A time of day, `09:00`; `24:00` is the day's end. */
const TimeOfDay = z
  .string()
  .check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'must be a time of day such as 09:00, up to 24:00' }))

/** From and until, the earlier first. */
const Hours = z
  .tuple([TimeOfDay, TimeOfDay])
  .check(z.refine(([from, until]: [string, string]) => from < until, { error: 'must begin before it ends' }))

/** How long a clock runs. */
export const Promised = z.strictObject({
  hours: z.number().check(z.positive(), z.maximum(10_000)),
  /** Whether these are the shop's working hours; else plain ones, by night as by day. */
  working: z.boolean(),
})
export type Promised = z.infer<typeof Promised>

/** Kinds of clock whose time a policy sets; a promised date sets its own. */
export const TimedKind = z.enum(['first-answer', 'assessment', 'remedy', 'approval', 'fulfilment', 'follow-up'])
export type TimedKind = z.infer<typeof TimedKind>

const limit = z.nullable(z.int().check(z.minimum(0)))

/** What a site promises its customers, and its staff among each other. */
export const Policy = z.strictObject({
  clocks: z.record(TimedKind, Promised),
  /** Clocks that run otherwise for some complaints; of several that fit, the last one counts. */
  exceptions: z
    .array(
      z.extend(Promised, {
        clock: TimedKind,
        category: z.optional(words(64, 1)),
        severity: z.optional(Severity),
        /** Only those where somebody's safety is at stake, or only the others. */
        safety: z.optional(z.boolean()),
      }),
    )
    .check(z.maxLength(200)),
  calendar: z.strictObject({
    /** Working hours by weekday, Monday first; none on a day off. In the site's time zone. */
    week: z.array(z.array(Hours).check(z.maxLength(6))).check(z.length(7)),
    /** Dates on which nobody works. */
    holidays: z.array(z.iso.date()).check(z.maxLength(400)),
  }),
  /** Highest cost that each role approves by itself, in the currency's minor unit; null for any. */
  limits: z.strictObject({
    agent: limit,
    manager: limit,
    owner: limit,
    /** What costs something in another one only owners approve; without it the smallest coins of any are counted. */
    currency: z.optional(Currency),
  }),
  /** Where a customer may turn who disagrees to the end: name and address of an arbitration body. */
  arbitration: Text,
})
export type Policy = z.infer<typeof Policy>

/** `PATCH /api/policies`: what is named is replaced. */
export const PolicyChange = z.partial(z.extend(Policy, { clocks: z.partialRecord(TimedKind, Promised) }))
export type PolicyChange = z.infer<typeof PolicyChange>
