import type { MeasureRows, MeasureRowsQuery } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { ClockTable } from '../database/schema.ts'
import { loadMoments } from '../moment/store.ts'
import { refuse } from '../invalid.ts'
import { says } from '../rule.ts'
import type { StaffActor } from '../staff/actor.ts'
import { OF_FEEDBACK } from './basis.ts'
import { complaintsBehind, feedbackBehind } from './behind.ts'
import { time } from './said.ts'
import { setOf } from './set.ts'

/** Items on a page unless asked otherwise. */
const PAGE = 50

interface Place {
  at: number
  id: string
}

/** The rows that a figure counts, newest first. */
export async function rowsOf(
  database: Database,
  actor: StaffActor,
  asked: MeasureRowsQuery,
  publicUrl: string,
  now: number = Date.now(),
): Promise<MeasureRows> {
  const { of, from, to, limit = PAGE, cursor, question, reason, clock, currency, ...narrow } = asked
  const { engine, read } = database
  const { siteId } = actor
  const moments = await loadMoments(database, siteId)
  const scope = { engine, siteId, now, moments, question: question ?? 'reasons', narrow }
  const set = setOf(of, scope, { reason, clock, currency })
  const alias = set.key
  const at = set.at ?? sql<number>`c.opened_at`
  const id = sql.ref(alias)
  const after = cursor === undefined ? undefined : placeOf(cursor)
  const conditions = [
    set.where,
    ...(set.at && from !== undefined ? [sql`${at} >= ${Date.parse(from)}`] : []),
    ...(set.at && to !== undefined ? [sql`${at} < ${Date.parse(to)}`] : []),
    ...(after ? [sql`${at} <= ${after.at} and (${at} < ${after.at} or ${id} < ${after.id})`] : []),
  ]
  const own = OF_FEEDBACK.has(of) ? sql`f.feedback_id` : sql`c.feedback_id`
  const { rows } = await sql<{ at: number; id: string; feedback: string }>`select ${at} as at, ${id} as id,
    ${own} as feedback from ${set.from} where ${sql.join(conditions, sql` and `)}
    order by 1 desc, 2 desc limit ${sql.lit(limit + 1)}`.execute(read)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await itemsOf(database, actor, of, shown, publicUrl),
    next: rows.length > limit && last ? Buffer.from(`${last.at} ${last.id}`).toString('base64url') : null,
  }
}

async function itemsOf(
  { read }: Database,
  actor: StaffActor,
  of: MeasureRowsQuery['of'],
  rows: readonly { at: number; id: string; feedback: string }[],
  publicUrl: string,
): Promise<MeasureRows['items']> {
  const ids = [...new Set(rows.map(({ feedback }) => feedback))]
  if (ids.length === 0) return []
  if (OF_FEEDBACK.has(of)) {
    const found = await feedbackBehind(read, actor, ids, publicUrl)
    return rows.flatMap(({ at, feedback }) => {
      const one = found.get(feedback)
      return one ? { at: time(at), feedback: one, complaint: null, clock: null } : []
    })
  }
  const [found, clocks] = await Promise.all([
    complaintsBehind(read, actor, ids, publicUrl),
    OF_CLOCKS.has(of)
      ? read
          .selectFrom('clock')
          .selectAll()
          .where('site_id', '=', actor.siteId)
          .where('feedback_id', 'in', ids)
          .execute()
      : [],
  ])
  const byId = new Map(clocks.map((row) => [row.clock_id, row]))
  return rows.flatMap(({ at, id, feedback }) => {
    const complaint = found.get(feedback)
    return complaint ? { at: time(at), feedback: null, complaint, clock: clockOf(byId.get(id)) } : []
  })
}

/** Sets of which one complaint may have several. */
const OF_CLOCKS: ReadonlySet<string> = new Set(['answered', 'clocks', 'clocks-met', 'clocks-missed'])

function clockOf(row: ClockTable | undefined): MeasureRows['items'][number]['clock'] {
  if (!row) return null
  const { kind, due_at, stopped_at } = row
  return { kind, dueAt: time(due_at), stoppedAt: stopped_at === null ? null : time(stopped_at) }
}

function placeOf(cursor: string): Place {
  const match = /^(\d{1,15}) ([\w-]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (match) return { at: Number(match[1]), id: match[2]! }
  throw refuse('the query', [{ path: 'cursor', code: 'invalid_format', ...says('cursor') }])
}
