import { bestLocale, type Moment, type Question, type SiteSettings, type Text } from '@earshot/sdk/contract'
import type { Known } from './directory.ts'

/**
 * What anyone may know of a site.
 *
 * @param locale narrows every text to the one language that suits its reader best; all languages when absent
 */
export function settingsOf({ site, moments }: Known, locale: string | undefined): SiteSettings {
  const settings: SiteSettings = {
    key: site.key,
    name: site.name,
    ...site.look,
    test: site.test,
    launcher: launcherOf({ site, moments }),
    moments: [...moments.values()].flatMap(({ current, state }) => (state === 'on' ? [current] : [])),
  }
  if (locale === undefined) return settings
  const wanted = bestLocale(site.look.locales, locale, site.look.locale) ?? locale
  const one = (text: Text): Text => {
    const key = bestLocale(Object.keys(text), wanted, site.look.locale)
    return key === undefined ? {} : { [key]: text[key]! }
  }
  return {
    ...settings,
    launcher: { ...settings.launcher, label: one(settings.launcher.label) },
    texts: Object.fromEntries(Object.entries(settings.texts).map(([key, text]) => [key, one(text)])),
    moments: settings.moments.map((moment) => narrow(moment, one)),
  }
}

/** The button of a site. It asks at the moment `anytime`, so that there is none while that is off. */
export function launcherOf({ site, moments }: Known): SiteSettings['launcher'] {
  const { launcher } = site.look
  return { ...launcher, enabled: launcher.enabled && moments.get('anytime')?.state === 'on' }
}

type One = (text: Text) => Text

function narrow(moment: Moment, one: One): Moment {
  return {
    ...texts(moment, ['title', 'note'], one),
    headings: moment.headings.map((heading) => texts(heading, ['title', 'note'], one)),
    questions: moment.questions.map((question) => narrowQuestion(question, one)),
    after: moment.after.map((heading) => texts(heading, ['title', 'note'], one)),
  }
}

function narrowQuestion(question: Question, one: One): Question {
  const narrowed = texts(question, ['label', 'hint', 'placeholder', 'low', 'high'], one)
  if (narrowed.kind === 'satisfaction') return { ...narrowed, labels: narrowed.labels.map(one) }
  if ('options' in narrowed)
    return { ...narrowed, options: narrowed.options.map((option) => texts(option, ['label'], one)) }
  return narrowed
}

/** A copy of `from` with the named texts, where there are such, in one language. */
function texts<T extends object>(from: T, names: readonly string[], one: One): T {
  const copy = { ...from } as T & Record<string, Text | undefined>
  for (const name of names) {
    const text = copy[name]
    if (text !== undefined) Object.assign(copy, { [name]: one(text) })
  }
  return copy
}
