import type { CustomerInput } from '@earshot/sdk/contract'
import type { CustomerKeyTable } from '../database/schema.ts'
import { mailAddress, mailbox } from '../notify/address.ts'

/** What a person is known by. */
export type Key = Pick<CustomerKeyTable, 'kind' | 'value'>

/** Digits that a phone number has, country and area included (E.164); with fewer it is an extension. */
const DIGITS = { least: 6, most: 15 }

/**
 * A mail address as it is compared: lower case, the domain in ASCII. Dots and what stands behind a plus stay, as only
 * the mailbox's own host knows whether they matter.
 *
 * @returns undefined for what is no address
 */
export function emailKey(address: string): string | undefined {
  const one = mailAddress(address)
  return one === undefined ? undefined : mailbox(one)
}

/**
 * A phone number as it is compared: `+` and digits where it names its country (`+` or `00`), else the digits alone.
 * No country is guessed: `0912 345 678` is the same as `0912-345-678`, and another than `+886 912 345 678`.
 *
 * @returns undefined for what is no number
 */
export function phoneKey(number: string): string | undefined {
  // Full-width digits become plain ones; "(0)" is what callers from abroad leave out; an extension is no number.
  const text = number.normalize('NFKC').replace('(0)', '')
  const main = text.split(/ext|[x#;,]/i)[0]!.trim()
  const digits = main.replace(/\D/g, '')
  const abroad = main.startsWith('+') ? digits : main.startsWith('00') ? digits.slice(2) : undefined
  const kept = abroad ?? digits
  if (kept.length < DIGITS.least || kept.length > DIGITS.most) return undefined
  return abroad === undefined ? kept : `+${kept}`
}

/** Keys of what is told of a customer, the surest first. */
export function keysOf({ id, email, phone }: Pick<CustomerInput, 'id' | 'email' | 'phone'>): Key[] {
  const values = [
    { kind: 'shop', value: id?.trim() || undefined },
    { kind: 'email', value: email ? emailKey(email) : undefined },
    { kind: 'phone', value: phone ? phoneKey(phone) : undefined },
  ] as const
  return values.flatMap(({ kind, value }) => (value === undefined ? [] : [{ kind, value }]))
}

/** One text for a key. */
export function textOf({ kind, value }: Key): string {
  return `${kind} ${value}`
}
