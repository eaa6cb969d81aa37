import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/*
 * Passwords of a site's own mail server, sealed with a key that is made from the site's signing key: whoever reads the
 * table alone, or a line of a log, has nothing. Who has the whole database has both; there is no secret outside of it.
 */

const PURPOSE = 'earshot: the password of a site’s own mail server'
const NONCE = 12
const TAG = 16

/** The site whose password it is: it opens for no other. */
interface Of {
  id: string
  signingKey: Uint8Array
}

const keyOf = ({ id, signingKey }: Of) => Buffer.from(hkdfSync('sha256', signingKey, id, PURPOSE, 32))

/** Seals a password, by AES-256-GCM. */
export function seal(of: Of, password: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(of), nonce)
  const sealed = [nonce, cipher.update(password, 'utf8'), cipher.final()]
  return Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64url')
}

/** What was sealed. Throws where it was changed, or sealed for another site. */
export function unseal(of: Of, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(of), bytes.subarray(0, NONCE))
  decipher.setAuthTag(bytes.subarray(-TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8')
}
