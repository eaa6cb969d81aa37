import type { Tx } from '../database/engine.ts'
import type { ComplaintTable } from '../database/schema.ts'
import type { SolutionUseTable } from '../database/tables/solution.ts'
import { refuse } from '../invalid.ts'
import type { Step } from '../complaint/life.ts'
import { says } from '../rule.ts'
import { standingIn } from './placeholder.ts'

/*
 * What became of solutions. A complaint counts once for each solution that was used in it, whatever was used twice. The
 * customer's word decides: satisfied with how it was put right, or with the explanation; or not (declined, objected, not
 * satisfied, opened again), then also where they were satisfied before.
 */

/** Notes, in a command's transaction, which solution it uses and what the customer says of those used before. */
export async function weighSolutions(
  tx: Tx,
  complaint: ComplaintTable,
  steps: readonly Step[],
  now: number,
): Promise<void> {
  for (const step of steps) if (typeof step.payload['solution'] === 'string') await use(tx, complaint, step, now)
  const verdict = verdictOf(complaint, steps)
  if (verdict) await decide(tx, complaint, verdict)
}

interface Verdict {
  satisfied: boolean
  /** Also of those that the customer was satisfied with before. */
  again: boolean
}

function verdictOf(complaint: ComplaintTable, steps: readonly Step[]): Verdict | undefined {
  for (const { command, payload } of steps) {
    if (command === 'confirm') return { satisfied: payload['satisfied'] === true, again: false }
    if (command === 'followup') return { satisfied: payload['satisfied'] === true, again: true }
    if (command === 'accept' && complaint.outcome === 'accepted') return { satisfied: true, again: false }
    if (command === 'decline' || command === 'object') return { satisfied: false, again: false }
    if (command === 'reopen') return { satisfied: false, again: true }
  }
  return undefined
}

async function use(tx: Tx, complaint: ComplaintTable, { payload }: Step, now: number): Promise<void> {
  const { site_id, feedback_id } = complaint
  const { solution, words, remedies } = payload as {
    solution: string
    words?: string
    remedies?: { terms: string }[]
  }
  const known = await tx.query
    .selectFrom('solution')
    .select('solution_id')
    .where('site_id', '=', site_id)
    .where('solution_id', '=', solution)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!known) throw refuse('the command', [{ path: 'solution', code: 'unknown', ...says('solution_unknown') }])
  const standing = standingIn([words ?? '', ...(remedies ?? []).map(({ terms }) => terms)].join('\n'))
  if (standing.length > 0)
    throw refuse('the command', [
      { path: 'words', code: 'invalid_value', ...says('placeholder_left', { names: standing.join(' ') }) },
    ])
  const key = { site_id, feedback_id, solution_id: solution }
  const [isNew] = await tx.insertNew('solution_use', [{ ...key, at: now, satisfied: null }])
  if (isNew) return count(tx, key, { uses: 1 })
  const before = await useOf(tx, key)
  // It is tried once more: what the customer said of it is open again.
  await set(tx, key, null)
  if (before.satisfied !== null) await count(tx, key, { decided: -1, confirmed: -before.satisfied })
}

async function decide(tx: Tx, complaint: ComplaintTable, { satisfied, again }: Verdict): Promise<void> {
  const uses = await tx.query
    .selectFrom('solution_use')
    .selectAll()
    .where('site_id', '=', complaint.site_id)
    .where('feedback_id', '=', complaint.feedback_id)
    // In one order at every server, so that two complaints with the same solutions do not wait for each other.
    .orderBy('solution_id')
    .execute()
  const now = satisfied ? 1 : 0
  for (const one of uses) {
    if (one.satisfied === null) {
      await set(tx, one, now)
      await count(tx, one, { decided: 1, confirmed: now })
    } else if (again && !satisfied && one.satisfied === 1) {
      await set(tx, one, 0)
      await count(tx, one, { confirmed: -1 })
    }
  }
}

type Key = Pick<SolutionUseTable, 'site_id' | 'feedback_id' | 'solution_id'>

function useOf(tx: Tx, key: Key): Promise<SolutionUseTable> {
  return tx.query
    .selectFrom('solution_use')
    .selectAll()
    .where('site_id', '=', key.site_id)
    .where('feedback_id', '=', key.feedback_id)
    .where('solution_id', '=', key.solution_id)
    .executeTakeFirstOrThrow()
}

async function set(tx: Tx, key: Key, satisfied: number | null): Promise<void> {
  await tx.query
    .updateTable('solution_use')
    .set({ satisfied })
    .where('site_id', '=', key.site_id)
    .where('feedback_id', '=', key.feedback_id)
    .where('solution_id', '=', key.solution_id)
    .execute()
}

async function count(
  tx: Tx,
  key: Key,
  { uses = 0, decided = 0, confirmed = 0 }: { uses?: number; decided?: number; confirmed?: number },
): Promise<void> {
  await tx.query
    .updateTable('solution')
    .set((eb) => ({
      uses: eb('uses', '+', uses),
      decided: eb('decided', '+', decided),
      confirmed: eb('confirmed', '+', confirmed),
    }))
    .where('site_id', '=', key.site_id)
    .where('solution_id', '=', key.solution_id)
    .execute()
}
