import * as z from 'zod/mini'
import { Time } from './feedback.ts'
import { Text } from './text.ts'

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
