import { EarshotError } from '../client/error.ts'
import type { Event } from '../contract/index.ts'

/** How old a message may be, and how far clocks may differ, in seconds. */
const TOLERANCE = 300

/** Headers as Fetch or Node have them. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * The event that a webhook's message tells of, once it is shown to come from who has the secret and to be recent
 * (Standard Webhooks). The same event may come more than once: `id` stays the same.
 *
 * @param body exactly the bytes that came, or their text; parsed and written anew they no longer hold
 * @param headers of the request: `webhook-id`, `webhook-timestamp` and `webhook-signature` are read
 * @param secret `whsec_…`, or several while it is changed
 * @throws EarshotError `bad_signature`: answer 401 and do nothing else
 */
export async function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secret: string | readonly string[],
): Promise<Event> {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => header(headers, `webhook-${name}`))
  if (!id || !timestamp || !signatures) throw bad('has not the headers webhook-id, webhook-timestamp and -signature')
  const age = Date.now() / 1000 - Number(timestamp)
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(age) > TOLERANCE)
    throw bad('is too old, or the clock of this machine is wrong')
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const before = new TextEncoder().encode(`${id}.${timestamp}.`)
  const signed = new Uint8Array(before.length + bytes.length)
  signed.set(before)
  signed.set(bytes, before.length)
  for (const one of typeof secret === 'string' ? [secret] : secret) {
    const key = await keyOf(one)
    for (const signature of signatures.split(' ')) {
      const mac = signature.startsWith('v1,') ? fromBase64(signature.slice(3)) : undefined
      // Compares in a time that tells nothing.
      if (mac && (await crypto.subtle.verify('HMAC', key, mac, signed)))
        return JSON.parse(new TextDecoder().decode(bytes)) as Event
    }
  }
  throw bad('was not signed with this secret; give the body as it came, not parsed and written anew')
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = fromBase64(secret.replace(/^whsec_/, ''))
  // The value is not told: it may be a real secret with a slip of the pen.
  if (!bytes || bytes.length < 16)
    throw new EarshotError('invalid', 'secret must be the whsec_… that the webhook was made with.')
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}

function header(headers: WebhookHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined
  const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
  return typeof value === 'string' ? value : value?.[0]
}

function bad(why: string): EarshotError {
  return new EarshotError('bad_signature', `The webhook's message ${why}. Answer 401, and do nothing else with it.`)
}
