import * as z from 'zod/mini'
import { Time } from './feedback.ts'
import { Email } from './session.ts'
import { Locale, words } from './text.ts'

/** What a placeholder holds, by its name: `text`, `words`, `said`, `event`, `time` or `url`. */
const Placeholders = z.record(z.string(), z.string())

/** One mail that Earshot writes, in the languages that there are. */
export const MailKind = z.strictObject({
  /** `acknowledgement`, `answer`, … */
  mail: z.string(),
  to: z.enum(['customer', 'staff']),
  /** Languages in which the shop has its own wording. */
  own: z.array(Locale),
  /** Languages that have Earshot's. */
  builtin: z.array(Locale),
  placeholders: Placeholders,
})
export type MailKind = z.infer<typeof MailKind>

/** `GET /api/templates`. */
export const MailKindList = z.strictObject({ items: z.array(MailKind), next: z.null() })
export type MailKindList = z.infer<typeof MailKindList>

/** The wording of a mail for readers of one language. */
export const MailTemplate = z.strictObject({
  mail: z.string(),
  /** Where there is no wording in the language that was asked for: of the one that its readers get. */
  language: Locale,
  whose: z.enum(['shop', 'earshot']),
  subject: z.string(),
  /** Plain text; docs/mail.md tells how it is written. */
  body: z.string(),
  placeholders: Placeholders,
})
export type MailTemplate = z.infer<typeof MailTemplate>

/** `PUT /api/templates/{mail}/{language}`: what is left out stays as it was. */
export const MailTemplateInput = z.strictObject({ subject: z.optional(z.string()), body: z.optional(z.string()) })
export type MailTemplateInput = z.infer<typeof MailTemplateInput>

/** One line, as it stands in a header. */
const line = (max: number, min = 0) =>
  words(max, min).check(
    z.trim(),
    z.refine((value: string) => !/[\p{Cc}\u2028\u2029]/u.test(value), { error: 'must be one line' }),
  )

/**
 * `tls`: encrypted from the first byte (port 465). `starttls`: begins plainly and goes on encrypted (port 587); with a
 * password always, without one where the mail server offers it.
 */
const security = z.enum(['tls', 'starttls'])

/** How mail of the site goes out: `GET /api/mail`. */
export const MailSettings = z.strictObject({
  /** Who set it: the operator in the server's own configuration, which cannot be changed here, or the site; null: nobody. */
  by: z.nullable(z.enum(['operator', 'site'])),
  from: z.nullable(
    z.strictObject({
      /** Null: the site's name. */
      name: z.nullable(z.string()),
      address: z.string(),
    }),
  ),
  /** Where answers go; null: to the sender. */
  replyTo: z.nullable(z.string()),
  smtp: z.nullable(
    z.strictObject({
      host: z.string(),
      port: z.int(),
      security,
      /** Null: no sign-in. Not told where the operator set it. */
      user: z.nullable(z.string()),
      /** Whether there is a password; it is never told. */
      password: z.boolean(),
    }),
  ),
  /** Host of the operator's hook, where mail goes by one. */
  hook: z.nullable(z.string()),
  changedAt: z.nullable(Time),
})
export type MailSettings = z.infer<typeof MailSettings>

/** `PATCH /api/mail`: what is named changes; of `smtp` the members that are named. */
export const MailSettingsChange = z.strictObject({
  from: z.optional(z.strictObject({ name: z.optional(z.nullable(line(120))), address: Email })),
  replyTo: z.optional(z.nullable(Email)),
  /** Null: mail goes no more, and waits. */
  smtp: z.optional(
    z.nullable(
      z.partial(
        z.strictObject({
          /** A name, or an address of a machine; of a public network. */
          host: line(253, 1).check(
            z.toLowerCase(),
            z.regex(/^[\w.:[\]-]+$/, { error: 'must be the name of a mail server, such as mail.example.com' }),
          ),
          port: z.int().check(z.minimum(1), z.maximum(65_535)),
          security,
          user: z.nullable(line(320, 1)),
          /** Kept sealed and never told. Given again wherever host or user changes. Null: none. */
          password: z.nullable(words(1000, 1)),
        }),
      ),
    ),
  ),
})
export type MailSettingsChange = z.infer<typeof MailSettingsChange>

/** `POST /api/mail/test`. */
export const MailTest = z.strictObject({
  to: Email,
  /** What is tried, over what is set, and not kept. */
  settings: z.optional(MailSettingsChange),
})
export type MailTest = z.infer<typeof MailTest>

/** What came of it. */
export const MailTestResult = z.strictObject({
  sent: z.boolean(),
  /** The way that it went, or should have gone; null where none is set up. */
  by: z.nullable(z.string()),
  /** What was wrong; null where it was sent. */
  code: z.nullable(z.string()),
  /** What the mail server said, or what happened. */
  said: z.string(),
  /** What to do next. */
  next: z.string(),
})
export type MailTestResult = z.infer<typeof MailTestResult>

const state = z.enum(['queued', 'sent', 'dead'])

/** A mail in the outbox: whom it goes to and what became of it, not what it says. */
export const OutgoingMail = z.strictObject({
  id: z.string(),
  mail: z.string(),
  to: z.string(),
  state,
  attempts: z.int(),
  /** Why it has not gone. */
  reason: z.nullable(z.string()),
  createdAt: Time,
  /** When it is tried next; null once it is sent or dead. */
  nextAt: z.nullable(Time),
  endedAt: z.nullable(Time),
  messageId: z.nullable(z.string()),
})
export type OutgoingMail = z.infer<typeof OutgoingMail>

/** Filters of `GET /api/outbox`, as query parameters. */
export const OutboxQuery = z.strictObject({
  state: z.optional(state),
  /** Items a page, 1 to 200; 50 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/, { error: 'must be `next` of a page' }))),
})
export type OutboxQuery = z.infer<typeof OutboxQuery>

/** `GET /api/outbox`, newest first. */
export const OutboxPage = z.strictObject({ items: z.array(OutgoingMail), next: z.nullable(z.string()) })
export type OutboxPage = z.infer<typeof OutboxPage>
