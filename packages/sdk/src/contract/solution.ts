import * as z from 'zod/mini'
import { Proposal } from './command.ts'
import { Time } from './feedback.ts'
import { Locale, words } from './text.ts'

/** What stands for something of the complaint in a solution's words, as in `Dear {name}`. */
export const PLACEHOLDERS = ['name', 'number', 'order', 'product', 'shop', 'staff'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** The first thing in braces that is no placeholder. */
function unknownIn(value: string): string | undefined {
  const known: readonly string[] = PLACEHOLDERS
  return [...value.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!).find((name) => !known.includes(name))
}

/** Words with placeholders; one that is not known is refused. */
const Wording = words(10_000, 1).check(
  z.refine((value: string) => unknownIn(value) === undefined, {
    error: (issue) =>
      `holds {${unknownIn(String(issue.input)) ?? ''}}, which nothing fills; there are ${PLACEHOLDERS.map((name) => `{${name}}`).join(' ')}`,
  }),
)

/** The words in one language or several. */
const Versions = z
  .record(Locale, Wording)
  .check(z.refine((versions: object) => Object.keys(versions).length > 0, { error: 'must hold one language at least' }))

/** What is offered; its terms are the words of the solution. */
export const SolutionRemedy = z.omit(Proposal, { terms: true })
export type SolutionRemedy = z.infer<typeof SolutionRemedy>

const about = {
  /** What it is good for, in a few words; for staff only. */
  title: words(200, 1),
  /** Id of the category whose complaints it answers. */
  category: z.optional(z.nullable(words(64, 1))),
  /** Sku of the product that it is about. */
  product: z.optional(z.nullable(words(100, 1))),
  /** Makes it a remedy; without, it is an answer. */
  remedy: z.optional(z.nullable(SolutionRemedy)),
}

/** `POST /api/solutions`: with words of its own, or saved from a message of a complaint. */
export const SolutionInput = z
  .strictObject({
    ...about,
    versions: z.optional(Versions),
    /** The message that is saved: its name, number and order become placeholders. */
    from: z.optional(
      z.strictObject({
        /** Number of the complaint. */
        complaint: words(30, 1),
        /** Id of the message. */
        message: words(64, 1),
        /** Its language; the complaint's by default. */
        language: z.optional(Locale),
      }),
    ),
  })
  .check(
    z.refine((input) => (input.versions === undefined) !== (input.from === undefined), {
      error: 'must hold either versions or from',
      path: ['versions'],
    }),
  )
export type SolutionInput = z.infer<typeof SolutionInput>

/** `PATCH /api/solutions/{id}`: what is named changes, the versions as a whole. */
export const SolutionChange = z.strictObject({
  ...about,
  title: z.optional(about.title),
  versions: z.optional(Versions),
  /** An archived one is neither listed nor proposed any more; what used it stays as it is. */
  archived: z.optional(z.boolean()),
})
export type SolutionChange = z.infer<typeof SolutionChange>

/** A proven answer or remedy. */
export const Solution = z.strictObject({
  id: z.string(),
  title: z.string(),
  category: z.nullable(z.string()),
  product: z.nullable(z.string()),
  versions: z.record(Locale, z.string()),
  remedy: z.nullable(SolutionRemedy),
  /** Name of who saved it. */
  author: z.string(),
  /** Number of the complaint that it comes from. */
  source: z.nullable(z.string()),
  createdAt: Time,
  changedAt: Time,
  archivedAt: z.nullable(Time),
  /** Complaints in which it was used. */
  uses: z.int(),
  /** Those in which the customer has decided since. */
  decided: z.int(),
  /** Those in which the customer was satisfied. */
  confirmed: z.int(),
  /** How likely it is to satisfy, 0 to 1: (confirmed + 2) / (decided + 4), so that few uses say little. */
  proven: z.number(),
})
export type Solution = z.infer<typeof Solution>

/** Filters of `GET /api/solutions`, as query parameters. */
export const SolutionQuery = z.strictObject({
  /** Words that it must hold, all of them; of the last the beginning is enough. */
  text: z.optional(words(500)),
  /** Of this category. */
  category: z.optional(words(64, 1)),
  /** Of this product. */
  product: z.optional(words(100, 1)),
  /** With words in this language. */
  language: z.optional(Locale),
  /** `true`: those that are archived. */
  archived: z.optional(z.enum(['true', 'false'])),
  /** Items a page, 1 to 200; 50 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
export type SolutionQuery = z.infer<typeof SolutionQuery>

/** Some of the solutions, the most proven first. */
export const SolutionPage = z.strictObject({ items: z.array(Solution), next: z.nullable(z.string()) })
export type SolutionPage = z.infer<typeof SolutionPage>

/** Filters of `GET /api/complaints/{number}/solutions`, as query parameters. */
export const ProposedQuery = z.strictObject({
  /** Only those that hold these words. */
  text: z.optional(words(500)),
  /** How many, 1 to 20; 5 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(20))),
})
export type ProposedQuery = z.infer<typeof ProposedQuery>

/** A solution for one complaint, ready to be sent. */
export const ProposedSolution = z.strictObject({
  solution: Solution,
  /** What it has in common with the complaint. */
  because: z.array(z.enum(['category', 'product', 'words'])),
  language: Locale,
  /** In that language, placeholders filled. */
  words: z.string(),
  /** For a remedy: as `propose` and `resolve` take it. */
  remedy: z.nullable(Proposal),
  /** Placeholders that the complaint has nothing for, which still stand in the words. */
  missing: z.array(z.enum(PLACEHOLDERS)),
})
export type ProposedSolution = z.infer<typeof ProposedSolution>

/** Solutions for one complaint, the likeliest first. */
export const ProposedList = z.strictObject({ items: z.array(ProposedSolution), next: z.null() })
export type ProposedList = z.infer<typeof ProposedList>
