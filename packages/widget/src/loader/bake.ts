import { textIn, type SiteSettings } from '@earshot/sdk/contract'
import type { Baked } from './baked.ts'

/**
 * The part of a site's settings that its loader needs on every page view.
 *
 * @param url public address of the server
 * @param files served files by load unit, as the build's manifest has them
 */
export function bake(settings: SiteSettings, url: string, files: Readonly<Record<string, string>>): Baked {
  const { key, locale, theme, launcher } = settings
  const locales = [locale, ...settings.locales.filter((one) => one !== locale)]
  const speaks = languages(locales)
  const baked: Baked = { url: url.replace(/\/+$/, ''), key, locales, speaks, ...theme, files: { ...files } }
  if (launcher.enabled) {
    const label = locales.map((one) => textIn(launcher.label, one, locale))
    const on = paths(launcher.only, launcher.except)
    baked.launcher = { css: declarations(settings), label: [speaks, ...label], ...(on && { on }) }
  }
  return baked
}

function declarations({ launcher, theme: { accent, scheme } }: SiteSettings): string {
  // Lightness in OKLCH goes with luminance: at most .55 stands out from white, at least .75 from the dark button.
  const ink = `light-dark(oklch(from ${accent} min(l,.55) c h),oklch(from ${accent} max(l,.75) c h))`
  return `inset-inline-${launcher.side}:20px;color-scheme:${scheme === 'auto' ? 'light dark' : scheme};--ink:${ink}`
}

/**
 * Tells the languages apart in a list of tags: the same tag, else the same primary language, else none.
 * Chinese is told apart by script, as no reader of one is served by the other (`bestLocale` of the contract).
 */
function languages(locales: readonly string[]): string {
  const groups = locales.map((locale) => {
    const tag = locale.toLowerCase()
    const [primary] = tag.split('-')
    if (primary === 'zh') return /^zh-(hant|tw|hk|mo)/.test(tag) ? `(zh-(?:${HANT}))` : `(zh(?!-(?:${HANT})))`
    const sisters = locales.map((one) => one.toLowerCase()).filter((one) => one.split('-')[0] === primary)
    if (sisters[0] !== tag) return `(${tag})`
    const others = sisters.slice(1).map((one) => `${one}(?![\\w-])`)
    return `(${others.length ? `(?!${others.join('|')})` : ''}${primary})`
  })
  return `(?<![^,])(?:${groups.join('|')})(?![a-z])`
}

/** How tags name readers of traditional Chinese. */
const HANT = 'hant|tw|hk|mo'

/** A pattern of the paths among `only`, or of all, that are not among `except`. */
function paths(only: readonly string[], except: readonly string[]): string {
  return (except.length ? `^(?!${among(except)})` : '') + (only.length ? `^${among(only)}` : '')
}

function among(globs: readonly string[]): string {
  return `(?:${globs.map(glob).join('|')})$`
}

/** Browsers report paths percent-encoded, people write them as they read them. */
function glob(pattern: string): string {
  const encoded = pattern.toWellFormed().replace(/[^\0-\x7f]+/g, encodeURIComponent)
  return encoded.replace(/[^\w*/%-]/g, '\\$&').replace(/\*+/g, '.*')
}
