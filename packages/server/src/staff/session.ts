import type { Kysely } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import type { StaffActor } from './actor.ts'
import { makeToken, readToken } from './token.ts'

/** A session ends when it was not used for so long. */
const LASTS_MS = 14 * 24 * 3_600_000
/** A session in use is marked so at most this often, so that reading does not become writing. */
const SEEN_MS = 3_600_000

export interface OpenSession {
  token: string
  expiresAt: number
}

/** A session in force. */
export interface FoundSession {
  actor: StaffActor
  expiresAt: number
  /** Whether its end was moved just now, so that the cookie's has to move, too. */
  slid: boolean
}

/** Opens a session for a member who has proven who they are. Only the token's hash is kept. */
export async function openSession(
  query: Kysely<Tables>,
  siteId: string,
  staffId: string,
  now = Date.now(),
): Promise<OpenSession> {
  const { token, hash } = makeToken(siteId)
  const expiresAt = now + LASTS_MS
  await query
    .insertInto('session')
    .values({ site_id: siteId, hash, staff_id: staffId, created_at: now, seen_at: now, expires_at: expiresAt })
    .execute()
  return { token, expiresAt }
}

/** The session behind a cookie's token. Looked up each time, so that one that was ended ends at once. */
export async function findSession(
  database: Database,
  token: string,
  now = Date.now(),
): Promise<FoundSession | undefined> {
  const where = readToken(token)
  if (!where) return undefined
  const row = await database.write
    .selectFrom('session as s')
    .innerJoin('staff as m', (join) => join.onRef('m.site_id', '=', 's.site_id').onRef('m.staff_id', '=', 's.staff_id'))
    .select(['m.site_id', 'm.staff_id', 'm.name', 'm.role', 's.seen_at', 's.expires_at'])
    .where('s.site_id', '=', where.siteId)
    .where('s.hash', '=', where.hash)
    .where('s.expires_at', '>', now)
    .where('m.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const slid = now - row.seen_at >= SEEN_MS && (await slide(database, where, now))
  return {
    actor: { kind: 'staff', id: row.staff_id, name: row.name, role: row.role, siteId: row.site_id },
    expiresAt: slid ? now + LASTS_MS : row.expires_at,
    slid,
  }
}

async function slide(database: Database, where: { siteId: string; hash: string }, now: number): Promise<boolean> {
  try {
    await database.write
      .updateTable('session')
      .set({ seen_at: now, expires_at: now + LASTS_MS })
      .where('site_id', '=', where.siteId)
      .where('hash', '=', where.hash)
      .execute()
    return true
  } catch (error) {
    // A full disk must not keep staff from reading.
    if (database.isGone(error)) return false
    throw error
  }
}

/** Signs one device out. */
export async function endSession(query: Kysely<Tables>, token: string): Promise<void> {
  const where = readToken(token)
  if (!where) return
  await query.deleteFrom('session').where('site_id', '=', where.siteId).where('hash', '=', where.hash).execute()
}

/** Signs a member out everywhere. */
export async function endSessions(query: Kysely<Tables>, siteId: string, staffId: string): Promise<void> {
  await query.deleteFrom('session').where('site_id', '=', siteId).where('staff_id', '=', staffId).execute()
}

/** Removes sessions, links and counts that no longer matter. Run by a job. @returns number of rows */
export async function sweepSessions(database: Pick<Database, 'write'>, now = Date.now()): Promise<number> {
  const done = [
    await database.write.deleteFrom('session').where('expires_at', '<=', now).executeTakeFirst(),
    await database.write.deleteFrom('staff_token').where('expires_at', '<=', now).executeTakeFirst(),
    await database.write.deleteFrom('sign_in_try').where('until', '<=', now).executeTakeFirst(),
  ]
  return done.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0)
}
