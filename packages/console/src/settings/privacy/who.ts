import type { PersonQuery } from '@earshot/sdk/contract'
import { param } from '../../shell/address.ts'

/** What somebody may be known by, in the order in which it is offered. */
export const BY = ['email', 'phone', 'order', 'complaint', 'customer'] as const

/** Who is meant, as the address says. */
export function asked(): PersonQuery | undefined {
  for (const by of BY) {
    const value = param(by)
    if (value) return { [by]: value }
  }
  return undefined
}

/** The one thing that they are known by. */
export function knownBy(who: PersonQuery): [by: (typeof BY)[number], value: string] {
  const by = BY.find((one) => who[one] !== undefined)!
  return [by, who[by]!]
}
