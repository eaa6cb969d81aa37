import type { Webhook } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { Check, Input, Select } from '../../ui/Field.tsx'
import type { Fields } from '../Adding.tsx'
import * as css from '../Rows.css.ts'
import { s } from '../words.ts'

const NOUNS = ['feedback', 'complaint', 'followup', 'customer', 'cluster', 'moment'] as const

/** What of a webhook is chosen. */
export type Told = Pick<Webhook, 'url' | 'label' | 'format' | 'types' | 'words'>

const namesIn = (text: string) => text.split(/[,\s]+/).filter(Boolean)

/** Where events go, and which. */
export function Receiver({ value, set, errorAt }: Fields<Told>) {
  const words = s().webhooks
  const { types } = value
  const kinds = NOUNS.map((noun) => `${noun}.*`)
  const single = useSignal('')
  // As it is typed, commas still in the making included; else as it is.
  const named = types.filter((type) => !kinds.includes(type))
  const written = namesIn(single.value).join() === named.join() ? single.value : named.join(', ')
  const typeError = errorAt('types') ?? types.map((_, i) => errorAt(`types.${i}`)).find(Boolean)
  return (
    <>
      <Input
        label={words.url}
        type="url"
        dir="ltr"
        placeholder="https://"
        hint={words.urlHint}
        value={value.url}
        error={errorAt('url')}
        onInput={(event) => set({ url: event.currentTarget.value })}
      />
      <div class={css.pair}>
        <Input
          label={words.label}
          optional
          value={value.label}
          error={errorAt('label')}
          onInput={(event) => set({ label: event.currentTarget.value })}
        />
        <Select
          label={words.format}
          hint={words.formatMore[value.format]}
          value={value.format}
          options={[
            ['standard', words.formats.standard],
            ['slack', words.formats.slack],
          ]}
          onChange={(event) => set({ format: event.currentTarget.value as 'standard' | 'slack' })}
        />
      </div>
      <fieldset class={css.group}>
        <legend class={css.legend}>{words.events}</legend>
        <div class={css.chips}>
          <Check
            label={words.everything}
            checked={types.length === 0}
            disabled={types.length === 0}
            onChange={() => {
              single.value = ''
              set({ types: [] })
            }}
          />
          {NOUNS.map((noun) => (
            <Check
              key={noun}
              label={words.nouns[noun]}
              checked={types.includes(`${noun}.*`)}
              onChange={(event) =>
                set({
                  types: event.currentTarget.checked
                    ? [...types, `${noun}.*`]
                    : types.filter((type) => type !== `${noun}.*`),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <Input
        label={words.single}
        optional
        hint={words.singleHint}
        dir="ltr"
        value={written}
        error={typeError}
        onInput={(event) => {
          single.value = event.currentTarget.value
          set({ types: [...types.filter((type) => kinds.includes(type)), ...namesIn(single.value)] })
        }}
      />
      <Check
        label={words.told}
        checked={value.words}
        onChange={(event) => set({ words: event.currentTarget.checked })}
      />
      <p class={css.note}>{words.toldMore}</p>
    </>
  )
}
