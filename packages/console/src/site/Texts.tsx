import type { Site, WidgetText } from '@earshot/sdk/contract'
import { bestLocale } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import type { Edit } from '../settings/edit.ts'
import { Area, Input, Select } from '../ui/Field.tsx'
import { languageName, number } from '../words/format.ts'
import { s } from './words.ts'
import { language } from '../words/words.ts'
import { said } from './Launcher.tsx'
import * as css from './Site.css.ts'

/** The widget's texts in one language, Earshot's words standing in grey where the shop says nothing else. */
export function Texts({
  edit,
  texts,
  locale,
  onLocale,
}: {
  edit: Edit<Site>
  texts: readonly WidgetText[]
  locale: string
  onLocale: (locale: string) => unknown
}) {
  const words = s().shop.texts
  const { value } = edit
  const find = useSignal('')
  const wanted = find.value.trim().toLowerCase()
  const found = texts.filter(
    (text) =>
      !wanted || `${builtin(text, locale)} ${value.texts[text.key]?.[locale] ?? ''}`.toLowerCase().includes(wanted),
  )
  const own = Object.values(value.texts).filter((text) => text[locale]).length
  return (
    <>
      <div class={css.pair}>
        <Select
          label={words.language}
          value={locale}
          options={value.locales.map((tag) => [tag, languageName(tag)])}
          hint={own > 0 ? words.own(number(own)) : undefined}
          onChange={(event) => onLocale(event.currentTarget.value)}
        />
        <Input
          label={words.find}
          type="search"
          value={find.value}
          onInput={(event) => (find.value = event.currentTarget.value)}
          // Enter looks; it does not save.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </div>
      {found.length === 0 && <p class={css.hint}>{words.none}</p>}
      {(['form', 'after', 'photo'] as const).map((part) => {
        const some = found.filter((text) => text.part === part)
        if (some.length === 0) return null
        return (
          <fieldset key={part} class={css.own} style={{ border: 0, padding: 0, minWidth: 0 }}>
            <legend class={css.legend}>{words.parts[part]}</legend>
            {some.map((text) => (
              <One key={`${text.key} ${locale}`} text={text} locale={locale} edit={edit} />
            ))}
          </fieldset>
        )
      })}
    </>
  )
}

function builtin({ builtin: all }: WidgetText, locale: string): string {
  return all[bestLocale(Object.keys(all), locale, 'en') ?? 'en'] ?? ''
}

function One({ text, locale, edit: { value, set, errorAt } }: { text: WidgetText; locale: string; edit: Edit<Site> }) {
  const words = s().shop.texts
  const shown = builtin(text, locale)
  const now = value.texts[text.key] ?? {}
  const change = (typed: string) => {
    const { [text.key]: _before, ...others } = value.texts
    const words = said({ ...now, [locale]: typed })
    set({ texts: Object.keys(words).length > 0 ? { ...others, [text.key]: words } : others })
  }
  const field = {
    label: builtin(text, language.value),
    lang: locale,
    placeholder: shown,
    hint:
      text.placeholders.length > 0
        ? words.placeholders(text.placeholders.map((name) => `{${name}}`).join(', '))
        : undefined,
    value: now[locale] ?? '',
    error: errorAt(`texts.${text.key}.${locale}`),
  }
  return shown.length > 80 ? (
    <Area {...field} rows={2} onInput={(event) => change(event.currentTarget.value)} />
  ) : (
    <Input {...field} onInput={(event) => change(event.currentTarget.value)} />
  )
}
