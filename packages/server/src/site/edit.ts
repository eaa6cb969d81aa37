import type { SiteChange, Text } from '@earshot/sdk/contract'
import { originEntryError } from '../guard/origin.ts'
import { refuse } from '../invalid.ts'
import type { FieldError } from '../problem.ts'
import { says } from '../rule.ts'
import { isTimeZone, type Site, type SiteEdit, type SiteLook } from './store.ts'
import { widgetText } from './words.ts'

/** What a change comes to, of the site as it stands. Rejects with `invalid` for what a schema cannot see. */
export function editOf(change: SiteChange, site: Site): SiteEdit {
  const errors = [...languageErrors(change, site), ...placeErrors(change), ...textErrors(change)]
  if (errors.length > 0) throw refuse('the body', errors)
  const { name, origins, timeZone, test } = change
  return {
    ...(name === undefined ? {} : { name }),
    ...(origins === undefined ? {} : { origins: [...new Set(origins)] }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(test === undefined ? {} : { test }),
    look: lookOf(change, site.look),
  }
}

function lookOf(change: SiteChange, look: SiteLook): SiteLook {
  const { locale = look.locale, locales = look.locales, privacyUrl = look.privacyUrl } = change
  return {
    ...look,
    locale,
    locales: [locale, ...new Set(locales.filter((one) => one !== locale))],
    privacyUrl,
    theme: { ...look.theme, ...defined(change.theme) },
    launcher: { ...look.launcher, ...defined(change.launcher) },
    texts: textsOf(change.texts ?? {}, look.texts),
  }
}

/** What is named, without what is named as undefined. */
function defined<T extends object>(change: T | undefined): { [K in keyof T]: Exclude<T[K], undefined> } {
  const named = Object.entries(change ?? {}).filter(([, value]) => value !== undefined)
  return Object.fromEntries(named) as { [K in keyof T]: Exclude<T[K], undefined> }
}

/** Wording by wording: an empty one is Earshot's own again. */
function textsOf(change: NonNullable<SiteChange['texts']>, before: SiteLook['texts']): SiteLook['texts'] {
  const after: Record<string, Text> = { ...before }
  for (const [key, words] of Object.entries(change)) {
    const said = Object.entries(words ?? {}).filter(([, one]) => one.trim() !== '')
    if (said.length > 0) after[key] = Object.fromEntries(said)
    else delete after[key]
  }
  return after
}

function languageErrors({ locale, locales, launcher, texts }: SiteChange, site: Site): FieldError[] {
  const named: (readonly [path: string, tag: string])[] = [
    ...(locale === undefined ? [] : [['locale', locale] as const]),
    ...(locales ?? []).map((tag, i) => [`locales.${i}`, tag] as const),
    ...Object.keys(launcher?.label ?? {}).map((tag) => [`launcher.label.${tag}`, tag] as const),
    ...Object.entries(texts ?? {}).flatMap(([key, words]) =>
      Object.keys(words ?? {}).map((tag) => [`texts.${key}.${tag}`, tag] as const),
    ),
  ]
  const errors = named
    .filter(([, tag]) => !isLanguage(tag))
    .map(([path]): FieldError => ({
      path,
      code: 'unknown',
      ...says('language_unknown'),
    }))
  const own = locale ?? site.look.locale
  if (locales !== undefined && !locales.includes(own))
    errors.push({
      path: 'locales',
      code: 'invalid_value',
      ...says('own_language', { language: own }),
    })
  return errors
}

/** Whether anybody speaks it: `en-GB` is, `xx` is not. */
function isLanguage(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}

function placeErrors({ timeZone, origins }: SiteChange): FieldError[] {
  const errors: FieldError[] = []
  if (timeZone !== undefined && !isTimeZone(timeZone))
    errors.push({ path: 'timeZone', code: 'unknown', ...says('time_zone') })
  for (const [i, origin] of (origins ?? []).entries()) {
    if (originEntryError(origin) === undefined) continue
    errors.push({ path: `origins.${i}`, code: 'invalid_format', ...says('origin') })
  }
  return errors
}

function textErrors({ texts = {} }: SiteChange): FieldError[] {
  return Object.entries(texts).flatMap(([key, words]): FieldError[] => {
    const text = widgetText(key)
    if (!text) return [{ path: `texts.${key}`, code: 'unknown', ...says('text_unknown') }]
    return Object.entries(words ?? {}).flatMap(([language, said]) =>
      [...said.matchAll(/\{(\w+)\}/g)]
        .filter(([, name]) => !text.placeholders.includes(name!))
        .map(([whole]): FieldError => {
          const known = text.placeholders.map((name) => `{${name}}`).join(', ')
          return {
            path: `texts.${key}.${language}`,
            code: 'invalid_value',
            ...(known === ''
              ? says('placeholder_none', { name: whole.slice(0, 40) })
              : says('placeholder', { name: whole.slice(0, 40), known })),
          }
        }),
    )
  })
}
