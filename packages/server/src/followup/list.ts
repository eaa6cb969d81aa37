import type { FollowupPage, FollowupQuery } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import type { FollowupTable } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import type { Site } from '../site/store.ts'
import type { StaffActor } from '../staff/actor.ts'
import { isWakeful, wakefulOf } from './quiet.ts'
import { loadRules } from './rules.ts'
import { joined } from './store.ts'
import { summaryOf } from './view.ts'

/** Items on a page unless asked otherwise. */
const LIMIT = 50

/** A page of a site's follow-ups, what comes next first. With `now` it may hold fewer than asked for, and go on. */
export async function listFollowups(
  database: Database,
  site: Site,
  actor: StaffActor,
  query: FollowupQuery,
  now: number = Date.now(),
): Promise<FollowupPage> {
  const limit = query.limit ?? LIMIT
  let rows = joined(database.read, site.id)
  const state = query.state ?? (query.now === 'true' ? 'waiting' : undefined)
  if (state === 'waiting') rows = rows.where('x.state', 'in', ['open', 'taken'])
  else if (state !== undefined) rows = rows.where('x.state', 'in', state.split(',') as FollowupTable['state'][])
  if (query.staff === 'none') rows = rows.where('x.staff_id', 'is', null)
  else if (query.staff !== undefined) rows = rows.where('x.staff_id', '=', staffOf(query.staff, actor))
  if (query.kind !== undefined) rows = rows.where('x.kind', '=', query.kind)
  if (query.customer !== undefined) rows = rows.where('x.customer_id', '=', query.customer)
  if (query.now === 'true') rows = rows.where('x.next_at', '<=', now).where('x.channel', '<>', 'mail')
  if (query.now === 'false') rows = rows.where('x.next_at', '>', now)
  if (query.cursor !== undefined) {
    const { at, id } = placeOf(query.cursor)
    rows = rows.where((eb) =>
      eb.and([eb('x.next_at', '>=', at), eb.or([eb('x.next_at', '>', at), eb('x.followup_id', '>', id)])]),
    )
  }
  const found = await rows
    .orderBy('x.next_at')
    .orderBy('x.followup_id')
    .limit(limit + 1)
    .execute()
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const rules = await loadRules(database.write, site.id)
  // Night falls after a time was set, too.
  const shown = query.now === 'true' ? page.filter((row) => isWakeful(wakefulOf(row, rules), now)) : page
  return {
    items: shown.map((row) => summaryOf(row, site)),
    next: found.length > limit && last ? cursorOf(last.next_at, last.followup_id) : null,
  }
}

function staffOf(asked: string, actor: StaffActor): string {
  if (asked !== 'me') return asked
  if (actor.kind === 'staff') return actor.id
  throw refuse('the query', [{ path: 'staff', code: 'invalid_value', ...says('member_own') }])
}

function cursorOf(at: number, id: string): string {
  return Buffer.from(`${at} ${id}`).toString('base64url')
}

function placeOf(cursor: string): { at: number; id: string } {
  const match = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (match) return { at: Number(match[1]), id: match[2]! }
  throw new Problem('invalid', 'The cursor is not one of this list. Use `next` of the page before, or none.', {
    errors: [{ path: 'cursor', code: 'invalid_format', ...says('cursor') }],
  })
}
