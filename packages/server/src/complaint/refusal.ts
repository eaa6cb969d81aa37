import type { Kysely } from 'kysely'
import type { ComplaintHistoryTable, Tables } from '../database/schema.ts'
import { Problem } from '../problem.ts'
import type { Actor } from '../staff/actor.ts'
import type { HistoryActor } from './history.ts'
import type { AnyCommand } from './life.ts'
import { actsOf, possible } from './stages.ts'
import type { Loaded } from './state.ts'

/** Changes told in one answer; who is further behind reads the complaint anew. */
const CHANGES_MAX = 20

/** Somebody was faster: what they did. */
export async function changed(
  query: Kysely<Tables>,
  { complaint, life }: Loaded,
  seen: number,
  actor: Actor,
  now: number,
): Promise<Problem> {
  const rows = await query
    .selectFrom('complaint_history')
    .select(['seq', 'at', 'command', 'actor'])
    .where('site_id', '=', complaint.site_id)
    .where('feedback_id', '=', complaint.feedback_id)
    .where('seq', '>', seen)
    .orderBy('seq', 'desc')
    .limit(CHANGES_MAX)
    .execute()
  return new Problem(
    'complaint_changed',
    `Complaint ${complaint.number} has changed since version ${seen}. Look at what changed, then send the command again with version ${complaint.version}.`,
    {
      complaint: {
        stage: complaint.stage,
        version: complaint.version,
        possible: openTo(life, actor, now),
        changes: rows.reverse().map(changeOf),
      },
    },
  )
}

/** What is possible, by the names by which whoever asks would do it. */
function openTo(life: Loaded['life'], actor: Actor, now: number): string[] {
  const open = possible(life, actor, now)
  return actor.kind === 'customer' ? actsOf(open) : [...open]
}

/** What staff do among themselves; a customer learns neither that nor who it was. */
const AMONG_STAFF: ReadonlySet<AnyCommand> = new Set([
  'note',
  'classify',
  'assign',
  'escalate',
  'absorb',
  'propose',
  'return',
  'verify',
  'correct',
  'followup',
])

/** The same refusal, as a customer may read it. */
export function toCustomer(error: unknown): unknown {
  if (!(error instanceof Problem) || !error.complaint?.changes) return error
  const changes = error.complaint.changes
    .filter(({ command }) => !AMONG_STAFF.has(command as AnyCommand))
    .map((change) => ({ ...change, by: change.by === 'customer' ? 'customer' : 'shop' }))
  return new Problem(error.code, error.message, { complaint: { ...error.complaint, changes }, cause: error })
}

function changeOf({ seq, at, command, actor }: Pick<ComplaintHistoryTable, 'seq' | 'at' | 'command' | 'actor'>) {
  const { kind, name } = JSON.parse(actor) as HistoryActor
  return { seq, at: new Date(at).toISOString(), command, by: name ?? kind }
}

/** Out of turn: where it stands, and what is possible. */
export function notPossible({ complaint, life }: Loaded, actor: Actor, because: string, now: number): Problem {
  const open = openTo(life, actor, now)
  return new Problem(
    'command_not_possible',
    `This is not possible now: ${because}. Possible are: ${open.join(', ') || 'none'}.`,
    { complaint: { stage: complaint.stage, version: complaint.version, possible: open } },
  )
}
