import type { Site } from '@earshot/sdk/contract'
import { Check, Input, Select } from '../ui/Field.tsx'
import { useLater } from '../ui/later.ts'
import { exact, languageName } from '../words/format.ts'
import { OFTEN } from '../words/languages.ts'
import { s } from './words.ts'
import type { Edit } from '../settings/edit.ts'
import * as css from './Site.css.ts'
import { useTexts } from './site.ts'

/** Name, languages and time zone. @param guessed a time zone that nobody chose yet */
export function About({ edit, guessed }: { edit: Edit<Site>; guessed?: string | undefined }) {
  const words = s().shop.about
  const { value, set, errorAt } = edit
  // The four hundred others can wait until the rest is seen.
  const painted = useLater(true) ?? false
  return (
    <>
      <Input
        label={words.name}
        name="name"
        maxLength={120}
        value={value.name}
        error={errorAt('name')}
        onInput={(event) => set({ name: event.currentTarget.value })}
      />
      <Languages edit={edit} />
      <Select
        label={words.timeZone}
        name="timeZone"
        value={value.timeZone}
        options={zones(painted, value.timeZone)}
        hint={[
          words.timeThere(exact(Date.now(), { timeStyle: 'short', timeZone: value.timeZone })),
          edit.changes.timeZone !== undefined && guessed === value.timeZone && words.guessed,
        ]
          .filter(Boolean)
          .join(' ')}
        error={errorAt('timeZone')}
        onChange={(event) => set({ timeZone: event.currentTarget.value })}
      />
    </>
  )
}

/** Those that are given, and every other that the browser knows. */
function zones(all: boolean, ...given: string[]): [string, string][] {
  const found = new Set([...(all ? Intl.supportedValuesOf('timeZone') : []), ...given, 'UTC'])
  return [...found].toSorted().map((zone) => [zone, zone.replaceAll('_', ' ').replaceAll('/', ' · ')])
}

/** The zone that the browser is set to. */
export function guessedZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

function Languages({ edit: { value, set, errorAt } }: { edit: Edit<Site> }) {
  const words = s().shop.about
  const texts = useTexts().data ?? []
  const spoken = Object.keys(texts[0]?.builtin ?? {})
  const all = [...new Set([...value.locales, ...spoken])]
  const others = useLater(OFTEN) ?? []
  const silent = spoken.length > 0 ? value.locales.filter((tag) => !spoken.some((one) => sameLanguage(one, tag))) : []
  const choose = (locales: string[]) => set({ locales })
  return (
    <>
      <fieldset class={css.fieldset}>
        <legend class={css.legend}>{words.locales}</legend>
        <div class={css.chips}>
          {all.map((tag) => (
            <Check
              key={tag}
              label={<span lang={tag}>{languageName(tag)}</span>}
              checked={value.locales.includes(tag)}
              disabled={tag === value.locale}
              onChange={(event) =>
                choose(
                  event.currentTarget.checked ? [...value.locales, tag] : value.locales.filter((one) => one !== tag),
                )
              }
            />
          ))}
        </div>
        <p class={css.hint}>{words.localesHint}</p>
        {silent.length > 0 && <p class={css.minded}>{words.noWords(silent.map(languageName).join(', '))}</p>}
        {errorAt('locales') && (
          <p class={css.wrong} role="alert">
            {errorAt('locales')}
          </p>
        )}
      </fieldset>
      <div class={css.pair}>
        <Select
          label={words.locale}
          name="locale"
          value={value.locale}
          options={value.locales.map((tag) => [tag, languageName(tag)])}
          hint={words.localeHint}
          error={errorAt('locale')}
          onChange={(event) => {
            const locale = event.currentTarget.value
            set({ locale, locales: [locale, ...value.locales.filter((tag) => tag !== locale)] })
          }}
        />
        <Select
          label={words.otherLanguage}
          optional
          value=""
          options={[
            ['', words.choose],
            ...others.filter((tag) => !all.includes(tag)).map((tag): [string, string] => [tag, languageName(tag)]),
          ]}
          onChange={(event) => event.currentTarget.value && choose([...value.locales, event.currentTarget.value])}
        />
      </div>
    </>
  )
}

const sameLanguage = (a: string, b: string) => a.split('-')[0] === b.split('-')[0]
