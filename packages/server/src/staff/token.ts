import { createHash, randomBytes } from 'node:crypto'

/** What `makeToken` makes; anything else need not be looked for. */
const TOKEN = /^([0-9a-z]+)_[\w-]{43}$/

/** A secret of 256 random bits that names its site, for cookies and links. Only its hash is kept. */
export function makeToken(siteId: string): { token: string; hash: string } {
  const token = `${siteId}_${randomBytes(32).toString('base64url')}`
  return { token, hash: hashOf(token) }
}

/** Where to look for a token: its site and its hash; undefined when it cannot be one. */
export function readToken(token: string): { siteId: string; hash: string } | undefined {
  const siteId = TOKEN.exec(token)?.[1]
  return siteId === undefined ? undefined : { siteId, hash: hashOf(token) }
}

/** A random secret needs no slow hash: it cannot be guessed, and the hash alone opens nothing. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
