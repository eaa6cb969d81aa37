import * as z from 'zod/mini'
import { Contact, FeedbackId, Time } from './feedback.ts'
import { SiteKey, Slug } from './name.ts'
import { Heard } from './stage.ts'
import { Locale, words } from './text.ts'

/** Why a customer is visited: a complaint was closed, a member bought, a special day, or they stopped buying. */
export const FollowupKind = z.enum(['complaint', 'purchase', 'day', 'leaving'])
export type FollowupKind = z.infer<typeof FollowupKind>

/** How: staff call, a mail asks by a link, or staff hand over the link. */
export const FollowupChannel = z.enum(['phone', 'mail', 'link'])
export type FollowupChannel = z.infer<typeof FollowupChannel>

/**
 * Where a follow-up stands.
 *
 * - `open`: to be done
 * - `taken`: somebody is at it
 * - `sent`: the mail has gone out, an answer is waited for
 * - `done`: the customer was reached
 * - `unreached`: tried as often as the rules say
 * - `skipped`: given up, with a reason
 */
export const FollowupState = z.enum(['open', 'taken', 'sent', 'done', 'unreached', 'skipped'])
export type FollowupState = z.infer<typeof FollowupState>

const Hour = z
  .string()
  .check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'must be a time of day such as 09:00, up to 24:00' }))
const days = (most: number, least = 0) => z.int().check(z.minimum(least), z.maximum(most))
const on = z.boolean()

/** When customers are visited. Every rule can be switched off. */
export const FollowupRules = z.strictObject({
  /** After a complaint was closed. It falls due by the clock `follow-up` of the site's policies. */
  complaint: z.strictObject({
    on,
    /** Not before this many hours after closing. */
    afterHours: days(72),
  }),
  /** After a purchase. */
  purchase: z.strictObject({
    on,
    /** What the days are counted from. */
    from: z.enum(['placed', 'delivered']),
    afterDays: days(90),
    /** Only members are visited. */
    members: z.boolean(),
  }),
  /** On the special days of a customer. */
  day: z.strictObject({ on, daysBefore: days(30) }),
  /** Those who stopped buying. */
  leaving: z.strictObject({
    on,
    /** Days without an order. */
    afterDays: days(1000, 7),
    /** After at least this many orders. */
    orders: days(100, 1),
  }),
  /** Ways that may be used, the best first: the first that the customer has and agreed to is taken. */
  channels: z.array(FollowupChannel).check(z.minLength(1), z.maxLength(3)),
  /** From when until when customers may be called or written to, in their own time zone. */
  hours: z
    .tuple([Hour, Hour])
    .check(z.refine(([from, until]: [string, string]) => from < until, { error: 'must begin before it ends' })),
  /** Tries until a customer counts as not reached. */
  tries: days(10, 1),
  /** Days that an answer to a mail is waited for, though not beyond half a day before the visit is due. */
  answerDays: days(14, 1),
  /** Days between two visits to one customer; those after complaints are always paid. */
  restDays: days(365),
})
export type FollowupRules = z.infer<typeof FollowupRules>

/** `PATCH /api/followups/rules`: what is named is replaced. */
export const FollowupRulesChange = z.partial(FollowupRules)
export type FollowupRulesChange = z.infer<typeof FollowupRulesChange>

const line = words(2000, 1)
const lines = z.array(line).check(z.minLength(1), z.maxLength(10))

/**
 * What staff say, step by step. `{name}`, `{staff}`, `{shop}`, `{product}`, `{order}`, `{number}` and `{day}` stand for
 * what is known; what stands in `[brackets]` is left out where a value in it is not known.
 */
export const FollowupScript = z.strictObject({
  greeting: line,
  /** Whether they are satisfied. */
  question: line,
  /** Where they are: what could be better still. */
  satisfied: lines,
  /** Where they are not: what it is, and what to improve. */
  unsatisfied: lines,
  thanks: line,
  /** Where it is no good time. */
  later: line,
})
export type FollowupScript = z.infer<typeof FollowupScript>

/** A script with where it is for. */
export const FollowupScriptEntry = z.strictObject({
  kind: FollowupKind,
  language: Locale,
  /** Whether the shop wrote it; else it is Earshot's. */
  own: z.boolean(),
  script: FollowupScript,
})
export type FollowupScriptEntry = z.infer<typeof FollowupScriptEntry>

/** `GET /api/followups/scripts`. */
export const FollowupScriptList = z.strictObject({ items: z.array(FollowupScriptEntry), next: z.null() })
export type FollowupScriptList = z.infer<typeof FollowupScriptList>

/** What became of a follow-up. */
const Outcome = z.strictObject({
  reached: z.boolean(),
  /** Null where the customer did not say. */
  satisfied: z.nullable(z.boolean()),
  /** What they said, or why it was given up. */
  words: z.nullable(z.string()),
  /** Who recorded it; null where the customer answered by the link, or Earshot gave up. */
  by: z.nullable(z.string()),
  /** How they were heard. */
  heard: z.nullable(z.enum([...Heard.options, 'link'])),
  at: Time,
  /** Id of the feedback that keeps the answer. */
  feedback: z.nullable(FeedbackId),
  /** Number of the complaint that came of it, or that it opened again. */
  complaint: z.nullable(z.string()),
})

/** A return visit, as a list shows it. */
export const FollowupSummary = z.strictObject({
  id: z.string(),
  kind: FollowupKind,
  state: FollowupState,
  channel: FollowupChannel,
  /** By when it should be done. */
  dueAt: Time,
  /** Not before this: the time agreed on, or the next hour at which the customer may be called. */
  notBefore: Time,
  /** Id of the member of staff who does it. */
  staff: z.nullable(z.string()),
  tries: z.int(),
  name: z.nullable(z.string()),
  /** The customer's language; the site's own where it is not known. */
  language: Locale,
  timeZone: z.string(),
  /** Number of the complaint that was closed. */
  complaint: z.nullable(z.string()),
  order: z.nullable(z.string()),
  customer: z.nullable(z.string()),
  result: z.nullable(Outcome),
})
export type FollowupSummary = z.infer<typeof FollowupSummary>

/** One follow-up, with whom to call and what to say. */
export const Followup = z.extend(FollowupSummary, {
  contact: z.nullable(Contact),
  product: z.nullable(z.string()),
  /** Why, for staff: the day, when they last bought. */
  about: z.nullable(z.string()),
  /** Earlier tries, oldest first. */
  attempts: z.array(
    z.strictObject({ at: Time, by: z.string(), words: z.nullable(z.string()), again: z.nullable(Time) }),
  ),
  /** Filled in, in the customer's language. */
  script: FollowupScript,
  /** The page that asks the customer the same. */
  url: z.string(),
  /** Last time that "call again" may name; null where no further try is left. */
  againUntil: z.nullable(Time),
  /** What may be done now. */
  possible: z.array(z.enum(['take', 'result', 'again', 'reassign', 'skip'])),
})
export type Followup = z.infer<typeof Followup>

/** Filters of `GET /api/followups`, as query parameters. */
export const FollowupQuery = z.strictObject({
  /** Id of a member of staff, `me` or `none`. */
  staff: z.optional(words(64, 1)),
  /** One state or several; `waiting` means open or taken. */
  state: z.optional(
    z.string().check(
      z.regex(/^(waiting|(open|taken|sent|done|unreached|skipped)(,(open|taken|sent|done|unreached|skipped))*)$/, {
        error: 'must be waiting, or states such as open,taken',
      }),
    ),
  ),
  kind: z.optional(FollowupKind),
  /** Id of a customer. */
  customer: z.optional(words(64, 1)),
  /** Only those that may be done right now: their time has come, and it is not the customer's night. */
  now: z.optional(z.enum(['true', 'false'])),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
export type FollowupQuery = z.infer<typeof FollowupQuery>

/** A page of follow-ups, what comes next first. */
export const FollowupPage = z.strictObject({ items: z.array(FollowupSummary), next: z.nullable(z.string()) })
export type FollowupPage = z.infer<typeof FollowupPage>

/** `POST /api/followups/{id}/result`. */
export const FollowupResult = z
  .strictObject({
    reached: z.boolean(),
    /** Needed where they were reached. */
    satisfied: z.optional(z.boolean()),
    /** 1 to 5, where they said so; by default 4 for satisfied and 2 for not. */
    satisfaction: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
    words: z.optional(words(5000, 1)),
    /** How they were heard; by phone by default. */
    heard: z.optional(Heard),
  })
  .check(
    z.refine(({ reached, satisfied }) => !reached || satisfied !== undefined, {
      path: ['satisfied'],
      error: 'must say whether the customer is satisfied',
    }),
    z.refine(
      ({ satisfied, satisfaction }) =>
        satisfied === undefined || satisfaction === undefined || satisfied === satisfaction >= 4,
      { path: ['satisfaction'], error: 'must be 4 or 5 for a satisfied customer, 1 to 3 for another' },
    ),
  )
export type FollowupResult = z.infer<typeof FollowupResult>

/** `POST /api/followups/{id}/again`: not now. */
export const FollowupAgain = z.strictObject({
  /** When to try again: within three days. */
  at: Time,
  words: z.optional(words(2000, 1)),
})
export type FollowupAgain = z.infer<typeof FollowupAgain>

/** `POST /api/followups/{id}/reassign`: to somebody, or to whoever has the fewest. */
export const FollowupReassign = z.strictObject({ staff: z.optional(words(64, 1)) })
export type FollowupReassign = z.infer<typeof FollowupReassign>

/** `POST /api/followups/{id}/skip`. */
export const FollowupSkip = z.strictObject({ reason: words(2000, 1) })
export type FollowupSkip = z.infer<typeof FollowupSkip>

const Since = z.union([Time, z.iso.date()], {
  error: 'must be a date such as 2026-11-01, or a time such as 2026-11-01T08:00:00Z',
})

/** Query of `GET /api/followups/coverage`; the last 30 days by default. */
export const CoverageQuery = z.strictObject({ from: z.optional(Since), to: z.optional(Since) })
export type CoverageQuery = z.infer<typeof CoverageQuery>

const count = z.int()
/** Between 0 and 1; null where there was nothing. */
const share = z.nullable(z.number())

/** How many of those were visited who should be. */
export const Coverage = z.strictObject({
  from: Time,
  to: Time,
  /** Members who bought in this time, and those of them who were reached since. */
  members: z.strictObject({ bought: count, visited: count, share }),
  /** Complaints closed in this time that ask for a visit, and those visited within three days of closing. */
  complaints: z.strictObject({ closed: count, withinThreeDays: count, share }),
  /** Follow-ups that fell due in this time, or were over in it before they did; each counts once. */
  kinds: z.array(
    z.strictObject({
      kind: FollowupKind,
      due: count,
      done: count,
      satisfied: count,
      unreached: count,
      skipped: count,
    }),
  ),
})
export type Coverage = z.infer<typeof Coverage>

/** `POST /api/links`: a signed link to the hosted page of a moment. */
export const LinkInput = z.strictObject({
  moment: Slug,
  /** The shop's order number, which the page names. */
  order: z.optional(words(100, 1)),
  /** The customer's name, which the page greets. */
  name: z.optional(words(200, 1)),
  /** The page's language; the reader's by default. */
  locale: z.optional(Locale),
  /** Seconds for which it holds, up to a year; 90 days by default. */
  expiresIn: z.optional(z.int().check(z.minimum(60), z.maximum(366 * 24 * 3600))),
})
export type LinkInput = z.infer<typeof LinkInput>

/** A signed link. */
export const Link = z.strictObject({
  url: z.string(),
  expiresAt: Time,
  /** The same as a QR code: an SVG image, to print. */
  qr: z.string(),
})
export type Link = z.infer<typeof Link>

/** Audiences of the tokens that a site's key signs, so that none passes for another. Order tokens have none. */
export const LINK_AUDIENCE = 'earshot:moment'

/** What a link's token claims, besides `iss` (the site's key), `aud` and `exp`. */
export const LinkClaims = z.object({
  iss: SiteKey,
  moment: Slug,
  order: z.optional(words(100, 1)),
  name: z.optional(words(200, 1)),
  locale: z.optional(Locale),
  /** Id of the follow-up that the answer is the result of. */
  followup: z.optional(words(64, 1)),
})
export type LinkClaims = z.infer<typeof LinkClaims>
