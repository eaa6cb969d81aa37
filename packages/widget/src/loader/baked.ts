import type { Text } from '@earshot/sdk/contract'

/**
 * What the server bakes into the loader it serves for one site, in place of the literal `"__EARSHOT__"`:
 * all that a page view needs to know while nothing is asked yet. The panel fetches the rest
 * (`GET /v1/sites/{key}`) when it is wanted.
 */
export interface Baked {
  /** Public address of the server, without a slash at the end. */
  url: string
  /** The site's public key. */
  key: string
  /** Languages that the site offers, its own first. */
  locales: string[]
  /** The site's accent, `#rrggbb`. */
  accent: string
  scheme: 'auto' | 'light' | 'dark'
  /** Corner radius in CSS pixels. */
  radius: number
  /** The button at the page's edge; absent where it is switched off. */
  launcher?: {
    side: 'start' | 'end'
    label: Text
    /** Paths that show it (`*` stands for any characters); absent: every page. */
    only?: string[]
    /** Paths that do not. */
    except?: string[]
  }
  /** Served files by load unit: `panel`, `field`, `text/en`, … as names below `{url}/w/`. */
  files: Record<string, string>
}
