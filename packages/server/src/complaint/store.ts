import type { Contact } from '@earshot/sdk/contract'
import { proofFor } from '../customer/proof.ts'
import type { Database } from '../database/engine.ts'
import type { ComplaintTable, FeedbackTable } from '../database/schema.ts'
import { erasedAmong } from '../privacy/tombstone.ts'

/** Satisfaction up to which a customer who left a contact is owed an answer. */
const UNHAPPY_MAX = 3

/** What `formatNumber` makes. */
const NUMBER = /^\d{4}-\d{6,15}$/
/** What `complaintUrl` makes. */
const LINK = /^([0-9a-z]+)_([\w-]{22})$/

/**
 * Whether a feedback needs an answer: the customer said so, or is not satisfied and left a way to be answered.
 * A name or a company alone is no way.
 */
export function needsAnswer(wanted: boolean, satisfaction: number | null, contact: Contact | undefined): boolean {
  if (wanted) return true
  const reachable = Boolean(contact?.email ?? contact?.phone ?? contact?.address)
  return satisfaction !== null && satisfaction <= UNHAPPY_MAX && reachable
}

/** Address of the complaint's private page; whoever has it may read it. */
export function complaintUrl(publicUrl: string, complaint: Pick<ComplaintTable, 'site_id' | 'token'>): string {
  return `${publicUrl}/c/${complaint.site_id}_${complaint.token}`
}

/** The same address as a mail to the customer carries it: acting by it proves that `email` is theirs. */
export function mailedUrl(publicUrl: string, complaint: ComplaintTable, email: string, signingKey: Uint8Array): string {
  const proof = proofFor(complaint, email, signingKey)
  return `${complaintUrl(publicUrl, complaint)}${proof === undefined ? '' : `?p=${proof}`}`
}

/** Where staff read a complaint. */
export function staffUrl(publicUrl: string, number: string): string {
  return `${publicUrl}/complaints/${number}`
}

/** The complaint with this number. */
export function complaintByNumber(
  database: Database,
  siteId: string,
  number: string,
): Promise<ComplaintTable | undefined> {
  return database.write
    .selectFrom('complaint')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('number', '=', NUMBER.test(number) ? number : '')
    .executeTakeFirst()
}

/** The complaint behind a private link; undefined for an unknown or damaged link, after the same look. */
export function complaintByLink(database: Database, link: string): Promise<ComplaintTable | undefined> {
  // What cannot be a link is looked for all the same, as some token of some site: no answer comes sooner than others.
  const [, siteId, token] = LINK.exec(link) ?? ['', '', '']
  return database.write
    .selectFrom('complaint')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('token', '=', token)
    .executeTakeFirst()
}

/** Whether a private link led to a complaint that was erased. */
export async function wasErased(database: Database, link: string): Promise<boolean> {
  const [, siteId, token] = LINK.exec(link) ?? []
  if (siteId === undefined || token === undefined) return false
  return (await erasedAmong(database.write, siteId, 'link', [token])).size > 0
}

/** The complaint behind a private link, with what was said; undefined for an unknown or damaged link. */
export async function findComplaint(
  database: Database,
  link: string,
): Promise<{ complaint: ComplaintTable; feedback: FeedbackTable } | undefined> {
  const complaint = await complaintByLink(database, link)
  if (!complaint) return undefined
  const feedback = await database.write
    .selectFrom('feedback')
    .selectAll()
    .where('site_id', '=', complaint.site_id)
    .where('feedback_id', '=', complaint.feedback_id)
    .executeTakeFirstOrThrow()
  return { complaint, feedback }
}

/**
 * What is wrong with a site's complaints: numbers beyond their counter, or complaints without words.
 * (That no number is given twice, the table itself sees to.) Empty when all is well.
 */
export async function miscounted(database: Database, siteId: string): Promise<string[]> {
  const complaints = database.read.selectFrom('complaint as c').where('c.site_id', '=', siteId)
  const [numbers, counters, wordless] = await Promise.all([
    complaints.select('c.number').execute(),
    database.read.selectFrom('complaint_counter').selectAll().where('site_id', '=', siteId).execute(),
    complaints
      .leftJoin('feedback as f', (join) =>
        join.onRef('f.site_id', '=', 'c.site_id').onRef('f.feedback_id', '=', 'c.feedback_id'),
      )
      .where('f.feedback_id', 'is', null)
      .select('c.number')
      .execute(),
  ])
  const last = new Map(counters.map((counter) => [String(counter.year), counter.last]))
  const beyond = numbers.filter(({ number }) => {
    const [year, count] = number.split('-') as [string, string]
    return Number(count) > (last.get(year) ?? 0)
  })
  return [
    ...beyond.map(({ number }) => `${number} is beyond its counter`),
    ...wordless.map(({ number }) => `${number} has lost its feedback`),
  ]
}
