import type { ClusterKind, OrderLine, Product } from '@earshot/sdk/contract'
import type { FeedbackTable } from '../database/schema.ts'
import type { StoredOrder } from '../feedback/row.ts'

/** A thing that a complaint is about. */
export interface Subject {
  kind: ClusterKind
  /** For comparing. */
  value: string
  /** As it was written. */
  label: string
}

/** What a feedback says of it. */
export type Said = Pick<FeedbackTable, 'product' | 'order_data' | 'answers'>

/** A line of an order as the shop told it. */
export type Line = Pick<OrderLine, 'name' | 'sku' | 'batch'>

/**
 * What a complaint is about, as far as several can be about the same: the product that it names, or chose from the
 * order, or the only one of the order; the batch of it; the category that it is filed under. Of an order with several
 * products nobody knows which one is meant, so it counts for none.
 *
 * @param lines of the order as the shop told it; none where it is not proven
 */
export function subjectsOf(said: Said, category: string | null, lines: readonly Line[]): Subject[] {
  const order = parsed(said.order_data) as StoredOrder | null
  const product = parsed(said.product) as Product | null
  // The page seldom says what was ordered; the shop has told it already.
  const items = order?.items?.length ? order.items : lines
  const named = product && (product.sku ?? product.name) ? [product] : chosen(said, items)
  const subjects = new Map<string, Subject>()
  const add = (kind: ClusterKind, value: string, label: string) => {
    const key = `${kind} ${value}`
    if (plain(label) !== '' && !subjects.has(key)) subjects.set(key, { kind, value, label: label.trim().slice(0, 200) })
  }
  for (const { sku, name } of named) {
    const label = [name, sku].filter(Boolean).join(' · ')
    if (sku || name) add('product', productKey(sku, name), label)
  }
  const batches = product?.batch === undefined ? batchesOf(named, lines) : [product.batch]
  for (const batch of batches) add('batch', plain(batch), batch)
  if (category !== null) add('category', category, category)
  return [...subjects.values()]
}

/** How a product is compared: by its SKU, and only without one by its name. */
export function productKey(sku: string | undefined, name?: string): string {
  return sku === undefined || plain(sku) === '' ? `name:${plain(name ?? '')}` : `sku:${plain(sku)}`
}

/** Those of the order's products that an answer names; else the only one of the order. */
function chosen({ answers }: Said, items: readonly Line[]): readonly Line[] {
  const isItem = (one: unknown) => items.some(({ sku, name }) => one === sku || one === name)
  for (const answer of Object.values(JSON.parse(answers) as Record<string, unknown>))
    if (Array.isArray(answer) && answer.length > 0 && answer.every(isItem))
      return items.filter(({ sku, name }) => answer.includes(sku) || answer.includes(name))
  // The same thing may stand in two lines, of two batches.
  const things = new Set(items.map(({ sku, name }) => productKey(sku, name)))
  return things.size === 1 ? items.slice(0, 1) : []
}

function batchesOf(named: readonly { sku?: string | undefined }[], lines: readonly Line[]): string[] {
  const skus = new Set(named.flatMap(({ sku }) => (sku === undefined ? [] : plain(sku))))
  return lines.flatMap(({ sku, batch }) =>
    batch !== undefined && sku !== undefined && skus.has(plain(sku)) ? batch : [],
  )
}

/** The same whatever the case, the width of letters and the blanks. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().slice(0, 200)
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json)
}
