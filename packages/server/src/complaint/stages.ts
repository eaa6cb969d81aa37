import type { ClockKind, Command, CustomerAct, Stage } from '@earshot/sdk/contract'
import { says } from '../rule.ts'
import type { Role } from '../staff/roles.ts'
import { type AnyCommand, type Context, type Giver, LADDER, type Life, type Refusal, type Step } from './life.ts'
import { RULES } from './rules.ts'

/*
 * How the table of rules.ts is read: what a command makes of a complaint, what is possible now, and which clocks run.
 * Pure; command.ts carries out what comes of it.
 */

export interface Applied {
  readonly life: Life
  /** In order; most commands leave one, the fast path three. */
  readonly steps: readonly Step[]
}

/** Clocks that run in a stage, besides those that follow from what was said. */
const STAGE_CLOCKS: Readonly<Record<Stage, readonly ClockKind[]>> = {
  received: ['assessment'],
  explained: [],
  investigating: ['remedy'],
  approving: ['remedy', 'approval'],
  offered: [],
  fulfilling: ['fulfilment'],
  confirming: [],
  closed: [],
}

/** The clocks that run for a complaint. Carrying out a command starts what is missing and stops what is too many. */
export function clocksOf(life: Life): ReadonlySet<ClockKind> {
  if (life.stage === 'closed') return new Set(life.followup ? ['follow-up'] : [])
  const kinds = new Set(STAGE_CLOCKS[life.stage])
  if (!life.replied) kinds.add('first-answer')
  if (life.promised) kinds.add('promise')
  return kinds
}

/** Carries out one command, or says why not. */
export function apply(
  life: Life,
  command: AnyCommand,
  giver: Giver,
  payload: Readonly<Record<string, unknown>>,
  context: Context,
): Applied | Refusal {
  const refusal = refuse(life, command, giver, context.now)
  if (refusal) return refusal
  const spoken = onBehalf(command, giver, payload)
  if (spoken) return spoken
  const result = RULES[command].to(life, payload as never, context, giver)
  if ('refused' in result) return result
  const steps = result.steps ?? [{ command, payload, stage: result.life.stage }]
  return { life: result.life, steps }
}

/** The commands that are possible now for someone, in the order of the table. */
export function possible(life: Life, giver: Giver, now: number): Command[] {
  return (Object.keys(RULES) as AnyCommand[]).filter(
    (command) => RULES[command].by !== 'system' && refuse(life, command, giver, now) === undefined,
  ) as Command[]
}

/** Why someone may not give a command in this state, whatever it carries; undefined when they may. */
export function refuse(life: Life, command: AnyCommand, giver: Giver, now: number): Refusal | undefined {
  const rule = RULES[command]
  const role = roleRefusal(rule, giver)
  if (role) return role
  if (!rule.from.includes(life.stage)) return { refused: 'turn', because: says('stage', { stage: life.stage }) }
  // Who judges rises with every objection; the system and the customer are above the ladder.
  if (rule.judges && 'role' in giver && rank(giver.role) < life.level)
    return { refused: 'role', because: says('level', { role: LADDER[life.level] }) }
  const hindered = rule.when?.(life, now, giver)
  return hindered === undefined ? undefined : { refused: 'turn', because: hindered }
}

function rank(role: Role): number {
  return LADDER.indexOf(role)
}

function roleRefusal({ by }: (typeof RULES)[AnyCommand], giver: Giver): Refusal | undefined {
  if (giver.kind === 'system') return undefined
  if (by === 'system') return { refused: 'role', because: says('system_only') }
  // Staff may record whatever a customer may do.
  if (by === 'customer') return undefined
  if (giver.kind === 'customer') return { refused: 'role', because: says('staff_only') }
  return rank(giver.role) < rank(by) ? { refused: 'role', because: says('role', { role: by }) } : undefined
}

/** Staff say how they heard what a customer said; a customer was heard by us. */
function onBehalf(command: AnyCommand, giver: Giver, payload: Readonly<Record<string, unknown>>): Refusal | undefined {
  if (RULES[command].by !== 'customer') return undefined
  const { heard } = payload
  if ('role' in giver) {
    const own = RULES[command].own
    if (heard !== undefined || (own !== undefined && rank(giver.role) >= rank(own))) return undefined
    return { refused: 'field', field: 'heard', because: says('heard') }
  }
  return heard === undefined ? undefined : { refused: 'field', field: 'heard', because: says('heard_staff') }
}

/** What the customer's own commands are called in addresses. */
const ACTS: Readonly<Record<string, CustomerAct>> = {
  reply: 'messages',
  object: 'objection',
  accept: 'decision',
  decline: 'decision',
  confirm: 'confirmation',
  rate: 'rating',
  reopen: 'reopen',
  withdraw: 'withdraw',
}

/** What a customer may do, by the names of the addresses below the complaint's own. */
export function actsOf(commands: readonly AnyCommand[]): CustomerAct[] {
  return [...new Set(commands.flatMap((command) => ACTS[command] ?? []))]
}
