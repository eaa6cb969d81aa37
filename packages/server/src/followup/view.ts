import type { Contact, Followup, FollowupSummary, OrderLine, Product } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import type { Site } from '../site/store.ts'
import type { StaffActor } from '../staff/actor.ts'
import { AGAIN_MS, type Attempt, possible } from './act.ts'
import { followupUrl } from './link.ts'
import { loadRules } from './rules.ts'
import { fillScript, ownScripts, scriptFor } from './script.ts'
import type { Joined } from './store.ts'

const time = (at: number) => new Date(at).toISOString()

/** How its customer may be reached: what they left with the complaint, and what the card adds. */
export function contactOf({ contact, name, phone, email }: Joined): Contact {
  const left = contact === null ? {} : (JSON.parse(contact) as Contact)
  return { ...(name && { name }), ...(phone && { phone }), ...(email && { email }), ...left }
}

export function summaryOf(row: Joined, site: Pick<Site, 'look'>): FollowupSummary {
  return {
    id: row.followup_id,
    kind: row.kind,
    state: row.state,
    channel: row.channel,
    dueAt: time(row.due_at),
    notBefore: time(row.next_at),
    staff: row.staff_id,
    tries: row.tries,
    name: contactOf(row).name ?? null,
    language: row.language ?? site.look.locale,
    timeZone: row.time_zone,
    complaint: row.number,
    order: row.order_id,
    customer: row.customer_id,
    result: resultOf(row),
  }
}

function resultOf(row: Joined): FollowupSummary['result'] {
  if (row.ended_at === null) return null
  return {
    reached: row.state === 'done',
    satisfied: row.satisfied === null ? null : row.satisfied === 1,
    words: row.words,
    by: row.ended_by,
    heard: row.heard as NonNullable<FollowupSummary['result']>['heard'],
    at: time(row.ended_at),
    feedback: row.answered,
    complaint: row.opened_number,
  }
}

/** One follow-up as who asks sees it: with whom to call, and what to say. */
export async function followupOf(
  { database, publicUrl }: { database: Database; publicUrl: string },
  row: Joined,
  site: Site,
  actor: StaffActor,
  now: number = Date.now(),
): Promise<Followup> {
  const rules = await loadRules(database.write, site.id)
  const own = await ownScripts(database.write, site.id)
  const summary = summaryOf(row, site)
  const product = await productOf(database, row)
  const { day } = JSON.parse(row.about) as { day?: string }
  const may = possible(row, actor, rules, now)
  const script = fillScript(scriptFor(row.kind, summary.language, site.look.locale, own), {
    name: summary.name,
    staff: actor.name,
    shop: site.name,
    product,
    order: row.order_id,
    number: row.number,
    day,
  })
  return {
    ...summary,
    contact: contactOf(row),
    product,
    about: day ?? null,
    attempts: (JSON.parse(row.attempts) as Attempt[]).map((one) => ({
      ...one,
      at: time(one.at),
      again: one.again === null ? null : time(one.again),
    })),
    script,
    url: await followupUrl(publicUrl, site, row, { name: summary.name }),
    againUntil: may.includes('again') && row.tries + 1 < rules.tries ? time(now + AGAIN_MS) : null,
    possible: may,
  }
}

/** What it is about: the complaint's product, or the first of the order. */
async function productOf({ write }: Database, row: Joined): Promise<string | null> {
  const { name } = JSON.parse(row.product ?? '{}') as Product
  if (name !== undefined || row.order_id === null) return name ?? null
  const order = await write
    .selectFrom('shop_order')
    .select('items')
    .where('site_id', '=', row.site_id)
    .where('order_id', '=', row.order_id)
    .executeTakeFirst()
  const [first] = JSON.parse(order?.items ?? '[]') as OrderLine[]
  return first?.name ?? null
}
