import type { Contact, FeedbackInput, Flag, OrderInput } from '@earshot/sdk/contract'
import { type Claim, holdClaims, takeClaim } from '../attachment/claim.ts'
import { claimsOf } from '../customer/claims.ts'
import { lookAgain } from '../cluster/store.ts'
import { keepSigned, takeSigned } from '../customer/signed.ts'
import { type Brought, openComplaints, type Opening } from '../complaint/register.ts'
import { needsAnswer } from '../complaint/store.ts'
import type { Tx } from '../database/engine.ts'
import { noteAgain } from '../product/note.ts'
import type { ComplaintTable, FeedbackTable } from '../database/schema.ts'
import { erasedFeedback } from '../privacy/tombstone.ts'
import type { FieldError } from '../problem.ts'
import { noteWords } from '../search/change.ts'
import { searchText, type StoredOrder } from './row.ts'
import { tell } from './tell.ts'

/** A feedback ready to be stored. */
export interface Candidate {
  row: FeedbackTable
  /** Zone by whose calendar a complaint's number counts. */
  timeZone: string
  /** Public address of this server, for mails about a complaint; none are sent without it. */
  publicUrl?: string
  /** The site's, for the links in those mails. */
  signingKey?: Uint8Array
  /** What the customer wrote, for the acknowledgement. */
  words?: string | undefined
  /** Who brought it in, where that was not the customer. */
  brought?: Brought
  /** The files that it names, if any. */
  claim?: Claim | undefined
  /** Its order, where the shop's signature vouches for it. */
  order?: OrderInput | undefined
}

/** What became of a candidate. */
export type Outcome =
  | { is: 'new' | 'repeat'; receivedAt: number; complaint: ComplaintTable | null }
  /** The id was used for other answers. */
  | { is: 'conflict' }
  /** It was erased, and does not come back. */
  | { is: 'erased' }
  /** It names files that it may not. */
  | { is: 'refused'; errors: FieldError[] }

/**
 * Stores feedback and registers the complaints among it, all in the caller's transaction.
 * A repeat of a known id changes nothing but what the first one lacked.
 *
 * Locks are taken in one order on every server (files by id, signed orders with their customers, feedback by id, then
 * counters by site and year), so that two batches with the same ids cannot wait for each other.
 *
 * @returns one outcome for each candidate, in their order
 */
export async function commit(tx: Tx, candidates: readonly Candidate[]): Promise<Outcome[]> {
  const outcomes = new Map<Candidate, Outcome>()
  const claims = candidates.flatMap((one) => one.claim ?? [])
  if (claims.length > 0) {
    const wrong = await holdClaims(tx, claims)
    for (const one of candidates) {
      const errors = one.claim && wrong.get(one.claim)
      // Files that were erased with what named them are no fault of its sender.
      if (errors) outcomes.set(one, (await isErased(tx, one.row)) ? { is: 'erased' } : { is: 'refused', errors })
    }
  }
  const gone = await erasedFeedback(
    tx.query,
    candidates.map(({ row }) => row),
  )
  for (const one of candidates) if (gone.has(one.row)) outcomes.set(one, { is: 'erased' })
  const firsts = new Map<string, Candidate>()
  const repeats: Candidate[] = []
  for (const one of candidates) {
    const key = keyOf(one.row)
    if (outcomes.has(one)) continue
    if (firsts.has(key)) repeats.push(one)
    else firsts.set(key, one)
  }
  const sorted = [...firsts.keys()].sort().map((key) => firsts.get(key)!)
  const signed = [...sorted, ...repeats].filter(isSigned)
  if (signed.length > 0) await takeSigned(tx, signed, Date.now())
  const inserted = await tx.insertNew(
    'feedback',
    sorted.map((one) => one.row),
  )

  const opened = new Map<string, ComplaintTable>()
  const openings = sorted.filter((one, i) => inserted[i] && isComplaint(one.row))
  if (openings.length > 0)
    for (const complaint of await openComplaints(tx, openings.map(openingOf))) opened.set(keyOf(complaint), complaint)

  for (const [i, one] of sorted.entries()) {
    const complaint = opened.size > 0 ? (opened.get(keyOf(one.row)) ?? null) : null
    if (!inserted[i]) repeats.push(one)
    else outcomes.set(one, { is: 'new', receivedAt: one.row.received_at, complaint })
  }
  const fresh = sorted.flatMap((one, i) => (inserted[i] ? one.row : []))
  tell(tx, 'feedback.received', fresh)
  const filled: FeedbackTable[] = []
  for (const one of repeats) outcomes.set(one, await repeat(tx, one, filled))
  tell(tx, 'feedback.filled', filled)
  if (signed.length > 0) {
    const of = (is: Outcome['is']) => signed.filter((one) => outcomes.get(one)?.is === is)
    await keepSigned(tx, of('new'), of('repeat'))
  }
  if (claims.length > 0)
    for (const [{ claim }, { is }] of outcomes)
      if (claim && (is === 'new' || is === 'repeat')) await takeClaim(tx, claim)
  return candidates.map((one) => outcomes.get(one)!)
}

/** Whether the row with this id is there, and erased. */
async function isErased(tx: Tx, row: FeedbackTable): Promise<boolean> {
  const found = await at(tx.query.selectFrom('feedback').select('flags'), row).executeTakeFirst()
  return found !== undefined && found.flags.includes('"erased"')
}

function isSigned(one: Candidate): one is Candidate & { order: OrderInput } {
  return one.order !== undefined
}

function keyOf(row: Pick<FeedbackTable, 'site_id' | 'feedback_id'>): string {
  return `${row.site_id} ${row.feedback_id}`
}

/** The id is known: same words, or other ones? What was filled joins `filled`. */
async function repeat(tx: Tx, second: Candidate, filled: FeedbackTable[]): Promise<Outcome> {
  let first = await read(tx, second.row, false)
  if (first.flags.includes('"erased"')) return { is: 'erased' }
  if (canonical(JSON.parse(first.answers)) !== canonical(JSON.parse(second.row.answers))) return { is: 'conflict' }
  if (Object.keys(lacking(first, second.row)).length > 0) {
    // Read again under a lock, as another server may be filling the same row.
    first = await read(tx, second.row, true)
    if (first.flags.includes('"erased"')) return { is: 'erased' }
    const fill = lacking(first, second.row)
    if (Object.keys(fill).length > 0) {
      await at(tx.query.updateTable('feedback').set(fill), second.row).execute()
      // It is found by more now, and may become a complaint below.
      await noteWords(tx, first.site_id, 'feedback', [first.feedback_id])
      first = { ...first, ...fill }
      if ('product' in fill || 'order_data' in fill) {
        await lookAgain(tx, first)
        await noteAgain(tx, first.site_id, [first.feedback_id])
      }
      // The job that notes whom feedback claims to be from may have passed it.
      if ('contact' in fill) await tx.insertNew('customer_claim', claimsOf(first))
      filled.push(first)
    }
  }
  const complaint = await at(tx.query.selectFrom('complaint').selectAll(), second.row).executeTakeFirst()
  if (complaint || !isComplaint(first))
    return { is: 'repeat', receivedAt: first.received_at, complaint: complaint ?? null }
  const { contact, locale } = first
  const [opened] = await openComplaints(tx, [
    openingOf({ ...second, row: { ...second.row, contact, locale, test: first.test } }),
  ])
  return { is: 'repeat', receivedAt: first.received_at, complaint: opened! }
}

function read(tx: Tx, key: FeedbackTable, lock: boolean): Promise<FeedbackTable> {
  // Both engines lock a row that is updated, be it to what it is.
  const query = lock
    ? at(tx.query.updateTable('feedback').set({ wanted: (eb) => eb.ref('wanted') }), key).returningAll()
    : at(tx.query.selectFrom('feedback').selectAll(), key)
  return (query as { executeTakeFirstOrThrow(): Promise<FeedbackTable> }).executeTakeFirstOrThrow()
}

/** Narrows a query on feedback or complaints to one feedback. */
function at<Q>(query: Q, key: Pick<FeedbackTable, 'site_id' | 'feedback_id'>): Q {
  const narrow = query as { where(column: string, is: '=', value: string): typeof narrow }
  return narrow.where('site_id', '=', key.site_id).where('feedback_id', '=', key.feedback_id) as Q
}

/** What the second of two equal feedbacks knows and the first does not; empty when nothing. */
function lacking(first: FeedbackTable, second: FeedbackTable): Partial<FeedbackTable> {
  const fill: Partial<FeedbackTable> = {}
  const contact = merged(first.contact, second.contact)
  if (contact !== undefined) fill.contact = contact
  // Another order's details say nothing about this one.
  if (first.order_id === null || first.order_id === second.order_id) {
    const order = mergedOrder(first.order_data, second.order_data)
    if (order !== undefined) Object.assign(fill, { order_data: order, order_id: second.order_id })
  }
  const product = merged(first.product, second.product)
  if (product !== undefined) fill.product = product
  if (first.page === null && second.page !== null) fill.page = second.page
  if (first.locale === null && second.locale !== null) fill.locale = second.locale
  const files = new Set([first, second].flatMap((one) => JSON.parse(one.attachments) as string[]))
  if (files.size > (JSON.parse(first.attachments) as string[]).length) fill.attachments = JSON.stringify([...files])
  if (second.wanted > first.wanted) fill.wanted = 1
  const flags = new Set(JSON.parse(first.flags) as Flag[])
  const more = (JSON.parse(second.flags) as Flag[]).filter((flag) => !flags.has(flag))
  if (more.length > 0) fill.flags = JSON.stringify([...flags, ...more])
  if ('contact' in fill || 'order_data' in fill) {
    const { answers, contact: kept, order_data: order } = { ...first, ...fill }
    fill.search = searchText(
      JSON.parse(answers) as FeedbackInput['answers'],
      kept === null ? undefined : (JSON.parse(kept) as Contact),
      order === null ? undefined : (JSON.parse(order) as StoredOrder),
    )
  }
  return fill
}

/** `first` with the keys that only `second` has; undefined when there are none. */
function merged(first: string | null, second: string | null): string | undefined {
  if (second === null) return undefined
  if (first === null) return second
  const a = JSON.parse(first) as object
  const b = JSON.parse(second) as object
  return Object.keys(b).some((key) => !(key in a)) ? JSON.stringify({ ...b, ...a }) : undefined
}

/** As `merged`; besides, a proof may come with the second. */
function mergedOrder(first: string | null, second: string | null): string | undefined {
  const union = merged(first, second)
  if (first === null || second === null) return union
  const a = JSON.parse(union ?? first) as StoredOrder
  const proven = a.proven || (JSON.parse(second) as StoredOrder).proven
  return proven === a.proven ? union : JSON.stringify({ ...a, proven })
}

function isComplaint(row: FeedbackTable): boolean {
  if (row.wanted === 0 && row.contact === null) return false
  const contact = row.contact === null ? undefined : (JSON.parse(row.contact) as Contact)
  return needsAnswer(row.wanted === 1, row.satisfaction, contact)
}

function openingOf({ row, timeZone, publicUrl, signingKey, words, brought }: Candidate): Opening {
  const contact = row.contact === null ? {} : (JSON.parse(row.contact) as Contact)
  return {
    siteId: row.site_id,
    feedbackId: row.feedback_id,
    test: row.test === 1,
    timeZone,
    openedAt: row.received_at,
    language: row.locale,
    email: contact.email,
    name: contact.name,
    publicUrl,
    signingKey,
    words,
    brought,
  }
}

/** One text for equal answers, whatever the order of their keys. */
function canonical(answers: unknown): string {
  return JSON.stringify(Object.entries(answers as object).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
