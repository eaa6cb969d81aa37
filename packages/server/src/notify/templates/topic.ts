import type { ClockKind } from '@earshot/sdk/contract'

/*
 * What mails there are, and what each may speak of. A placeholder's kind says whose words it holds, and so who may
 * read them and how they are shown:
 *
 *   text    one line of Earshot's own or the shop's: a number, a name of staff
 *   words   what staff wrote, in as many lines as it takes
 *   said    what the sender of a form typed; it is left out where nobody has verified the address, or anybody could
 *           have Earshot send their words to anybody
 *   event   why staff are told, a key of `EVENTS`
 *   clock   what is due, a kind of clock
 *   time    Unix milliseconds; shown in the mail's language and the site's time zone
 *   url     a link
 */

export type Kind = 'text' | 'words' | 'said' | 'event' | 'clock' | 'time' | 'url'

/** Why staff get a notice. Each template language has a phrase for each. */
export const EVENTS = [
  'assigned',
  'due_soon',
  'overdue',
  'approval',
  'wrote',
  'objected',
  'accepted',
  'declined',
  'unsatisfied',
  'reopened',
  'withdrawn',
  'task',
  'safety',
  'undelivered',
] as const
export type Event = (typeof EVENTS)[number]

const HOUR = 3_600_000
const DAY = 24 * HOUR

interface TopicRules {
  to: 'customer' | 'staff'
  /** Placeholders that a mail always has a value for; those of them that its template may not leave out. */
  must: Readonly<Record<string, Kind>>
  /** Placeholders that may be without a value: a line that needs such a one is left out. */
  may: Readonly<Record<string, Kind>>
  /** In milliseconds: older than this it would only confuse, and is not sent any more. */
  staleAfter: number
  /** Nobody asked for it: it tells how to get no more of them, and goes to nobody who wants none. */
  unasked?: true
  /** What happens beyond three a day to an address that nobody has verified: it waits for its turn, or is not sent. */
  beyondQuota: 'wait' | 'drop'
}

/** Every mail. Each may also say `{shop}`, the site's name. */
export const TOPICS = {
  /** Registered: number, private link, what happens next and by when. Anybody can cause it, so it never piles up. */
  acknowledgement: {
    to: 'customer',
    must: { number: 'text', link: 'url' },
    may: { answerBy: 'time', name: 'said', said: 'said' },
    staleAfter: 3 * DAY,
    beyondQuota: 'drop',
  },
  /** Something that a member of staff should know of. */
  notice: {
    to: 'staff',
    must: { number: 'text', link: 'url', event: 'event' },
    may: { due: 'time', clock: 'clock', customer: 'said', said: 'said' },
    staleAfter: 3 * DAY,
    beyondQuota: 'wait',
  },
  /** Staff wrote to the customer. */
  answer: {
    to: 'customer',
    must: { number: 'text', link: 'url', words: 'words' },
    may: { author: 'text', promised: 'time', name: 'said' },
    staleAfter: 3 * DAY,
    beyondQuota: 'wait',
  },
  /** Staff cannot go on without the customer's answer. */
  question: {
    to: 'customer',
    must: { number: 'text', link: 'url', words: 'words' },
    may: { author: 'text', until: 'time', name: 'said' },
    staleAfter: 3 * DAY,
    beyondQuota: 'wait',
  },
  /** A remedy is on offer. */
  remedy: {
    to: 'customer',
    must: { number: 'text', link: 'url', terms: 'words' },
    may: { words: 'words', until: 'time', name: 'said' },
    staleAfter: 3 * DAY,
    beyondQuota: 'wait',
  },
  /** Everything is done: is the customer satisfied with it? */
  confirm: {
    to: 'customer',
    must: { number: 'text', link: 'url' },
    may: { words: 'words', until: 'time', name: 'said' },
    staleAfter: 3 * DAY,
    beyondQuota: 'wait',
  },
  /** The customer has been silent. */
  reminder: {
    to: 'customer',
    must: { number: 'text', link: 'url' },
    may: { closes: 'time', name: 'said' },
    staleAfter: 2 * DAY,
    beyondQuota: 'wait',
  },
  /** Closed, and how to open it again. */
  closed: {
    to: 'customer',
    must: { number: 'text', link: 'url' },
    may: { words: 'words', reopenUntil: 'time', name: 'said' },
    staleAfter: 3 * DAY,
    beyondQuota: 'wait',
  },
  /** A return visit by mail: the link asks what staff would ask. */
  visit: {
    to: 'customer',
    must: { link: 'url' },
    may: { number: 'text', order: 'text', day: 'text', last: 'text', unsubscribe: 'url', name: 'said' },
    staleAfter: DAY,
    beyondQuota: 'wait',
    unasked: true,
  },
  /** Staff thank for a feedback. */
  thanks: {
    to: 'customer',
    must: {},
    may: { author: 'text', unsubscribe: 'url', name: 'said' },
    staleAfter: 3 * DAY,
    beyondQuota: 'drop',
    unasked: true,
  },
  /** It goes on as part of another, which may be somebody else's: so under which number, but not where. */
  merged: {
    to: 'customer',
    must: { number: 'text', link: 'url', into: 'text' },
    may: { name: 'said' },
    staleAfter: 3 * DAY,
    beyondQuota: 'wait',
  },
  /** The day's head of the history chain, so that owners can prove later what it was. */
  register: {
    to: 'staff',
    must: { day: 'text', rows: 'text', head: 'text' },
    may: {},
    staleAfter: 3 * DAY,
    beyondQuota: 'wait',
  },
  /** An address that asked to be told no more was switched off. */
  webhook: {
    to: 'staff',
    must: { address: 'text' },
    may: { label: 'text' },
    staleAfter: 3 * DAY,
    beyondQuota: 'wait',
  },
  /** Several complaints about one product, batch or category in a short time. */
  cluster: {
    to: 'staff',
    must: { what: 'text', count: 'text', days: 'text', list: 'words', link: 'url' },
    may: { product: 'text', batch: 'text', category: 'text' },
    staleAfter: 3 * DAY,
    beyondQuota: 'wait',
  },
  /** What is done about a cause is due, or its effect can be judged. */
  improvement: {
    to: 'staff',
    must: { words: 'words', link: 'url' },
    may: { due: 'time', done: 'time' },
    staleAfter: 3 * DAY,
    beyondQuota: 'wait',
  },
  /** A new member of staff chooses a password. */
  invitation: {
    to: 'staff',
    must: { link: 'url' },
    may: { by: 'text', until: 'time' },
    staleAfter: 2 * DAY,
    beyondQuota: 'drop',
  },
  /** A member of staff forgot the password. The link ends soon, and so does the mail's use. */
  reset: {
    to: 'staff',
    must: { link: 'url' },
    may: { until: 'time' },
    staleAfter: HOUR,
    beyondQuota: 'drop',
  },
} as const satisfies Record<string, TopicRules>

export type Topic = keyof typeof TOPICS

type ValueOf<K extends Kind> = K extends 'time'
  ? number
  : K extends 'event'
    ? Event
    : K extends 'clock'
      ? ClockKind
      : string

/** What a mail of topic `T` speaks of; see `TOPICS`. */
export type Values<T extends Topic> = {
  -readonly [P in keyof (typeof TOPICS)[T]['must']]: ValueOf<(typeof TOPICS)[T]['must'][P] & Kind>
} & { -readonly [P in keyof (typeof TOPICS)[T]['may']]?: ValueOf<(typeof TOPICS)[T]['may'][P] & Kind> | null }

/** Whether there is such a mail. */
export function isTopic(name: string): name is Topic {
  return Object.hasOwn(TOPICS, name)
}

/** Whether nobody asked for such a mail. */
export function isUnasked(topic: Topic): boolean {
  const rules: TopicRules = TOPICS[topic]
  return rules.unasked === true
}

/** The placeholders of a topic with their kinds, `{shop}` included. */
export function placeholdersOf(topic: Topic): Record<string, Kind> {
  return { ...TOPICS[topic].must, ...TOPICS[topic].may, shop: 'text' }
}
