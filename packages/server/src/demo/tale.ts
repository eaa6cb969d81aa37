import type { Command, Contact, Heard, Payload } from '@earshot/sdk/contract'
import type { PHOTOS } from './photo.ts'

/*
 * What a tale of the demo is made of: a complaint as it was said, and what was done about it since. Plain data; tell.ts
 * carries it out as a shop's staff and customers would have.
 */

/** Commands whose ids of remedies and tasks nobody can know beforehand: the newest, or the first that is open. */
type Pointing = 'approve' | 'complete' | 'fail'

/** What a command carries. Departments are called by their key in team.ts, a complaint to merge into by its tale's. */
type Carried<C extends Command> = C extends Pointing ? Omit<Payload<C>, 'remedy' | 'task'> : Payload<C>

interface ActOf<C extends string, P> {
  /** Hours since the complaint came in. */
  after: number
  do: C
  with?: P
  /** Who does it, by key in team.ts; otherwise whom tell.ts finds for it. */
  by?: string
  /** Hours from then until the date that is promised with it. */
  within?: number
  photo?: keyof typeof PHOTOS
}

/** Something that was done about a complaint. */
export type Act =
  | { [C in Command]: ActOf<C, Carried<C>> }[Command]
  | ActOf<'remind' | 'expire' | 'resume', Record<string, never>>

/** A complaint and what became of it. */
export interface Tale {
  /** By which it is told apart from the others. */
  key: string
  /** Hours before the end of the story at which it came in; a day and more: before ten o'clock of its last day. */
  ago: number
  locale: 'en' | 'zh-Hant' | 'ko'
  contact: Contact
  moment: 'purchase' | 'delivery' | 'invoice' | 'service' | 'anytime'
  satisfaction: 1 | 2 | 3
  reasons: readonly string[]
  comment: string
  remedy?: string
  /** Goods of the order, by sku; none: no order is named. */
  bought?: readonly string[]
  photo?: keyof typeof PHOTOS
  /** Where staff brought it in: by which way, and how they filed it. */
  brought?: { by: string; channel: Heard; category?: string; severity?: 'low' | 'high'; safety?: true }
  acts: readonly Act[]
}

export const DAYS = 24
