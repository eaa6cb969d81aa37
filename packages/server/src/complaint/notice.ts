import type { ClockKind, Contact, TaskPlan } from '@earshot/sdk/contract'
import { isVerified } from '../customer/verified.ts'
import type { Tx } from '../database/engine.ts'
import type { ComplaintTable } from '../database/schema.ts'
import type { Mail, Recipient } from '../notify/outbox.ts'
import type { Event } from '../notify/templates/topic.ts'
import { type Actor, signatureOf } from '../staff/actor.ts'
import type { Role } from '../staff/roles.ts'
import { doersOf, isAway } from './hearers.ts'
import { type AnyCommand, REOPEN_MS, SILENCE, type Step } from './life.ts'
import { mailedUrl, staffUrl } from './store.ts'

/** What has just been done to a complaint, as its row says now. */
export interface Done {
  complaint: ComplaintTable
  before: ComplaintTable
  contact: Contact
  /** The site's, which signs what the links in mails prove. */
  signingKey: Uint8Array
  steps: readonly Step[]
  actor: Actor
  /** Words of the remedy that is on offer. */
  terms: string | undefined
  /** What the remedy that was accepted has to be carried out. */
  tasks: readonly TaskPlan[]
  /** Who may approve what is proposed. */
  approver: Role
  publicUrl: string
  now: number
}

/** Who is told at once that somebody may come to harm, whoever sees to it. */
export const HARM_HEARD_BY = ['manager', 'owner'] as const satisfies readonly Role[]

/** What the assignee is told when somebody else does it. */
const TELLS: Partial<Record<AnyCommand, Event>> = {
  reply: 'wrote',
  object: 'objected',
  accept: 'accepted',
  decline: 'declined',
  reopen: 'reopened',
  withdraw: 'withdrawn',
}

/** The mails that a command causes: to the customer what concerns them, to staff what somebody else did. */
export async function mailsFor(tx: Tx, done: Done): Promise<Mail[]> {
  return [...(await toCustomer(tx, done)), ...(await toStaff(tx, done))]
}

async function toCustomer(tx: Tx, done: Done): Promise<Mail[]> {
  const { complaint, before, steps, actor, now } = done
  // What the customer did they know.
  const words = steps.map(({ payload }) => payload['words']).findLast((one) => typeof one === 'string')
  const last = steps.at(-1)!
  const moved = complaint.stage !== before.stage
  const closes =
    complaint.stage === 'closed' && moved && complaint.outcome !== 'merged' && complaint.outcome !== 'invalid'
  const confirms = complaint.stage === 'confirming' && moved
  const speaks = SPEAKS.has(last.command) && words !== undefined
  const merged = complaint.outcome === 'merged' && moved
  const told = closes || merged || confirms || speaks || TELL.has(last.command)
  if (!told) return []
  const { email, name } = done.contact
  if (email === undefined) return []
  const common = {
    siteId: complaint.site_id,
    to: {
      address: email,
      name: name ?? null,
      verified: await isVerified(tx.query, complaint.site_id, { kind: 'email', value: email }),
    },
    language: complaint.language,
    feedbackId: complaint.feedback_id,
  }
  const values = {
    number: complaint.number,
    link: mailedUrl(done.publicUrl, complaint, email, done.signingKey),
    name: name ?? null,
  }
  const author = signatureOf(actor)
  const until = now + SILENCE.end
  if (last.command === 'correct') return anew({ complaint, common, values, email, before: last.payload['was'] })
  if (merged) return [{ ...common, topic: 'merged', values: { ...values, into: complaint.merged_into! } }]
  if (closes)
    return [
      { ...common, topic: 'closed', values: { ...values, words: speaks ? words : null, reopenUntil: now + REOPEN_MS } },
    ]
  if (confirms) return [{ ...common, topic: 'confirm', values: { ...values, words: staffWords(actor, words), until } }]
  if (last.command === 'approve')
    return [
      {
        ...common,
        topic: 'remedy',
        values: { ...values, words: staffWords(actor, words), terms: done.terms ?? '', until },
      },
    ]
  if (last.command === 'remind')
    return [{ ...common, topic: 'reminder', values: { ...values, closes: complaint.waiting_since! + SILENCE.end } }]
  if (last.command === 'ask')
    return [{ ...common, topic: 'question', values: { ...values, words: words!, author, until } }]
  const promised = last.payload['promise'] ?? last.payload['date']
  return [
    {
      ...common,
      topic: 'answer',
      values: {
        ...values,
        words: words!,
        author,
        promised: typeof promised === 'string' ? Date.parse(promised) : null,
      },
    },
  ]
}

/** Commands whose words are written to the customer. */
const SPEAKS: ReadonlySet<AnyCommand> = new Set(['assess', 'reassess', 'message', 'ask', 'promise'])

/** Other commands that the customer is told of. */
const TELL: ReadonlySet<AnyCommand> = new Set(['approve', 'remind', 'correct'])

/** What a new address was not told: that the complaint is registered, or how it ended; with the link. */
function anew({ complaint, common, values, email, before }: Anew): Mail[] {
  const was = (before as { email?: string | null }).email
  if (was === undefined || was === email) return []
  const { stage, outcome, closed_at: closedAt } = complaint
  if (stage !== 'closed') return [{ ...common, topic: 'acknowledgement', values }]
  if (outcome === 'invalid' || outcome === 'merged') return []
  return [{ ...common, topic: 'closed', values: { ...values, reopenUntil: closedAt! + REOPEN_MS } }]
}

interface Anew {
  complaint: ComplaintTable
  common: { siteId: string; to: Recipient; language: string | null; feedbackId: string }
  values: { number: string; link: string; name: string | null }
  email: string
  /** The contact before, as far as it was corrected. */
  before: unknown
}

/** On a customer's own confirmation there is nothing of staff to tell. */
function staffWords(actor: Actor, words: string | undefined): string | null {
  return 'role' in actor ? (words ?? null) : null
}

async function toStaff(
  tx: Tx,
  { complaint, before, contact, steps, actor, tasks, approver, publicUrl, now }: Done,
): Promise<Mail[]> {
  const mails: Mail[] = []
  const due = complaint.due_at === null ? {} : { due: complaint.due_at }
  const self = 'id' in actor ? actor.id : undefined
  const tell = async (event: Event, whom: { id: string } | { role: Role }, words?: unknown, by?: number) => {
    for (const to of await staffAt(tx, complaint.site_id, whom, self))
      mails.push(
        noticeTo(complaint, to, event, publicUrl, {
          ...(by === undefined ? due : { due: by }),
          customer: contact.name ?? null,
          said: typeof words === 'string' ? words : null,
        }),
      )
  }
  if (complaint.assignee !== null && complaint.assignee !== before.assignee)
    await tell('assigned', { id: complaint.assignee })
  if (complaint.stage === 'approving' && before.stage !== 'approving')
    await tell('approval', { role: approver }, steps.at(-1)!.payload['reason'])
  // What is to be carried out, the departments concerned carry out.
  if (complaint.stage === 'fulfilling' && before.stage !== 'fulfilling')
    for (const [id, theirs] of await doersOf(tx, complaint.site_id, tasks)) {
      const what = theirs.map(({ kind, words }) => words ?? kind).join('\n')
      const times = theirs.flatMap(({ dueAt }) => (dueAt === undefined ? (complaint.due_at ?? []) : Date.parse(dueAt)))
      await tell('task', { id }, what, times.length > 0 ? Math.min(...times) : undefined)
    }
  if (complaint.safety === 1 && before.safety === 0) for (const role of HARM_HEARD_BY) await tell('safety', { role })
  const { command, payload } = steps[0]!
  const asked = command === 'confirm' || command === 'followup'
  const event = asked && !payload['satisfied'] ? 'unsatisfied' : TELLS[command]
  const whom = complaint.assignee ?? before.assignee
  if (event === undefined) return mails
  if (whom !== null) await tell(event, { id: whom }, payload['words'])
  // Nobody reads it for whoever is away.
  if (whom === null || (await isAway(tx, complaint.site_id, whom, now)))
    await tell(event, { role: 'manager' }, payload['words'])
  return mails
}

/** A notice to one member of staff. */
export function noticeTo(
  complaint: Pick<ComplaintTable, 'site_id' | 'feedback_id' | 'number'>,
  to: Recipient,
  event: Event,
  publicUrl: string,
  more: { due?: number; clock?: ClockKind; customer?: string | null; said?: string | null } = {},
): Mail {
  return {
    siteId: complaint.site_id,
    topic: 'notice',
    to,
    feedbackId: complaint.feedback_id,
    values: { number: complaint.number, link: staffUrl(publicUrl, complaint.number), event, ...more },
  }
}

/** Members of staff who can be written to: one, or all of exactly this role; but not the one who acts. */
export async function staffAt(
  tx: Tx,
  siteId: string,
  whom: { id: string } | { role: Role },
  except?: string,
): Promise<Recipient[]> {
  let query = tx.query
    .selectFrom('staff')
    .select(['staff_id', 'name', 'email', 'language'])
    .where('site_id', '=', siteId)
    .where('disabled_at', 'is', null)
    // Whoever set a password came by a link that only their address was told.
    .where('password', 'is not', null)
  query = 'id' in whom ? query.where('staff_id', '=', whom.id) : query.where('role', '=', whom.role)
  const rows = await query.orderBy('staff_id').execute()
  return rows
    .filter((row) => row.staff_id !== except)
    .map((row) => ({ address: row.email, name: row.name, language: row.language, verified: true }))
}
