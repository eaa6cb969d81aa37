import type { Followup, FollowupAgain, FollowupRules } from '@earshot/sdk/contract'
import { forgo } from '../complaint/command.ts'
import type { Tx } from '../database/engine.ts'
import type { FollowupTable } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { type Fault, says } from '../rule.ts'
import type { StaffActor } from '../staff/actor.ts'
import { reaches } from '../staff/roles.ts'
import type { Needs } from './plan.ts'
import { isWakeful, wakefulOf } from './quiet.ts'
import { holdRules, keepShares, loadRules, sharesOf } from './rules.ts'
import { giveOut, handOver } from './share.ts'
import { teamAt } from './specialist.ts'
import { changeFollowup, getFollowup, holdFollowup, reachOf } from './store.ts'
import { tell } from './tell.ts'
import { wayTo } from './way.ts'

/** How far off "call again" may be. */
export const AGAIN_MS = 3 * 24 * 3600_000

/** One try that reached nobody, or at no good time. */
export interface Attempt {
  at: number
  by: string
  words: string | null
  again: number | null
}

export type Act = Followup['possible'][number]

/** Which follow-up, and who acts. */
export interface Acting {
  id: string
  actor: StaffActor
  now: number
}

/** What somebody may do with a follow-up now. */
export function possible(row: FollowupTable, actor: StaffActor, rules: FollowupRules, now: number): Act[] {
  const acts: Act[] = ['take', 'result', 'again', 'reassign', 'skip']
  return acts.filter((act) => hindrance(row, act, actor, rules, now) === undefined)
}

/** Rejects with `followup_not_possible` what somebody may not do now. */
export function require(row: FollowupTable, act: Act, actor: StaffActor, rules: FollowupRules, now: number): void {
  const why = hindrance(row, act, actor, rules, now)
  if (why) throw notPossible(why)
}

function notPossible(why: Fault): Problem {
  return new Problem('followup_not_possible', `This is not possible now: ${why.message}.`, { why })
}

function hindrance(
  row: FollowupTable,
  act: Act,
  actor: StaffActor,
  rules: FollowupRules,
  now: number,
): Fault | undefined {
  if (row.ended_at !== null) return says('followup_over', { state: row.state })
  // A colleague's is theirs; a manager, and the shop's own program, may step in.
  const mine = row.staff_id === null || row.staff_id === actor.id
  if (!mine && actor.kind === 'staff' && !reaches(actor.role, 'manager')) return says('followup_others')
  if (row.state === 'sent' && (act === 'take' || act === 'again')) return says('followup_sent')
  if (act === 'take') {
    if (row.state === 'taken' && row.staff_id !== actor.id) return says('followup_taken')
    if (!isWakeful(wakefulOf(row, rules), now)) return says('followup_night')
  }
  return undefined
}

/** Somebody is at it: a colleague who looks sees so. */
export function takeFollowup({ database }: Needs, { id, actor, now }: Acting): Promise<FollowupTable> {
  return database.transaction(async (tx) => {
    const rules = await loadRules(tx.query, actor.siteId)
    const row = await holdFollowup(tx, actor.siteId, id)
    const known = await getFollowup(tx.query, actor.siteId, id)
    require(known, 'take', actor, rules, now)
    if (wayTo([row.channel], await reachOf(tx, known)) === undefined) throw notPossible(says('followup_unwanted'))
    const staff = actor.kind === 'staff' ? actor.id : row.staff_id
    return changeFollowup(tx, row, { state: 'taken', staff_id: staff })
  })
}

/** A try that reached nobody, or at no good time: again at a time that was agreed on, unless that was the last. */
export function tryAgain(
  { database, config }: Needs,
  { id, actor, now }: Acting,
  { at, words }: FollowupAgain,
): Promise<FollowupTable> {
  return database.transaction(async (tx) => {
    const rules = await loadRules(tx.query, actor.siteId)
    const row = await holdFollowup(tx, actor.siteId, id)
    require(row, 'again', actor, rules, now)
    const again = Date.parse(at)
    requireTime(again, row, rules, now)
    const tries = row.tries + 1
    const last = tries >= rules.tries
    const attempt: Attempt = { at: now, by: actor.name, words: words ?? null, again: last ? null : again }
    const attempts = JSON.stringify([...(JSON.parse(row.attempts) as Attempt[]), attempt])
    if (last) return giveUp(tx, config.url, row, { tries, attempts, state: 'unreached', by: actor.name, words }, now)
    const after = await changeFollowup(tx, row, { tries, attempts, state: 'open', next_at: again })
    tell(tx, 'followup.postponed', after, now)
    return after
  })
}

function requireTime(at: number, row: FollowupTable, rules: FollowupRules, now: number): void {
  const wrong = (code: string, said: Fault) => refuse('the body', [{ path: 'at', code, ...said }])
  if (at <= now) throw wrong('too_small', says('future'))
  if (at > now + AGAIN_MS) throw wrong('too_big', says('three_days'))
  if (!isWakeful(wakefulOf(row, rules), at)) throw wrong('quiet_hours', says('quiet_hours'))
}

/** Gives it to somebody, or to whoever's turn it is. */
export function reassignFollowup(
  { database }: Needs,
  { id, actor, now }: Acting,
  staff: string | undefined,
): Promise<FollowupTable> {
  const { siteId } = actor
  return database.transaction(async (tx) => {
    const held = await holdRules(tx, siteId, now)
    const rules = await loadRules(tx.query, siteId)
    const row = await holdFollowup(tx, siteId, id)
    require(row, 'reassign', actor, rules, now)
    let shares = sharesOf(held)
    let to = staff ?? null
    if (staff === undefined) {
      const { there, loads } = await teamAt(tx, siteId, now)
      const others = there.filter((one) => one !== row.staff_id)
      const out = giveOut(1, others, handOver(shares, row.staff_id, null), loads)
      to = out.given[0]!
      shares = out.shares
      if (to === null) throw notPossible(says('followup_nobody'))
    } else {
      await requireMember(tx, siteId, staff)
      shares = handOver(shares, row.staff_id, staff)
    }
    await keepShares(tx, siteId, shares)
    const after = await changeFollowup(tx, row, { staff_id: to, state: row.state === 'taken' ? 'open' : row.state })
    tell(tx, 'followup.assigned', after, now)
    return after
  })
}

async function requireMember(tx: Tx, siteId: string, id: string): Promise<void> {
  const row = await tx.query
    .selectFrom('staff')
    .select('staff_id')
    .where('site_id', '=', siteId)
    .where('staff_id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw refuse('the body', [{ path: 'staff', code: 'staff_unknown', ...says('staff_unknown') }])
}

/** Gives it up, with a reason. */
export function skipFollowup({ database, config }: Needs, { id, actor, now }: Acting, reason: string) {
  return database.transaction(async (tx) => {
    const rules = await loadRules(tx.query, actor.siteId)
    const row = await holdFollowup(tx, actor.siteId, id)
    require(row, 'skip', actor, rules, now)
    return giveUp(tx, config.url, row, { state: 'skipped', by: actor.name, words: reason }, now)
  })
}

/** Ends a follow-up without an answer; the complaint's clock ends with it. */
export async function giveUp(
  tx: Tx,
  publicUrl: string,
  row: FollowupTable,
  ending: {
    state: 'unreached' | 'skipped'
    by: string | null
    words?: string | undefined
    tries?: number
    attempts?: string
  },
  now: number,
): Promise<FollowupTable> {
  const { by, words = null, ...rest } = ending
  const after = await changeFollowup(tx, row, { ...rest, ended_by: by, words, ended_at: now })
  tell(tx, ending.state === 'skipped' ? 'followup.cancelled' : 'followup.done', after, now)
  const reason = words ?? 'The customer was not reached.'
  if (row.feedback_id !== null) await forgo(tx, publicUrl, row.site_id, row.feedback_id, reason, now)
  return after
}

/** Ends a visit whose mail the customer answered with "no more such mails": a call about the same would be the next one. */
export async function declineMail(tx: Tx, publicUrl: string, siteId: string, id: string, now: number): Promise<void> {
  const row = await tx.query
    .selectFrom('followup')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('followup_id', '=', id)
    .where('state', '=', 'sent')
    .executeTakeFirst()
  const words = 'The customer wants no more such mails.'
  if (row) await giveUp(tx, publicUrl, await holdFollowup(tx, siteId, id), { state: 'skipped', by: null, words }, now)
}
