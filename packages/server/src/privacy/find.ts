import type { PersonCounts, PersonFound } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import { mailbox } from '../notify/address.ts'
import type { OutboxTable, Tables } from '../database/schema.ts'
import { isTopic, TOPICS } from '../notify/templates/topic.ts'
import { chunksOf, feedbackOf, type Person } from './person.ts'

type Query = Kysely<Tables>

/** Ids told at most. */
const SHOWN = 100

/** Nothing of somebody. */
export const NONE: PersonCounts = {
  customers: 0,
  feedback: 0,
  complaints: 0,
  messages: 0,
  files: 0,
  followups: 0,
  orders: 0,
  notes: 0,
  mails: 0,
  notices: 0,
}

/** All that is somebody's, by id. */
export interface Belongings {
  feedback: string[]
  claimed: string[]
  complaints: { id: string; number: string; open: boolean }[]
  orders: string[]
  followups: string[]
  /** Files that feedback and messages name. */
  files: string[]
}

/** Looks for all that is somebody's. */
export async function belongingsOf(
  query: Query,
  siteId: string,
  person: Person,
): Promise<Belongings & { messages: number }> {
  const theirs = await feedbackOf(query, siteId, person)
  const feedback = theirs.map(({ id }) => id).sort()
  const found = {
    feedback,
    claimed: theirs.filter(({ claimed }) => claimed).map(({ id }) => id),
    complaints: [] as Belongings['complaints'],
    orders: [...person.orders],
    followups: [] as string[],
    files: [] as string[],
    messages: 0,
  }
  for (const some of chunksOf(feedback)) {
    const complaints = await query
      .selectFrom('complaint')
      .select(['feedback_id', 'number', 'stage'])
      .where('site_id', '=', siteId)
      .where('feedback_id', 'in', some)
      .orderBy('number')
      .execute()
    for (const row of complaints)
      found.complaints.push({ id: row.feedback_id, number: row.number, open: row.stage !== 'closed' })
    for (const table of ['feedback', 'complaint_message'] as const) {
      const rows = await query
        // Both name files alike: Kysely's types would have to hold both at once.
        .selectFrom(table as 'complaint_message')
        .select('attachments')
        .where('site_id', '=', siteId)
        .where('feedback_id', 'in', some)
        .execute()
      if (table === 'complaint_message') found.messages += rows.length
      found.files.push(...rows.flatMap((row) => JSON.parse(row.attachments) as string[]))
    }
    const visits = await query
      .selectFrom('followup')
      .select('followup_id')
      .where('site_id', '=', siteId)
      .where((eb) => eb.or([eb('feedback_id', 'in', some), eb('answer_id', 'in', some)]))
      .where(sql<boolean>`cause not like 'erased:%'`)
      .execute()
    found.followups.push(...visits.map((row) => row.followup_id))
  }
  if (person.cards.length > 0) {
    const on = query.selectFrom('shop_order').where('site_id', '=', siteId).where('customer_id', 'in', person.cards)
    found.orders.push(...(await on.select('order_id').orderBy('order_id').execute()).map((row) => row.order_id))
    const visits = await query
      .selectFrom('followup')
      .select('followup_id')
      .where('site_id', '=', siteId)
      .where('customer_id', 'in', person.cards)
      .execute()
    found.followups.push(...visits.map((row) => row.followup_id))
  }
  found.followups = [...new Set(found.followups)]
  return found
}

/** How much of somebody there is. */
export async function countsOf(query: Query, siteId: string, person: Person): Promise<PersonCounts> {
  return (await found(query, siteId, person)).counts
}

/** What an export would hold and an erasure take away. */
export async function findPerson(query: Query, siteId: string, person: Person): Promise<PersonFound> {
  return found(query, siteId, person)
}

async function found(query: Query, siteId: string, person: Person): Promise<PersonFound> {
  const theirs = await belongingsOf(query, siteId, person)
  const notes =
    person.cards.length === 0
      ? []
      : await query
          .selectFrom('customer_note')
          .select('note_id')
          .where('site_id', '=', siteId)
          .where('customer_id', 'in', person.cards)
          .execute()
  const mails = await mailsOf(query, siteId, person, theirs.feedback)
  const notices = mails.filter(isNotice).length
  return {
    counts: {
      customers: person.cards.length,
      feedback: theirs.feedback.length,
      complaints: theirs.complaints.length,
      messages: theirs.messages,
      files: theirs.files.length,
      followups: theirs.followups.length,
      orders: theirs.orders.length,
      notes: notes.length,
      mails: mails.length - notices,
      notices,
    },
    customers: person.cards,
    feedback: theirs.feedback.slice(0, SHOWN),
    claimed: theirs.claimed.slice(0, SHOWN),
    complaints: theirs.complaints.map(({ number }) => number).slice(0, SHOWN),
    open: theirs.complaints.filter(({ open }) => open).map(({ number }) => number),
    orders: theirs.orders.slice(0, SHOWN),
  }
}

/** Whether a mail told staff of somebody's complaint: it is no mail of theirs. */
export function isNotice({ topic, feedback_id }: Pick<OutboxTable, 'topic' | 'feedback_id'>): boolean {
  return feedback_id !== null && isTopic(topic) && TOPICS[topic].to === 'staff'
}

/** Mails about what they said, and those to their address that are about nothing else. */
export async function mailsOf(query: Query, siteId: string, person: Person, feedback: readonly string[]) {
  const columns = ['outbox_id', 'topic', 'address', 'feedback_id', 'created_at', 'state', 'ended_at'] as const
  const mails = []
  for (const some of chunksOf(feedback))
    mails.push(
      ...(await query
        .selectFrom('outbox')
        .select(columns)
        .where('site_id', '=', siteId)
        .where('feedback_id', 'in', some)
        .execute()),
    )
  const boxes = new Set(person.keys.filter(({ kind }) => kind === 'email').map(({ value }) => value))
  if (boxes.size === 0) return mails
  const other = await query
    .selectFrom('outbox')
    .select(columns)
    .where('site_id', '=', siteId)
    .where('feedback_id', 'is', null)
    .execute()
  return [...mails, ...other.filter(({ address }) => boxes.has(mailbox(address)))]
}
