import type { Command, Payload, Stage } from '@earshot/sdk/contract'
import { type Fault, says } from '../rule.ts'
import type { Role } from '../staff/roles.ts'
import {
  type AnyCommand,
  close,
  type Context,
  finish,
  type Giver,
  heard,
  isOpen,
  type Life,
  move,
  offer,
  pass,
  type Refusal,
  REOPEN_MS,
  type Result,
  SILENCE,
  spoken,
  type Step,
  turn,
  undo,
  UNHANDLED,
  up,
  WAITING,
} from './life.ts'
import { priceOf, propose, within } from './proposal.ts'

type PayloadOf<C extends AnyCommand> = C extends Command ? Payload<C> : Readonly<Record<string, unknown>>

/** One line of the table. */
interface Rule<C extends AnyCommand> {
  /** What it does, in one line. */
  readonly says: string
  /** Least role, or `customer`: then staff may record it on the customer's behalf. */
  readonly by: Role | 'customer' | 'system'
  /** Least role that may do a customer's command in its own right. */
  readonly own?: Role
  readonly from: readonly Stage[]
  /** Needs at least the role of the complaint's level. */
  readonly judges?: true
  /** What else hinders it. */
  readonly when?: (life: Life, now: number, giver: Giver) => Fault | undefined
  readonly to: (life: Life, payload: PayloadOf<C>, context: Context, giver: Giver) => Result
}

type Rules = { readonly [C in AnyCommand]: Rule<C> }

const OPEN = ['received', 'explained', 'investigating', 'approving', 'offered', 'fulfilling', 'confirming'] as const
const EVERY = [...OPEN, 'closed'] as const

/** The table of a complaint's life. */
export const RULES: Rules = {
  // Registration
  register: {
    says: 'The complaint is registered',
    by: 'system',
    from: ['received'],
    to: (life) => ({ life }),
  },

  // Assessment
  assess: {
    says: 'Judge whether it is founded',
    by: 'agent',
    judges: true,
    from: ['received'],
    to: (life, { founded, words }, { now }) => {
      if (founded)
        return { life: words === undefined ? move(life, 'investigating', now) : spoken(life, 'investigating', now) }
      if (words === undefined) return lacks('words', says('explain'))
      return { life: spoken(life, 'explained', now) }
    },
  },
  answer: {
    says: 'Answer what only needed an answer',
    by: 'agent',
    judges: true,
    from: ['received'],
    to: (life, _, { now }) => ({ life: spoken(life, 'confirming', now) }),
  },
  resolve: {
    says: 'Assess, propose and, within the own limit, approve in one call',
    by: 'agent',
    judges: true,
    from: ['received'],
    to: (life, { remedy, words, reason, solution, ...filing }, context, giver) => {
      const founded = move(life, 'investigating', context.now)
      const first: Step = { command: 'assess', payload: { founded: true, ...filing }, stage: 'investigating' }
      return propose(founded, { remedies: [remedy], words, reason, solution }, context, giver, [first])
    },
  },

  // Remedy
  propose: {
    says: 'Propose one remedy or several; a single one within the own limit is offered at once',
    by: 'agent',
    from: ['investigating'],
    to: (life, payload, context, giver) => propose(life, payload, context, giver, []),
  },
  reassess: {
    says: 'Explain why it is not founded after all',
    by: 'agent',
    judges: true,
    from: ['investigating'],
    to: (life, _, { now }) => ({ life: spoken(life, 'explained', now) }),
  },
  approve: {
    says: 'Choose a proposed remedy and offer it to the customer',
    by: 'manager',
    judges: true,
    from: ['approving'],
    to: (life, { remedy }, { now, limits }, giver) => {
      const chosen = life.remedies.find((one) => one.id === remedy && one.state === 'proposed')
      if (!chosen) return lacks('remedy', says('remedy_unknown'))
      if (!within(priceOf(chosen), giver, limits)) return { refused: 'role', because: says('above_limit') }
      return { life: spoken(offer(life, remedy), 'offered', now) }
    },
  },
  return: {
    says: 'Give the proposal back with a reason',
    by: 'manager',
    judges: true,
    from: ['approving'],
    to: (life, _, { now }) => ({ life: move(pass(life, 'passed'), 'investigating', now) }),
  },
  revise: {
    says: 'Take the offer back to find a better one',
    by: 'agent',
    from: ['offered'],
    to: (life, _, { now }) => ({ life: move(pass(life, 'revised'), 'investigating', now) }),
  },

  // Fulfilment
  complete: {
    says: 'A task is done; after the last one the customer is asked to confirm',
    by: 'agent',
    from: ['fulfilling'],
    to: (life, { task }, { now }) => {
      if (!isOpen(life, task)) return lacks('task', says('task_unknown'))
      const done = finish(life, task, 'done')
      return { life: done.tasks.some((one) => one.state === 'open') ? done : move(done, 'confirming', now) }
    },
  },
  fail: {
    says: 'A task cannot be done; the remedy is looked for anew',
    by: 'agent',
    from: ['fulfilling'],
    to: (life, { task }, { now }) => {
      if (!isOpen(life, task)) return lacks('task', says('task_unknown'))
      return { life: move(undo(finish(life, task, 'failed')), 'investigating', now) }
    },
  },
  followup: {
    says: 'Record what the return visit found; an unsatisfied customer reopens the complaint',
    by: 'agent',
    from: ['closed'],
    when: (life) => (life.followup ? undefined : says('no_visit')),
    to: (life, { satisfied }, { now }) => ({
      life: satisfied ? { ...life, followup: false } : move(life, 'investigating', now),
    }),
  },

  // At any open stage
  message: {
    says: 'Write to the customer',
    by: 'agent',
    from: OPEN,
    to: (life, { promise }, { now }) => {
      if (promise !== undefined && Date.parse(promise) <= now) return lacks('promise', says('future'))
      return { life: { ...spoken(life, life.stage, now), promised: promise !== undefined } }
    },
  },
  ask: {
    says: 'Ask the customer; the clocks stand still until they answer, 14 days at most',
    by: 'agent',
    from: OPEN,
    when: (life) => (life.asked ? says('question_open') : undefined),
    to: (life, _, { now }) => ({
      life: { ...spoken(life, life.stage, now), asked: true, waitingSince: now, reminded: 0 },
    }),
  },
  promise: {
    says: 'Promise a date; it becomes a clock',
    by: 'agent',
    from: OPEN,
    to: (life, { date, words }, { now }) => {
      if (Date.parse(date) <= now) return lacks('date', says('future'))
      return { life: { ...(words === undefined ? life : spoken(life, life.stage, now)), promised: true } }
    },
  },
  assign: {
    says: 'Hand it to a member of staff, a department, or by default whom the rules choose',
    by: 'agent',
    from: OPEN,
    to: (life) => ({ life }),
  },
  note: { says: 'Write something that only staff read', by: 'agent', from: EVERY, to: (life) => ({ life }) },
  classify: {
    says: 'File it: category, severity, safety, cause, who is responsible, whether it was preventable',
    by: 'agent',
    from: EVERY,
    to: (life, filing) => (Object.keys(filing).length > 0 ? { life } : lacks('', says('filed'))),
  },
  renew: {
    says: 'Make a new private link; the old one ends',
    by: 'agent',
    from: EVERY,
    to: (life) => ({ life }),
  },
  verify: {
    says: 'Note that the mail address or the telephone is the customer’s, as you spoke with them there',
    by: 'agent',
    from: EVERY,
    to: (life) => ({ life }),
  },
  correct: {
    says: 'Correct how the customer is reached; where the mail address changes, the link is renewed and goes to the new one',
    by: 'agent',
    from: EVERY,
    to: (life) => ({ life }),
  },
  merge: {
    says: 'It is part of another complaint',
    by: 'agent',
    from: OPEN,
    to: (life, _, { now }) => ({ life: close(life, 'merged', now) }),
  },
  absorb: { says: 'Another complaint is part of it', by: 'system', from: OPEN, to: (life) => ({ life }) },
  invalid: {
    says: 'It is spam or a test',
    by: 'agent',
    from: OPEN,
    to: (life, _, { now }) => ({ life: close(life, 'invalid', now) }),
  },

  // The customer, or staff on their behalf
  reply: {
    says: 'Say something more',
    by: 'customer',
    from: OPEN,
    to: (life, { words, attachments = [] }, { now }) =>
      words === undefined && attachments.length === 0
        ? lacks('words', says('say_something'))
        : { life: heard(life, now) },
  },
  accept: {
    says: 'Accept the explanation, or the remedy by name',
    by: 'customer',
    from: ['explained', 'offered'],
    to: (life, { name, remedy }, { now, newId }) => {
      if (life.stage === 'explained') return { life: close(life, 'accepted', now) }
      const replaced = another(life, remedy)
      if (replaced) return replaced
      if (name === undefined) return lacks('name', says('your_name'))
      const offered = life.remedies.find((one) => one.state === 'offered')
      const tasks = (offered?.plan.tasks ?? []).map(() => ({ id: newId(), state: 'open' as const }))
      const accepted = { ...turn(life, 'offered', 'accepted'), tasks: [...life.tasks, ...tasks] }
      return { life: move(accepted, tasks.length > 0 ? 'fulfilling' : 'confirming', now) }
    },
  },
  decline: {
    says: 'Decline the remedy',
    by: 'customer',
    from: ['offered'],
    to: (life, { remedy }, { now }) =>
      another(life, remedy) ?? { life: move(turn(life, 'offered', 'declined'), 'investigating', now) },
  },
  object: {
    says: 'Object to the explanation; someone higher judges anew',
    by: 'customer',
    from: ['explained'],
    to: (life, _, { now }) => ({
      life:
        life.level === 2 ? close(life, 'disagreed', now) : { ...move(life, 'received', now), level: up(life.level) },
    }),
  },
  confirm: {
    says: 'Say whether it was put right; if not, someone higher looks into it',
    by: 'customer',
    from: ['confirming'],
    to: (life, { satisfied }, { now }) => ({
      life: satisfied ? close(life, 'resolved', now) : { ...move(life, 'investigating', now), level: up(life.level) },
    }),
  },
  rate: {
    says: 'Rate how the complaint was handled',
    by: 'customer',
    from: ['explained', 'confirming', 'closed'],
    when: (life) => (life.outcome !== null && UNHANDLED.has(life.outcome) ? says('unhandled') : undefined),
    to: (life) => ({ life }),
  },
  reopen: {
    says: 'Open it again: the customer within 30 days, a manager at any time',
    by: 'customer',
    own: 'manager',
    from: ['closed'],
    when: (life, now, giver) => {
      if (giver.kind === 'system' || ('role' in giver && giver.role !== 'agent')) return undefined
      if (life.outcome === 'merged') return says('merged')
      return now - life.closedAt! > REOPEN_MS ? says('closed_long') : undefined
    },
    to: (life, _, { now }) => ({ life: move(life, 'investigating', now) }),
  },
  withdraw: {
    says: 'Take the complaint back',
    by: 'customer',
    from: OPEN,
    to: (life, _, { now }) => ({ life: close(life, 'withdrawn', now) }),
  },

  // Silence, clocks
  remind: {
    says: 'The silent customer is reminded',
    by: 'system',
    from: OPEN,
    when: (life, now) => {
      const after = SILENCE.reminders[life.reminded]
      return life.waitingSince !== null && after !== undefined && now - life.waitingSince >= after
        ? undefined
        : says('no_silence')
    },
    to: (life) => ({ life: { ...life, reminded: life.reminded + 1 } }),
  },
  expire: {
    says: 'The customer stayed silent: closed as unanswered',
    by: 'system',
    from: [...WAITING],
    when: silent,
    to: (life, _, { now }) => ({ life: close(life, 'unanswered', now) }),
  },
  resume: {
    says: 'The question stayed without answer: the clocks go on',
    by: 'system',
    from: OPEN,
    when: (life, now) => (life.asked && !WAITING.has(life.stage) ? silent(life, now) : says('no_silence')),
    to: (life) => ({ life: { ...life, asked: false, waitingSince: null, reminded: 0 } }),
  },
  forgo: {
    says: 'The return visit is given up: nobody was reached, or there is a reason',
    by: 'system',
    from: ['closed'],
    when: (life) => (life.followup ? undefined : says('no_visit')),
    to: (life) => ({ life: { ...life, followup: false } }),
  },
  // Written by privacy/strip.ts itself, as the last that is ever written of a complaint.
  erase: { says: 'Words, contact and files were erased', by: 'system', from: ['closed'], to: (life) => ({ life }) },
  escalate: { says: 'A clock nears or passed its due time', by: 'system', from: EVERY, to: (life) => ({ life }) },
}

function silent(life: Life, now: number): Fault | undefined {
  return life.waitingSince !== null && now - life.waitingSince >= SILENCE.end ? undefined : says('no_silence')
}

/** Nobody signs for what they have not seen. */
function another(life: Life, seen: string | undefined): Refusal | undefined {
  const offered = life.remedies.find((one) => one.state === 'offered')
  return seen === undefined || offered?.id === seen ? undefined : { refused: 'turn', because: says('other_remedy') }
}

function lacks(field: string, because: Fault): Refusal {
  return { refused: 'field', field, because }
}
