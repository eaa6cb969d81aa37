import { type Disputed, type Proposal, uuidv7 } from '@earshot/sdk/contract'
import type { ComplaintMessageTable, ComplaintTable, RemedyTable, TaskTable } from '../database/schema.ts'
import { type Actor, signatureOf } from '../staff/actor.ts'
import type { AnyCommand, Life, Step } from './life.ts'
import { newToken } from './register.ts'
import type { Key, Loaded } from './state.ts'

/*
 * What a command leaves behind besides its row in the history: words in the conversation, remedies, tasks, filing.
 * Pure: from what was and what comes of it to the rows to write.
 */

/** Whose words a command carries. What has none here (or carries none) leaves the conversation as it is. */
const SPEAKERS: Partial<Record<AnyCommand, 'customer' | 'staff' | 'note'>> = {
  assess: 'staff',
  answer: 'staff',
  reassess: 'staff',
  approve: 'staff',
  message: 'staff',
  ask: 'staff',
  promise: 'staff',
  note: 'note',
  followup: 'note',
  reply: 'customer',
  object: 'customer',
  decline: 'customer',
  confirm: 'customer',
  reopen: 'customer',
  withdraw: 'customer',
}

/** The words that the steps add to the conversation. */
export function messagesOf(of: Key, steps: readonly Step[], actor: Actor, now: number): ComplaintMessageTable[] {
  return steps.flatMap(({ command, payload, author = signatureOf(actor) }) => {
    const { words, attachments, heard } = payload as { words?: string; attachments?: string[]; heard?: string }
    let speaker = SPEAKERS[command]
    // A photo may say it all.
    if (speaker === undefined || (words === undefined && !attachments?.length)) return []
    // A manager who opens it again in their own right speaks to colleagues.
    if (speaker === 'customer' && 'role' in actor && heard === undefined) speaker = 'note'
    return [
      {
        site_id: of.site_id,
        feedback_id: of.feedback_id,
        message_id: uuidv7(),
        at: now,
        by: speaker === 'customer' ? 'customer' : 'staff',
        author: speaker === 'staff' ? author : 'name' in actor ? actor.name : null,
        words: words ?? '',
        note: speaker === 'note' ? 1 : 0,
        attachments: JSON.stringify(attachments ?? []),
      } satisfies ComplaintMessageTable,
    ]
  })
}

/** Remedies that are new or stand otherwise. */
export function remediesOf(
  before: Loaded,
  after: Life,
  steps: readonly Step[],
  now: number,
): { added: RemedyTable[]; changed: RemedyTable[] } {
  const { site_id, feedback_id } = before.complaint
  const known = new Map(before.remedies.map((row) => [row.remedy_id, row]))
  const added: RemedyTable[] = []
  const changed: RemedyTable[] = []
  const name = steps.find((step) => step.command === 'accept')?.payload['name'] as string | undefined
  for (const { id, state, cost, plan } of after.remedies) {
    const row = known.get(id)
    if (!row)
      added.push({
        site_id,
        feedback_id,
        remedy_id: id,
        at: now,
        state,
        cost,
        currency: plan.currency ?? null,
        plan: JSON.stringify(plan),
        signed_by: null,
        signed_at: null,
        offered_at: state === 'offered' ? now : null,
        ended_at: null,
      })
    else if (row.state !== state) {
      const signed = state === 'accepted' && name !== undefined ? { signed_by: name, signed_at: now } : {}
      const offered_at = state === 'offered' ? now : row.offered_at
      const ended_at = offered_at === null || state === 'offered' || state === 'accepted' ? null : now
      changed.push({ ...row, state, ...signed, offered_at, ended_at })
    }
  }
  return { added, changed }
}

/** Tasks that are new or ended. New ones are those of the remedy that was accepted, in its order. */
export function tasksOf(
  before: Loaded,
  after: Life,
  steps: readonly Step[],
  now: number,
): { added: TaskTable[]; changed: TaskTable[] } {
  const { site_id, feedback_id } = before.complaint
  const known = new Map(before.tasks.map((row) => [row.task_id, row]))
  const plans = before.life.remedies.find((one) => one.state === 'offered')?.plan.tasks ?? []
  const fresh = after.tasks.filter(({ id }) => !known.has(id))
  const added = fresh.map(({ id, state }, i): TaskTable => {
    const plan = plans[i] as NonNullable<Proposal['tasks']>[number]
    return {
      site_id,
      feedback_id,
      task_id: id,
      at: now,
      kind: plan.kind,
      words: plan.words ?? null,
      department_id: plan.department ?? null,
      due_at: plan.dueAt === undefined ? null : Date.parse(plan.dueAt),
      clocked: plan.dueAt === undefined ? 1 : 0,
      state,
      result: null,
      ended_at: null,
    }
  })
  const said = steps[0]?.payload as { task?: string; result?: string; reason?: string } | undefined
  const changed = after.tasks.flatMap(({ id, state }): TaskTable[] => {
    const row = known.get(id)
    if (!row || row.state === state) return []
    const result = said?.task === id ? (said.result ?? said.reason ?? null) : null
    return [{ ...row, state, result, ended_at: now }]
  })
  return { added, changed }
}

/** How the complaint is filed, and what else its own row keeps. */
export function filingOf(steps: readonly Step[]): Partial<ComplaintTable> {
  const row: Partial<ComplaintTable> = {}
  for (const { command, payload } of steps) {
    const { category, severity, safety, cause, rootCause, responsible, preventable, disputed, score } = payload as {
      category?: string | null
      severity?: ComplaintTable['severity']
      safety?: boolean
      cause?: string
      rootCause?: string | null
      responsible?: string | null
      preventable?: boolean | null
      disputed?: Disputed
      score?: number
    }
    if (command === 'assess' || command === 'classify') {
      if (category !== undefined) row.category_id = category
      if (severity !== undefined) row.severity = severity
      if (safety !== undefined) row.safety = safety ? 1 : 0
      if (cause !== undefined) row.cause = cause
      if (rootCause !== undefined) row.root_cause = rootCause
      if (responsible !== undefined) row.responsible_id = responsible
      if (preventable !== undefined) row.preventable = preventable === null ? null : preventable ? 1 : 0
      if (disputed !== undefined)
        Object.assign(row, { disputed: disputed.amount, disputed_currency: disputed.currency })
    }
    if (command === 'rate') row.rating = score!
    if (command === 'renew') row.token = newToken()
    if (command === 'merge') row.merged_into = payload['into'] as string
  }
  return row
}

/** The date that was promised just now, Unix ms. */
export function promisedUntil(steps: readonly Step[]): number | undefined {
  for (const { command, payload } of steps) {
    const date = command === 'promise' ? payload['date'] : command === 'message' ? payload['promise'] : undefined
    if (typeof date === 'string') return Date.parse(date)
  }
  return undefined
}
