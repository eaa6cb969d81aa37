import { SignJWT, base64url } from 'jose'
import * as z from 'zod/mini'
import { check } from '../client/check.ts'
import { CustomerInput, Order } from '../contract/index.ts'

/** What the shop's back end vouches for. */
export interface OrderToSign {
  /** The shop's own order number. */
  id: string
  /** In the currency's minor unit. */
  total?: number | undefined
  /** ISO 4217 code. */
  currency?: string | undefined
  /** Who placed it. What they say with this token then stands on their card. Anybody who has the token can read it. */
  customer?: CustomerInput | undefined
}

export interface SignOrderOptions {
  /** The site's signing key as `earshot site show pk_… --signing-key` prints it: 32 bytes in base64url. A secret. */
  signingKey: string
  order: OrderToSign
  /** Seconds for which the token holds; 90 days by default. */
  expiresIn?: number | undefined
}

const Options = z.object({
  signingKey: z
    .string()
    .check(z.regex(/^[\w-]{43,}$/, { error: 'must be the signing key that `earshot site show` prints' })),
  order: z.extend(z.pick(Order, { id: true, total: true, currency: true }), { customer: z.optional(CustomerInput) }),
  expiresIn: z.optional(z.number().check(z.positive())),
})

const DAYS_90 = 90 * 24 * 3600

/**
 * A token (JWT, HS256) by which the shop vouches for an order: what `order.token` of a feedback carries.
 * Earshot marks feedback whose token holds as proven. Made on the shop's back end, never in a page.
 *
 * @throws EarshotError `invalid`
 */
export async function signOrder(options: SignOrderOptions): Promise<string> {
  const { signingKey, order, expiresIn = DAYS_90 } = check(Options, options, 'The order')
  const { id, total, currency, customer } = order
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ order: id, total, currency, customer })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt(now)
    .setExpirationTime(now + Math.ceil(expiresIn))
    .sign(base64url.decode(signingKey))
}
