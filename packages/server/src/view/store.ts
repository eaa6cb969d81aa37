import { randomBytes } from 'node:crypto'
import { type SavedView, type SavedViewChange, type SavedViewInput, VIEW_QUERIES } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import type { SavedViewTable } from '../database/tables/desk.ts'
import { invalid, refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import type { StaffActor } from '../staff/actor.ts'
import { reaches } from '../staff/roles.ts'

/** Views that a member may keep. */
const VIEWS_MAX = 100

/** One's own views and shared ones, in their order. */
export async function listViews(query: Kysely<Tables>, { siteId, id }: StaffActor): Promise<SavedView[]> {
  const rows = await query
    .selectFrom('saved_view')
    .selectAll()
    .where('site_id', '=', siteId)
    .where((eb) => eb.or([eb('staff_id', '=', id), eb('shared', '=', 1)]))
    .orderBy('position')
    .orderBy('created_at')
    .orderBy('view_id')
    .execute()
  return rows.map((row) => viewOf(row, id))
}

/** Keeps a view. Rejects with `invalid` for a query that its list does not understand. */
export async function addView(tx: Tx, { siteId, id }: StaffActor, input: SavedViewInput): Promise<SavedView> {
  requireQuery(input.kind, input.query)
  const own = await tx.query
    .selectFrom('saved_view')
    .select('position')
    .where('site_id', '=', siteId)
    .where('staff_id', '=', id)
    .execute()
  if (own.length >= VIEWS_MAX)
    throw refuse('the body', [{ path: 'name', code: 'too_big', ...says('views_max', { n: VIEWS_MAX }) }])
  const row: SavedViewTable = {
    site_id: siteId,
    view_id: randomBytes(6).toString('hex'),
    staff_id: id,
    kind: input.kind,
    name: input.name,
    query: JSON.stringify(input.query),
    shared: input.shared ? 1 : 0,
    position: input.position ?? Math.min(10_000, Math.max(-1, ...own.map(({ position }) => position)) + 1),
    created_at: Date.now(),
  }
  await tx.insertNew('saved_view', [row])
  return viewOf(row, id)
}

/** Changes what is named. Rejects with `view_unknown`, `forbidden` or `invalid`. */
export async function changeView(
  tx: Tx,
  actor: StaffActor,
  id: string,
  { name, query, shared, position }: SavedViewChange,
): Promise<SavedView> {
  const before = await requireOwn(tx.query, actor, id)
  if (query) requireQuery(before.kind, query)
  const row: SavedViewTable = {
    ...before,
    name: name ?? before.name,
    query: query ? JSON.stringify(query) : before.query,
    shared: shared === undefined ? before.shared : shared ? 1 : 0,
    position: position ?? before.position,
  }
  await tx.put('saved_view', [row])
  return viewOf(row, actor.id)
}

/** Removes a view. Rejects with `view_unknown` or `forbidden`. */
export async function removeView(tx: Tx, actor: StaffActor, id: string): Promise<void> {
  const { site_id, view_id } = await requireOwn(tx.query, actor, id)
  await tx.query.deleteFrom('saved_view').where('site_id', '=', site_id).where('view_id', '=', view_id).execute()
}

/** What somebody else shares, managers may change as well; what somebody else keeps to themselves is unknown. */
async function requireOwn(query: Kysely<Tables>, actor: StaffActor, id: string): Promise<SavedViewTable> {
  const row = await query
    .selectFrom('saved_view')
    .selectAll()
    .where('site_id', '=', actor.siteId)
    .where('view_id', '=', id)
    .executeTakeFirst()
  if (!row || (row.staff_id !== actor.id && row.shared === 0))
    throw new Problem('view_unknown', 'You have no view with this id. GET /api/views lists those there are.')
  if (row.staff_id === actor.id || reaches(actor.role, 'manager')) return row
  throw new Problem('forbidden', 'Somebody else made this view: they or a manager change it. Keep one of your own.', {
    why: says('others_view'),
  })
}

function requireQuery(kind: SavedView['kind'], query: SavedView['query']): void {
  const read = VIEW_QUERIES[kind].safeParse(query)
  if (read.success) return
  const found = invalid(read.error, 'the query of the view')
  throw refuse(
    'the body',
    (found.errors ?? []).map((error) => ({ ...error, path: `query.${error.path}` })),
  )
}

function viewOf(row: SavedViewTable, staffId: string): SavedView {
  return {
    id: row.view_id,
    kind: row.kind,
    name: row.name,
    query: JSON.parse(row.query) as SavedView['query'],
    shared: row.shared === 1,
    mine: row.staff_id === staffId,
    position: row.position,
  }
}
