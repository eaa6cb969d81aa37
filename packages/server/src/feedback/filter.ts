import type { FeedbackQuery } from '@earshot/sdk/contract'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from '../database/schema.ts'
import { among } from '../search/among.ts'

/** Up to so many are put in order after they were found; more are read in the order of the list. */
const FEW = 2000

type Filter = Pick<FeedbackQuery, 'customer' | 'label' | 'complaint' | 'photos' | 'product' | 'order'>

/** What passes these filters, of feedback `f` that is joined with its complaint `c`. */
export function filtersOf(siteId: string, filter: Filter): RawBuilder<boolean>[] {
  const { customer, label, complaint, photos, product, order } = filter
  const filters: RawBuilder<boolean>[] = []
  // On any of the cards that are read as one person.
  if (customer !== undefined)
    filters.push(sql`f.customer_id in (select b.customer_id from customer a
      join customer b on b.site_id = a.site_id and b.person_id = a.person_id
      where a.site_id = ${siteId} and a.customer_id = ${customer})`)
  if (label !== undefined)
    filters.push(sql`f.feedback_id in (select l.feedback_id from labelled l
      where l.site_id = ${siteId} and l.label_id = ${label})`)
  if (complaint === 'true') filters.push(sql`c.number is not null`)
  if (complaint === 'false') filters.push(sql`c.number is null`)
  // Written out, as the index of those with photos is found by these very words.
  if (photos === 'true') filters.push(sql`f.attachments <> '[]'`)
  if (photos === 'false') filters.push(sql`f.attachments = '[]'`)
  if (order !== undefined) filters.push(sql`f.order_id = ${order}`)
  if (product !== undefined) filters.push(names(product))
  return filters
}

/** That a feedback or its order names a product by this SKU or name, letter by letter. */
function names(product: string): RawBuilder<boolean> {
  // Both engines compare so as it is written, which `like` does only on one of them.
  const held = ['sku', 'name'].flatMap((key) => {
    const part = `"${key}":${JSON.stringify(product)}`
    return ['f.product', 'f.order_data'].map(
      (column) => sql`replace(${sql.ref(column)}, ${part}, '') <> ${sql.ref(column)}`,
    )
  })
  return sql`(${sql.join(held, sql` or `)})`
}

/** Where a filter leaves few, which are found by their own index: which they are. Undefined where they may be many. */
export async function fewOf(
  query: Kysely<Tables>,
  siteId: string,
  filter: Filter,
): Promise<RawBuilder<boolean> | undefined> {
  // One customer's are few, and so are those of an order.
  if (filter.customer !== undefined || filter.order !== undefined) return sql<boolean>`f.site_id = ${siteId}`
  for (const ids of [await labelled(query, siteId, filter), await complained(query, siteId, filter)])
    if (ids && ids.length <= FEW) return ids.length === 0 ? sql<boolean>`1 = 0` : among('f', 'feedback_id', siteId, ids)
  return undefined
}

async function labelled(query: Kysely<Tables>, siteId: string, { label }: Filter): Promise<string[] | undefined> {
  if (label === undefined) return undefined
  const rows = query.selectFrom('labelled').select('feedback_id').where('site_id', '=', siteId)
  const some = await rows
    .where('label_id', '=', label)
    .limit(FEW + 1)
    .execute()
  return some.map((row) => row.feedback_id)
}

async function complained(query: Kysely<Tables>, siteId: string, { complaint }: Filter): Promise<string[] | undefined> {
  if (complaint !== 'true') return undefined
  const rows = query.selectFrom('complaint').select('feedback_id').where('site_id', '=', siteId)
  return (await rows.limit(FEW + 1).execute()).map((row) => row.feedback_id)
}
