import * as z from 'zod/mini'
import { Time } from './feedback.ts'
import { words } from './text.ts'

/** What can be found. A complaint is found by its number and messages as well as by what the customer said. */
export const SearchKind = z.enum(['feedback', 'complaint', 'customer'])
export type SearchKind = z.infer<typeof SearchKind>

/** What to look for with `GET /api/search`, as query parameters. */
export const SearchQuery = z.strictObject({
  /** Words that it must hold, all of them, whatever their case and accents; of the last the beginning is enough. */
  text: words(500, 1),
  /** One kind, or several: `complaint,customer`; all by default. */
  kind: z.optional(
    z.string().check(
      z.regex(/^(feedback|complaint|customer)(,(feedback|complaint|customer)){0,2}$/, {
        error: 'must be feedback, complaint or customer, or several as in complaint,customer',
      }),
    ),
  ),
  /** Items a page, 1 to 50; 20 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(50))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
export type SearchQuery = z.infer<typeof SearchQuery>

/** Plain text around the words that were found. */
export const Snippet = z.strictObject({
  /** Never HTML. `…` stands where something is left out. */
  text: z.string(),
  /** Where in `text` the words stand, in UTF-16 units, as JavaScript counts. */
  matches: z.array(z.strictObject({ start: z.int(), end: z.int() })),
})
export type Snippet = z.infer<typeof Snippet>

/** Something that holds the words. */
export const SearchHit = z.strictObject({
  kind: SearchKind,
  /** Id of the feedback (also of the one that a complaint came from), or of the customer. */
  id: z.string(),
  /** Number of the complaint; null for the other kinds. */
  number: z.nullable(z.string()),
  /** When it was received, opened, or first known. */
  at: Time,
  /** Who it is from: a name, or how they are reached; empty where nobody said. */
  who: z.string(),
  snippet: Snippet,
})
export type SearchHit = z.infer<typeof SearchHit>

/** Some of what was found, newest first. */
export const SearchPage = z.strictObject({
  items: z.array(SearchHit),
  /** Opaque; null on the last page. */
  next: z.nullable(z.string()),
  /** False while words of older feedback are still being made findable, after an upgrade or a restore. */
  complete: z.boolean(),
})
export type SearchPage = z.infer<typeof SearchPage>
