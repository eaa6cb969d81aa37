import { randomUUID } from 'node:crypto'
import type { MailTestResult } from '@earshot/sdk/contract'
import type { Config } from '../config.ts'
import { MailFault } from './fault.ts'
import { createMailer, senderOf } from './mail.ts'

/** Sends a mail now, past the outbox, and tells exactly what came of it. @param to an address, as `mailAddress` gives it */
export async function tryMail(
  config: Pick<Config, 'mail' | 'allowHosts' | 'url'>,
  to: string,
): Promise<MailTestResult> {
  const mailer = createMailer(config)
  if (!config.mail || !mailer)
    return {
      sent: false,
      by: null,
      code: 'not_set_up',
      said: 'No way for mail is set up.',
      next:
        'Set EARSHOT_SMTP=smtp://user:password@host:587 and EARSHOT_MAIL_FROM=care@shop.example, ' +
        'or EARSHOT_MAIL_HOOK where SMTP is blocked (docs/mail.md).',
    }
  const from = senderOf(config.mail, 'Earshot')
  const words = `This is a test. If you read it, Earshot at ${config.url} can send mail.\n`
  try {
    const said = await mailer.send({
      messageId: `<${randomUUID()}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
      thread: undefined,
      from,
      to: { address: to, name: undefined },
      language: 'en',
      subject: 'Earshot can send mail',
      text: words,
      html: `<p>${words}</p>`,
    })
    const next = 'If it does not arrive, look in the spam folder; docs/mail.md says how mail comes to be trusted.'
    return { sent: true, by: mailer.where, code: null, said, next }
  } catch (error) {
    if (!(error instanceof MailFault)) throw error
    return { sent: false, by: mailer.where, code: error.code, said: error.message, next: error.next }
  }
}
