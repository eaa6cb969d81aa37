import * as z from 'zod/mini'
import { words } from './text.ts'

/** A lasting name in data: lower case, digits, dashes. Never reused for something else, as answers are kept by it. */
export const Slug = z
  .string()
  .check(
    z.regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'must be a lower-case name of up to 40 letters, digits and dashes' }),
  )

/** Public key of a site, safe to print in any page. */
export const SiteKey = z
  .string()
  .check(z.regex(/^pk_[A-Za-z0-9_]{1,40}$/, { error: 'must be a site key such as pk_demo' }))

/** A name: one line that holds more than blanks, kept without those around it. */
export const named = (max: number) =>
  words(max).check(
    z.trim(),
    z.minLength(1, { error: 'must not be blank' }),
    z.refine((value: string) => !/\p{Cc}|[\u2028\u2029]/u.test(value), { error: 'must be one line' }),
  )
