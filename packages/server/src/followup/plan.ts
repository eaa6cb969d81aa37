import type { FollowupRules } from '@earshot/sdk/contract'
import { forgo } from '../complaint/command.ts'
import type { Config } from '../config.ts'
import type { Database, Tx } from '../database/engine.ts'
import type { FollowupTable } from '../database/schema.ts'
import { knowTables } from '../database/statistics.ts'
import { refusals } from '../notify/refusal.ts'
import { listSites, type Site } from '../site/store.ts'
import {
  BEGINNING,
  type Candidate,
  complaining,
  complaintPage,
  dayPage,
  freshlyClosed,
  leavingPage,
  PAGE,
  type Place,
  purchasePage,
} from './candidate.ts'
import { datesNear, draftsOf, mailboxesOf } from './draft.ts'
import { holdRules, keepShares, loadRules, sharesOf } from './rules.ts'
import { giveOut } from './share.ts'
import { type Team, teamAt } from './specialist.ts'
import { giveWay } from './settle.ts'
import { tell, tellPlanned } from './tell.ts'

/** What planning needs. */
export interface Needs {
  database: Database
  config: Pick<Config, 'url'>
  /** Whether nobody is told by an event, as of what the demo made up. */
  untold?: boolean
}

/**
 * Plans the visits that every site's rules ask for, and gives them out. What has one by the same cause gets no other,
 * however often and at however many servers this runs.
 *
 * @param signal asks it to end after the page in hand
 * @returns how many were planned
 */
export async function planFollowups(needs: Needs, now: number = Date.now(), signal?: AbortSignal): Promise<number> {
  let planned = 0
  await knowTables(needs.database, ['shop_order', 'customer', 'followup'])
  for (const site of await listSites(needs.database)) {
    if (signal?.aborted) break
    planned += await planSite(needs, site, now, signal)
  }
  return planned
}

/** How long a closed complaint is looked for; what is not planned by then is, with everything else. */
const CLOSED_MS = 10 * 60_000

/** Sites with a complaint that was closed just now and has no visit yet. Cheap. */
export function sitesClosing(database: Database, now: number): Promise<string[]> {
  return freshlyClosed(database.write, now - CLOSED_MS)
}

/**
 * Plans the visits of complaints that were closed just now: who closes one looks for its visit at once.
 *
 * @returns how many were planned
 */
export async function planClosed(needs: Needs, now: number = Date.now(), signal?: AbortSignal): Promise<number> {
  const closing = new Set(await sitesClosing(needs.database, now))
  let planned = 0
  for (const site of await listSites(needs.database)) {
    if (signal?.aborted) break
    if (closing.has(site.id)) planned += await planSite(needs, site, now, signal, true)
  }
  return planned
}

/** As `planFollowups` for one site. @param closed only what follows a closed complaint */
export async function planSite(
  needs: Needs,
  site: Site,
  now: number,
  signal?: AbortSignal,
  closed = false,
): Promise<number> {
  const { database } = needs
  const rules = await loadRules(database.write, site.id)
  const run: Run = { ...needs, site, rules, now, met: new Set(), team: undefined }
  let planned = 0
  for (const read of pagesOf(database, site.id, rules, now, closed)) {
    for (let after = BEGINNING; !signal?.aborted;) {
      const page = await read(after)
      planned += await planPage(run, page)
      if (page.length < PAGE) break
      after = placeOf(page.at(-1)!)
    }
  }
  return planned
}

/** What one planning of a site goes along with. */
interface Run extends Needs {
  site: Site
  rules: FollowupRules
  now: number
  /** Customers who got a visit in this run: the next rule leaves them in peace. */
  met: Set<string>
  team: Team | undefined
}

type Read = (after: Place) => Promise<Candidate[]>

/** How each rule that is switched on finds whom to visit; a closed complaint goes before all else. */
function pagesOf({ read }: Database, siteId: string, rules: FollowupRules, now: number, closed: boolean): Read[] {
  const reads: Read[] = []
  if (rules.complaint.on) reads.push((after) => complaintPage(read, siteId, after))
  if (closed) return reads
  if (rules.day.on) reads.push((after) => dayPage(read, siteId, datesNear(rules, now), after))
  if (rules.purchase.on) reads.push((after) => purchasePage(read, siteId, rules, now, after))
  if (rules.leaving.on) reads.push((after) => leavingPage(read, siteId, rules, now, after))
  return reads
}

function placeOf({ kind, since, feedback_id, order_id, customer_id }: Candidate): Place {
  return { at: since, id: (kind === 'complaint' ? feedback_id : kind === 'day' ? customer_id : order_id)! }
}

async function planPage(run: Run, page: readonly Candidate[]): Promise<number> {
  const { database, site, rules, now, met } = run
  const refused = await refusals(database.write, site.id, mailboxesOf(page))
  const frame = { siteId: site.id, rules, timeZone: site.timeZone, refused, now }
  const persons = page.filter(isOptional).flatMap(({ customer_id }) => customer_id ?? [])
  const busy = await complaining(database.read, site.id, persons)
  const drafts = page
    .filter(({ kind, customer_id }) => kind === 'complaint' || customer_id === null || !met.has(customer_id))
    .filter((candidate) => !isOptional(candidate) || !busy.has(candidate.customer_id ?? ''))
    .flatMap((candidate) => {
      const made = draftsOf(candidate, frame)
      if (made.length > 0 && candidate.customer_id !== null) met.add(candidate.customer_id)
      return made
    })
  // The second order of one customer in the same page.
  const single = new Map(
    drafts.map((row) => [row.kind === 'purchase' ? (row.customer_id ?? row.cause) : row.cause, row]),
  )
  if (single.size === 0) return 0
  return database.transaction((tx) => keep(run.untold ? { ...tx, tell: () => {} } : tx, run, [...single.values()]))
}

/** Stores what is new and says whose it is, one server at a time for each site. */
async function keep(tx: Tx, run: Run, drafts: readonly FollowupTable[]): Promise<number> {
  const { site, now, config } = run
  const held = await holdRules(tx, site.id, now)
  const known = await tx.query
    .selectFrom('followup')
    .select('cause')
    .where('site_id', '=', site.id)
    .where(
      'cause',
      'in',
      drafts.map(({ cause }) => cause),
    )
    .execute()
  const taken = new Set(known.map(({ cause }) => cause))
  const fresh = drafts.filter(({ cause }) => !taken.has(cause))
  if (fresh.length === 0) return 0
  run.team ??= await teamAt(tx, site.id, now)
  const { there, loads } = run.team
  const mine = fresh.filter(isForStaff)
  const { given, shares } = giveOut(mine.length, there, sharesOf(held), loads)
  for (const [i, row] of mine.entries()) {
    row.staff_id = given[i]!
    if (row.staff_id !== null) loads.set(row.staff_id, (loads.get(row.staff_id) ?? 0) + 1)
  }
  if (mine.length > 0 && there.length > 0) await keepShares(tx, site.id, shares)
  await tx.insertNew('followup', fresh)
  const without = fresh.filter(({ state }) => state === 'skipped')
  const planned = fresh.filter(({ state }) => state !== 'skipped')
  tellPlanned(tx, site.id, planned, now)
  const complained = planned.filter(({ kind }) => kind === 'complaint').flatMap(({ customer_id }) => customer_id ?? [])
  await giveWay(tx, site.id, complained, now)
  for (const row of without) {
    tell(tx, 'followup.cancelled', row, now)
    await forgo(tx, config.url, row.site_id, row.feedback_id!, row.words!, now)
  }
  return fresh.length
}

/** Neither owed after a complaint nor bound to a day. */
function isOptional({ kind }: Pick<Candidate, 'kind'>): boolean {
  return kind === 'purchase' || kind === 'leaving'
}

/** What somebody of the staff does; mail goes by itself. */
function isForStaff({ state, channel }: FollowupTable): boolean {
  return state === 'open' && channel !== 'mail'
}
