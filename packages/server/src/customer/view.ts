import type { Customer, CustomerSummary, QuietHours, SpecialDay, Way } from '@earshot/sdk/contract'
import type { CustomerTable } from '../database/schema.ts'
import type { KeptConsent } from './apply.ts'

/** A customer as lists show them. */
export function summaryOf(row: CustomerTable): CustomerSummary {
  return {
    id: row.customer_id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    language: row.language,
    member: row.member === 1,
    createdAt: timeOf(row.created_at)!,
  }
}

/** What the cards of one person say together: the first has its say, and the others fill what it leaves open. */
export function personOf(
  cards: readonly CustomerTable[],
): Pick<Customer, keyof CustomerSummary | 'timeZone' | 'quiet' | 'days' | 'consent'> {
  const [first] = cards
  const told = <K extends 'name' | 'email' | 'phone' | 'language' | 'time_zone' | 'quiet'>(column: K) =>
    cards.find((card) => card[column] !== null)?.[column] ?? null
  const quiet = told('quiet')
  const days = cards.map((card) => JSON.parse(card.days) as SpecialDay[]).find((some) => some.length > 0)
  return {
    ...summaryOf({
      ...first!,
      name: told('name'),
      email: told('email'),
      phone: told('phone'),
      language: told('language'),
      member: Math.max(...cards.map((card) => card.member)),
    }),
    timeZone: told('time_zone'),
    quiet: quiet === null ? null : (JSON.parse(quiet) as QuietHours),
    days: days ?? [],
    consent: consentOf(cards),
  }
}

/** For each way the word that was said last, on whichever card; but a refusal stands over any consent of the shop's list. */
function consentOf(cards: readonly CustomerTable[]): Customer['consent'] {
  const said: KeptConsent = {}
  for (const card of cards)
    for (const [way, one] of Object.entries(JSON.parse(card.consent) as KeptConsent) as [Way, KeptConsent['email']][])
      if (one && (!said[way] || weight(one) > weight(said[way]))) said[way] = one
  return Object.fromEntries(Object.entries(said).map(([way, one]) => [way, { ...one, at: timeOf(one.at)! }]))
}

function weight({ given, at, by }: NonNullable<KeptConsent['email']>): number {
  return !given && by !== 'shop' ? Number.MAX_SAFE_INTEGER : at
}

export function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
