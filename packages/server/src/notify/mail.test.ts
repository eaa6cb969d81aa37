import { createServer, type IncomingHttpHeaders } from 'node:http'
import { createServer as createTcp, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { freshPostbox } from '../../test/smtp.ts'
import { loadConfig } from '../config.ts'
import { mailAddress, mailSender } from './address.ts'
import type { MailFault } from './fault.ts'
import { createMailer, senderOf } from './mail.ts'
import type { Mailer, Message } from './message.ts'

function message(over: Partial<Message> = {}): Message {
  return {
    messageId: '<1@shop.example>',
    thread: undefined,
    from: { name: 'Lumen & Loaf', address: 'care@shop.example' },
    to: { name: undefined, address: 'ada@example.com' },
    language: 'en',
    subject: 'Hello',
    text: 'Hello\n',
    html: '<p>Hello</p>',
    ...over,
  }
}

function mailer(env: Record<string, string>): Mailer {
  return createMailer(loadConfig({ EARSHOT_MAIL_FROM: 'care@shop.example', ...env }))!
}

const by = (url: string) => mailer({ EARSHOT_SMTP: url })
const wrong = async (sending: Promise<unknown>): Promise<MailFault> => {
  const error = await sending.then(
    () => undefined,
    (reason: unknown) => reason as MailFault,
  )
  expect(error).toMatchObject({ name: 'MailFault' })
  return error!
}

/** A server that says these lines, one to each that it is told. */
async function saying(...lines: string[]): Promise<string> {
  const server = createTcp((socket) => {
    const rest = [...lines]
    const say = () => {
      const line = rest.shift()
      if (line !== undefined) socket.write(`${line}\r\n`)
    }
    socket.on('error', () => {})
    socket.on('data', say)
    say()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('an address', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    [' Ada.L+x@EXAMPLE.com ', 'Ada.L+x@example.com'],
    ['ada@münchen.example', 'ada@xn--mnchen-3ya.example'],
    ['홍길동@example.com', '홍길동@example.com'],
  ])('%s is sent to as %s', (typed, address) => expect(mailAddress(typed)).toBe(address))

  it.each([
    '',
    'ada',
    '@example.com',
    'ada@',
    'a@b@example.com',
    'a b@example.com',
    'ada@exam ple.com',
    'ada@example.com, bob@example.com',
    'ada@example.com;bob@example.com',
    '<ada@example.com>',
    'Ada <ada@example.com>',
    '"ada@evil.example"@example.com',
    'ada@[127.0.0.1]',
    'ada@example.com\r\nBcc: bob@example.com',
    'ada\n@example.com',
    'ada\0@example.com',
    'ada\u202e@example.com',
    'ada@-example.com',
    'ada@example..com',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a'.repeat(250)}.com`,
  ])('%j is none', (typed) => expect(mailAddress(typed)).toBeUndefined())

  it('of a sender may carry a name', () => {
    expect(mailSender('"Lumen, Loaf" <care@shop.example>')).toEqual({
      name: 'Lumen, Loaf',
      address: 'care@shop.example',
    })
    const { mail } = loadConfig({ EARSHOT_SMTP: 'smtp://a', EARSHOT_MAIL_FROM: 'care@shop.example' })
    expect(senderOf(mail!.from, 'Shop\r\nBcc: x@y.example')).toEqual({
      name: 'Shop Bcc: x@y.example',
      address: 'care@shop.example',
    })
  })
})

describe('a mail by SMTP', () => {
  it('arrives as text and HTML, in any language, under its own id', async () => {
    const postbox = await freshPostbox()
    await by(postbox.url).send(
      message({
        subject: '불만이 접수되었습니다',
        text: '접수 번호 1\n',
        html: '<p>접수 번호 1</p>',
        language: 'ko',
        thread: '<c@shop.example>',
        from: { name: '루멘 & 로프', address: 'care@shop.example' },
      }),
    )
    expect(postbox.mails).toMatchObject([
      {
        recipients: ['ada@example.com'],
        headers: {
          subject: '불만이 접수되었습니다',
          from: '루멘 & 로프 <care@shop.example>',
          'message-id': '<1@shop.example>',
          'in-reply-to': '<c@shop.example>',
          'content-language': 'ko',
          'auto-submitted': 'auto-generated',
        },
        text: '접수 번호 1\n',
        html: '<p>접수 번호 1</p>',
      },
    ])
  })

  it('takes no header, recipient or encoded word from a name or a subject', async () => {
    const postbox = await freshPostbox()
    const evil = [
      'x\r\nBcc: evil@example.com',
      'x\nSubject: other',
      '"<evil@example.com>, "',
      'evil@example.com',
      'a <evil@example.com>, b',
      '\u0000\u000b\u2028x',
      `${'x'.repeat(2000)}\r\nBcc: evil@example.com`,
    ]
    for (const bad of evil)
      await by(postbox.url).send(
        message({
          subject: bad,
          language: 'en',
          from: { name: bad, address: 'care@shop.example' },
          to: { name: bad, address: 'ada@example.com' },
        }),
      )
    expect(postbox.mails).toHaveLength(evil.length)
    for (const mail of postbox.mails) {
      expect(mail.recipients).toEqual(['ada@example.com'])
      const names = mail.headerLines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
      expect(names.toSorted()).toEqual([
        'auto-submitted',
        'content-language',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
        'x-auto-response-suppress',
      ])
      expect(mail.headers['to']).toMatch(/<ada@example\.com>$/)
      expect(mail.headers['from']).toMatch(/<care@shop\.example>$/)
    }
  })
})

describe('what is wrong with a mail server', () => {
  it.each([
    ['smtp://mail.invalid', 'name', 'The name mail.invalid was not found.'],
    ['smtp://127.0.0.1:1', 'refused', '127.0.0.1:1 takes no connection (ECONNREFUSED).'],
  ])('%s: %s', async (url, code, said) => {
    const server = by(url)
    for (const tried of [() => server.send(message()), () => server.check()])
      expect(await wrong(tried())).toMatchObject({
        code,
        kind: 'down',
        message: said,
        next: expect.stringContaining('EARSHOT_SMTP'),
      })
  })

  it('TLS: a certificate that nobody vouches for, or none at all', async () => {
    const postbox = await freshPostbox({ secure: true })
    expect(await wrong(by(postbox.url.replace('smtp:', 'smtps:')).send(message()))).toMatchObject({
      code: 'tls',
      kind: 'down',
      next: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    })
    const plain = await freshPostbox()
    expect(await wrong(by(plain.url.replace('smtp:', 'smtps:')).send(message()))).toMatchObject({
      code: 'tls',
      next: expect.stringContaining('write smtp:// instead'),
    })
  })

  it('the sign-in, without the password in what it says', async () => {
    const postbox = await freshPostbox({
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) =>
        auth.password === 's@cret' ? done(null, { user: 'ada' }) : done(new Error('Application password required')),
    })
    const url = (password: string) => postbox.url.replace('//', `//ada:${password}@`)
    const fault = await wrong(by(url('gu%65ss')).send(message()))
    expect(fault).toMatchObject({ code: 'auth', kind: 'down', next: expect.stringContaining('app password') })
    expect(fault.message).toMatch(/refuses the sign-in\. It said: 535 Application password required/)
    expect(`${fault.message}${fault.next}`).not.toContain('guess')
    await by(url('s%40cret')).send(message())
    await by(url('s%40cret')).check()
    expect(postbox.mails).toHaveLength(1)
  })

  it.each([
    ['onMailFrom', 553, '5.7.1 Sender address rejected: not owned by user', 'sender', 'down'],
    ['onMailFrom', 451, '4.7.1 Try again later', 'busy', 'later'],
    ['onRcptTo', 550, '5.1.1 No such user', 'recipient', 'never'],
    ['onRcptTo', 554, '5.7.1 Relay access denied', 'relay', 'down'],
    ['onRcptTo', 450, '4.2.0 Greylisted', 'busy', 'later'],
    ['onData', 554, '5.7.1 Looks like spam', 'message', 'never'],
    ['onData', 452, '4.3.1 Out of storage', 'busy', 'later'],
  ])('%s %i %s: %s, %s', async (step, responseCode, said, code, kind) => {
    const postbox = await freshPostbox({
      [step]: (of: { resume?(): void }, _session: unknown, done: (error: Error) => void) => {
        of.resume?.()
        done(Object.assign(new Error(said), { responseCode }))
      },
    })
    const fault = await wrong(by(postbox.url).send(message()))
    expect(fault).toMatchObject({ code, kind })
    expect(fault.message).toContain(`It said: ${responseCode} ${said}`)
  })

  it('a greeting of something else, or one that turns us away', async () => {
    expect(await wrong(by(`smtp://${await saying('HTTP/1.1 400 Bad Request')}`).send(message()))).toMatchObject({
      kind: 'down',
      next: expect.stringContaining('Is this a mail server'),
    })
    expect(await wrong(by(`smtp://${await saying('421 4.3.2 Too many connections')}`).send(message()))).toMatchObject({
      code: 'busy',
      kind: 'down',
    })
  })

  it('silence, when it is told to end', async () => {
    const stop = new AbortController()
    const sending = by(`smtp://${await saying()}`).send(message(), stop.signal)
    stop.abort()
    expect(await wrong(sending)).toMatchObject({ code: 'timeout', kind: 'down' })
  })

  it('no encryption, where a password would go to another machine in the clear', async () => {
    const tried: string[] = []
    const postbox = await freshPostbox({
      allowInsecureAuth: true,
      onAuth(auth, _session, done) {
        tried.push(auth.username!)
        done(null, { user: 'ada' })
      },
    })
    // The same server, by an address that does not say that it is this machine's.
    const elsewhere = `smtp://ada:secret@[::ffff:127.0.0.1]:${postbox.port}`
    expect(await wrong(by(elsewhere).send(message()))).toMatchObject({ code: 'tls', kind: 'down' })
    expect(tried).toEqual([])
  })

  it('nothing, where the mail server of this machine vouches for itself', async () => {
    const postbox = await freshPostbox({ disabledCommands: ['AUTH'] })
    await by(postbox.url).send(message())
    expect(postbox.mails[0]!.raw).toContain('<1@shop.example>')
  })
})

describe('a mail by a hook', () => {
  async function freshHook(status = 202, answer = 'taken') {
    const taken: { headers: IncomingHttpHeaders; body: Record<string, unknown> }[] = []
    const server = createServer((request, reply) => {
      void text(request).then((body) => {
        taken.push({ headers: request.headers, body: JSON.parse(body) as Record<string, unknown> })
        reply.writeHead(status).end(answer)
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`
    const env = { EARSHOT_MAIL_HOOK: url, EARSHOT_MAIL_HOOK_SECRET: 's3cret', EARSHOT_ALLOW_HOSTS: '127.0.0.1' }
    return { taken, env }
  }

  it('is JSON with a bearer secret and an idempotency key', async () => {
    const hook = await freshHook()
    expect(await mailer(hook.env).send(message({ thread: '<c@shop.example>' }))).toBe('202 taken')
    expect(hook.taken).toMatchObject([
      {
        headers: {
          'content-type': 'application/json',
          authorization: 'Bearer s3cret',
          'idempotency-key': '<1@shop.example>',
        },
        body: {
          version: 1,
          messageId: '<1@shop.example>',
          from: { name: 'Lumen & Loaf', address: 'care@shop.example' },
          to: { address: 'ada@example.com' },
          subject: 'Hello',
          text: 'Hello\n',
          html: '<p>Hello</p>',
          language: 'en',
          headers: {
            'Message-ID': '<1@shop.example>',
            References: '<c@shop.example>',
            'Auto-Submitted': 'auto-generated',
          },
        },
      },
    ])
  })

  it.each([
    [401, 'auth', 'down'],
    [404, 'hook', 'down'],
    [302, 'hook', 'down'],
    [422, 'message', 'never'],
    [429, 'busy', 'later'],
    [503, 'busy', 'later'],
  ])('that answers %i: %s, %s', async (status, code, kind) => {
    const hook = await freshHook(status, 'because')
    const fault = await wrong(mailer(hook.env).send(message()))
    expect(fault).toMatchObject({ code, kind })
    expect(fault.message).toMatch(new RegExp(`answered ${status}: because$`))
    expect(fault.message).not.toContain('s3cret')
  })

  it('is called in no private network that the operator has not allowed', async () => {
    const hook = await freshHook()
    const fault = await wrong(mailer({ ...hook.env, EARSHOT_ALLOW_HOSTS: '' }).send(message()))
    expect(fault).toMatchObject({ code: 'blocked', kind: 'down', next: expect.stringContaining('EARSHOT_ALLOW_HOSTS') })
    expect(hook.taken).toHaveLength(0)
    const closed = { ...hook.env, EARSHOT_MAIL_HOOK: 'http://127.0.0.1:1/' }
    expect(await wrong(mailer(closed).send(message()))).toMatchObject({ code: 'refused', kind: 'down' })
  })
})
