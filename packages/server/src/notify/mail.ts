import type { Config } from '../config.ts'
import { addressOf, FetchError, post } from '../guard/fetch.ts'
import { MailFault } from './fault.ts'
import { hookMailer } from './hook.ts'
import type { Mailer, Message } from './message.ts'
import { unseal } from './sealed.ts'
import type { OwnMail } from './settings.ts'
import { OWN, smtpMailer } from './smtp.ts'
import { oneLine } from './templates/render.ts'

/** The configured way for mail; undefined when there is none. */
export function createMailer(config: Pick<Config, 'mail' | 'allowHosts'>): Mailer | undefined {
  if (!config.mail) return undefined
  const { by } = config.mail
  return 'smtp' in by ? smtpMailer(by.smtp) : hookMailer(by, (out) => post({ ...out, allow: config.allowHosts }))
}

/** A site's own way for mail; undefined when it has none. */
export function ownMailer(
  site: { id: string; signingKey: Uint8Array },
  own: OwnMail,
  allow: readonly string[],
): Mailer | undefined {
  const { smtp, password } = own
  if (!smtp || !own.from) return undefined
  const { host, port, security, user } = smtp
  const url = new URL(`${security === 'tls' ? 'smtps' : 'smtp'}://${host.includes(':') ? `[${host}]` : host}:${port}`)
  if (user !== null) url.username = encodeURIComponent(user)
  if (password !== null) url.password = encodeURIComponent(unseal(site, password))
  return smtpMailer(url.href, { names: OWN, find: () => found(host, allow) })
}

/** By which mail of a site goes: the operator's way, else the site's own; undefined when there is none. */
export function wayOf(
  site: { id: string; signingKey: Uint8Array },
  own: OwnMail,
  config: Pick<Config, 'mail' | 'allowHosts'>,
): { mailer: Mailer; from: { name?: string | null | undefined; address: string }; replyTo?: string } | undefined {
  const mailer = createMailer(config) ?? ownMailer(site, own, config.allowHosts)
  if (!mailer) return undefined
  if (config.mail) return { mailer, from: config.mail.from }
  return { mailer, from: own.from!, ...(own.replyTo === null ? {} : { replyTo: own.replyTo }) }
}

/** The address of a site's mail server, as far as it may be called. Rejects with a `MailFault`. */
async function found(host: string, allow: readonly string[]): Promise<string> {
  try {
    return await addressOf(host, allow)
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    const next = 'Compare the host in the mail settings, and look after the DNS.'
    if (error.code === 'name' || error.code === 'timeout')
      throw new MailFault(error.code, 'down', error.message, next, error)
    throw new MailFault('blocked', 'down', error.message, 'Choose a mail server in a public network.', error)
  }
}

/**
 * Whom a mail is from: the operator's address, by the operator's name for it or else the shop's.
 * As a header it must be one line.
 */
export function senderOf(from: { name?: string | null | undefined; address: string }, shop: string): Message['from'] {
  return { name: oneLine(from.name ?? shop), address: from.address }
}
