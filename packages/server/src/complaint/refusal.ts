import type { Stage } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { ComplaintHistoryTable, Tables } from '../database/schema.ts'
import { Problem } from '../problem.ts'
import type { Fault } from '../rule.ts'
import type { Actor } from '../staff/actor.ts'
import type { HistoryActor } from './history.ts'
import type { AnyCommand } from './life.ts'
import { actsOf, possible } from './stages.ts'
import type { Loaded } from './state.ts'

/** Changes told in one answer; who is further behind reads the complaint anew. */
const CHANGES_MAX = 20

/**
 * Somebody was faster: what they did. Undefined where all that happened since takes nothing from what the sender saw:
 * for staff, what Earshot did by its clocks and rules alone; for a customer, what is among staff.
 */
export async function changed(
  query: Kysely<Tables>,
  { complaint, life }: Loaded,
  seen: number,
  actor: Actor,
  now: number,
): Promise<Problem | undefined> {
  const rows = await query
    .selectFrom('complaint_history')
    .select(['seq', 'at', 'command', 'stage', 'actor'])
    .where('site_id', '=', complaint.site_id)
    .where('feedback_id', '=', complaint.feedback_id)
    .where('seq', '>=', seen)
    .orderBy('seq')
    .execute()
  const counts = actor.kind === 'customer' ? shows : crosses
  const since = rows.filter((row, i) => row.seq > seen && counts(row, rows[i - 1]))
  if (since.length === 0 && seen < complaint.version) return undefined
  return new Problem(
    'complaint_changed',
    `Complaint ${complaint.number} has changed since version ${seen}. Look at what changed, then send the command again with version ${complaint.version}.`,
    {
      complaint: {
        stage: complaint.stage,
        version: complaint.version,
        possible: openTo(life, actor, now),
        changes: since.slice(-CHANGES_MAX).map((row) => changeOf(row, actor)),
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
const AMONG_STAFF: ReadonlySet<string> = new Set<AnyCommand>([
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
  'forgo',
])

type Entry = Pick<ComplaintHistoryTable, 'seq' | 'at' | 'command' | 'stage' | 'actor'>

/** Whether a customer sees a change: by what it was, or as the complaint stands elsewhere since. */
function shows({ command, stage }: Entry, before: Entry | undefined): boolean {
  if (!AMONG_STAFF.has(command)) return true
  return before !== undefined && outside(stage) !== outside(before.stage)
}

/** What Earshot does beside where the complaint stands: by its clocks, by the rules, or as a visit is not made. */
const BY_ITSELF: ReadonlySet<string> = new Set<AnyCommand>(['assign', 'escalate', 'remind', 'resume', 'forgo'])

/** Whether a change may cross what somebody of the staff is about to do. */
function crosses({ command, stage, actor }: Entry, before: Entry | undefined): boolean {
  const { kind } = JSON.parse(actor) as HistoryActor
  return kind !== 'system' || !BY_ITSELF.has(command) || stage !== before?.stage
}

/** That several people have to agree is the shop's own affair. */
function outside(stage: Stage): Stage {
  return stage === 'approving' ? 'investigating' : stage
}

function changeOf({ seq, at, command, actor }: Entry, reader: Actor) {
  const { kind, name } = JSON.parse(actor) as HistoryActor
  const by = reader.kind !== 'customer' ? (name ?? kind) : kind === 'customer' ? kind : 'shop'
  return { seq, at: new Date(at).toISOString(), command, by }
}

/** Out of turn: where it stands, and what is possible. */
export function notPossible({ complaint, life }: Loaded, actor: Actor, why: Fault, now: number): Problem {
  const open = openTo(life, actor, now)
  return new Problem(
    'command_not_possible',
    `This is not possible now: ${why.message}. Possible are: ${open.join(', ') || 'none'}.`,
    { why, complaint: { stage: complaint.stage, version: complaint.version, possible: open } },
  )
}
