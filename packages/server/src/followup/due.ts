import type { FollowupRules } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import { emailKey } from '../customer/key.ts'
import { isVerified } from '../customer/verified.ts'
import type { Database, Tx } from '../database/engine.ts'
import type { FollowupTable, Tables } from '../database/schema.ts'
import { enqueue, type Mail } from '../notify/outbox.ts'
import { refusalKey } from '../notify/refusal.ts'
import { listSites, type Site } from '../site/store.ts'
import { giveUp } from './act.ts'
import { complaining } from './candidate.ts'
import { followupUrl, unsubscribeUrl } from './link.ts'
import type { Needs } from './plan.ts'
import { nextWakeful, wakefulOf } from './quiet.ts'
import { holdRules, keepShares, loadRules, sharesOf } from './rules.ts'
import { giveOut } from './share.ts'
import { teamAt } from './specialist.ts'
import { changeFollowup, getFollowup, holdFollowup, type Joined, reachOf } from './store.ts'
import { tell } from './tell.ts'
import { contactOf } from './view.ts'
import { mailboxOf, type Reach, wayTo } from './way.ts'

const DAY_MS = 24 * 3600_000
/** Whoever took a visit and is away this long after its time is not at it any more. */
const LEFT_MS = 12 * 3600_000
/** Whoever does not answer a mail is called in this time before the visit is due. */
const CALL_MS = 12 * 3600_000
/** Follow-ups looked at in one go. */
const CHUNK = 200

/**
 * Does what falls due by itself: mails go out, within the customer's hours; who does not answer them is called instead,
 * or counts as not reached; what nobody has, or somebody who is away, is given to whoever is there.
 *
 * @param signal asks it to end after the one in hand
 * @returns how many something was done about
 */
export async function runFollowups(needs: Needs, now: number = Date.now(), signal?: AbortSignal): Promise<number> {
  let done = 0
  for (const site of await listSites(needs.database)) {
    const rules = await loadRules(needs.database.write, site.id)
    done += await each(needs.database, site, ['open'], now, signal, (id) => sendMail(needs, site, rules, id, now))
    done += await each(needs.database, site, ['sent'], now, signal, (id) => endWaiting(needs, site, rules, id, now))
    if (signal?.aborted) break
    done += await handOut(needs.database, site, now)
  }
  return done
}

/** Goes through the mails of a site that are due in a state; each is seen to in a transaction of its own. */
async function each(
  database: Database,
  site: Site,
  states: FollowupTable['state'][],
  now: number,
  signal: AbortSignal | undefined,
  act: (id: string) => Promise<boolean>,
): Promise<number> {
  let total = 0
  for (;;) {
    const rows = await database.write
      .selectFrom('followup')
      .select('followup_id')
      .where('site_id', '=', site.id)
      .where('state', 'in', states)
      .where('channel', '=', 'mail')
      .where('next_at', '<=', now)
      .orderBy('next_at')
      .limit(CHUNK)
      .execute()
    let done = 0
    for (const { followup_id } of rows) {
      if (signal?.aborted) return total
      if (await act(followup_id)) done++
    }
    total += done
    if (done === 0 || rows.length < CHUNK) return total
  }
}

/** Sends the mail of a follow-up, unless the hour or the customer's wish has come between. */
function sendMail({ database, config }: Needs, site: Site, rules: FollowupRules, id: string, now: number) {
  return database.transaction(async (tx) => {
    const row = await holdFollowup(tx, site.id, id)
    if (row.state !== 'open' || row.channel !== 'mail' || row.next_at > now) return false
    const known = await getFollowup(tx.query, site.id, id)
    const next = nextWakeful(wakefulOf(known, rules), now)
    if (next !== undefined && next > now) {
      await changeFollowup(tx, row, { next_at: next })
      return true
    }
    if (row.kind === 'purchase' || row.kind === 'leaving') {
      // Planned before they complained.
      const busy = await complaining(tx.query, site.id, row.customer_id === null ? [] : [row.customer_id])
      if (busy.size > 0) {
        const words = 'A complaint of theirs is open: it is put right first.'
        await giveUp(tx, config.url, row, { state: 'skipped', by: null, words }, now)
        return true
      }
    }
    const reach = await reachOf(tx, known)
    const address = mailboxOf(reach)
    if (next === undefined || address === undefined || wayTo(['mail'], reach) === undefined) {
      await otherwise(tx, config.url, row, reach, rules, now)
      return true
    }
    await enqueue(tx, { ...(await mailOf(tx, config.url, site, known, address)), hours: wakefulOf(known, rules) }, now)
    const waiting = { state: 'sent', tries: row.tries + 1, next_at: answerBy(row, rules, now) } as const
    await changeFollowup(tx, row, waiting)
    return true
  })
}

/**
 * Until when an answer to the mail is waited for: as long as the rules say, but not so long that nobody could call before
 * the visit is due; a day in any case.
 */
function answerBy({ due_at }: FollowupTable, { answerDays }: FollowupRules, now: number): number {
  return Math.min(now + answerDays * DAY_MS, Math.max(now + DAY_MS, due_at - CALL_MS))
}

async function mailOf(tx: Tx, publicUrl: string, site: Site, row: Joined, address: string): Promise<Mail> {
  const { name = null } = contactOf(row)
  const language = row.language ?? site.look.locale
  const { day = null } = JSON.parse(row.about) as { day?: string }
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: row.time_zone })
  return {
    siteId: site.id,
    topic: 'visit',
    to: { address, name, verified: await isProven(tx, site.id, address) },
    language: row.language,
    feedbackId: row.feedback_id,
    values: {
      link: await followupUrl(publicUrl, site, row, { name }),
      unsubscribe: await unsubscribeUrl(publicUrl, site, refusalKey(site.id, address), row.followup_id),
      name,
      number: row.number,
      order: row.kind === 'purchase' ? row.order_id : null,
      day,
      last: row.kind === 'leaving' ? date.format(row.since) : null,
    },
  }
}

/** Whether the shop, staff or the customer's own proof vouch for the address. */
async function isProven(tx: Tx, siteId: string, address: string): Promise<boolean> {
  const value = emailKey(address)
  if (value === undefined) return false
  const key = await tx.query
    .selectFrom('customer_key')
    .select('customer_id')
    .where('site_id', '=', siteId)
    .where('kind', '=', 'email')
    .where('value', '=', value)
    .executeTakeFirst()
  return key !== undefined || isVerified(tx.query, siteId, { kind: 'email', value })
}

/** The mail was not answered in time. */
function endWaiting({ database, config }: Needs, site: Site, rules: FollowupRules, id: string, now: number) {
  return database.transaction(async (tx) => {
    const row = await holdFollowup(tx, site.id, id)
    if (row.state !== 'sent' || row.next_at > now) return false
    const reach = await reachOf(tx, await getFollowup(tx.query, site.id, id))
    await otherwise(tx, config.url, row, reach, rules, now)
    return true
  })
}

/** By another way than mail; where there is none, or no try is left, the customer counts as not reached. */
async function otherwise(
  tx: Tx,
  publicUrl: string,
  row: FollowupTable,
  reach: Reach,
  rules: FollowupRules,
  now: number,
): Promise<void> {
  const others = rules.channels.filter((channel) => channel !== 'mail')
  const channel = row.tries < rules.tries ? wayTo(others, reach) : undefined
  const next = nextWakeful(wakefulOf(row, rules), now)
  if (channel !== undefined && next !== undefined)
    await changeFollowup(tx, row, { state: 'open', channel, next_at: next, staff_id: null })
  else if (row.tries > 0) await giveUp(tx, publicUrl, row, { state: 'unreached', by: null }, now)
  else {
    const words = 'The customer wants no mail, and there is no other way to reach them.'
    await giveUp(tx, publicUrl, row, { state: 'skipped', by: null, words }, now)
  }
}

/** Gives to those who are there what nobody has, or somebody who is away. */
async function handOut(database: Database, site: Site, now: number): Promise<number> {
  // Looked at first: most of the time there is nothing to give, and an idle disk stays idle.
  const { there: some, away: gone } = await teamAt({ query: database.write }, site.id, now)
  if (some.length === 0 || (await unheld(database.write, site.id, gone, now, 1)).length === 0) return 0
  return database.transaction(async (tx) => {
    const held = await holdRules(tx, site.id, now)
    const { there, away, loads } = await teamAt(tx, site.id, now)
    if (there.length === 0) return 0
    const rows = await unheld(tx.query, site.id, away, now, CHUNK)
    if (rows.length === 0) return 0
    const { given, shares } = giveOut(rows.length, there, sharesOf(held), loads)
    await keepShares(tx, site.id, shares)
    for (const [i, row] of rows.entries())
      tell(tx, 'followup.assigned', await changeFollowup(tx, row, { staff_id: given[i]!, state: 'open' }), now)
    return rows.length
  })
}

/** Visits that are near, and that nobody has who is there: also one that somebody took, and then went home. */
function unheld(
  query: Kysely<Tables>,
  siteId: string,
  away: readonly string[],
  now: number,
  limit: number,
): Promise<FollowupTable[]> {
  return query
    .selectFrom('followup')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('channel', '<>', 'mail')
    .where('next_at', '<=', now + DAY_MS)
    .where((eb) => {
      const open = eb('state', '=', 'open')
      const left = eb('state', '=', 'taken').and('next_at', '<=', now - LEFT_MS)
      const ways = [open.and('staff_id', 'is', null)]
      return eb.or(away.length > 0 ? [...ways, eb.or([open, left]).and('staff_id', 'in', away)] : ways)
    })
    .orderBy('next_at')
    .limit(limit)
    .execute()
}
