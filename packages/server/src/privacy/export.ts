import type { PersonLine } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import { cardOf } from '../customer/card.ts'
import type { Database } from '../database/engine.ts'
import type { ComplaintTable, Tables } from '../database/schema.ts'
import { complaintOf } from '../complaint/view.ts'
import { feedbackOf as told, type JoinedRow } from '../feedback/row.ts'
import { getOrder } from '../order/list.ts'
import type { Actor } from '../staff/actor.ts'
import { belongingsOf, isNotice, mailsOf } from './find.ts'
import { chunksOf, type Person } from './person.ts'

type Query = Kysely<Tables>

/** Rows in memory at a time. */
const CHUNK = 50
/** Reads for whom the data is, and may do nothing. */
const READER: Actor = { kind: 'system' }

/**
 * Everything of somebody, line by line: each tells by `kind` what it is. Photos are in it, in base64. Of other people
 * only the names of staff who wrote to them; nothing of whoever's complaint was made part of one of theirs.
 */
export async function* exportPerson(
  database: Database,
  siteId: string,
  person: Person,
  publicUrl: string,
  now: number,
): AsyncGenerator<string> {
  const line = (kind: PersonLine['kind'], data: unknown) => `${JSON.stringify({ kind, data })}\n`
  const query = database.write
  const theirs = await belongingsOf(query, siteId, person)
  const { feedback, claimed, complaints, orders, followups } = theirs
  const counts = { customers: person.cards.length, feedback: feedback.length, complaints: complaints.length }
  yield line('export', { madeAt: time(now), ...counts, orders: orders.length, claimed })
  for (const id of person.cards) yield* cardLines(query, siteId, id, line)
  for (const id of orders) yield line('order', await getOrder(query, siteId, id))
  for (const some of chunksOf(feedback, CHUNK))
    for (const one of await feedbackLines(query, siteId, some, publicUrl)) yield line('feedback', one)
  for (const { id } of complaints) {
    const row = await complaintRow(query, siteId, id)
    if (row) yield line('complaint', await complaintLine(query, row, publicUrl, now))
  }
  for (const some of chunksOf(followups, CHUNK))
    for (const visit of await visitLines(query, siteId, some)) yield line('followup', visit)
  for (const mail of await mailsOf(query, siteId, person, feedback)) {
    const { topic, address, created_at, state, ended_at } = mail
    if (!isNotice(mail)) yield line('mail', { topic, address, at: time(created_at), state, endedAt: time(ended_at) })
  }
  for (const id of theirs.files) {
    const photo = await query
      .selectFrom('attachment as a')
      .innerJoin('attachment_data as d', (join) =>
        join.onRef('d.site_id', '=', 'a.site_id').onRef('d.attachment_id', '=', 'a.attachment_id'),
      )
      .select(['a.type', 'd.data'])
      .where('a.site_id', '=', siteId)
      .where('a.attachment_id', '=', id)
      .where('d.variant', '=', 'full')
      .executeTakeFirst()
    if (photo) yield line('photo', { id, type: photo.type, base64: Buffer.from(photo.data).toString('base64') })
  }
}

function time(at: number): string
function time(at: number | null): string | null
function time(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

/** A card as staff read it, but for who else is perhaps the same person. */
async function* cardLines(
  query: Query,
  siteId: string,
  id: string,
  line: (kind: string, data: unknown) => string,
): AsyncGenerator<string> {
  const own = await query
    .selectFrom('customer')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('customer_id', '=', id)
    .executeTakeFirst()
  if (!own) return
  if (own.person_id === id) {
    const card = await cardOf(query, siteId, id)
    const { name, email, phone, keys, language, member, timeZone, quiet, days, consent } = card
    yield line('customer', { id, name, email, phone, keys, language, member, timeZone, quiet, days, consent })
  } else yield line('customer', { id, name: own.name, email: own.email, phone: own.phone, partOf: own.person_id })
  const notes = await query
    .selectFrom('customer_note')
    .select(['at', 'words'])
    .where('site_id', '=', siteId)
    .where('customer_id', '=', id)
    .orderBy('note_id')
    .execute()
  for (const { at, words } of notes) yield line('note', { customer: id, at: time(at), words })
}

async function feedbackLines(query: Query, siteId: string, ids: readonly string[], publicUrl: string) {
  const rows = await query
    .selectFrom('feedback as f')
    .leftJoin('complaint as c', (join) =>
      join.onRef('c.site_id', '=', 'f.site_id').onRef('c.feedback_id', '=', 'f.feedback_id'),
    )
    .selectAll('f')
    .select(['c.number', 'c.token', 'c.stage'])
    .where('f.site_id', '=', siteId)
    .where('f.feedback_id', 'in', ids)
    .orderBy('f.feedback_id')
    .execute()
  return rows.map((row) => told(row as JoinedRow, publicUrl))
}

function complaintRow(query: Query, siteId: string, id: string): Promise<ComplaintTable | undefined> {
  return query
    .selectFrom('complaint')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('feedback_id', '=', id)
    .executeTakeFirst()
}

/** A complaint's life: what was said, offered and done, and when. What it has in common with others is left out. */
async function complaintLine(query: Query, row: ComplaintTable, publicUrl: string, now: number) {
  const complaint = await complaintOf(query, row, READER, publicUrl, now)
  const { number, id, stage, outcome, openedAt, closedAt, category, channel, saidAt, language, disputed } = complaint
  const { rating, cause, remedies, clocks } = complaint
  return {
    number,
    feedback: id,
    stage,
    outcome,
    openedAt,
    closedAt,
    category,
    channel,
    saidAt,
    language,
    disputed,
    rating,
    cause,
    remedies,
    clocks,
    messages: complaint.messages.map(({ author, ...one }) => (one.note ? one : { ...one, author })),
    tasks: complaint.tasks.map(({ department: _, ...task }) => task),
    history: complaint.history
      // That another's became part of it is nothing of theirs.
      .filter(({ command }) => command !== 'absorb')
      .map(({ at, by, command, stage: after, payload }) => ({
        at,
        by: by.kind,
        command,
        stage: after,
        payload: command === 'assign' ? null : payload,
      })),
  }
}

async function visitLines(query: Query, siteId: string, ids: readonly string[]) {
  const rows = await query
    .selectFrom('followup')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('followup_id', 'in', ids)
    .orderBy('followup_id')
    .execute()
  return rows.map((row) => ({
    id: row.followup_id,
    kind: row.kind,
    state: row.state,
    channel: row.channel,
    order: row.order_id,
    about: JSON.parse(row.about) as unknown,
    plannedAt: time(row.planned_at),
    dueAt: time(row.due_at),
    tries: row.tries,
    endedAt: time(row.ended_at),
    satisfied: row.satisfied === null ? null : row.satisfied === 1,
    words: row.words,
  }))
}
