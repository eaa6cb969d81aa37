import type { Contact, OrderLine, Product, SolutionInput } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import { customerOf } from '../customer/store.ts'
import type { ComplaintTable, Tables } from '../database/schema.ts'
import type { StoredOrder } from '../feedback/row.ts'
import { refuse } from '../invalid.ts'
import { says } from '../rule.ts'
import { emptied, type Values } from './placeholder.ts'

type Query = Kysely<Tables>

/** What one complaint has for placeholders, and what it is about. */
export interface About {
  values: Values
  /** Skus of its product and of what was ordered. */
  products: string[]
  language: string
}

/** Reads what a complaint has for a solution's placeholders. @param staff name of who writes */
export async function aboutOf(
  query: Query,
  complaint: Pick<ComplaintTable, 'site_id' | 'feedback_id' | 'number' | 'language'>,
  staff: string | undefined,
): Promise<About> {
  const said = await query
    .selectFrom('feedback')
    .select(['contact', 'order_data', 'order_id', 'customer_id', 'product', 'locale'])
    .where('site_id', '=', complaint.site_id)
    .where('feedback_id', '=', complaint.feedback_id)
    .executeTakeFirstOrThrow()
  const site = await query
    .selectFrom('site')
    .select(['name', 'settings'])
    .where('site_id', '=', complaint.site_id)
    .executeTakeFirstOrThrow()
  const contact = (said.contact === null ? {} : JSON.parse(said.contact)) as Contact
  const order = said.order_data === null ? undefined : (JSON.parse(said.order_data) as StoredOrder)
  const product = (said.product === null ? {} : JSON.parse(said.product)) as Product
  const known =
    said.customer_id === null ? undefined : await knownOf(query, complaint.site_id, said.customer_id, said.order_id)
  const items = [...(order?.items ?? []), ...(known?.items ?? [])]
  const { locale = 'en' } = JSON.parse(site.settings) as { locale?: string }
  const values: Record<string, string | undefined> = {
    name: contact.name ?? known?.name ?? undefined,
    number: complaint.number,
    order: order?.id,
    product: product.name ?? items[0]?.name,
    shop: site.name,
    staff,
  }
  return {
    values,
    products: [...new Set([product.sku, ...items.map(({ sku }) => sku)])].filter((sku) => sku !== undefined),
    language: complaint.language ?? said.locale ?? locale,
  }
}

/** What the card that a complaint is on knows: the customer's name, and what they ordered, where the order is theirs. */
async function knownOf(query: Query, siteId: string, customerId: string, orderId: string | null) {
  const person = await customerOf(query, siteId, customerId)
  const order =
    orderId === null
      ? undefined
      : await query
          .selectFrom('shop_order')
          .select('items')
          .where('site_id', '=', siteId)
          .where('order_id', '=', orderId)
          .where('customer_id', '=', customerId)
          .executeTakeFirst()
  return { name: person?.name, items: JSON.parse(order?.items ?? '[]') as OrderLine[] }
}

/** What a message of a complaint makes as a solution. Rejects with `invalid` where there is no such message. */
export async function savedFrom(
  query: Query,
  siteId: string,
  { complaint: number, message, language }: NonNullable<SolutionInput['from']>,
): Promise<{ versions: Record<string, string>; category: string | null; product: string | null }> {
  const complaint = await query
    .selectFrom('complaint')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!complaint) throw refuse('the body', [{ path: 'from.complaint', code: 'unknown', ...says('complaint_unknown') }])
  const written = await query
    .selectFrom('complaint_message')
    .select(['words', 'author', 'by'])
    .where('site_id', '=', siteId)
    .where('feedback_id', '=', complaint.feedback_id)
    .where('message_id', '=', message)
    .executeTakeFirst()
  if (!written || written.by !== 'staff' || written.words.trim() === '')
    throw refuse('the body', [{ path: 'from.message', code: 'unknown', ...says('message_unknown') }])
  const about = await aboutOf(query, complaint, written.author ?? undefined)
  return {
    versions: { [language ?? about.language]: emptied(bare(written.words), about.values) },
    category: complaint.category_id,
    product: about.products[0] ?? null,
  }
}

/** Braces of the writer's own are no placeholders. */
function bare(words: string): string {
  return words.replaceAll('{', '(').replaceAll('}', ')')
}
