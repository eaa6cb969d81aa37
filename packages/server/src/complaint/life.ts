import type { Command, Outcome, Proposal, Stage, SystemCommand } from '@earshot/sdk/contract'
import type { Fault } from '../rule.ts'
import type { Role } from '../staff/roles.ts'

/*
 * What decides over a complaint's life, and the moves that it can make. Pure: no clock, database or identity of its own.
 * rules.ts is the table that makes these moves; stages.ts reads it.
 */

/** Everything that decides what may happen next. */
export interface Life {
  readonly stage: Stage
  /** Who judges: 0 an agent, 1 a manager, 2 an owner. Rises with every objection. */
  readonly level: Level
  readonly outcome: Outcome | null
  readonly closedAt: number | null
  /** Whether a person has answered the customer; the acknowledgement does not count. */
  readonly replied: boolean
  /** Whether a question to the customer is open; clocks stand still meanwhile. */
  readonly asked: boolean
  /** Whether a date that staff promised is still to be kept. */
  readonly promised: boolean
  /** Whether the return visit after closing is still to come. */
  readonly followup: boolean
  readonly remedies: readonly RemedyState[]
  readonly tasks: readonly TaskState[]
  /** Since when the shop waits for the customer; null when it does not. */
  readonly waitingSince: number | null
  /** Reminders sent since then. */
  readonly reminded: number
}

export type Level = 0 | 1 | 2

export interface RemedyState {
  readonly id: string
  readonly state: 'proposed' | 'passed' | 'offered' | 'accepted' | 'declined' | 'revised' | 'failed'
  readonly cost: number
  readonly plan: Proposal
}

export interface TaskState {
  readonly id: string
  readonly state: 'open' | 'done' | 'failed' | 'dropped'
}

/** Whoever gives a command, as far as the table cares. */
export type Giver = { kind: 'customer' } | { kind: 'system' } | { kind: 'staff' | 'key'; role: Role }

/** What the table needs from outside. */
export interface Context {
  readonly now: number
  /** Highest cost that each role approves by itself, in minor units of the currency; no limit where null. */
  readonly limits: Readonly<Record<Role, number | null>> & { readonly currency?: string | undefined }
  /** Makes an id for a new remedy or task. */
  readonly newId: () => string
}

export type AnyCommand = Command | SystemCommand

/** One row for the history: what was done, and where the complaint stood afterwards. */
export interface Step {
  readonly command: AnyCommand
  readonly payload: Readonly<Record<string, unknown>>
  readonly stage: Stage
  /** Under whose name a customer reads its words, where they are not those of who does it; null: the shop's. */
  readonly author?: string | null
}

/** Why a command is not carried out. */
export interface Refusal {
  readonly refused: 'turn' | 'role' | 'field'
  /** What hinders it, for people. */
  readonly because: Fault
  /** For `field`: which. */
  readonly field?: string
}

/** What a command makes of a complaint; without `steps`, its one row says what it carried. */
export type Result = { life: Life; steps?: readonly Step[] } | Refusal

/** Silence of a customer: reminders, then the end. In milliseconds since the shop waits. */
export const SILENCE = { reminders: [3, 7].map(days), end: days(14) } as const
/** How long a customer may reopen. */
export const REOPEN_MS = days(30)

function days(count: number): number {
  return count * 24 * 3600_000
}

/** A complaint as it is registered. */
export const BORN: Life = {
  stage: 'received',
  level: 0,
  outcome: null,
  closedAt: null,
  replied: false,
  asked: false,
  promised: false,
  followup: false,
  remedies: [],
  tasks: [],
  waitingSince: null,
  reminded: 0,
}

/** Stages in which the next word is the customer's. */
export const WAITING: ReadonlySet<Stage> = new Set(['explained', 'offered', 'confirming'])
/** Ends of what was not handled: there is nothing to rate then, and nobody is visited. */
export const UNHANDLED: ReadonlySet<Outcome> = new Set(['withdrawn', 'merged', 'invalid'])
/** By level: who judges. */
export const LADDER = ['agent', 'manager', 'owner'] as const satisfies readonly Role[]

/** The complaint in a stage, new or the same: what was asked is settled by moving on, and waiting begins where it must. */
export function move(life: Life, stage: Stage, now: number): Life {
  return {
    ...life,
    stage,
    outcome: null,
    closedAt: null,
    asked: false,
    followup: false,
    waitingSince: WAITING.has(stage) ? now : null,
    reminded: 0,
    // What was begun before belongs to a remedy that is no longer carried out.
    tasks: stage === 'fulfilling' ? life.tasks : dropped(life.tasks),
  }
}

/** As `move`, after a person has spoken to the customer. */
export function spoken(life: Life, stage: Stage, now: number): Life {
  const next = stage === life.stage ? waitAnew(life, now) : move(life, stage, now)
  return { ...next, replied: true, promised: false }
}

/** Another word of either side: silence is counted from now. */
function waitAnew(life: Life, now: number): Life {
  return life.waitingSince === null ? life : { ...life, waitingSince: now, reminded: 0 }
}

/** The customer said something: an open question is answered. */
export function heard(life: Life, now: number): Life {
  return { ...life, asked: false, waitingSince: WAITING.has(life.stage) ? now : null, reminded: 0 }
}

export function close(life: Life, outcome: Outcome, now: number): Life {
  return {
    ...move(pass(life, 'passed'), 'closed', now),
    outcome,
    closedAt: now,
    promised: false,
    followup: !UNHANDLED.has(outcome),
  }
}

export function up(level: Level): Level {
  return level === 0 ? 1 : 2
}

/** One remedy is offered, the others proposed beside it are passed over. */
export function offer(life: Life, id: string): Life {
  const remedies = life.remedies.map((one): RemedyState => {
    if (one.state !== 'proposed') return one
    return { ...one, state: one.id === id ? 'offered' : 'passed' }
  })
  return { ...life, remedies }
}

export function turn(life: Life, from: RemedyState['state'], to: RemedyState['state']): Life {
  return { ...life, remedies: life.remedies.map((one) => (one.state === from ? { ...one, state: to } : one)) }
}

/** The remedy that was being carried out cannot be; those accepted before it were. */
export function undo(life: Life): Life {
  const at = life.remedies.findLastIndex(({ state }) => state === 'accepted')
  return { ...life, remedies: life.remedies.map((one, i) => (i === at ? { ...one, state: 'failed' } : one)) }
}

/** What was proposed or offered is no longer. */
export function pass(life: Life, to: 'passed' | 'revised'): Life {
  return turn(turn(life, 'proposed', to), 'offered', to)
}

export function isOpen(life: Life, task: string): boolean {
  return life.tasks.some((one) => one.id === task && one.state === 'open')
}

export function finish(life: Life, task: string, state: 'done' | 'failed'): Life {
  return { ...life, tasks: life.tasks.map((one) => (one.id === task ? { ...one, state } : one)) }
}

function dropped(tasks: Life['tasks']): Life['tasks'] {
  return tasks.map((one) => (one.state === 'open' ? { ...one, state: 'dropped' as const } : one))
}
