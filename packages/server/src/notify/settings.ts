import type { MailSettings, MailSettingsChange } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Config } from '../config.ts'
import type { Tables } from '../database/schema.ts'
import { addressOf, FetchError, isAllowed } from '../guard/fetch.ts'
import { refuse } from '../invalid.ts'
import type { FieldError } from '../problem.ts'
import { says } from '../rule.ts'
import { mailAddress } from './address.ts'
import { seal } from './sealed.ts'

/*
 * How mail of a site goes out, where the operator of the server has set no way for all: kept in the database, with its
 * password sealed.
 */

/** A site's own way for mail, as it is kept. */
export interface OwnMail {
  from: { name: string | null; address: string } | null
  replyTo: string | null
  smtp: { host: string; port: number; security: 'tls' | 'starttls'; user: string | null } | null
  /** Sealed. */
  password: string | null
  changedAt: number
}

/** The site that they are of, and what its password is sealed with. */
interface Of {
  id: string
  signingKey: Uint8Array
}

const NONE: OwnMail = { from: null, replyTo: null, smtp: null, password: null, changedAt: 0 }

/** Ports of mail servers: through any other, somebody could try doors that are not theirs. */
const PORTS = [25, 465, 587, 2525]

/** A site's own way for mail; nothing of it is set by default. */
export async function ownMail(query: Kysely<Tables>, siteId: string): Promise<OwnMail> {
  const row = await query.selectFrom('mail_settings').selectAll().where('site_id', '=', siteId).executeTakeFirst()
  if (!row) return NONE
  const data = JSON.parse(row.data) as Pick<OwnMail, 'from' | 'replyTo' | 'smtp'>
  return { ...data, password: row.password, changedAt: row.changed_at }
}

/** Keeps it. */
export async function keepOwnMail(query: Kysely<Tables>, siteId: string, own: OwnMail): Promise<void> {
  const { password, changedAt: changed_at, ...data } = own
  const row = { data: JSON.stringify(data), password, changed_at }
  await query
    .insertInto('mail_settings')
    .values({ site_id: siteId, ...row })
    .onConflict((conflict) => conflict.column('site_id').doUpdateSet(row))
    .execute()
}

/** Whether mail of a site goes anywhere. */
export async function hasWay(query: Kysely<Tables>, config: Pick<Config, 'mail'>, siteId: string): Promise<boolean> {
  if (config.mail) return true
  const own = await ownMail(query, siteId)
  return own.smtp !== null && own.from !== null
}

/**
 * What settings come to by a change. Rejects with `invalid`, by path, for what cannot work or may not be called.
 *
 * @param allow hosts that the operator allows although they are in no public network
 */
export async function changedMail(
  of: Of,
  before: OwnMail,
  change: MailSettingsChange,
  allow: readonly string[],
  now: number,
): Promise<OwnMail> {
  const errors: FieldError[] = []
  const address = change.from && mailAddress(change.from.address)
  if (change.from && address === undefined)
    errors.push({ path: 'from.address', code: 'invalid_format', ...says('one_email') })
  const after: OwnMail = {
    from: change.from ? { name: change.from.name || null, address: address ?? '' } : before.from,
    replyTo: change.replyTo === undefined ? before.replyTo : change.replyTo,
    smtp: before.smtp,
    password: before.password,
    changedAt: now,
  }
  if (change.smtp === null) Object.assign(after, { smtp: null, password: null })
  else if (change.smtp !== undefined) Object.assign(after, serverOf(of, before, change.smtp, errors))
  if (after.smtp && after.from === null) errors.push({ path: 'from', code: 'invalid_type', ...says('sender_missing') })
  if (after.smtp && change.smtp) errors.push(...(await unreachable(after.smtp, allow)))
  if (errors.length > 0) throw refuse('the body', errors)
  return after
}

function serverOf(
  of: Of,
  before: OwnMail,
  change: NonNullable<MailSettingsChange['smtp']>,
  errors: FieldError[],
): Pick<OwnMail, 'smtp' | 'password'> {
  const { host = before.smtp?.host, security = before.smtp?.security ?? 'starttls', password } = change
  if (host === undefined) {
    errors.push({ path: 'smtp.host', code: 'invalid_type', ...says('missing') })
    return { smtp: before.smtp, password: before.password }
  }
  const user = change.user === undefined ? (before.smtp?.user ?? null) : change.user
  const moved = change.security !== undefined && change.security !== before.smtp?.security
  const usual = security === 'tls' ? 465 : 587
  const port = change.port ?? (moved ? usual : (before.smtp?.port ?? usual))
  const smtp = { host: host.replace(/^\[(.*)\]$/, '$1'), port, security, user }
  if (password) {
    if (user === null) errors.push({ path: 'smtp.user', code: 'invalid_type', ...says('user_missing') })
    return { smtp, password: seal(of, password) }
  }
  if (password === null || user === null) return { smtp, password: null }
  // A password is for whom it was given: nobody may have it sent to a host of theirs.
  const same = before.smtp !== null && smtp.host === before.smtp.host && user === before.smtp.user
  if (!same && before.password !== null)
    errors.push({
      path: 'smtp.password',
      code: 'invalid_type',
      ...says('password_again'),
    })
  return { smtp, password: same ? before.password : null }
}

async function unreachable(
  { host, port }: NonNullable<OwnMail['smtp']>,
  allow: readonly string[],
): Promise<FieldError[]> {
  if (isAllowed(host, allow)) return []
  if (!PORTS.includes(port))
    return [{ path: 'smtp.port', code: 'invalid_value', ...says('one_of', { values: PORTS.join(', ') }) }]
  try {
    await addressOf(host, allow)
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    // A name that is not found today may be found tomorrow; a test says so.
    if (error.code !== 'not_public' && error.code !== 'address') return []
    return [
      { path: 'smtp.host', code: 'not_public', ...says('not_public', { fault: error.message.replace(/\.$/, '') }) },
    ]
  }
  return []
}

/** As staff see it. The operator's comes first, and its user is nobody's business here. */
export function shownMail(config: Pick<Config, 'mail'>, own: OwnMail): MailSettings {
  if (config.mail) return operatorsMail(config.mail)
  const { from, replyTo, smtp, password, changedAt } = own
  return {
    by: smtp && from ? 'site' : null,
    from,
    replyTo,
    smtp: smtp && { ...smtp, password: password !== null },
    hook: null,
    changedAt: changedAt === 0 ? null : new Date(changedAt).toISOString(),
  }
}

function operatorsMail({ from, by }: NonNullable<Config['mail']>): MailSettings {
  const shown = {
    by: 'operator',
    from: { name: from.name ?? null, address: from.address },
    replyTo: null,
    changedAt: null,
  } as const
  if ('hook' in by) return { ...shown, smtp: null, hook: new URL(by.hook).host }
  const url = new URL(by.smtp)
  const tls = url.protocol === 'smtps:'
  const smtp = {
    host: url.hostname,
    port: url.port === '' ? (tls ? 465 : 587) : Number(url.port),
    security: tls ? 'tls' : 'starttls',
    user: null,
    password: url.password !== '',
  } as const
  return { ...shown, smtp, hook: null }
}
