import type { Customer, Way } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale } from '../api/query.ts'
import { keep, recall } from '../draft/draft.ts'
import { me } from '../session/session.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Check, Form, Input, Row, Select } from '../ui/Field.tsx'
import { Fault, fieldError, toast } from '../ui/States.tsx'
import { useLanguages } from '../words/languages.ts'
import { w } from '../words/words.ts'
import { changeOf, shownOf, type Fields } from './fields.ts'
import * as css from './Card.css.ts'

const WAYS: readonly Way[] = ['email', 'phone', 'message', 'post']

/** Changes what a card says of its customer. What is typed is kept until it is saved; only what was changed is sent. */
export function EditCard({ card, onClose }: { card: Customer; onClose: () => void }) {
  const words = w().customer
  const draft = `customer/${card.id}/card`
  const typed = useSignal((recall(draft) ?? {}) as Partial<Fields>)
  const shown = shownOf(card, typed.value)
  const set = (part: Partial<Fields>) => {
    typed.value = { ...typed.value, ...part }
    keep(draft, typed.value)
  }
  const save = useAct(async () => {
    const change = changeOf(card, typed.value)
    if (Object.keys(change).length > 0) await api.customers.change(card.id, change)
    keep(draft, undefined)
    stale('customer', card.id)
    stale('customers')
    toast(words.saved)
    onClose()
  })
  // Escape may be a slip: what was typed stands there again. Who presses "Cancel" wants none of it.
  const cancel = () => {
    keep(draft, undefined)
    onClose()
  }
  const error = save.error.value
  const languages = useLanguages(card.language ?? '', me.value.site.locale)
  const field = (name: 'name' | 'email' | 'phone', type = 'text') => (
    <Input
      label={words[name]}
      type={type}
      value={shown[name]}
      error={fieldError(error, name)}
      onInput={(event) => set({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <Dialog title={words.edit} onClose={onClose}>
      <Form onSubmit={() => save.run()}>
        {field('name')}
        {field('email', 'email')}
        {field('phone', 'tel')}
        <Select
          label={words.language}
          value={shown.language}
          options={[['', w().common.state.unknown], ...languages]}
          error={fieldError(error, 'language')}
          onChange={(event) => set({ language: event.currentTarget.value })}
        />
        <Quiet shown={shown} set={set} error={(name) => fieldError(error, `quiet.${name}`)} />
        <fieldset>
          <legend>{words.consent}</legend>
          <Row>
            {WAYS.map((way) => (
              <Check
                key={way}
                label={words.ways[way]}
                checked={shown.consent[way] ?? false}
                onChange={(event) => set({ consent: { ...typed.value.consent, [way]: event.currentTarget.checked } })}
              />
            ))}
          </Row>
        </fieldset>
        <Check
          label={words.member}
          checked={shown.member}
          onChange={(event) => set({ member: event.currentTarget.checked })}
        />
        <Fault error={error} />
        <Row>
          <Button kind="go" type="submit" busy={save.busy.value}>
            {w().common.act.save}
          </Button>
          <Button onClick={cancel}>{w().common.act.cancel}</Button>
        </Row>
      </Form>
    </Dialog>
  )
}

/** Hours at which they are left alone. With the first time comes the other that goes with it most often. */
function Quiet({
  shown: { from, until },
  set,
  error,
}: {
  shown: Fields
  set: (part: Partial<Fields>) => void
  error: (name: 'from' | 'until') => string | undefined
}) {
  const words = w().customer
  const none = from === '' && until === ''
  return (
    <div class={css.section}>
      <Row>
        <Input
          label={words.quiet}
          type="time"
          value={from}
          error={error('from')}
          onInput={({ currentTarget: { value } }) => set({ from: value, ...(none && value ? { until: '09:00' } : {}) })}
        />
        <Input
          label={words.until}
          type="time"
          value={until}
          error={error('until')}
          onInput={({ currentTarget: { value } }) => set({ until: value, ...(none && value ? { from: '21:00' } : {}) })}
        />
      </Row>
      <p class={css.small}>{words.quietHint}</p>
    </div>
  )
}
