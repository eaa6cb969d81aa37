import type { CustomerSummary } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { Pick } from '../ui/Pick.tsx'
import { w } from '../words/words.ts'
import * as css from './Card.css.ts'

/** Finds somebody's card while they are typed: by name, mail address, phone, customer or order number. */
export function Lookup({
  hint,
  none,
  value,
  onText,
  onPick,
  autofocus,
}: {
  hint?: string | undefined
  none?: string | undefined
  value: string
  onText: (text: string) => void
  onPick: (found: CustomerSummary) => unknown
  autofocus?: boolean
}) {
  return (
    <Pick
      label={w().inbox.find}
      hint={hint}
      none={none}
      value={value}
      onText={onText}
      search={async (text) => (await api.customers.list({ text, limit: 8 })).items}
      idOf={({ id }) => id}
      row={(one) => (
        <>
          <strong dir="auto">{one.name ?? w().common.customer.none}</strong>
          <span class={css.small}>{[one.email, one.phone].filter(Boolean).join(' · ')}</span>
        </>
      )}
      onPick={onPick}
      {...(autofocus ? { autofocus } : {})}
    />
  )
}
