import type { Config, MailConfig } from '../config.ts'
import { post } from '../guard/fetch.ts'
import { hookMailer } from './hook.ts'
import type { Mailer, Message } from './message.ts'
import { smtpMailer } from './smtp.ts'
import { oneLine } from './templates/render.ts'

/** The configured way for mail; undefined when there is none. */
export function createMailer(config: Pick<Config, 'mail' | 'allowHosts'>): Mailer | undefined {
  if (!config.mail) return undefined
  const { by } = config.mail
  return 'smtp' in by ? smtpMailer(by.smtp) : hookMailer(by, (out) => post({ ...out, allow: config.allowHosts }))
}

/**
 * Whom a mail is from: the operator's address, by the operator's name for it or else the shop's.
 * As a header it must be one line.
 */
export function senderOf(mail: MailConfig, shop: string): Message['from'] {
  return { name: oneLine(mail.from.name ?? shop), address: mail.from.address }
}
