import { isIP } from 'node:net'
import type { NodemailerError } from 'nodemailer/lib/errors'
import { MailFault, quoted } from './fault.ts'
import { endHeaders, MACHINE_HEADERS, type Mailer, type Message } from './message.ts'

/* How long the server may take. The whole of it is far below the time for which a mail is claimed. */
const CONNECT_MS = 15_000
const SILENCE_MS = 45_000
const WHOLE_MS = 90_000

/** What settings are called in what is said of faults. */
interface Names {
  smtp: string
  from: string
  /** How to say that the port begins plainly. */
  plain: string
  ports: string
  /** Beside user and password. */
  signIn: string
}

const OPERATORS: Names = {
  smtp: 'EARSHOT_SMTP',
  from: 'EARSHOT_MAIL_FROM',
  plain: 'write smtp:// instead of smtps://',
  ports: '587, 465 for smtps://',
  signIn: ' (special characters as %40 and the like)',
}

/** Of a site's own settings. */
export const OWN: Names = {
  smtp: 'the mail settings',
  from: 'the sender',
  plain: 'choose starttls instead of tls',
  ports: '587, 465 for tls',
  signIn: '',
}

/**
 * Sends by the mail server at `smtp(s)://user:password@host:port`; one connection a mail, TLS wherever it is offered.
 *
 * @param how `find`: the address to connect to, where that is not for the name service alone to say
 */
export function smtpMailer(address: string, how: { names?: Names; find?: () => Promise<string> } = {}): Mailer {
  const { names = OPERATORS, find } = how
  const url = new URL(address)
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port)
  const where = `${host}:${port}`
  const local = /^(localhost|127\..*|::1)$/.test(host)
  const auth = url.username ? { user: decoded(url.username), pass: decoded(url.password) } : undefined
  /** Says no more than that the message has been handed over whole; what the log would say is not kept. */
  const listening = (heard: () => void) => {
    const skip = () => {}
    const info = (entry: { tnx?: string }) => (entry.tnx === 'message' ? heard() : undefined)
    return { trace: skip, debug: skip, info, warn: skip, error: skip, fatal: skip, level: skip }
  }

  async function transport(heard: () => void) {
    // Loaded with the first mail, as it is large.
    const { createTransport } = await import('nodemailer')
    const at = find ? await find() : host
    // The certificate is the name's, whatever address it has.
    const servername = find && isIP(host) === 0 ? { servername: host } : {}
    return createTransport({
      host: at,
      port,
      secure,
      ...(auth ? { auth } : {}),
      // A password never travels in the clear, but within this machine.
      requireTLS: auth !== undefined && !secure && !local,
      // The mail server of this very machine often has a certificate of its own making, and nobody is in between.
      tls: { ...servername, ...(local && !secure ? { rejectUnauthorized: false } : {}) },
      dnsTimeout: CONNECT_MS,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
      logger: listening(heard) as never,
    })
  }

  return {
    where,
    async send(message, signal) {
      let handed = false
      const sender = await transport(() => {
        handed = true
      })
      const within = AbortSignal.any([AbortSignal.timeout(WHOLE_MS), ...(signal ? [signal] : [])])
      try {
        const { response } = await sender.sendMail({ ...envelope(message), signal: within })
        return quoted(response)
      } catch (error) {
        throw faultOf(error as NodemailerError, where, message.from.address, handed, names)
      } finally {
        sender.close()
      }
    },
    async check() {
      const sender = await transport(() => {})
      try {
        await sender.verify()
      } catch (error) {
        throw faultOf(error as NodemailerError, where, '', false, names)
      } finally {
        sender.close()
      }
    },
  }
}

/** Addresses go as objects, so that nothing in a name is ever read as an address. */
function envelope(message: Message) {
  const { from, to, replyTo, subject, text, html, messageId, thread } = message
  return {
    from,
    to: { name: to.name ?? '', address: to.address },
    ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
    subject,
    text,
    html,
    messageId,
    ...(thread === undefined ? {} : { references: thread, inReplyTo: thread }),
    headers: { ...MACHINE_HEADERS, ...endHeaders(message), 'Content-Language': message.language },
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** What nodemailer's error means; see its `errors.d.ts` for the codes. */
function faultOf(error: NodemailerError, where: string, from: string, handed: boolean, names: Names): MailFault {
  const { code, command = '', responseCode, response } = error
  const said = response ? ` It said: ${quoted(response)}` : ''
  const fault = (...[what, kind, message, next]: [MailFault['code'], MailFault['kind'], string, string]) =>
    new MailFault(what, kind, message, next, error)

  if (code === 'EAUTH' || code === 'ENOAUTH')
    return responseCode !== undefined && responseCode < 500 && response
      ? fault('busy', 'down', `${where} puts off the sign-in.${said}`, 'Wait; if it stays, ask the mail provider.')
      : fault(
          'auth',
          'down',
          `${where} refuses the sign-in.${said || ` ${error.message}`}`,
          `Compare user and password in ${names.smtp}${names.signIn}; many providers want an app password.`,
        )
  if (responseCode !== undefined && responseCode >= 400 && responseCode < 500)
    return fault(
      'busy',
      command === 'CONN' || command === 'EHLO' ? 'down' : 'later',
      `${where} puts it off.${said}`,
      'Nothing: it is tried again by itself.',
    )
  if (command === 'MAIL FROM' && responseCode !== undefined)
    return fault(
      'sender',
      'down',
      `${where} refuses the sender ${from}.${said}`,
      `Set ${names.from} to an address that this account may send from.`,
    )
  if (command === 'RCPT TO' && responseCode !== undefined)
    return /relay|not permitted|authentication required|5\.7\.[01]\b/i.test(response ?? '')
      ? fault(
          'relay',
          'down',
          `${where} takes no mail for other servers from us.${said}`,
          `Give user and password in ${names.smtp}, or allow this machine at the mail server.`,
        )
      : fault('recipient', 'never', `${where} refuses the address.${said}`, 'Compare the address.')
  if (responseCode !== undefined && responseCode >= 500 && (command === 'DATA' || code === 'EMESSAGE'))
    return fault('message', 'never', `${where} refuses the mail.${said}`, 'Ask the mail provider what its words mean.')
  if (code === 'EENVELOPE' && command === 'API')
    return fault('recipient', 'never', `The address cannot be sent to: ${error.message}`, 'Compare the address.')
  if (handed)
    return fault(
      'lost',
      'unsure',
      `${where} took the mail and did not say what became of it.`,
      'Nothing: it is sent once more, under the same Message-ID.',
    )
  return downFault(error, where, said, names)
}

/** The way itself is broken: no mail goes. */
function downFault(error: NodemailerError, where: string, said: string, names: Names): MailFault {
  const { code, originalCode } = error
  const host = where.slice(0, where.lastIndexOf(':'))
  const fault = (...[what, message, next]: [MailFault['code'], string, string]) =>
    new MailFault(what, 'down', message, next, error)
  if (code === 'EDNS' || originalCode === 'ENOTFOUND' || originalCode === 'EAI_AGAIN')
    return fault(
      'name',
      `The name ${host} was not found.`,
      `Compare the host in ${names.smtp}, and look after the DNS.`,
    )
  if (code === 'ETIMEDOUT' || code === 'EABORT' || originalCode === 'ETIMEDOUT')
    return fault(
      'timeout',
      `${where} did not answer in time.`,
      'Is a firewall in the way? Many hosts block ports 25, 465 and 587: try another, or use EARSHOT_MAIL_HOOK.',
    )
  if (originalCode === 'ECONNREFUSED' || originalCode === 'EHOSTUNREACH' || originalCode === 'ENETUNREACH')
    return fault(
      'refused',
      `${where} takes no connection (${originalCode}).`,
      `Compare host and port in ${names.smtp} (${names.ports}); does the mail server run?`,
    )
  if (
    code === 'ETLS' ||
    code === 'EREQUIRETLS' ||
    /CERT|SSL|TLS|SELF_SIGNED|ISSUER/.test(originalCode ?? error.message)
  )
    return fault(
      'tls',
      `${where} and we cannot agree on an encrypted connection: ${quoted(error.message)}`,
      /WRONG_VERSION_NUMBER|wrong version number|packet length/i.test(`${originalCode} ${error.message}`)
        ? `The port speaks without TLS at first: ${names.plain}.`
        : 'The host must be the name in its certificate; for an own authority set NODE_EXTRA_CA_CERTS to its file.',
    )
  return fault(
    'refused',
    `The connection to ${where} broke.${said || ` ${quoted(error.message)}`}`,
    `Is this a mail server, and the right port (${names.ports})?`,
  )
}
