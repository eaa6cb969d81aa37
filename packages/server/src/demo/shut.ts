import { sql } from 'kysely'
import type { Tx } from '../database/engine.ts'
import { removeFromSearch } from '../search/remove.ts'
import { marked } from './mark.ts'

/** Orders taken away in one transaction. */
const STEP = 200

/**
 * Takes away some of the demo's orders, with visits that were planned for them. One of which the shop's back end told
 * something since is the shop's.
 *
 * @returns whether there may be more
 */
export async function removeOrders(tx: Tx, siteId: string, since: number): Promise<boolean> {
  const ids = await marked(tx.query, siteId, 'order', STEP)
  if (ids.length === 0) return false
  const rows = await tx.query
    .selectFrom('shop_order')
    .select('order_id')
    .where('site_id', '=', siteId)
    .where('order_id', 'in', ids)
    .where('changed_at', '<=', since)
    .execute()
  const gone = rows.map((row) => row.order_id)
  if (gone.length > 0)
    for (const table of ['followup', 'order_item', 'order_feedback', 'shop_order'] as const)
      await tx.query
        .deleteFrom(table as 'order_item')
        .where('site_id', '=', siteId)
        .where('order_id', 'in', gone)
        .execute()
  await tx.query
    .deleteFrom('demo_row')
    .where('site_id', '=', siteId)
    .where('kind', '=', 'order')
    .where('id', 'in', ids)
    .execute()
  return true
}

/** Takes away the demo's cards, as far as nothing of the shop's own is on them. */
export async function removeCustomers(tx: Tx, siteId: string): Promise<void> {
  const ids = await marked(tx.query, siteId, 'customer')
  if (ids.length === 0) return
  const of = sql.ref('c.customer_id')
  const { rows } = await sql<{ customer_id: string }>`select c.customer_id from customer c
    where c.site_id = ${siteId} and c.customer_id in (${sql.join(ids)})
    and not exists (select 1 from feedback x where x.site_id = c.site_id and x.customer_id = ${of})
    and not exists (select 1 from shop_order x where x.site_id = c.site_id and x.customer_id = ${of})
    and not exists (select 1 from customer x where x.site_id = c.site_id and x.person_id = ${of}
      and x.customer_id <> ${of} and x.customer_id not in (${sql.join(ids)}))`.execute(tx.query)
  const gone = rows.map((row) => row.customer_id)
  if (gone.length === 0) return
  await removeFromSearch(tx, siteId, 'customer', gone)
  for (const table of ['customer_note', 'customer_key', 'followup', 'customer'] as const)
    await tx.query
      .deleteFrom(table as 'customer')
      .where('site_id', '=', siteId)
      .where('customer_id', 'in', gone)
      .execute()
  await tx.query
    .deleteFrom('customer_claim')
    .where('site_id', '=', siteId)
    .where('subject', '=', 'customer')
    .where('subject_id', 'in', gone)
    .execute()
}
