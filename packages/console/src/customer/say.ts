import { number } from '../words/format.ts'
import { w } from '../words/words.ts'

/** A card's lists hold so many at most. */
export const LATEST = 20

/** How many there are in a list of a card of which no total is told: `20+` where there may be more. */
export function counted(length: number): string {
  return length < LATEST ? number(length) : `${number(length)}+`
}

/** Where an order stands, in the reader's language. */
export function orderState(state: string): string {
  return (w().customer.orderStates as Readonly<Record<string, string>>)[state] ?? state
}
