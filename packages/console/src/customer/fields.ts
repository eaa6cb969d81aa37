import type { Customer, CustomerChange, Way } from '@earshot/sdk/contract'

/** What of a card can be typed, as the form has it. */
export interface Fields {
  name: string
  email: string
  phone: string
  /** A tag; none where it is not known. */
  language: string
  /** From when they are left alone, and until when. */
  from: string
  until: string
  member: boolean
  consent: Partial<Record<Way, boolean>>
}

/** The form as it shows: what was typed, and the rest as it stands on the card. */
export function shownOf({ consent, quiet, ...card }: Customer, typed: Partial<Fields>): Fields {
  return {
    name: card.name ?? '',
    email: card.email ?? '',
    phone: card.phone ?? '',
    language: card.language ?? '',
    from: quiet?.from ?? '',
    until: quiet?.until ?? '',
    member: card.member,
    ...typed,
    consent: {
      ...Object.fromEntries(Object.entries(consent).map(([way, one]) => [way, one.given])),
      ...typed.consent,
    },
  }
}

/** What is sent: only what stands otherwise on the card, and null for what was emptied. */
export function changeOf(card: Customer, typed: Partial<Fields>): CustomerChange {
  const change: CustomerChange = {}
  for (const name of ['name', 'email', 'phone', 'language'] as const) {
    const said = typed[name]?.trim()
    if (said !== undefined && said !== (card[name] ?? '')) change[name] = said || null
  }
  const { from, until } = shownOf(card, typed)
  if (from !== (card.quiet?.from ?? '') || until !== (card.quiet?.until ?? ''))
    change.quiet = from || until ? { from, until } : null
  if (typed.member !== undefined && typed.member !== card.member) change.member = typed.member
  const said = Object.entries(typed.consent ?? {}).filter(([way, given]) => given !== card.consent[way as Way]?.given)
  if (said.length > 0) change.consent = Object.fromEntries(said)
  return change
}
