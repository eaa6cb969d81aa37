import type { Feedback, InboxItem } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import { nameIn } from '../complaint/queue.ts'
import type { Tables } from '../database/schema.ts'
import { labelsOf } from '../label/store.ts'
import { type Reader, unreadAmong } from '../mark/store.ts'
import { among } from '../search/among.ts'
import { feedbackOf, type JoinedRow } from './row.ts'
import { firstWords } from './words.ts'

/**
 * Feedback as the inbox shows it: what the rows lack is read for all together.
 *
 * @param reader who asks; none where nobody's marks count
 */
export async function itemsOf(
  query: Kysely<Tables>,
  siteId: string,
  rows: readonly JoinedRow[],
  publicUrl: string,
  reader: Reader | undefined,
): Promise<InboxItem[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.feedback_id)
  const words = await firstWords(query, siteId, rows)
  const names = await namesOf(query, siteId, rows)
  const labels = await labelsOf(query, siteId, ids)
  const unread = reader ? await unreadAmong(query, reader, rows) : new Set<string>()
  const thanks = await thanksOf(query, siteId, ids)
  return rows.map((row, i): InboxItem => {
    const feedback: Feedback = feedbackOf(row, publicUrl)
    return {
      ...feedback,
      name: names.get(row.customer_id ?? '') ?? nameIn(row.contact),
      words: words[i]!,
      labels: labels.get(row.feedback_id) ?? [],
      unread: unread.has(row.feedback_id),
      thanked: thanks.get(row.feedback_id) ?? null,
    }
  })
}

/** By card, the name of the person that it belongs to. */
async function namesOf(
  query: Kysely<Tables>,
  siteId: string,
  rows: readonly JoinedRow[],
): Promise<ReadonlyMap<string, string | null>> {
  const cards = [...new Set(rows.flatMap((row) => row.customer_id ?? []))]
  if (cards.length === 0) return new Map()
  const found = await query
    .selectFrom('customer as k')
    .innerJoin('customer as p', (join) =>
      join.onRef('p.site_id', '=', 'k.site_id').onRef('p.customer_id', '=', 'k.person_id'),
    )
    .select(['k.customer_id', 'p.name'])
    .where(among('k', 'customer_id', siteId, cards))
    .execute()
  return new Map(found.map((row) => [row.customer_id, row.name]))
}

async function thanksOf(
  query: Kysely<Tables>,
  siteId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<InboxItem['thanked']>>> {
  const rows = await query
    .selectFrom('thanks')
    .selectAll()
    .where(among('', 'feedback_id', siteId, ids))
    .execute()
  const time = (at: number) => new Date(at).toISOString()
  return new Map(rows.map((row) => [row.feedback_id, { at: time(row.at), by: row.by, until: time(row.due_at) }]))
}
