import * as z from 'zod/mini'

/** A BCP 47 language tag, such as `en`, `ko` or `zh-Hant`. */
export const Locale = z
  .string()
  .check(
    z.maxLength(35),
    z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: 'is not a language tag such as "en" or "zh-Hant"' }),
  )
export type Locale = z.infer<typeof Locale>

/** One text in several languages, keyed by language tag: `{ en: "Send", ko: "보내기" }`. */
export const Text = z.record(Locale, z.string().check(z.maxLength(2000)))
export type Text = z.infer<typeof Text>

/**
 * Words as people type them. Refuses NUL and lone surrogates, which no database keeps faithfully,
 * so that what was accepted is what will be read.
 *
 * @param max the longest accepted length, in UTF-16 code units
 */
export function words(max: number, min = 0) {
  return z.string().check(
    z.minLength(min),
    z.maxLength(max),
    z.refine((value: string) => value.isWellFormed() && !value.includes('\0'), {
      error: 'holds a NUL or half a surrogate pair, which cannot be stored',
    }),
  )
}
