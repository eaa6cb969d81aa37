import type { Draft, DraftInput, DraftList } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Database, Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import type { DraftTable } from '../database/tables/desk.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import type { StaffActor } from '../staff/actor.ts'

/** The largest draft, in bytes of its JSON. */
const BYTES_MAX = 64 * 1024
/** Drafts that a member may have; the oldest give way. */
const DRAFTS_MAX = 200
/** What nobody came back to is forgotten. */
const KEPT_MS = 30 * 24 * 3600_000
/** How far a browser's clock may be ahead: else a draft of tomorrow could never be written over. */
const AHEAD_MS = 60_000

/** A member's drafts, newest first. */
export async function listDrafts(query: Kysely<Tables>, actor: StaffActor): Promise<DraftList['items']> {
  const rows = await drafts(query, actor).select(['draft_key', 'at']).orderBy('at', 'desc').execute()
  return rows.map((row) => ({ key: row.draft_key, at: new Date(row.at).toISOString() }))
}

/** A draft of a member's. Rejects with `draft_unknown`. */
export async function getDraft(query: Kysely<Tables>, actor: StaffActor, key: string): Promise<Draft> {
  const row = await drafts(query, actor).selectAll().where('draft_key', '=', key).executeTakeFirst()
  if (row) return draftOf(row)
  throw new Problem('draft_unknown', 'Nothing is kept under this key: it was sent, taken away, or is 30 days old.')
}

/** Keeps a draft, unless a newer one is kept already. @returns the one that is kept now */
export async function keepDraft(
  tx: Tx,
  actor: StaffActor,
  key: string,
  { data, at }: DraftInput,
  now: number = Date.now(),
): Promise<Draft> {
  const text = JSON.stringify(data)
  if (Buffer.byteLength(text) > BYTES_MAX || text.includes('\\u0000'))
    throw refuse('the body', [{ path: 'data', code: 'too_big', ...says('draft_max') }])
  const { siteId, id } = actor
  const row: DraftTable = {
    site_id: siteId,
    staff_id: id,
    draft_key: key,
    data: text,
    at: Math.min(at === undefined ? now : Date.parse(at), now + AHEAD_MS),
  }
  const [held] = await tx.hold('draft', [row])
  if (held!.at > row.at) return draftOf(held!)
  await tx.put('draft', [row])
  const old = await drafts(tx.query, actor)
    .select('draft_key')
    .orderBy('at', 'desc')
    .limit(DRAFTS_MAX)
    .offset(DRAFTS_MAX)
    .execute()
  for (const { draft_key } of old) await removeDraft(tx.query, actor, draft_key)
  return draftOf(row)
}

/** Takes a draft away; one that is not there is gone as well. */
export async function removeDraft(query: Kysely<Tables>, { siteId, id }: StaffActor, key: string): Promise<void> {
  await query
    .deleteFrom('draft')
    .where('site_id', '=', siteId)
    .where('staff_id', '=', id)
    .where('draft_key', '=', key)
    .execute()
}

/** Forgets what nobody came back to. Run by a job. @returns how many */
export async function forgetDrafts({ write }: Pick<Database, 'write'>, now: number): Promise<number> {
  const { numDeletedRows } = await write
    .deleteFrom('draft')
    .where('at', '<', now - KEPT_MS)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Forgets what anybody began to write about complaints, or of feedback, that are erased. */
export async function dropDrafts(
  query: Kysely<Tables>,
  siteId: string,
  of: Readonly<{ numbers: readonly string[]; feedback: readonly string[] }>,
): Promise<void> {
  const beginnings = [
    ...of.numbers.map((number) => `complaint/${number}`),
    ...of.feedback.map((id) => `feedback/${id}`),
  ]
  for (const beginning of beginnings)
    await query
      .deleteFrom('draft')
      .where('site_id', '=', siteId)
      .where((eb) => eb.or([eb('draft_key', '=', beginning), eb('draft_key', 'like', `${beginning}/%`)]))
      .execute()
}

function drafts(query: Kysely<Tables>, { siteId, id }: StaffActor) {
  return query.selectFrom('draft').where('site_id', '=', siteId).where('staff_id', '=', id)
}

function draftOf({ draft_key, data, at }: DraftTable): Draft {
  return { key: draft_key, data: JSON.parse(data) as Draft['data'], at: new Date(at).toISOString() }
}
