import { SignJWT, base64url } from 'jose'
import * as z from 'zod/mini'
import { check } from '../client/check.ts'
import { LINK_AUDIENCE, LinkClaims } from '../contract/index.ts'

export interface SignLinkOptions {
  /** Address of the Earshot server, as `https://earshot.example.com`. */
  url: string
  /** The site's public key, `pk_…`. */
  site: string
  /** The site's signing key as `earshot site show pk_… --signing-key` prints it: 32 bytes in base64url. A secret. */
  signingKey: string
  /** Where the shop asks: `purchase`, `invoice`, `delivery`, … */
  moment: string
  /** The shop's own order number: the page names it, and what is said there counts as proven. */
  order?: string | undefined
  /** The customer's name, which the page greets. Anybody who has the link can read it. */
  name?: string | undefined
  /** The page's language; the reader's by default. */
  locale?: string | undefined
  /** Seconds for which the link holds; 90 days by default. */
  expiresIn?: number | undefined
}

const Options = z.object({
  url: z.url({ protocol: /^https?$/ }),
  site: LinkClaims.shape.iss,
  signingKey: z
    .string()
    .check(z.regex(/^[\w-]{43,}$/, { error: 'must be the signing key that `earshot site show` prints' })),
  ...z.pick(LinkClaims, { moment: true, order: true, name: true, locale: true }).shape,
  expiresIn: z.optional(z.number().check(z.positive())),
})

const DAYS_90 = 90 * 24 * 3600

/**
 * A link to the hosted page of a moment, signed (JWT, HS256): for an invoice, a parcel slip, a mail, or as a QR code.
 * Made on the shop's back end, never in a page.
 *
 * @throws EarshotError `invalid`
 */
export async function signLink(options: SignLinkOptions): Promise<string> {
  const { url, site, signingKey, expiresIn = DAYS_90, ...claims } = check(Options, options, 'The link')
  const now = Math.floor(Date.now() / 1000)
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(site)
    .setAudience(LINK_AUDIENCE)
    .setExpirationTime(now + Math.ceil(expiresIn))
    .sign(base64url.decode(signingKey))
  return `${url.replace(/\/+$/, '')}/m/${token}`
}
