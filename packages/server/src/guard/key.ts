import type { Database } from '../database/engine.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { type ApiKey, authenticate } from '../staff/keys.ts'
import { ROLES, type Role } from '../staff/roles.ts'

/**
 * The API key of a staff request.
 *
 * @param authorization the header, `Bearer sk_…`
 * @param role least role that may do it
 */
export async function requireKey(database: Database, authorization: string | undefined, role: Role): Promise<ApiKey> {
  const secret = /^Bearer +(sk_[A-Za-z0-9_-]+) *$/i.exec(authorization ?? '')?.[1]
  if (secret === undefined)
    throw new Problem('unauthorized', 'Send the header "Authorization: Bearer sk_…". "earshot key create" makes a key.')
  const key = await authenticate(database, secret)
  if (!key)
    throw new Problem('unauthorized', 'This API key is unknown or revoked. "earshot key create" makes a new one.')
  if (ROLES.indexOf(key.role) < ROLES.indexOf(role))
    throw new Problem('forbidden', `This key has the role ${key.role}; ${role} is needed.`, {
      why: says('role', { role }),
    })
  return key
}
