import type { Site } from '@earshot/sdk/contract'
import type { Edit } from '../settings/edit.ts'
import { Area, Check, Input, Select } from '../ui/Field.tsx'
import { languageName } from '../words/format.ts'
import { s } from './words.ts'
import * as css from './Site.css.ts'

/** The button that stays at the page's edge. */
export function Launcher({ edit: { value, set, errorAt } }: { edit: Edit<Site> }) {
  const words = s().shop.launcher
  const { launcher } = value
  const to = (part: Partial<Site['launcher']>) => set({ launcher: { ...launcher, ...part } })
  const firstError = (path: string, lines: readonly string[]) =>
    lines.map((_, i) => errorAt(`${path}.${i}`)).find((error) => error !== undefined) ?? errorAt(path)
  const list = (name: 'only' | 'except', hint: string) => (
    <Area
      label={words[name]}
      hint={hint}
      optional
      spellcheck={false}
      rows={2}
      // Lines stay as they are typed; only what is sent is without the empty ones.
      value={launcher[name].join('\n')}
      error={firstError(`launcher.${name}`, launcher[name])}
      onInput={(event) => to({ [name]: event.currentTarget.value === '' ? [] : event.currentTarget.value.split('\n') })}
    />
  )
  return (
    <>
      <Check
        label={words.enabled}
        checked={launcher.enabled}
        onChange={(event) => to({ enabled: event.currentTarget.checked })}
      />
      <Select
        label={words.side}
        value={launcher.side}
        options={Object.entries(words.sides)}
        onChange={(event) => to({ side: event.currentTarget.value as typeof launcher.side })}
      />
      <div class={css.pair}>
        {value.locales.map((tag) => (
          <Input
            key={tag}
            label={words.label(languageName(tag))}
            lang={tag}
            maxLength={60}
            optional
            value={launcher.label[tag] ?? ''}
            error={errorAt(`launcher.label.${tag}`)}
            onInput={(event) => to({ label: said({ ...launcher.label, [tag]: event.currentTarget.value }) })}
          />
        ))}
      </div>
      <div class={css.pair}>
        {list('only', words.onlyHint)}
        {list('except', words.exceptHint)}
      </div>
    </>
  )
}

/** A text without the languages in which nothing is said. */
export function said(text: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(text).filter(([, words]) => words !== ''))
}
