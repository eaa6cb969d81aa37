import { randomBytes } from 'node:crypto'
import type { Consent, CustomerChange, Way } from '@earshot/sdk/contract'
import type { CustomerTable } from '../database/schema.ts'

/** Consent as it is kept: times in Unix ms. */
export type KeptConsent = Partial<Record<Way, { given: boolean; at: number; by: Consent['by'] }>>

/** A new card's id: random, and such that no shell takes it for an option. */
export function newCardId(): string {
  return randomBytes(8).toString('hex')
}

/** A card that nothing is known of yet. */
export function blankCard(siteId: string, id: string, now: number): CustomerTable {
  return {
    site_id: siteId,
    customer_id: id,
    person_id: id,
    merged_into: null,
    merged_at: null,
    merged_by: null,
    name: null,
    email: null,
    phone: null,
    language: null,
    member: 0,
    time_zone: null,
    quiet: null,
    days: '[]',
    consent: '{}',
    search: '',
    created_at: now,
    changed_at: 0,
  }
}

/** The card as it is once somebody told of the customer: what is named replaces what was known. */
export function applyTold(before: CustomerTable, told: CustomerChange, by: Consent['by'], now: number): CustomerTable {
  const after = { ...before }
  for (const name of ['name', 'email', 'phone', 'language'] as const)
    if (told[name] !== undefined) after[name] = told[name] || null
  if (told.member !== undefined) after.member = told.member ? 1 : 0
  if (told.timeZone !== undefined) after.time_zone = told.timeZone
  if (told.quiet !== undefined) after.quiet = told.quiet && JSON.stringify(told.quiet)
  if (told.days !== undefined) after.days = JSON.stringify(told.days)
  if (told.consent !== undefined) after.consent = consentAfter(before.consent, told.consent, by, now)
  after.search = (after.name ?? '').toLowerCase()
  return after
}

/** What the customer or staff took back, the shop's back end does not give again: its list may be older. */
function consentAfter(
  before: string,
  told: NonNullable<CustomerChange['consent']>,
  by: Consent['by'],
  now: number,
): string {
  const kept = JSON.parse(before) as KeptConsent
  for (const [way, given] of Object.entries(told) as [Way, boolean][]) {
    const known = kept[way]
    if (known?.given === given) continue
    if (by === 'shop' && known && known.by !== 'shop' && !known.given) continue
    kept[way] = { given, at: now, by }
  }
  return JSON.stringify(kept)
}

/** Whether two rows say the same, whenever they were written. */
export function same<T extends { changed_at: number }>(one: T, other: T): boolean {
  for (const column in one) if (column !== 'changed_at' && one[column] !== other[column]) return false
  return true
}
