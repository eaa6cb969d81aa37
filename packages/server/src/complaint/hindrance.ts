import { Command, type Hindrance } from '@earshot/sdk/contract'
import { type Giver, LADDER, type Life } from './life.ts'
import { RULES } from './rules.ts'
import { refuse } from './stages.ts'

/** What else hinders a command, where stage, role and level do not: the table's own conditions, each of one command. */
const BESIDES: Partial<Record<Command, (life: Life) => Hindrance['because']>> = {
  ask: () => 'asked',
  followup: () => 'visit',
  rate: () => 'unhandled',
  reopen: ({ outcome }) => (outcome === 'merged' ? 'merged' : 'late'),
}

/** The commands that are not possible now for someone, in the order of the table, and why. */
export function hindered(life: Life, giver: Giver, erased: boolean, now: number): Hindrance[] {
  return Command.options.flatMap((command) => {
    const refusal = refuse(life, command, giver, now)
    if (!refusal && !erased) return []
    const { by, from, judges } = RULES[command]
    // Staff of any role record what a customer may do.
    const least = by === 'customer' || by === 'system' ? 'agent' : by
    const role = LADDER[judges ? Math.max(LADDER.indexOf(least), life.level) : LADDER.indexOf(least)]!
    return [{ command, because: erased ? 'erased' : because(life, command, giver), from: [...from], role }]
  })
}

function because(life: Life, command: Command, giver: Giver): Hindrance['because'] {
  const { by, from, judges } = RULES[command]
  if (!from.includes(life.stage)) return 'stage'
  if ('role' in giver) {
    const rank = LADDER.indexOf(giver.role)
    if (by !== 'customer' && by !== 'system' && rank < LADDER.indexOf(by)) return 'role'
    if (judges && rank < life.level) return 'level'
  }
  return BESIDES[command]?.(life) ?? 'stage'
}
