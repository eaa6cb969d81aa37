import type { ClockKind } from '@earshot/sdk/contract'
import type { Event, Topic } from './topic.ts'

/**
 * A mail's words. The body is plain text: a blank line parts paragraphs; `{number}` stands for a value;
 * `> {words}` is a quotation; `[See it]({link})`, alone on a line, is a button.
 * A line whose placeholder has no value is left out.
 */
export interface Template {
  subject: string
  body: string
}

/** All mails in one language. */
export interface Wording {
  templates: Readonly<Record<Topic, Template>>
  events: Readonly<Record<Event, string>>
  /** What is due, by the clock that counts it. */
  clocks: Readonly<Record<ClockKind, string>>
  /** The line at the foot, which says why one gets this mail. */
  foot: Readonly<Record<'customer' | 'staff' | 'unasked', string>>
  /** The link below it, where nobody asked for the mail. */
  unsubscribe: string
}
