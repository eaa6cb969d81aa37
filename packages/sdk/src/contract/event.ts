import * as z from 'zod/mini'
import type { Command, SystemCommand } from './command.ts'
import { Time } from './feedback.ts'
import { Outcome, Severity, Stage } from './stage.ts'

/** The type of the event that tells of each command to a complaint, and of what Earshot itself records. */
export const COMPLAINT_EVENTS = {
  register: 'complaint.registered',
  assess: 'complaint.assessed',
  answer: 'complaint.answered',
  resolve: 'complaint.resolved',
  propose: 'complaint.proposed',
  reassess: 'complaint.reassessed',
  approve: 'complaint.approved',
  return: 'complaint.returned',
  revise: 'complaint.revised',
  complete: 'complaint.task_done',
  fail: 'complaint.task_failed',
  followup: 'complaint.followed_up',
  forgo: 'complaint.visit_forgone',
  assign: 'complaint.assigned',
  note: 'complaint.noted',
  message: 'complaint.messaged',
  ask: 'complaint.asked',
  promise: 'complaint.promised',
  classify: 'complaint.classified',
  correct: 'complaint.corrected',
  verify: 'complaint.verified',
  merge: 'complaint.merged',
  absorb: 'complaint.absorbed',
  invalid: 'complaint.invalidated',
  renew: 'complaint.link_renewed',
  reply: 'complaint.replied',
  object: 'complaint.objected',
  accept: 'complaint.accepted',
  decline: 'complaint.declined',
  confirm: 'complaint.confirmed',
  rate: 'complaint.rated',
  reopen: 'complaint.reopened',
  withdraw: 'complaint.withdrawn',
  remind: 'complaint.reminded',
  expire: 'complaint.expired',
  resume: 'complaint.resumed',
  escalate: 'complaint.escalated',
  erase: 'complaint.erased',
} as const satisfies Record<Command | SystemCommand, `complaint.${string}`>

/** Every type of event. Types are never renamed: receivers branch on them. */
export const EVENT_TYPES = [
  'feedback.received',
  /** A feedback was sent again, and what it lacked was filled. */
  'feedback.filled',
  ...Object.values(COMPLAINT_EVENTS),
  'followup.planned',
  'followup.assigned',
  'followup.postponed',
  'followup.done',
  'followup.cancelled',
  'customer.created',
  'customer.changed',
  'customer.merged',
  'customer.split',
  'customer.exported',
  'customer.erased',
  'cluster.found',
  'cluster.ended',
  /** A moment was edited, switched on or off, or deleted. */
  'moment.changed',
  'site.changed',
  /** How mail goes out was set, or taken away. */
  'site.mail',
  /** A web page's origin asked for the site's script, or sent to it, for the first time. */
  'site.seen',
  /** The demo's story is told, or taken away: load anew what you show. */
  'site.demo',
  /** Sent by hand, to try an address; it tells of nothing. */
  'webhook.test',
] as const

export const EventType = z.enum(EVENT_TYPES)
export type EventType = z.infer<typeof EventType>

/** Who did it. `system` is Earshot itself. */
const By = z.strictObject({
  kind: z.enum(['customer', 'staff', 'key', 'system']),
  /** Of the member of staff, or the label of the key. */
  name: z.optional(z.string()),
})

/** What `feedback.…` events tell of: one event for all that was stored together. */
export const FeedbackEventData = z.strictObject({
  feedback: z.array(
    z.strictObject({
      id: z.string(),
      moment: z.string(),
      /** 1 to 5, where it was asked and answered. */
      satisfaction: z.nullable(z.int()),
      /** Whether it came while the site was in test mode. */
      test: z.boolean(),
    }),
  ),
})
export type FeedbackEventData = z.infer<typeof FeedbackEventData>

/** What `complaint.…` events tell: which, where it stands after what was done, and who did it. */
export const ComplaintEventData = z.strictObject({
  number: z.string(),
  /** Id of the feedback that it came from. */
  feedback: z.string(),
  stage: Stage,
  outcome: z.nullable(Outcome),
  severity: Severity,
  /** Id of the member of staff who is responsible. */
  assignee: z.nullable(z.string()),
  department: z.nullable(z.string()),
  category: z.nullable(z.string()),
  /** The row of its history that tells of this. */
  version: z.int(),
  /** When the next of its clocks is due. */
  dueAt: z.nullable(Time),
  by: By,
  /** Of `complaint.escalated`: which clock, and how far. */
  clock: z.optional(z.string()),
  level: z.optional(z.int()),
})
export type ComplaintEventData = z.infer<typeof ComplaintEventData>

/** What happened, as live events and webhooks tell it: ids and where things stand, never words, names or addresses of customers. */
export const Event = z.strictObject({
  /** The same wherever and however often it is told. */
  id: z.string(),
  type: EventType,
  timestamp: Time,
  data: z.record(z.string(), z.unknown()),
})
export type Event = z.infer<typeof Event>
