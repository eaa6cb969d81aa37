import { FetchError, type Answer, type Outgoing } from '../guard/fetch.ts'
import { MailFault, quoted } from './fault.ts'
import { endHeaders, MACHINE_HEADERS, type Mailer } from './message.ts'

/** Far below the time for which a mail is claimed. */
const HOOK_MS = 30_000

/**
 * Hands mail to an address of the operator's that sends it, for hosts that block SMTP. What it takes is described in
 * docs/mail.md; the body must not change without a new version of it.
 */
export function hookMailer(
  { hook, secret }: { hook: string; secret: string | undefined },
  post: (out: Omit<Outgoing, 'allow'>) => Promise<Answer>,
): Mailer {
  const { host } = new URL(hook)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Earshot',
    ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
  }

  async function hand(body: unknown, key: string, signal: AbortSignal | undefined): Promise<string> {
    let answer: Answer
    try {
      answer = await post({
        url: hook,
        headers: { ...headers, 'idempotency-key': key },
        body: JSON.stringify(body),
        timeoutMs: HOOK_MS,
        signal,
      })
    } catch (error) {
      throw error instanceof FetchError ? unreached(error) : error
    }
    if (answer.status >= 200 && answer.status < 300) return quoted(`${answer.status} ${answer.text}`)
    throw refused(answer, host)
  }

  return {
    where: host,
    send: ({ messageId, thread, from, to, subject, text, html, language, unsubscribe }, signal) =>
      hand(
        {
          version: 1,
          messageId,
          from,
          to: { address: to.address, ...(to.name ? { name: to.name } : {}) },
          subject,
          text,
          html,
          language,
          headers: {
            ...MACHINE_HEADERS,
            ...endHeaders({ unsubscribe }),
            'Message-ID': messageId,
            ...(thread === undefined ? {} : { 'In-Reply-To': thread, References: thread }),
          },
        },
        messageId,
        signal,
      ),
    // A hook has no greeting; that it is there, and may be called, shows when it is given a mail.
    check: () => Promise.resolve(),
  }
}

function unreached(error: FetchError): MailFault {
  const made = (code: MailFault['code'], kind: MailFault['kind'], next: string) =>
    new MailFault(code, kind, error.message, next, error)
  switch (error.code) {
    case 'address':
    case 'not_public':
      return made(
        'blocked',
        'down',
        'Set EARSHOT_MAIL_HOOK to a public https:// address, or name the host in EARSHOT_ALLOW_HOSTS.',
      )
    case 'name':
      return made('name', 'down', 'Compare the host in EARSHOT_MAIL_HOOK, and look after the DNS.')
    case 'tls':
      return made(
        'tls',
        'down',
        'The host must be the name in its certificate; for an own authority set NODE_EXTRA_CA_CERTS.',
      )
    case 'refused':
      return made('refused', 'down', 'Compare EARSHOT_MAIL_HOOK; does the program behind it run?')
    // The body was on its way: it may have been taken.
    default:
      return made(
        'lost',
        'unsure',
        'It is sent once more, under the same Idempotency-Key; look at the log of the hook.',
      )
  }
}

function refused({ status, text }: Answer, host: string): MailFault {
  const said = text.trim() ? `: ${quoted(text)}` : ''
  const message = `The hook at ${host} answered ${status}${said}`
  if (status === 401 || status === 403)
    return new MailFault('auth', 'down', message, 'Compare EARSHOT_MAIL_HOOK_SECRET with what the hook asks for.')
  if (status === 400 || status === 422 || status === 413)
    return new MailFault('message', 'never', message, 'The hook will not take this mail; its words say why.')
  if (status >= 300 && status < 500 && ![408, 425, 429].includes(status))
    return new MailFault(
      'hook',
      'down',
      message,
      status < 400
        ? 'Redirects are not followed: set EARSHOT_MAIL_HOOK to where it leads.'
        : 'Compare the path in EARSHOT_MAIL_HOOK; it must take POST.',
    )
  return new MailFault('busy', 'later', message, 'Nothing: it is tried again by itself.')
}
