import { type Contact, type FollowupRules, type QuietHours, type SpecialDay, uuidv7 } from '@earshot/sdk/contract'
import type { FollowupTable } from '../database/schema.ts'
import type { Candidate } from './candidate.ts'
import { hoursOn, nextWakeful, type Wakeful } from './quiet.ts'
import { mailboxOf, type Reach, wayTo } from './way.ts'

/*
 * From somebody whom the rules found to the row of their visit: by which way, when, and by when. Pure but for ids.
 */

const HOUR_MS = 3600_000
const DAY_MS = 24 * HOUR_MS
/** From when it may be done until it should be. */
const WITHIN_MS = 3 * DAY_MS

/** What a plan is made with. */
export interface Frame {
  siteId: string
  rules: FollowupRules
  /** The site's, for customers whose own is not known. */
  timeZone: string
  /** Addresses that asked for no more mail. */
  refused: ReadonlySet<string>
  now: number
}

/** The visits that a candidate asks for: one, more where two days are near, or none. */
export function draftsOf(candidate: Candidate, frame: Frame): FollowupTable[] {
  return candidate.kind === 'day' ? dayDrafts(candidate, frame) : afterDrafts(candidate, frame)
}

function afterDrafts(candidate: Candidate, frame: Frame): FollowupTable[] {
  const { rules, now } = frame
  const wait = {
    complaint: rules.complaint.afterHours * HOUR_MS,
    purchase: rules.purchase.afterDays * DAY_MS,
    leaving: rules.leaving.afterDays * DAY_MS,
    day: 0,
  }[candidate.kind]
  const at = Math.max(candidate.since + wait, now)
  const next = nextWakeful(wakefulOf(candidate, frame), at)
  const way = next === undefined ? undefined : wayTo(rules.channels, reachOf(candidate, frame))
  if (next !== undefined && way !== undefined)
    return [rowOf(candidate, frame, { channel: way, next, due: candidate.due ?? next + WITHIN_MS })]
  // A closed complaint is never passed over in silence: that nobody can be reached is told, too.
  if (candidate.kind !== 'complaint') return []
  const row = rowOf(candidate, frame, { channel: 'link', next: at, due: candidate.due ?? at + WITHIN_MS })
  const words =
    next === undefined
      ? 'The customer wishes to be left alone at all hours.'
      : 'The customer left no way to be reached.'
  return [{ ...row, state: 'skipped', ended_at: now, words }]
}

function dayDrafts(candidate: Candidate, frame: Frame): FollowupTable[] {
  const { rules, now } = frame
  const of = wakefulOf(candidate, frame)
  const way = wayTo(rules.channels, reachOf(candidate, frame))
  if (way === undefined) return []
  const days = JSON.parse(candidate.days ?? '[]') as SpecialDay[]
  const here = dateIn(of.timeZone, now)
  const found = new Map<string, FollowupTable>()
  for (const visit of [here, dayAfter(here, 1)]) {
    const date = dayAfter(visit, rules.day.daysBefore)
    const day = days.find((one) => isOn(one.date, date))
    const hours = day && hoursOn(of, visit)
    if (!day || !hours || hours[1] <= now) continue
    const cause = `day:${candidate.customer_id}:${date}`
    const next = nextWakeful(of, Math.max(hours[0], now))!
    const row = rowOf({ ...candidate, cause, since: Date.parse(date) }, frame, { channel: way, next, due: hours[1] })
    found.set(cause, { ...row, about: JSON.stringify({ day: day.name }) })
  }
  return [...found.values()]
}

/** Dates to look for, as `MM-DD`: those that are near anywhere on earth. */
export function datesNear(rules: FollowupRules, now: number): string[] {
  const today = new Date(now).toISOString().slice(0, 10)
  const dates = [-1, 0, 1, 2].map((i) => dayAfter(today, i + rules.day.daysBefore))
  const found = dates.map((date) => date.slice(5))
  return dates.some(keepsLeapDay) ? [...found, '02-29'] : found
}

/** Whether a yearly day falls on a date; who was born on 29 February has their day on the 28th of other years. */
function isOn(yearly: string, date: string): boolean {
  const day = yearly.slice(-5)
  return day === date.slice(5) || (day === '02-29' && keepsLeapDay(date))
}

function keepsLeapDay(date: string): boolean {
  return date.endsWith('-02-28') && dayAfter(date, 1).endsWith('-03-01')
}

function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function dateIn(timeZone: string, at: number): string {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format.format(at)
}

function wakefulOf({ time_zone, quiet }: Candidate, { rules, timeZone }: Frame): Wakeful {
  return {
    timeZone: time_zone ?? timeZone,
    hours: rules.hours,
    quiet: quiet === null ? null : (JSON.parse(quiet) as QuietHours),
  }
}

function reachOf({ contact, phone, email, consent }: Candidate, { refused }: Frame): Reach {
  const left = contact === null ? undefined : (JSON.parse(contact) as Contact)
  const mailbox = mailboxOf({ left, email })
  return {
    left,
    phone,
    email,
    consent: consent === null ? {} : (JSON.parse(consent) as Reach['consent']),
    refused: mailbox !== undefined && refused.has(mailbox),
  }
}

/** Addresses that a page of candidates would be written to. */
export function mailboxesOf(candidates: readonly Candidate[]): string[] {
  return candidates.flatMap(({ contact, email }) => {
    const left = contact === null ? undefined : (JSON.parse(contact) as Contact)
    return mailboxOf({ left, email }) ?? []
  })
}

function rowOf(
  candidate: Candidate,
  { siteId, timeZone, now }: Frame,
  { channel, next, due }: { channel: FollowupTable['channel']; next: number; due: number },
): FollowupTable {
  return {
    site_id: siteId,
    followup_id: uuidv7(),
    kind: candidate.kind,
    cause: candidate.cause,
    state: 'open',
    channel,
    customer_id: candidate.customer_id,
    feedback_id: candidate.feedback_id,
    order_id: candidate.order_id,
    about: '{}',
    planned_at: now,
    since: candidate.since,
    due_at: due,
    next_at: next,
    time_zone: candidate.time_zone ?? timeZone,
    quiet: candidate.quiet,
    language: candidate.language,
    staff_id: null,
    tries: 0,
    attempts: '[]',
    answer_id: uuidv7(),
    ended_at: null,
    satisfied: null,
    words: null,
    ended_by: null,
    heard: null,
    opened: null,
  }
}
