import type { Customer, CustomerChange, Way } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale } from '../api/query.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Check, Form, Input, Row } from '../ui/Field.tsx'
import { Fault, fieldError, toast } from '../ui/States.tsx'
import { LANGUAGES, w } from '../words/words.ts'

const WAYS: readonly Way[] = ['email', 'phone', 'message', 'post']

/** Changes what a card says of its customer. Only what was changed is sent. */
export function EditCard({ card, onClose }: { card: Customer; onClose: () => void }) {
  const words = w().customer
  const change = useSignal<CustomerChange>({})
  const set = (part: CustomerChange) => (change.value = { ...change.value, ...part })
  const save = useAct(async () => {
    if (Object.keys(change.value).length > 0) await api.customers.change(card.id, change.value)
    stale('customer', card.id)
    stale('customers')
    toast(words.saved)
    onClose()
  })
  const error = save.error.value
  const field = (name: 'name' | 'email' | 'phone', type = 'text') => (
    <Input
      label={words[name]}
      type={type}
      value={(change.value[name] ?? card[name]) || ''}
      error={fieldError(error, name)}
      onInput={(event) => {
        const value = event.currentTarget.value.trim()
        set({ [name]: value === '' && name === 'name' ? null : value })
      }}
    />
  )
  const quiet = change.value.quiet ?? card.quiet
  return (
    <Dialog title={words.edit} onClose={onClose}>
      <Form onSubmit={() => save.run()}>
        {field('name')}
        {field('email', 'email')}
        {field('phone', 'tel')}
        <Input
          label={words.language}
          list="languages"
          value={change.value.language ?? card.language ?? ''}
          error={fieldError(error, 'language')}
          onInput={(event) => set({ language: event.currentTarget.value.trim() || null })}
        />
        <datalist id="languages">
          {Object.entries(LANGUAGES).map(([tag, name]) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
        </datalist>
        <Row>
          <Input
            label={words.quiet}
            type="time"
            value={quiet?.from ?? ''}
            error={fieldError(error, 'quiet.from')}
            onInput={(event) => set({ quiet: { from: event.currentTarget.value, until: quiet?.until ?? '09:00' } })}
          />
          <Input
            label={words.until}
            type="time"
            value={quiet?.until ?? ''}
            error={fieldError(error, 'quiet.until')}
            onInput={(event) => set({ quiet: { from: quiet?.from ?? '21:00', until: event.currentTarget.value } })}
          />
        </Row>
        <fieldset>
          <legend>{words.consent}</legend>
          <Row>
            {WAYS.map((way) => (
              <Check
                key={way}
                label={words.ways[way]}
                checked={change.value.consent?.[way] ?? card.consent[way]?.given ?? false}
                onChange={(event) => set({ consent: { ...change.value.consent, [way]: event.currentTarget.checked } })}
              />
            ))}
          </Row>
        </fieldset>
        <Check
          label={words.member}
          checked={change.value.member ?? card.member}
          onChange={(event) => set({ member: event.currentTarget.checked })}
        />
        <Fault error={error} />
        <Row>
          <Button kind="go" type="submit" busy={save.busy.value}>
            {w().common.act.save}
          </Button>
          <Button onClick={onClose}>{w().common.act.cancel}</Button>
        </Row>
      </Form>
    </Dialog>
  )
}
