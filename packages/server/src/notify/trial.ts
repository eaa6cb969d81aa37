import { randomUUID } from 'node:crypto'
import type { MailTestResult } from '@earshot/sdk/contract'
import { MailFault } from './fault.ts'
import type { Way } from './lane.ts'
import { senderOf } from './mail.ts'

/**
 * Sends a mail now, past the outbox, and tells exactly what came of it.
 *
 * @param way undefined: none is set up
 * @param to an address, as `mailAddress` gives it
 */
export async function tryMail(
  way: Pick<Way, 'mailer' | 'from' | 'replyTo'> | undefined,
  url: string,
  to: string,
): Promise<MailTestResult> {
  if (!way)
    return {
      sent: false,
      by: null,
      code: 'not_set_up',
      said: 'No way for mail is set up.',
      next:
        'Set EARSHOT_SMTP=smtp://user:password@host:587 and EARSHOT_MAIL_FROM=care@shop.example, ' +
        'or EARSHOT_MAIL_HOOK where SMTP is blocked; or give the site a mail server of its own. ' +
        `How: ${url}/docs/mail`,
    }
  const { mailer } = way
  const from = senderOf(way.from, 'Earshot')
  const words = `This is a test. If you read it, Earshot at ${url} can send mail.\n`
  try {
    const said = await mailer.send({
      messageId: `<${randomUUID()}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
      thread: undefined,
      from,
      to: { address: to, name: undefined },
      replyTo: way.replyTo,
      language: 'en',
      subject: 'Earshot can send mail',
      text: words,
      html: `<p>${words}</p>`,
    })
    const next = `If it does not arrive, look in the spam folder. How mail comes to be trusted: ${url}/docs/mail`
    return { sent: true, by: mailer.where, code: null, said, next }
  } catch (error) {
    if (!(error instanceof MailFault)) throw error
    return { sent: false, by: mailer.where, code: error.code, said: error.message, next: error.next }
  }
}
