import { randomBytes } from 'node:crypto'
import type { Database } from '../database/engine.ts'
import type { ApiKeyTable } from '../database/schema.ts'
import type { Role } from './roles.ts'
import { hashOf } from './token.ts'

/** A key of the staff and back-end API. The key itself is told once, when it is made. */
export interface ApiKey {
  id: string
  siteId: string
  role: Role
  label: string
  createdAt: number
  /** To the minute. */
  lastUsedAt: number | null
  revokedAt: number | null
}

/** A key in use is marked so at most this often, so that reading does not become writing. */
const USED_MS = 60_000

/** Makes a key: `sk_` and 256 random bits. Only its hash is kept. */
export async function createKey(
  database: Database,
  siteId: string,
  role: Role,
  label = '',
): Promise<{ key: ApiKey; secret: string }> {
  const secret = `sk_${randomBytes(32).toString('base64url')}`
  const row: ApiKeyTable = {
    site_id: siteId,
    key_id: randomBytes(6).toString('hex'),
    hash: hashOf(secret),
    role,
    label,
    created_at: Date.now(),
    last_used_at: null,
    revoked_at: null,
  }
  await database.insertMany('api_key', [row])
  return { key: keyOf(row), secret }
}

/** The site's keys, revoked ones included, oldest first. */
export async function listKeys(database: Database, siteId: string): Promise<ApiKey[]> {
  const rows = await database.write
    .selectFrom('api_key')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('created_at')
    .orderBy('key_id')
    .execute()
  return rows.map(keyOf)
}

/** Ends a key at once. @returns whether there was such a key in force */
export async function revokeKey(database: Database, siteId: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await database.write
    .updateTable('api_key')
    .set({ revoked_at: Date.now() })
    .where('site_id', '=', siteId)
    .where('key_id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The key in force behind a secret. Looked up each time, so that a revoked key ends at once. */
export async function authenticate(database: Database, secret: string, now = Date.now()): Promise<ApiKey | undefined> {
  const row = await database.write
    .selectFrom('api_key')
    .selectAll()
    .where('hash', '=', hashOf(secret))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  if (now - (row.last_used_at ?? 0) > USED_MS)
    await database.write
      .updateTable('api_key')
      .set({ last_used_at: now })
      .where('site_id', '=', row.site_id)
      .where('key_id', '=', row.key_id)
      .execute()
      // A full disk must not keep staff from reading.
      .catch((error: unknown) => {
        if (!database.isGone(error)) throw error
      })
  return keyOf(row)
}

function keyOf(row: ApiKeyTable): ApiKey {
  return {
    id: row.key_id,
    siteId: row.site_id,
    role: row.role,
    label: row.label,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }
}
