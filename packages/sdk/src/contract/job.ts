import * as z from 'zod/mini'
import { Time } from './feedback.ts'

/** Something that the server does by itself, for all its sites: so this tells when, and nothing of what. */
export const Job = z.strictObject({
  name: z.string(),
  does: z.string(),
  /** Seconds from one start to the next. */
  every: z.number(),
  /** When it last ended; null before the first time. */
  lastAt: z.nullable(Time),
  nextAt: z.nullable(Time),
  running: z.boolean(),
  /** Whether it went wrong the last time; the server's operator reads why by `earshot jobs`. */
  failed: z.boolean(),
})
export type Job = z.infer<typeof Job>

/** `GET /api/jobs`. */
export const JobList = z.strictObject({ items: z.array(Job), next: z.null() })
export type JobList = z.infer<typeof JobList>

/** `GET /api/seal`: all histories of the site at the end of a day (UTC), in one hash. */
export const Seal = z.strictObject({
  day: z.iso.date(),
  /** Rows of all histories. */
  rows: z.int(),
  /** SHA-256, base64url: as the owners were mailed. */
  head: z.string(),
})
export type Seal = z.infer<typeof Seal>

/** The day whose seal is wanted; the last that is over by default. */
export const SealQuery = z.strictObject({ day: z.optional(z.iso.date()) })
export type SealQuery = z.infer<typeof SealQuery>
