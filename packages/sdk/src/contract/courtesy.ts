import * as z from 'zod/mini'
import { Slug } from './name.ts'
import { Locale, words } from './text.ts'

/** The longest text that is looked through, in UTF-16 code units. */
const CHECKED_MAX = 50_000

/**
 * What is wrong with a phrase.
 *
 * - `blame`: it says or hints that it is the customer's fault
 * - `refuse`: it closes the door without a way on
 * - `vague-promise`: it promises without a date
 * - `cold`: it hides behind rules or routine, or sounds as if nobody had read what was said
 * - `command`: it tells the customer what to do or to feel
 * - `doubt`: it doubts what the customer said
 */
export const CourtesyKind = z.enum(['blame', 'refuse', 'vague-promise', 'cold', 'command', 'doubt'])
export type CourtesyKind = z.infer<typeof CourtesyKind>

const Pattern = words(100, 1).check(
  z.refine((value) => /[\p{L}\p{N}]/u.test(value), { error: 'must hold a letter or a digit' }),
)
const patterns = z.array(Pattern).check(z.minLength(1), z.maxLength(50))
const line = words(500, 1)

/** Phrases that are pointed out, and a better way. */
export const CourtesyEntry = z.strictObject({
  id: Slug,
  language: Locale,
  kind: CourtesyKind,
  /** Plain phrases. Case, kind of apostrophe and spacing do not matter; those in letters are found as whole words. */
  patterns: z.array(z.string()),
  why: z.string(),
  better: z.string(),
  /** Whether the shop wrote it; else it is Earshot's. */
  own: z.boolean(),
  /** Whether it is switched off. */
  off: z.boolean(),
})
export type CourtesyEntry = z.infer<typeof CourtesyEntry>

/** `PUT /api/courtesy/{language}/{id}`: an entry of the shop's own, or in place of Earshot's; `{ "off": true }` alone switches Earshot's off. */
export const CourtesyEntryInput = z.union([
  z.strictObject({
    kind: CourtesyKind,
    patterns,
    why: line,
    better: line,
    off: z.optional(z.boolean()),
  }),
  z.strictObject({ off: z.literal(true) }),
])
export type CourtesyEntryInput = z.infer<typeof CourtesyEntryInput>

/** Filter of `GET /api/courtesy`, as query parameter. */
export const CourtesyQuery = z.strictObject({ language: z.optional(Locale) })
export type CourtesyQuery = z.infer<typeof CourtesyQuery>

/** `GET /api/courtesy`. */
export const CourtesyEntryList = z.strictObject({ items: z.array(CourtesyEntry), next: z.null() })
export type CourtesyEntryList = z.infer<typeof CourtesyEntryList>

/** `POST /api/courtesy`: words that are about to go to a customer. They are not kept. */
export const CourtesyInput = z.strictObject({
  words: words(CHECKED_MAX),
  /** Of the words; found out by their script by default. */
  language: z.optional(Locale),
})
export type CourtesyInput = z.infer<typeof CourtesyInput>

/** A phrase that could hurt, and a better way. */
export const CourtesyFinding = z.strictObject({
  /** Of the entry. */
  id: Slug,
  kind: CourtesyKind,
  /** From here up to there, in UTF-16 code units, as JavaScript counts. */
  start: z.int(),
  end: z.int(),
  /** What stands there. */
  words: z.string(),
  why: z.string(),
  better: z.string(),
  /** Whether it is a promise that should name a date. */
  nameDate: z.boolean(),
})
export type CourtesyFinding = z.infer<typeof CourtesyFinding>

/** What the check found; it advises and never hinders. */
export const CourtesyResult = z.strictObject({
  /** In which was looked; null where there are no entries in the language of the words. */
  language: z.nullable(Locale),
  /** In their order, 200 at most. */
  findings: z.array(CourtesyFinding),
  /** Whether there are more. */
  more: z.boolean(),
})
export type CourtesyResult = z.infer<typeof CourtesyResult>
