import type { ProductSummary } from '@earshot/sdk/contract'
import { percent } from '../words/format.ts'
import { w } from '../words/words.ts'

/** Fewer answers than these are too few to say, as on the dashboard. */
export const LEAST = 10

/** The share of satisfied customers, or that too few said so. */
export function csatText({ csat, rated }: ProductSummary['feedback']): string {
  if (csat === null || rated === 0) return '–'
  return rated < LEAST ? w().common.state.tooFew : percent(csat, 0)
}
