import * as z from 'zod/mini'
import { Time } from './feedback.ts'
import { SiteKey } from './name.ts'
import { Launcher, Theme } from './site.ts'
import { Locale, Text, words } from './text.ts'

/** Limits of a site, where they differ from the server's own; the operator sets them. */
const Limits = z.strictObject({
  /** Writes a minute from one address. */
  address: z.nullable(z.int()),
  /** Writes a minute to the site. */
  site: z.nullable(z.int()),
  /** Bytes of customers' photos. */
  storage: z.nullable(z.int()),
})

/** Everything that a site is set to, as its staff see it: `GET /api/site`. */
export const Site = z.strictObject({
  key: SiteKey,
  /** Counts up with each change: a change may name the one that its sender saw. */
  version: z.int(),
  changedAt: Time,
  name: z.string(),
  /** The site's own language, always the first of `locales`. */
  locale: Locale,
  locales: z.array(Locale),
  /** IANA name, such as `Asia/Seoul`. */
  timeZone: z.string(),
  privacyUrl: z.nullable(z.string()),
  /** In test mode feedback stays out of the figures. */
  test: z.boolean(),
  theme: Theme,
  launcher: Launcher,
  /** Whose pages may send: `https://shop.example`, `https://*.shop.example` or `loopback`. */
  origins: z.array(z.string()),
  /** The shop's own wording of the widget, by text key and language. */
  texts: z.record(z.string(), Text),
  limits: Limits,
})
export type Site = z.infer<typeof Site>

const path = words(200, 1).check(
  z.refine((value: string) => /^[/*]/.test(value), { error: 'must begin with / or *, such as /shop/*' }),
)
const paths = z.array(path).check(z.maxLength(50))

const LauncherChange = z.partial(
  z.strictObject({
    enabled: z.boolean(),
    side: z.enum(['start', 'end']),
    /** Taken whole. */
    label: z.record(Locale, words(60)),
    only: paths,
    except: paths,
  }),
)

/** `PATCH /api/site`: what is named changes; of `theme`, `launcher` and `texts` the members that are named. */
export const SiteChange = z.partial(
  z.strictObject({
    /** The version that its sender saw: refused with `site_changed` where there is a newer one. */
    version: z.int().check(z.minimum(1)),
    name: words(120).check(
      z.trim(),
      z.minLength(1, { error: 'must not be blank' }),
      z.refine((value: string) => !/\p{Cc}|[\u2028\u2029]/u.test(value), { error: 'must be one line' }),
    ),
    locale: Locale,
    /** In the order in which they are offered; holds the site's own. */
    locales: z.array(Locale).check(z.minLength(1), z.maxLength(30)),
    timeZone: words(60, 1),
    privacyUrl: z.nullable(words(500).check(z.url({ protocol: /^https?$/, error: 'must be an address of the web' }))),
    test: z.boolean(),
    theme: z.partial(Theme),
    launcher: LauncherChange,
    origins: z.array(words(300, 1)).check(z.maxLength(50)),
    /** By text key: the wording in each language, taken whole; null goes back to Earshot's own. */
    texts: z.record(z.string(), z.nullable(z.record(Locale, words(2000)))),
  }),
)
export type SiteChange = z.infer<typeof SiteChange>

/** A change of a site's settings. */
export const SiteRevision = z.strictObject({
  /** The version that it made. */
  version: z.int(),
  at: Time,
  /** `system`: at the server's command line. */
  by: z.strictObject({ kind: z.enum(['staff', 'key', 'system']), name: z.string() }),
  /** What changed, dotted: `theme.accent`, `texts.send`. */
  fields: z.array(z.string()),
})
export type SiteRevision = z.infer<typeof SiteRevision>

/** `GET /api/site/history`: the last hundred, newest first. */
export const SiteHistory = z.strictObject({ items: z.array(SiteRevision), next: z.null() })
export type SiteHistory = z.infer<typeof SiteHistory>

/** A text of the widget that a shop may say in its own words. */
export const WidgetText = z.strictObject({
  key: z.string(),
  /** `form`: while it is filled in; `after`: of answers, of sending, and afterwards; `photo`: of photos. */
  part: z.enum(['form', 'after', 'photo']),
  /** What is filled in, such as `at` for `{at}`. */
  placeholders: z.array(z.string()),
  /** Earshot's own words, by language. */
  builtin: Text,
  /** The shop's, by language; none by default. */
  own: Text,
})
export type WidgetText = z.infer<typeof WidgetText>

/** `GET /api/site/texts`, in the order in which customers meet them. */
export const WidgetTextList = z.strictObject({ items: z.array(WidgetText), next: z.null() })
export type WidgetTextList = z.infer<typeof WidgetTextList>

/** A web page's origin that asked for the site's script, or sent to it. */
export const SeenOrigin = z.strictObject({
  origin: z.string(),
  firstAt: Time,
  /** To the minute. */
  lastAt: Time,
  /** Whether its pages may send. */
  allowed: z.boolean(),
})
export type SeenOrigin = z.infer<typeof SeenOrigin>

/** `GET /api/site/snippet`: what to paste, and where it was seen. */
export const SiteSnippet = z.strictObject({
  /** The script tag. */
  tag: z.string(),
  /** The same for pages whose Content Security Policy works with nonces: put the page's own in. */
  nonceTag: z.string(),
  /** What a page with a Content Security Policy adds to it; with a nonce, all but `script-src`. */
  csp: z.array(z.strictObject({ directive: z.string(), sources: z.array(z.string()) })),
  /** Last seen first; 50 at most. */
  seen: z.array(SeenOrigin),
})
export type SiteSnippet = z.infer<typeof SiteSnippet>

/** What `site.…` events tell. */
export const SiteEventData = z.strictObject({
  /** Of `site.changed`; `by` of `site.mail`, too. */
  version: z.optional(z.int()),
  fields: z.optional(z.array(z.string())),
  by: z.optional(z.strictObject({ kind: z.string(), name: z.optional(z.string()) })),
  /** Of `site.mail`: whether mail of the site goes anywhere now. */
  mail: z.optional(z.boolean()),
  /** Of `site.seen`: an origin that was not known before. */
  origin: z.optional(z.string()),
  allowed: z.optional(z.boolean()),
  /** Of `site.demo`: `full` or `none`. */
  state: z.optional(z.string()),
})
export type SiteEventData = z.infer<typeof SiteEventData>

/** The demo's story in a shop: `GET /api/site/demo`. */
export const Demo = z.strictObject({
  /** `none`: there is nothing of it; `full`: it is told; `failed`: see `error`, and empty it. */
  state: z.enum(['none', 'filling', 'full', 'emptying', 'failed']),
  /** Of what is under way, 0 to 100. */
  percent: z.int(),
  /** What of the demo is in the shop. */
  feedback: z.int(),
  complaints: z.int(),
  /** Whether there is feedback that is not of the demo. */
  real: z.boolean(),
  /** `fill` an empty shop; `empty` also ends a filling that is under way. */
  possible: z.array(z.enum(['fill', 'empty'])),
  startedAt: z.nullable(Time),
  endedAt: z.nullable(Time),
  error: z.nullable(z.string()),
})
export type Demo = z.infer<typeof Demo>

/** `POST /api/site/demo`. */
export const DemoInput = z.strictObject({
  /** Length of the story in days, up to now; 42 by default. */
  days: z.optional(z.int().check(z.minimum(7), z.maximum(180))),
})
export type DemoInput = z.infer<typeof DemoInput>
