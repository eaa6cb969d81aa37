import type { Heard } from '@earshot/sdk/contract'
import { Area, Select } from '../../ui/Field.tsx'
import { fieldError } from '../../ui/States.tsx'
import { w } from '../../words/words.ts'
import { filled, Frame, useCaseForm, type FormProps } from './form.tsx'
import * as css from './form.css.ts'

/** What the visit after closing found. */
export default function Followup(props: FormProps) {
  const t = w().case.field
  const form = useCaseForm<{ satisfied: string; words: string; heard: Heard }>(props, {
    satisfied: 'yes',
    words: '',
    heard: 'phone',
  })
  const { satisfied, words, heard } = form.v
  return (
    <Frame
      {...props}
      form={form}
      onSend={() =>
        form.give({
          command: 'followup',
          payload: { satisfied: satisfied === 'yes', heard, ...filled({ words }) },
        })
      }
    >
      <div class={css.grid}>
        <Select
          label={t.satisfied}
          options={[
            ['yes', t.yes],
            ['no', t.no],
          ]}
          value={satisfied}
          onChange={(event) => form.set({ satisfied: event.currentTarget.value })}
        />
        <Select
          label={t.heard}
          options={Object.entries(t.heardAs)}
          value={heard}
          onChange={(event) => form.set({ heard: event.currentTarget.value as Heard })}
        />
      </div>
      <Area
        label={t.theirWords}
        optional
        value={words}
        rows={3}
        maxLength={10_000}
        error={fieldError(form.error, 'words')}
        onInput={(event) => form.set({ words: event.currentTarget.value })}
      />
    </Frame>
  )
}
