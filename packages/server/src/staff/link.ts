import type { Kysely } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { StaffTokenTable, Tables } from '../database/schema.ts'
import { makeToken, readToken } from './token.ts'

const HOUR_MS = 3_600_000

/** How long each kind of link works. */
const LASTS_MS: Readonly<Record<StaffTokenTable['purpose'], number>> = {
  // It stands in the server's log; the next start prints a new one.
  setup: 24 * HOUR_MS,
  invite: 7 * 24 * HOUR_MS,
  reset: HOUR_MS,
}

/** The page of the console that a link leads to. */
const PAGES: Readonly<Record<StaffTokenTable['purpose'], string>> = { setup: 'setup', invite: 'setup', reset: 'reset' }

/** Until when a link made now would work. */
export function linkEnd(purpose: StaffTokenTable['purpose'], now: number): number {
  return now + LASTS_MS[purpose]
}

/** Address of a link that works once. */
export function linkUrl(publicUrl: string, purpose: StaffTokenTable['purpose'], token: string): string {
  return `${publicUrl}/console/${PAGES[purpose]}/${token}`
}

/** Makes a link that works once; without a member, one for set-up. */
export async function issueLink(
  query: Kysely<Tables>,
  of: Pick<StaffTokenTable, 'site_id' | 'staff_id' | 'purpose'>,
  now = Date.now(),
): Promise<string> {
  const { token, hash } = makeToken(of.site_id)
  await query
    .insertInto('staff_token')
    .values({ ...of, hash, expires_at: linkEnd(of.purpose, now), used_at: null })
    .execute()
  return token
}

/** Uses a link up. @returns what it was for; undefined when it is unknown, used, too old or for something else */
export async function takeLink(
  query: Kysely<Tables>,
  token: string,
  purposes: readonly StaffTokenTable['purpose'][],
  now = Date.now(),
): Promise<StaffTokenTable | undefined> {
  const found = await findLink(query, token, purposes, now)
  if (!found) return undefined
  if (found.staff_id !== null) await lockMember(query, found.site_id, found.staff_id)
  return query
    .updateTable('staff_token')
    .set({ used_at: now })
    .where('site_id', '=', found.site_id)
    .where('hash', '=', found.hash)
    .where('used_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

/** What `takeLink` would take now, left as it is: asked before a password is hashed, which costs. */
export async function findLink(
  query: Kysely<Tables>,
  token: string,
  purposes: readonly StaffTokenTable['purpose'][],
  now = Date.now(),
): Promise<StaffTokenTable | undefined> {
  const where = readToken(token)
  if (!where) return undefined
  return query
    .selectFrom('staff_token')
    .selectAll()
    .where('site_id', '=', where.siteId)
    .where('hash', '=', where.hash)
    .where('purpose', 'in', purposes)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** How many links of a member still work. */
export async function countLinks(
  query: Kysely<Tables>,
  siteId: string,
  staffId: string,
  now = Date.now(),
): Promise<number> {
  const { links } = await query
    .selectFrom('staff_token')
    .select((eb) => eb.fn.countAll<number>().as('links'))
    .where('site_id', '=', siteId)
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return links
}

/** Ends all links of a member. */
export async function endLinks(query: Kysely<Tables>, siteId: string, staffId: string): Promise<void> {
  await lockMember(query, siteId, staffId)
  await query.deleteFrom('staff_token').where('site_id', '=', siteId).where('staff_id', '=', staffId).execute()
}

/** A set-up link for each site that has no owner. */
export async function setUpLinks<S extends { id: string }>(
  database: Database,
  publicUrl: string,
  sites: readonly S[],
): Promise<[site: S, link: string][]> {
  const links: [S, string][] = []
  for (const site of sites) {
    if (await hasOwner(database.write, site.id)) continue
    const of = { site_id: site.id, staff_id: null, purpose: 'setup' } as const
    links.push([site, linkUrl(publicUrl, 'setup', await issueLink(database.write, of))])
  }
  return links
}

/** Whether the site has an owner who can sign in. */
export async function hasOwner(query: Kysely<Tables>, siteId: string): Promise<boolean> {
  const one = await query
    .selectFrom('staff')
    .select('staff_id')
    .where('site_id', '=', siteId)
    .where('role', '=', 'owner')
    .where('password', 'is not', null)
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}

/** Whoever changes several links of a member locks the member first, so that no two can wait for each other. */
async function lockMember(query: Kysely<Tables>, siteId: string, staffId: string): Promise<void> {
  // Both engines lock a row that is updated, be it to what it is.
  await query
    .updateTable('staff')
    .set({ name: (eb) => eb.ref('name') })
    .where('site_id', '=', siteId)
    .where('staff_id', '=', staffId)
    .execute()
}
