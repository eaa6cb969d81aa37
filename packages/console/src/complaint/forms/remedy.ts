import type { Complaint, Policy, Proposal, RemedyKind, Role, TaskKind } from '@earshot/sdk/contract'
import { usualCurrency } from '../../draft/currency.ts'
import { minorOf, typedOf } from '../amount.ts'
import { timeOf, wallOf } from '../zone.ts'

/** A task as its fields have it. */
export interface TaskFields {
  kind: TaskKind
  words: string
  department: string
  due: string
}

/** A remedy as its fields have it. */
export interface RemedyFields {
  kind: RemedyKind
  terms: string
  cost: string
  currency: string
  tasks: TaskFields[]
}

/** The task that a kind of remedy usually needs. */
const TASK: Partial<Record<RemedyKind, TaskKind>> = {
  refund: 'refund',
  replacement: 'ship',
  repair: 'repair',
  gift: 'gift',
}

export function newTask(kind: TaskKind = 'other'): TaskFields {
  return { kind, words: '', department: '', due: '' }
}

/** What the built-in question offers to choose from and a shop can give; "you decide" is left to the shop. */
const WISHES: readonly RemedyKind[] = ['replacement', 'refund', 'repair', 'gift', 'apology']

/** What the customer asked for, where that is a kind of remedy. */
export function wishedOf({ feedback: { answers } }: { feedback: Pick<Complaint['feedback'], 'answers'> }) {
  return WISHES.find((kind) => kind === answers['remedy'])
}

export function newRemedy(complaint: Complaint, kind: RemedyKind = 'replacement'): RemedyFields {
  const currency = complaint.disputed?.currency ?? complaint.feedback.order?.currency ?? usualCurrency()
  return { kind, terms: '', cost: '', currency, tasks: tasksFor(kind) }
}

export function tasksFor(kind: RemedyKind): TaskFields[] {
  const task = TASK[kind]
  return task ? [newTask(task)] : []
}

/** A remedy that was used before, in the fields. */
export function fieldsOf(
  { kind, terms, cost, currency, tasks = [] }: Proposal,
  complaint: Complaint,
  timeZone: string,
): RemedyFields {
  const own = currency ?? newRemedy(complaint).currency
  return {
    kind,
    terms,
    cost: cost ? typedOf(cost, own) : '',
    currency: own,
    tasks: tasks.map((task) => ({
      kind: task.kind,
      words: task.words ?? '',
      department: task.department ?? '',
      due: task.dueAt ? wallOf(Date.parse(task.dueAt), timeZone) : '',
    })),
  }
}

/** What the command carries; undefined where the cost is no amount. */
export function proposalOf(
  { kind, terms, cost, currency, tasks }: RemedyFields,
  timeZone: string,
): Proposal | undefined {
  const minor = cost.trim() === '' ? 0 : minorOf(cost, currency)
  if (minor === undefined) return undefined
  return {
    kind,
    terms,
    ...(minor > 0 ? { cost: minor, currency } : {}),
    tasks: tasks.map(({ kind: task, words, department, due }) => {
      const at = due ? timeOf(due, timeZone) : undefined
      return {
        kind: task,
        ...(words.trim() ? { words } : {}),
        ...(department ? { department } : {}),
        ...(at === undefined ? {} : { dueAt: new Date(at).toISOString() }),
      }
    }),
  }
}

/** What proposing leads to: the customer at once, or somebody who approves. */
export type Way =
  | { to: 'customer'; limit: number | null }
  | { to: 'approval'; because: 'several' | 'level' | 'limit'; limit: number }

const RANK: Readonly<Record<Role, number>> = { agent: 0, manager: 1, owner: 2 }

/** Whether a cost is within a role's limit, as the server has it; owners judge what cannot be compared. */
export function within(
  { cost = 0, currency }: { cost?: number | undefined; currency?: string | undefined },
  role: Role,
  limits: Policy['limits'],
): boolean {
  const limit = limits[role]
  if (limit === null || cost === 0) return true
  if (limits.currency && currency && limits.currency !== currency) return role === 'owner'
  return cost <= limit
}

/** Kept in step with the server, which decides. @param prices of each remedy, in minor units */
export function wayOf(
  prices: readonly { cost?: number | undefined; currency?: string | undefined }[],
  level: number,
  role: Role,
  limits: Policy['limits'],
): Way {
  const limit = limits[role]
  if (prices.length > 1) return { to: 'approval', because: 'several', limit: limit ?? 0 }
  if (RANK[role] < level) return { to: 'approval', because: 'level', limit: limit ?? 0 }
  if (limit !== null && !within(prices[0] ?? {}, role, limits)) return { to: 'approval', because: 'limit', limit }
  return { to: 'customer', limit }
}
