import * as z from 'zod/mini'

/** Where a complaint stands. docs/complaints.md tells what each means and by what it is left. */
export const Stage = z.enum([
  'received',
  'explained',
  'investigating',
  'approving',
  'offered',
  'fulfilling',
  'confirming',
  'closed',
])
export type Stage = z.infer<typeof Stage>

/**
 * How a complaint ended.
 *
 * - `resolved`: the customer confirmed that it was put right
 * - `accepted`: the customer took the explanation why it is not founded
 * - `disagreed`: the customer objected at every level; outside arbitration was named
 * - `unanswered`: the customer stayed silent
 * - `withdrawn`: the customer took it back
 * - `merged`: it is part of another one
 * - `invalid`: spam, or a test
 */
export const Outcome = z.enum(['resolved', 'accepted', 'disagreed', 'unanswered', 'withdrawn', 'merged', 'invalid'])
export type Outcome = z.infer<typeof Outcome>

/** Kinds of clock: each is a promise with a due time. */
export const ClockKind = z.enum([
  'first-answer',
  'assessment',
  'remedy',
  'approval',
  'fulfilment',
  'follow-up',
  'promise',
])
export type ClockKind = z.infer<typeof ClockKind>

/** What puts it right. */
export const RemedyKind = z.enum(['refund', 'replacement', 'repair', 'gift', 'apology', 'other'])
export type RemedyKind = z.infer<typeof RemedyKind>

/** What a department does to carry a remedy out. */
export const TaskKind = z.enum(['refund', 'ship', 'repair', 'visit', 'gift', 'other'])
export type TaskKind = z.infer<typeof TaskKind>

export const Severity = z.enum(['low', 'normal', 'high'])
export type Severity = z.infer<typeof Severity>

/** The way by which it came: `web` is a customer's own entry, the others are brought in by staff. */
export const Channel = z.enum(['web', 'phone', 'counter', 'letter', 'fax', 'visit', 'email', 'message', 'other'])
export type Channel = z.infer<typeof Channel>

/** How staff heard what they record on the customer's behalf. */
export const Heard = z.enum(['phone', 'counter', 'letter', 'fax', 'visit', 'email', 'message', 'other'])
export type Heard = z.infer<typeof Heard>

/** A contact that can be verified. */
export const ContactKind = z.enum(['email', 'phone'])
export type ContactKind = z.infer<typeof ContactKind>
