import * as z from 'zod/mini'
import { Moment } from './moment.ts'
import { SiteKey } from './name.ts'
import { Locale, Text } from './text.ts'

/** How the widget looks. The page's own font is used; contrast on the accent is computed. */
export const Theme = z.strictObject({
  /** Colour of buttons and marks, as `#rrggbb`. */
  accent: z.string().check(z.regex(/^#[0-9a-fA-F]{6}$/, { error: 'must be a colour such as #14655a' })),
  /** `auto` follows the customer's device. */
  scheme: z.enum(['auto', 'light', 'dark']),
  /** Corner radius in CSS pixels. */
  radius: z.int().check(z.minimum(0), z.maximum(28)),
})
export type Theme = z.infer<typeof Theme>

/** The button that stays at the page's edge and opens the `anytime` moment. */
export const Launcher = z.strictObject({
  enabled: z.boolean(),
  /** The edge it sits at, in reading direction. */
  side: z.enum(['start', 'end']),
  label: Text,
  /** Paths that show it, `*` standing for any characters; empty: every page. */
  only: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(50)),
  /** Paths that do not show it; wins over `only`. */
  except: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(50)),
})
export type Launcher = z.infer<typeof Launcher>

/** What anyone may know of a site: `GET /v1/sites/{key}`. */
export const SiteSettings = z.strictObject({
  key: SiteKey,
  /** The shop's name, as customers know it. */
  name: z.string().check(z.minLength(1), z.maxLength(120)),
  /** The site's own language, used where the customer's is not offered. */
  locale: Locale,
  /** Languages that the site offers. */
  locales: z.array(Locale).check(z.minLength(1)),
  /** Address of the privacy notice; it stands beside every contact question. */
  privacyUrl: z.nullable(z.url({ protocol: /^https?$/ })),
  /** In test mode feedback stays out of the figures. */
  test: z.boolean(),
  theme: Theme,
  launcher: Launcher,
  /** The current version of each moment that the site asks at. */
  moments: z.array(Moment),
  /** The shop's own wording of the widget's texts: by text key, then language. */
  texts: z.record(z.string(), Text),
})
export type SiteSettings = z.infer<typeof SiteSettings>
