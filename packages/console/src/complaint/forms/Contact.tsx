import type { Contact as Reach, ContactKind } from '@earshot/sdk/contract'
import { Button } from '../../ui/Button.tsx'
import { Input } from '../../ui/Field.tsx'
import { Tag } from '../../ui/Marks.tsx'
import { fieldError } from '../../ui/States.tsx'
import { w } from '../../words/words.ts'
import { Frame, useCaseForm, type FormProps } from './form.tsx'
import * as css from './form.css.ts'

const FIELDS = ['name', 'email', 'phone', 'company', 'address'] as const
type Fields = Record<(typeof FIELDS)[number], string>

/** What differs: new where it was written, null where it was taken away. */
export function correctionOf(now: Fields, was: Reach | null): Partial<Record<keyof Fields, string | null>> {
  const changed = FIELDS.filter((name) => now[name].trim() !== (was?.[name] ?? ''))
  return Object.fromEntries(changed.map((name) => [name, now[name].trim() || null]))
}

/** Mends how the customer is reached, or notes that an address is theirs. */
export default function Contact(props: FormProps) {
  const { complaint } = props
  const t = w().case.field
  const was = complaint.contact
  const initial = Object.fromEntries(FIELDS.map((name) => [name, was?.[name] ?? ''])) as Fields
  const form = useCaseForm<Fields>(props, initial)
  const contact = correctionOf(form.v, was)
  const type = { name: 'text', email: 'email', phone: 'tel', company: 'text', address: 'text' }
  const unverified = (['email', 'phone'] as ContactKind[]).filter(
    (kind) => was?.[kind] && !complaint.verified.includes(kind) && complaint.possible.includes('verify'),
  )
  return (
    <Frame
      {...props}
      form={form}
      disabled={Object.keys(contact).length === 0}
      onSend={() => form.give({ command: 'correct', payload: { contact } })}
    >
      <div class={css.grid}>
        {FIELDS.map((name) => (
          <Input
            key={name}
            type={type[name]}
            autocomplete="off"
            label={
              <>
                {t[name]} {complaint.verified.includes(name as ContactKind) && <Tag tone="accent">{t.verified}</Tag>}
              </>
            }
            value={form.v[name]}
            error={fieldError(form.error, `contact.${name}`)}
            onInput={(event) => form.set({ [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      {unverified.length > 0 && (
        <div class={css.chips}>
          <span class={css.caption}>{t.verifyHint}:</span>
          {unverified.map((kind) => (
            <Button
              key={kind}
              icon="check"
              busy={form.busy}
              onClick={() => void form.give({ command: 'verify', payload: { contact: kind } })}
            >
              {`${was![kind]!}: ${t.verify}`}
            </Button>
          ))}
        </div>
      )}
    </Frame>
  )
}
