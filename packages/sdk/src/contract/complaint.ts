import * as z from 'zod/mini'
import { Cluster } from './cluster.ts'
import { Command, CUSTOMER_BODIES, type CustomerAct, Disputed, Proposal, SystemCommand } from './command.ts'
import { Contact, Feedback, FeedbackId, Time } from './feedback.ts'
import { Channel, ClockKind, ContactKind, Outcome, Severity, Stage } from './stage.ts'
import { SiteKey } from './name.ts'
import { Role } from './session.ts'
import { Locale, words } from './text.ts'

/** A promise with a due time. */
export const Clock = z.strictObject({
  kind: ClockKind,
  state: z.enum(['running', 'paused', 'stopped']),
  startedAt: Time,
  dueAt: Time,
  /** As it was promised at first. */
  firstDueAt: Time,
  /** When what was promised was done, or was no longer to be done; null while it is. */
  stoppedAt: z.nullable(Time),
  /** Whether it counts the shop's working hours. */
  working: z.boolean(),
  /** Levels of escalation done: 1 the assignee was warned, 2 the managers heard, 3 the owners. */
  escalated: z.int(),
})
export type Clock = z.infer<typeof Clock>

/** A part of the conversation, or a note among staff. */
export const Message = z.strictObject({
  id: z.string(),
  at: Time,
  by: z.enum(['customer', 'staff']),
  /** Name of the member of staff who wrote or recorded it. */
  author: z.nullable(z.string()),
  words: z.string(),
  /** Whether only staff read it. */
  note: z.boolean(),
  attachments: z.array(z.string()),
})
export type Message = z.infer<typeof Message>

/** A proposed remedy and what became of it. */
export const Remedy = z.extend(Proposal, {
  id: z.string(),
  at: Time,
  state: z.enum(['proposed', 'passed', 'offered', 'accepted', 'declined', 'revised', 'failed']),
  /** When the customer was first asked; null where it was never more than proposed. */
  offeredAt: z.nullable(Time),
  /** When it was declined, taken back (`revised`), failed, or ended with its complaint (`passed`) after that. */
  endedAt: z.nullable(Time),
  /** The customer's name as signature, and when it was given. */
  signedBy: z.nullable(z.string()),
  signedAt: z.nullable(Time),
})
export type Remedy = z.infer<typeof Remedy>

/** A remedy as the customer was asked about it: neither its cost nor its tasks. */
const Offer = z.pick(Remedy, {
  id: true,
  kind: true,
  terms: true,
  state: true,
  offeredAt: true,
  endedAt: true,
  signedBy: true,
  signedAt: true,
})

/** What a department carries out. */
export const Task = z.strictObject({
  id: z.string(),
  kind: z.string(),
  words: z.nullable(z.string()),
  department: z.nullable(z.string()),
  dueAt: z.nullable(Time),
  state: z.enum(['open', 'done', 'failed', 'dropped']),
  result: z.nullable(z.string()),
  endedAt: z.nullable(Time),
})
export type Task = z.infer<typeof Task>

/** One row of a history. */
export const HistoryEntry = z.strictObject({
  seq: z.int(),
  at: Time,
  by: z.strictObject({
    kind: z.enum(['customer', 'staff', 'key', 'system']),
    id: z.optional(z.string()),
    name: z.optional(z.string()),
  }),
  command: z.union([Command, SystemCommand]),
  /** Where the complaint stood afterwards. */
  stage: Stage,
  /** What the command carried; null once it was erased. */
  payload: z.nullable(z.record(z.string(), z.unknown())),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/**
 * Why a command is not possible now.
 *
 * - `stage`: the complaint stands elsewhere
 * - `role`: it needs a higher role
 * - `level`: after an objection somebody higher judges
 * - `asked`: a question to the customer is open already
 * - `visit`: no visit is due
 * - `unhandled`: it ended before it could be handled
 * - `merged`: it is part of another complaint
 * - `late`: it was closed too long ago
 * - `erased`: whose it was is erased
 */
export const Hindrance = z.strictObject({
  command: Command,
  because: z.enum(['stage', 'role', 'level', 'asked', 'visit', 'unhandled', 'merged', 'late', 'erased']),
  /** Stages from which it is possible. */
  from: z.array(Stage),
  /** Least role that may give it, as the complaint stands. */
  role: Role,
})
export type Hindrance = z.infer<typeof Hindrance>

/** A complaint in a list. */
export const ComplaintSummary = z.strictObject({
  number: z.string(),
  /** Id of the feedback that it came from. */
  id: FeedbackId,
  stage: Stage,
  outcome: z.nullable(Outcome),
  /** Who judges: 0 an agent, 1 a manager, 2 an owner. */
  level: z.int(),
  /** Rises with every change; send it with a command to be told of what you have not seen. */
  version: z.int(),
  openedAt: Time,
  closedAt: z.nullable(Time),
  /** When the next of its clocks is due; null while none runs. */
  dueAt: z.nullable(Time),
  /** Whether the shop waits for the customer's answer to a question. */
  asked: z.boolean(),
  /** Id of the member of staff who is responsible. */
  assignee: z.nullable(z.string()),
  department: z.nullable(z.string()),
  category: z.nullable(z.string()),
  severity: Severity,
  safety: z.boolean(),
  /** What it came from, in words. */
  cause: z.nullable(z.string()),
  /** Id of its root cause in the site's list. */
  rootCause: z.nullable(z.string()),
  /** Id of the department that it came from. */
  responsible: z.nullable(z.string()),
  preventable: z.nullable(z.boolean()),
  /** The amount that customer and shop argue about. */
  disputed: z.nullable(Disputed),
  channel: Channel,
  /** Who brought it in; null where the customer did. */
  recordedBy: z.nullable(z.string()),
  /** When it was said, where that was before it was recorded. */
  saidAt: z.nullable(Time),
  language: z.nullable(Locale),
  /** Number of the complaint that it became part of. */
  mergedInto: z.nullable(z.string()),
  /** How the customer found it handled, 1 to 5. */
  rating: z.nullable(z.int()),
  /** The customer's private page. */
  url: z.string(),
  contact: z.nullable(Contact),
  /** Name of who complained: the card's, else as they left it. */
  name: z.nullable(z.string()),
  /** Id of the customer whose card it is on. */
  customer: z.nullable(z.string()),
  /** As they said at first, 1 to 5. */
  satisfaction: z.nullable(z.int()),
  /** How their first answer in own words begins: 300 characters at most. */
  words: z.nullable(z.string()),
  /** The clock that is due next. Of the time between both, what is left can be drawn. */
  clock: z.nullable(z.strictObject({ kind: ClockKind, startedAt: Time, dueAt: Time, working: z.boolean() })),
  /** Since when the shop waits for the customer; null while it does not. */
  waitingSince: z.nullable(Time),
  /** Ids of labels. */
  labels: z.array(z.string()),
  /** Whether something happened since whoever asks last looked; an open one that they never looked at is unread, too. */
  unread: z.boolean(),
  /** Whether a proposal waits on which whoever asks may decide. */
  approvable: z.boolean(),
})
export type ComplaintSummary = z.infer<typeof ComplaintSummary>

/** A mail that never reached the customer. */
export const UndeliveredMail = z.strictObject({
  /** Which mail: `answer`, `remedy`, …, as `GET /api/templates` names them. */
  mail: z.string(),
  address: z.string(),
  /** What the mail server said. */
  reason: z.nullable(z.string()),
  at: Time,
})
export type UndeliveredMail = z.infer<typeof UndeliveredMail>

/** Everything about a complaint, as staff read it. */
export const Complaint = z.extend(ComplaintSummary, {
  feedback: Feedback,
  clocks: z.array(Clock),
  messages: z.array(Message),
  remedies: z.array(Remedy),
  tasks: z.array(Task),
  history: z.array(HistoryEntry),
  /** What of the contact is known to be the customer's. */
  verified: z.array(ContactKind),
  /** Clusters that it belongs to: several complaints about one thing in a short time. */
  clusters: z.array(z.pick(Cluster, { id: true, kind: true, label: true, endedAt: true })),
  /** Mails that never reached the customer, the latest first. */
  undelivered: z.array(UndeliveredMail),
  /** What is wrong with the chain of the history; null: each row is as it was written, and none is missing. */
  broken: z.nullable(z.string()),
  /** Commands that whoever asks may give now. */
  possible: z.array(Command),
  /** The others, and why they may not. */
  hindered: z.array(Hindrance),
})
export type Complaint = z.infer<typeof Complaint>

/** Filters of `GET /api/complaints`, as query parameters. */
export const ComplaintQuery = z.strictObject({
  /** One stage, or several: `received,investigating`; `open` for all but closed. */
  stage: z.optional(
    z.string().check(
      z.regex(new RegExp(`^(open|(${Stage.options.join('|')})(,(${Stage.options.join('|')}))*)$`), {
        error: `must be open, or stages such as received,investigating: ${Stage.options.join(', ')}`,
      }),
    ),
  ),
  /** Id of a member of staff, `me`, or `none` for complaints that nobody is responsible for. */
  assignee: z.optional(words(64, 1)),
  /** `true`: only those with a clock past its due time. */
  overdue: z.optional(z.enum(['true', 'false'])),
  /** `true`: only those where somebody's safety is at stake. */
  safety: z.optional(z.enum(['true', 'false'])),
  /** `true`: only closed ones that lack a category or a root cause. */
  unclassified: z.optional(z.enum(['true', 'false'])),
  /** Id of a department, `mine` for those that whoever asks belongs to or leads, or `none`. */
  department: z.optional(words(64, 1)),
  /** Id of a category, those below it included, or `none`. */
  category: z.optional(words(64, 1)),
  /** Id of a root cause, or `none`. */
  cause: z.optional(words(64, 1)),
  /** Id of a label that it has. */
  label: z.optional(words(64, 1)),
  /** `true`: those that wait for approval; `mine`: those of them on which whoever asks may decide. */
  approval: z.optional(z.enum(['true', 'mine'])),
  /** Id of the customer whose card it is on. */
  customer: z.optional(words(64, 1)),
  /** SKU or name of the product that it is about. */
  product: z.optional(words(300, 1)),
  /** Batch that it is about. */
  batch: z.optional(words(100, 1)),
  /** Words that the feedback or its contact hold, or the number. */
  text: z.optional(words(500)),
  /**
   * `due`: what is due next comes first, and so what is overdue. What has no running clock (it waits for the customer)
   * comes last where only open ones are asked for, and is left out otherwise. Newest first by default.
   */
  sort: z.optional(z.enum(['newest', 'due'])),
  /** Items a page, 1 to 200; 50 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
export type ComplaintQuery = z.infer<typeof ComplaintQuery>

export const ComplaintPage = z.strictObject({
  items: z.array(ComplaintSummary),
  /** Cursor of the next page; null at the end. */
  next: z.nullable(z.string()),
})
export type ComplaintPage = z.infer<typeof ComplaintPage>

/** A complaint as the customer sees it, by its private link. */
export const CustomerComplaint = z.strictObject({
  number: z.string(),
  /** The site's public key, with which photos are uploaded. */
  site: SiteKey,
  /** The shop's name. */
  shop: z.string(),
  stage: Stage,
  outcome: z.nullable(Outcome),
  version: z.int(),
  openedAt: Time,
  closedAt: z.nullable(Time),
  /** Whose turn it is, and by when; null once it is closed. */
  next: z.nullable(z.strictObject({ who: z.enum(['shop', 'customer']), by: z.nullable(Time) })),
  /** Whether the shop has asked something that is not answered yet. */
  asked: z.boolean(),
  /** What was said at first: answers by question id. */
  said: z.pick(Feedback, { moment: true, momentVersion: true, answers: true, satisfaction: true, attachments: true }),
  messages: z.array(z.omit(Message, { note: true })),
  /** The remedy on offer, or that was accepted. */
  remedy: z.nullable(Offer),
  /** All that was ever offered, oldest first, with what became of it. */
  offers: z.array(Offer),
  rating: z.nullable(z.int()),
  /** Until when it can be opened again; null while it is open, or cannot be. */
  reopenUntil: z.nullable(Time),
  /** Where a customer who disagrees to the end may turn; null before that, or where the shop names none. */
  arbitration: z.nullable(z.string()),
  /** Number of the complaint that it was made part of; its own link tells how that goes on. */
  mergedInto: z.nullable(z.string()),
  /** What the customer may do now: names of the addresses below this one. */
  possible: z.array(z.enum(Object.keys(CUSTOMER_BODIES) as [CustomerAct, ...CustomerAct[]])),
})
export type CustomerComplaint = z.infer<typeof CustomerComplaint>
