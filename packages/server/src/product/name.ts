import type { OrderLine } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import { productKey } from '../cluster/subject.ts'
import type { Query } from './count.ts'

/** Products looked up in one statement. */
const CHUNK = 200

/** What a product is called. */
export interface Name {
  sku: string | null
  name: string | null
}

/** What products are called: as they were last sold, else as a complaint about them says, else as they are compared. */
export async function namesOf(query: Query, siteId: string, things: readonly string[]): Promise<Map<string, Name>> {
  const names = new Map(things.map((thing) => [thing, bareName(thing)]))
  for (let at = 0; at < things.length; at += CHUNK) {
    const some = things.slice(at, at + CHUNK)
    for (const [thing, name] of await written(query, siteId, some)) names.set(thing, name)
    for (const [thing, name] of await sold(query, siteId, some)) names.set(thing, name)
  }
  return names
}

function bareName(thing: string): Name {
  const text = thing.slice(thing.indexOf(':') + 1)
  return thing.startsWith('sku:') ? { sku: text, name: null } : { sku: null, name: text }
}

/** One look at the newest row of each, by an index; a list of all rows would grow with what is sold. */
const each = (things: readonly string[]) =>
  sql`(${sql.join(
    things.map((thing, i) => (i === 0 ? sql`select ${thing} as thing` : sql`select ${thing}`)),
    sql` union all `,
  )}) as t`

async function sold(query: Query, siteId: string, things: readonly string[]): Promise<Map<string, Name>> {
  const { rows } = await sql<{ items: string }>`
    select o.items from ${each(things)} join shop_order o on o.site_id = ${siteId} and o.order_id = (
      select i.order_id from order_item i where i.site_id = ${siteId} and i.thing = t.thing
      order by i.at desc, i.order_id desc limit 1)`.execute(query)
  const wanted = new Set(things)
  const found = new Map<string, Name>()
  for (const { items } of rows)
    for (const { sku, name } of JSON.parse(items) as OrderLine[]) {
      const thing = productKey(sku, name)
      if (wanted.has(thing)) found.set(thing, { sku: sku ?? null, name })
    }
  return found
}

async function written(query: Query, siteId: string, things: readonly string[]): Promise<Map<string, Name>> {
  const { rows } = await sql<{ thing: string; label: string }>`
    select t.thing, (select s.label from complaint_subject s where s.site_id = ${siteId} and s.kind = 'product'
      and s.value = t.thing order by s.at desc, s.feedback_id desc limit 1) as label from ${each(things)}`.execute(
    query,
  )
  const found = new Map<string, Name>()
  for (const { thing, label } of rows) {
    if (label === null) continue
    // A label is `name · sku`, or one of the two.
    const cut = label.lastIndexOf(' · ')
    if (thing.startsWith('name:')) found.set(thing, { sku: null, name: label })
    else if (cut < 0) found.set(thing, { sku: label, name: null })
    else found.set(thing, { sku: label.slice(cut + 3), name: label.slice(0, cut) })
  }
  return found
}
