import type { Site } from '@earshot/sdk/contract'
import type { Edit } from '../settings/edit.ts'
import { Input, Select } from '../ui/Field.tsx'
import { number } from '../words/format.ts'
import { s } from './words.ts'
import * as css from './Site.css.ts'
import { withoutBlanks } from './site.ts'

const HEX = /^#[0-9a-f]{6}$/i

/** Accent, scheme and corners of the widget. */
export function Theme({ edit: { value, set, errorAt } }: { edit: Edit<Site> }) {
  const words = s().shop.theme
  const { theme } = value
  const to = (part: Partial<Site['theme']>) => set({ theme: { ...theme, ...part } })
  return (
    <>
      <div class={css.pair}>
        <div class={css.inputRow} style={{ gridTemplateColumns: 'auto minmax(0, 1fr)' }}>
          <input
            type="color"
            class={css.swatch}
            aria-label={words.pick}
            value={HEX.test(theme.accent) ? theme.accent : '#000000'}
            onInput={(event) => to({ accent: event.currentTarget.value })}
          />
          <Input
            label={words.accent}
            spellcheck={false}
            maxLength={7}
            value={theme.accent}
            error={errorAt('theme.accent')}
            onInput={(event) => to({ accent: event.currentTarget.value.trim() })}
          />
        </div>
        <Select
          label={words.scheme}
          value={theme.scheme}
          options={Object.entries(words.schemes)}
          onChange={(event) => to({ scheme: event.currentTarget.value as typeof theme.scheme })}
        />
      </div>
      <label class={css.fieldset}>
        <span class={css.legend}>
          {words.radius} · {words.radiusOf(number(theme.radius))}
        </span>
        <input
          type="range"
          class={css.range}
          min={0}
          max={28}
          value={theme.radius}
          onInput={(event) => to({ radius: Number(event.currentTarget.value) })}
        />
      </label>
    </>
  )
}

/** The looks as a preview can draw them: a colour that is being typed is not one yet. */
export function drawable(site: Site, stored: Site) {
  const { name, locale, locales, privacyUrl, launcher, texts } = site
  const theme = HEX.test(site.theme.accent) ? site.theme : { ...site.theme, accent: stored.theme.accent }
  const said = Object.entries(texts).map(([key, words]) => [
    key,
    Object.fromEntries(Object.entries(words).filter(([, one]) => one.trim() !== '')),
  ])
  return {
    name: name.trim() || stored.name,
    locale,
    locales,
    privacyUrl: URL.canParse(privacyUrl ?? '') ? privacyUrl : null,
    theme,
    launcher: withoutBlanks(launcher),
    texts: Object.fromEntries(said) as Site['texts'],
  }
}
