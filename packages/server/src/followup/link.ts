import { LINK_AUDIENCE, LinkClaims } from '@earshot/sdk/contract'
import type { FollowupTable } from '../database/schema.ts'
import type { Known } from '../site/directory.ts'
import type { Services } from '../services.ts'
import type { Site } from '../site/store.ts'

/** Seconds for which a link holds unless said otherwise. */
export const LINK_SECONDS = 90 * 24 * 3600
/** Bytes of a token; a longer one is none of ours. */
const TOKEN_MAX = 2000

/** Of the token by which an address asks for no more mail. */
const UNSUBSCRIBE = 'earshot:unsubscribe'

/** A signed link to the page of a moment. @param seconds for which it holds */
export async function momentUrl(
  publicUrl: string,
  site: Pick<Site, 'key' | 'signingKey'>,
  claims: Omit<LinkClaims, 'iss'>,
  seconds: number = LINK_SECONDS,
  now: number = Date.now(),
): Promise<{ url: string; expiresAt: number }> {
  const expires = Math.floor(now / 1000) + seconds
  const token = await sign(site, { ...claims, aud: LINK_AUDIENCE, exp: expires })
  return { url: `${publicUrl}/m/${token}`, expiresAt: expires * 1000 }
}

/** The page that asks a customer what staff would ask. It lives as long as an answer may still come. */
export async function followupUrl(
  publicUrl: string,
  site: Pick<Site, 'key' | 'signingKey'>,
  row: FollowupTable,
  { name }: { name: string | null },
): Promise<string> {
  const claims = {
    moment: 'followup',
    followup: row.followup_id,
    ...(name === null ? {} : { name: name.slice(0, 200) }),
    ...(row.order_id === null ? {} : { order: row.order_id }),
    ...(row.language === null ? {} : { locale: row.language }),
  }
  const { url } = await momentUrl(publicUrl, site, claims, LINK_SECONDS, row.planned_at)
  return url
}

/**
 * The page by which an address asks for no more mail. It always holds.
 *
 * @param mailbox as `refusalKey` makes it
 * @param followup the one that wrote to it
 */
export async function unsubscribeUrl(
  publicUrl: string,
  site: Pick<Site, 'key' | 'signingKey'>,
  mailbox: string,
  followup: string,
): Promise<string> {
  return `${publicUrl}/u/${await sign(site, { aud: UNSUBSCRIBE, mailbox, followup })}`
}

/** Of the token by which a form's own thanks know what it was about. */
const RECEIPT = 'earshot:receipt'
/** Seconds for which those thanks name the complaint. */
const RECEIPT_SECONDS = 3600

/** Stands in the address of the page that says thanks; it opens nothing after an hour. */
export function receiptToken(site: Pick<Site, 'key' | 'signingKey'>, feedbackId: string): Promise<string> {
  return sign(site, { aud: RECEIPT, sub: feedbackId, exp: Math.floor(Date.now() / 1000) + RECEIPT_SECONDS })
}

/** Id of the feedback that thanks are for. */
export async function readReceipt({ key, signingKey }: Site, token: string): Promise<string | undefined> {
  const { jwtVerify } = await import('jose')
  try {
    const options = { algorithms: ['HS256'], audience: RECEIPT, issuer: key, requiredClaims: ['exp', 'sub'] }
    return (await jwtVerify(token.slice(0, TOKEN_MAX), signingKey, options)).payload.sub
  } catch {
    return undefined
  }
}

async function sign(site: Pick<Site, 'key' | 'signingKey'>, claims: Record<string, unknown>): Promise<string> {
  const { SignJWT } = await import('jose')
  return new SignJWT({ iss: site.key, ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(site.signingKey)
}

/** What a link says, and of which site; undefined for one that is forged, foreign, expired or damaged. */
export async function readLink(
  services: Pick<Services, 'directory'>,
  token: string,
): Promise<(Known & { claims: LinkClaims }) | undefined> {
  const read = await verified(services, token, LINK_AUDIENCE, ['exp'])
  const claims = LinkClaims.safeParse(read?.payload)
  return read && claims.success ? { ...read.known, claims: claims.data } : undefined
}

/** Whose mails a link ends; undefined for one that is none of ours. */
export async function readUnsubscribe(
  services: Pick<Services, 'directory'>,
  token: string,
): Promise<(Known & { mailbox: string; followup: string }) | undefined> {
  const read = await verified(services, token, UNSUBSCRIBE, [])
  const { mailbox, followup } = read?.payload ?? {}
  return read && typeof mailbox === 'string' && typeof followup === 'string'
    ? { ...read.known, mailbox, followup }
    : undefined
}

/** A token that the site which it names has signed for this audience. */
async function verified(
  { directory }: Pick<Services, 'directory'>,
  token: string,
  audience: string,
  requiredClaims: string[],
): Promise<{ known: Known; payload: Record<string, unknown> } | undefined> {
  if (token.length > TOKEN_MAX) return undefined
  const { decodeJwt, jwtVerify } = await import('jose')
  try {
    const { iss } = decodeJwt(token)
    const known = iss === undefined ? undefined : await directory.find(iss)
    if (!known) return undefined
    const options = { algorithms: ['HS256'], audience, issuer: known.site.key, requiredClaims }
    const { payload } = await jwtVerify(token, known.site.signingKey, options)
    return { known, payload }
  } catch {
    return undefined
  }
}
