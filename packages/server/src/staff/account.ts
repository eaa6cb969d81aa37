import type { PasswordInput, ResetInput, SetUp, SignIn } from '@earshot/sdk/contract'
import type { Database, Tx } from '../database/engine.ts'
import type { StaffTable } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { type FieldError, Problem } from '../problem.ts'
import { type Fault, says } from '../rule.ts'
import { findSite, listSites, type Site } from '../site/store.ts'
import { countTry, forgiveTries } from './attempt.ts'
import { countLinks, endLinks, hasOwner, findLink, takeLink } from './link.ts'
import { mailLink } from './mail.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { endSessions, openSession, type OpenSession } from './session.ts'
import { addStaff, findStaff, lockStaff } from './store.ts'

/** Links that one member may have at a time by asking for them. */
const LINKS_MAX = 3

/** Signs a member in. Rejects with `sign_in_failed`, in the same words and time whatever was wrong, or `rate_limited`. */
export async function signIn(database: Database, input: SignIn, address: string): Promise<OpenSession> {
  const { id: siteId } = await siteMeant(database, input.site)
  const attempt = await countTry(database, siteId, { account: input.email, address })
  const row = await findStaff(database.write, siteId, input.email)
  const able = row !== undefined && row.disabled_at === null
  if (!(await verifyPassword(input.password, able ? row.password : null))) throw failed()
  await attempt.giveBack()
  return database.transaction(async (tx) => {
    await requireUnchanged(tx, row!)
    return openSession(tx.query, siteId, row!.staff_id)
  })
}

/** Rejects, unless the member is as they were when the password was compared. Locks the row, so that they stay so. */
async function requireUnchanged(tx: Tx, proven: StaffTable): Promise<void> {
  const { numUpdatedRows } = await tx.query
    .updateTable('staff')
    .set({ password: proven.password })
    .where('site_id', '=', proven.site_id)
    .where('staff_id', '=', proven.staff_id)
    .where('password', '=', proven.password)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw failed()
}

/** Makes the first owner by the set-up link, or lets an invited member in. Rejects with `link_unknown` or `invalid`. */
export async function setUp(database: Database, input: SetUp): Promise<OpenSession> {
  const purposes = ['setup', 'invite'] as const
  if (!(await findLink(database.write, input.token, purposes))) throw linkUnknown()
  const password = await hashPassword(input.password)
  return database.transaction(async (tx) => {
    const link = await takeLink(tx.query, input.token, purposes)
    if (!link) throw linkUnknown()
    if (link.staff_id !== null) {
      if (input.email !== undefined) throw refuse('the body', [field('email', says('invited_email'))])
      return setPassword(tx, { siteId: link.site_id, id: link.staff_id }, password, input.name)
    }
    const missing = (['name', 'email'] as const).filter((name) => input[name] === undefined)
    if (missing.length > 0)
      throw refuse(
        'the body',
        missing.map((name) => field(name, says('missing'))),
      )
    await lockStaff(tx, link.site_id)
    if (await hasOwner(tx.query, link.site_id)) throw linkUnknown()
    const { id } = await addStaff(tx, link.site_id, { name: input.name!, email: input.email!, role: 'owner' }, password)
    return openSession(tx.query, link.site_id, id)
  })
}

/**
 * Sends a link by which a forgotten password is replaced, where the address is a member's, and says nothing either way.
 *
 * @returns what is left to do, whose time depends on whether it is one
 */
export async function sendReset(database: Database, input: ResetInput): Promise<(url: string) => Promise<void>> {
  const { id: siteId } = await siteMeant(database, input.site)
  return (url) =>
    database.transaction(async (tx) => {
      // Updated to what it is, which locks the row: links asked for at once are counted one after the other.
      const row = await tx.query
        .updateTable('staff')
        .set({ email: input.email })
        .where('site_id', '=', siteId)
        .where('email', '=', input.email)
        .returningAll()
        .executeTakeFirst()
      if (!row || row.disabled_at !== null) return
      // Whoever asks again and again neither fills a mailbox nor takes the earlier links from who needs them.
      if ((await countLinks(tx.query, siteId, row.staff_id)) >= LINKS_MAX) return
      const purpose = row.password === null ? 'invite' : 'reset'
      await mailLink(
        tx,
        purpose,
        { siteId, id: row.staff_id, name: row.name, email: row.email, language: row.language },
        { url },
      )
    })
}

/**
 * Replaces a password, by the token of a reset link, or by the present one of who is signed in. Ends all sessions of
 * the member and opens one anew.
 *
 * @param member who is signed in, if anybody
 */
export async function changePassword(
  database: Database,
  input: PasswordInput,
  member: { siteId: string; id: string } | undefined,
  address: string,
): Promise<OpenSession> {
  if (input.token !== undefined) {
    const purposes = ['reset'] as const
    if (!(await findLink(database.write, input.token, purposes))) throw linkUnknown()
    const password = await hashPassword(input.password)
    return database.transaction(async (tx) => {
      const link = await takeLink(tx.query, input.token!, purposes)
      if (!link?.staff_id) throw linkUnknown()
      return setPassword(tx, { siteId: link.site_id, id: link.staff_id }, password)
    })
  }
  if (!member) throw new Problem('unauthorized', 'Sign in first, or send the token of a reset link.')
  const row = await database.write
    .selectFrom('staff')
    .selectAll()
    .where('site_id', '=', member.siteId)
    .where('staff_id', '=', member.id)
    .executeTakeFirst()
  if (!row) throw failed()
  // Who finds a device unlocked gets no more tries than who signs in.
  const attempt = await countTry(database, member.siteId, { account: row.email, address })
  if (!(await verifyPassword(input.current!, row.password))) throw failed()
  await attempt.giveBack()
  const password = await hashPassword(input.password)
  return database.transaction(async (tx) => {
    await requireUnchanged(tx, row)
    return setPassword(tx, member, password)
  })
}

/** Sets a password in its kept form; what was opened by an older one ends: sessions and links alike. */
async function setPassword(
  tx: Tx,
  member: { siteId: string; id: string },
  password: string,
  name?: string,
): Promise<OpenSession> {
  const row = await tx.query
    .updateTable('staff')
    .set({ password, ...(name === undefined ? {} : { name }) })
    .where('site_id', '=', member.siteId)
    .where('staff_id', '=', member.id)
    .where('disabled_at', 'is', null)
    .returning('email')
    .executeTakeFirst()
  if (!row) throw linkUnknown()
  await forgiveTries(tx.query, member.siteId, row.email)
  await endSessions(tx.query, member.siteId, member.id)
  await endLinks(tx.query, member.siteId, member.id)
  return openSession(tx.query, member.siteId, member.id)
}

/** The site that is named, or the only one there is. Rejects with `site_unknown` or `invalid`. */
async function siteMeant(database: Database, key: string | undefined): Promise<Site> {
  if (key !== undefined) {
    const site = await findSite(database, key)
    if (site) return site
    throw new Problem('site_unknown', 'No site has this key. "earshot site list" shows those there are.')
  }
  const [first, second] = await listSites(database)
  if (first && !second) return first
  throw refuse('the body', [field('site', says('site_missing'))])
}

function field(path: string, said: Fault): FieldError {
  return { path, code: 'invalid_value', ...said }
}

function failed(): Problem {
  return new Problem(
    'sign_in_failed',
    'The mail address or the password is not right. Try again, or ask for a link to set a new password.',
  )
}

function linkUnknown(): Problem {
  return new Problem('link_unknown', 'This link is unknown, was used, or is out of date. Ask for a new one.')
}
