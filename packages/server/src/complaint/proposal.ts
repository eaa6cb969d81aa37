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

/**
 * Proposes remedies. A single one within the limit of who proposes it is approved at once, each step recorded.
 *
 * @param before what was recorded on the way here
 */
export function propose(
  life: Life,
  {
    remedies,
    words,
    solution,
  }: { remedies: readonly Proposal[]; words?: string | undefined; solution?: string | undefined },
  { now, limits, newId }: Context,
  giver: Giver,
  before: readonly Step[],
): Result {
  const proposed = remedies.map((plan): RemedyState => ({ id: newId(), state: 'proposed', cost: plan.cost ?? 0, plan }))
  const waiting = move({ ...life, remedies: [...life.remedies, ...proposed] }, 'approving', now)
  const told = words === undefined ? {} : { words }
  const used = solution === undefined ? {} : { solution }
  const row = { command: 'propose' as const, stage: 'approving' as const }
  const [only, ...others] = proposed
  const ids = proposed.map(({ id }) => id)
  // Whoever may not judge at this level may not approve by themselves either; nor is choosing among several theirs.
  const self = only && others.length === 0 && within(only.cost, giver, limits) && mayJudge(life, giver)
  if (!self) return { life: waiting, steps: [...before, { ...row, payload: { remedies, ids, ...used, ...told } }] }
  return {
    life: spoken(offer(waiting, only.id), 'offered', now),
    steps: [
      ...before,
      { ...row, payload: { remedies, ids, ...used } },
      { command: 'approve', payload: { remedy: only.id, ...told }, stage: 'offered' },
    ],
  }
}

function mayJudge(life: Life, giver: Giver): boolean {
  return 'role' in giver && LADDER.indexOf(giver.role) >= life.level
}

/** Least role that may approve one of the proposed remedies. */
export function approverOf(
  { level, remedies }: { level: number; remedies: readonly Pick<RemedyState, 'state' | 'cost'>[] },
  limits: Context['limits'],
): 'manager' | 'owner' {
  const costs = remedies.flatMap(({ state, cost }) => (state === 'proposed' ? cost : []))
  const { manager } = limits
  return level < 2 && (manager === null || costs.some((cost) => cost <= manager)) ? 'manager' : 'owner'
}

/** Whether a cost is within the limit of who gives the command. */
export function within(cost: number, giver: Giver, limits: Context['limits']): boolean {
  if (!('role' in giver)) return false
  const limit = limits[giver.role]
  return limit === null || cost <= limit
}
