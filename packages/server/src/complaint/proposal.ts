import type { Proposal } from '@earshot/sdk/contract'
import {
  type Context,
  type Giver,
  LADDER,
  type Life,
  move,
  offer,
  type RemedyState,
  type Result,
  spoken,
  type Step,
} from './life.ts'

interface Carried {
  remedies: readonly Proposal[]
  words?: string | undefined
  reason?: string | undefined
  solution?: string | undefined
}

/**
 * Proposes remedies. A single one within the limit of who proposes it is approved at once, each step recorded.
 *
 * @param before what was recorded on the way here
 */
export function propose(
  life: Life,
  { remedies, words, reason, solution }: Carried,
  { now, limits, newId }: Context,
  giver: Giver,
  before: readonly Step[],
): Result {
  const proposed = remedies.map((plan): RemedyState => ({ id: newId(), state: 'proposed', cost: plan.cost ?? 0, plan }))
  const waiting = move({ ...life, remedies: [...life.remedies, ...proposed] }, 'approving', now)
  const told = words === undefined ? {} : { words }
  const why = reason === undefined ? {} : { reason }
  const used = solution === undefined ? {} : { solution }
  const row = { command: 'propose' as const, stage: 'approving' as const }
  const [only, ...others] = proposed
  const ids = proposed.map(({ id }) => id)
  // Whoever may not judge at this level may not approve by themselves either; nor is choosing among several theirs.
  const self = only && others.length === 0 && within(priceOf(only), giver, limits) && mayJudge(life, giver)
  if (!self)
    return { life: waiting, steps: [...before, { ...row, payload: { remedies, ids, ...used, ...told, ...why } }] }
  return {
    life: spoken(offer(waiting, only.id), 'offered', now),
    steps: [
      ...before,
      { ...row, payload: { remedies, ids, ...used, ...why } },
      { command: 'approve', payload: { remedy: only.id, ...told }, stage: 'offered' },
    ],
  }
}

function mayJudge(life: Life, giver: Giver): boolean {
  return 'role' in giver && LADDER.indexOf(giver.role) >= life.level
}

/** What a remedy costs. The currency is not known where nobody named one. */
export interface Price {
  cost: number
  currency?: string | null | undefined
}

/** Least role that may approve one of the remedies that are proposed at a level. */
export function approverOf(level: number, proposed: readonly Price[], limits: Context['limits']): 'manager' | 'owner' {
  const manager = { kind: 'staff', role: 'manager' } as const
  const may = limits.manager === null || proposed.some((price) => within(price, manager, limits))
  return level < 2 && may ? 'manager' : 'owner'
}

/** Whether a cost is within the limit of who gives the command; owners judge what cannot be compared. */
export function within({ cost, currency }: Price, giver: Giver, limits: Context['limits']): boolean {
  if (!('role' in giver)) return false
  const limit = limits[giver.role]
  if (limit === null || cost === 0) return true
  if (limits.currency && currency && limits.currency !== currency) return giver.role === 'owner'
  return cost <= limit
}

export function priceOf({ cost, plan }: Pick<RemedyState, 'cost' | 'plan'>): Price {
  return { cost, currency: plan.currency }
}
