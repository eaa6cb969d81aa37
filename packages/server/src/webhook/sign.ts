import { createHmac, randomBytes } from 'node:crypto'

/*
 * Signatures as https://www.standardwebhooks.com says: HMAC-SHA256 over `id.timestamp.body`, with the bytes of the
 * secret, `v1,` and base64; several beside each other while a secret is changed.
 */

/** `whsec_` and 256 random bits. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/** The headers that show whom a message is from, and that it is the same at every try. */
export function signed(
  secrets: readonly string[],
  { id, at, body }: { id: string; at: number; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
