import * as z from 'zod/mini'
import { GivenTime, Time } from './feedback.ts'
import { named, SiteKey } from './name.ts'
import { Locale, words } from './text.ts'

/** What staff and their keys may do; each may do what those before it may. */
export const Role = z.enum(['agent', 'manager', 'owner'])
export type Role = z.infer<typeof Role>

/** A mail address, kept in lower case: people write their own in many ways. */
export const Email = words(254).check(
  z.trim(),
  z.toLowerCase(),
  z.regex(/^[^\s@<>,;:"\\]+@[^\s@<>,;:"\\]+\.[^\s@<>,;:"\\]+$/, {
    error: 'must be a mail address such as ada@example.com',
  }),
)

/** At least 10 characters, and no other rule: length is what makes it hard to guess. */
export const Password = words(1000, 10)

/** A password that is compared, not set: short ones are simply wrong. */
const Typed = words(1000)

/** One-time token of a link: set-up, invitation or reset. */
const Token = words(200, 1)

/** Away from a time on, until another; null: until further notice. */
export const Absence = z.strictObject({ from: GivenTime, until: z.nullable(GivenTime) }).check(
  z.refine(({ from, until }) => until === null || Date.parse(until) > Date.parse(from), {
    path: ['until'],
    error: 'must be later than from',
  }),
)
export type Absence = z.infer<typeof Absence>

/** What members may change of themselves. */
export const own = {
  name: z.optional(named(200)),
  language: z.optional(z.nullable(Locale)),
  absence: z.optional(z.nullable(Absence)),
}

/** How a member likes their screens; what is not named is as the console has it. */
export const Preferences = z.strictObject({
  /** Light or dark; `auto`: as the device has it. */
  scheme: z.optional(z.enum(['auto', 'light', 'dark'])),
  /** Whether single keys do something. */
  shortcuts: z.optional(z.boolean()),
  density: z.optional(z.enum(['comfortable', 'compact'])),
})
export type Preferences = z.infer<typeof Preferences>

/** `PATCH /api/session`: what members change of themselves; of the preferences what is named. */
export const SessionChange = z.strictObject({ ...own, preferences: z.optional(Preferences) })
export type SessionChange = z.infer<typeof SessionChange>

/** `POST /api/session`. */
export const SignIn = z.strictObject({
  /** Needed where the server has several sites. */
  site: z.optional(SiteKey),
  email: Email,
  password: Typed,
})
export type SignIn = z.infer<typeof SignIn>

/** `POST /api/session/setup`: the first owner by the set-up link, or a member by their invitation. */
export const SetUp = z.strictObject({
  token: Token,
  /** Needed with a set-up link; else the name given in the invitation stays. */
  name: z.optional(named(200)),
  /** Needed with a set-up link; an invitation has its own. */
  email: z.optional(Email),
  password: Password,
})
export type SetUp = z.infer<typeof SetUp>

/** `POST /api/session/reset`: asks for a link to set a new password. */
export const ResetInput = z.strictObject({ site: z.optional(SiteKey), email: Email })
export type ResetInput = z.infer<typeof ResetInput>

/** `POST /api/session/password`: a new one, by the present one or by the token of a reset link. */
export const PasswordInput = z
  .strictObject({ password: Password, current: z.optional(Typed), token: z.optional(Token) })
  .check(
    z.refine(({ current, token }) => (current === undefined) !== (token === undefined), {
      path: ['current'],
      error: 'must be the present password, or else send the token of a reset link',
    }),
  )
export type PasswordInput = z.infer<typeof PasswordInput>

/** Who is asking: a member who is signed in, or a program by its key. */
export const Session = z.strictObject({
  kind: z.enum(['staff', 'key']),
  id: z.string(),
  /** The member's name, or the key's label. */
  name: z.string(),
  role: Role,
  /** In which the member is written to; null for the site's own, and for keys. */
  language: z.nullable(Locale),
  /** Of a key: none. */
  preferences: Preferences,
  site: z.strictObject({
    key: SiteKey,
    name: z.string(),
    locale: Locale,
    timeZone: z.string(),
    /** Whether mail goes out, by the operator's way or its own; otherwise customers see on their page alone what is sent. */
    mail: z.boolean(),
  }),
  /** When it ends unless it is used; null for keys. */
  expiresAt: z.nullable(Time),
})
export type Session = z.infer<typeof Session>
