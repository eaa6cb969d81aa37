/**
 * What the server bakes into the loader it serves for one site, in place of the literal `"__EARSHOT__"`:
 * all that a page view needs to know while nothing is asked yet. The panel fetches the rest
 * (`GET /v1/sites/{key}`) when it is wanted. Made by `bake`.
 */
export interface Baked {
  /** Public address of the server, without a slash at the end. */
  url: string
  /** The site's public key. */
  key: string
  /** Languages that the site offers, its own first. */
  locales: string[]
  /**
   * Source of a pattern with one group for each of `locales`, tried on a comma-separated list of a reader's language
   * tags, best first.
   */
  speaks: string
  /** The site's accent, `#rrggbb`. */
  accent: string
  scheme: 'auto' | 'light' | 'dark'
  /** Corner radius in CSS pixels. */
  radius: number
  /** The button at the page's edge, prepared so that the loader need not compute; absent where it is switched off. */
  launcher?: BakedLauncher
  /** Served files by load unit: `panel`, `field`, `text/en`, … as names below `{url}/w/`. */
  files: Record<string, string>
  /**
   * Loads the widget's own words in a language, for pages that bundle the widget and so have no served files.
   * Never baked by the server.
   */
  text?: (locale: string) => Promise<{ default: Record<string, string> }>
}

export interface BakedLauncher {
  /** Declarations for the button: the edge, the colour scheme, and `--ink`, the accent that stands out from the button. */
  css: string
  /** `speaks` again, so that its groups count the labels; then the label in each of `locales`. */
  label: string[]
  /** Source of a pattern of the paths that show the button; absent: every path. */
  on?: string
}
