import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { freePort } from './port.ts'

/** A mail as it came over the wire, and as a reader shows it. */
export interface Received {
  raw: string
  /** Recipients of the envelope, whatever the headers say. */
  recipients: string[]
  /** By lower-case name, unfolded and with encoded words decoded; of several the last. */
  headers: Record<string, string>
  /** Lines of the header, unfolded, as they came. */
  headerLines: string[]
  text: string
  html: string
}

/** A real SMTP server on 127.0.0.1. */
export interface Postbox {
  url: string
  port: number
  mails: Received[]
  /** Resolves when this many mails are there. */
  arrived(count: number): Promise<Received[]>
  /** Breaks every connection that there is, in the midst of whatever. */
  drop(): void
  close(): Promise<void>
}

/**
 * @param options of smtp-server: `onRcptTo`, `onAuth`, `onData`, … as the test wants them; without sign-in by default
 * @param port a certain one, to come back where another was
 */
export async function openPostbox(options: SMTPServerOptions = {}, port?: number): Promise<Postbox> {
  const mails: Received[] = []
  const waiting: (() => void)[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.onAuth ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', () => {
        mails.push(
          parse(
            Buffer.concat(chunks).toString(),
            session.envelope.rcptTo.map((to) => to.address),
          ),
        )
        for (const look of waiting) look()
        done()
      })
    },
    ...options,
  })
  // A client that goes away is not this server's failure.
  server.on('error', () => {})
  server.listen(port ?? (await freePort()), '127.0.0.1')
  await once(server.server, 'listening')
  const drop = () => {
    for (const { _socket } of server.connections as Set<{ _socket: { destroy(): void } }>) _socket.destroy()
  }
  let closing: Promise<void> | undefined
  const close = () =>
    (closing ??= new Promise<void>((closed) => {
      drop()
      server.close(() => closed())
    }))
  const { port: taken } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    mails,
    arrived: (count) =>
      new Promise((there) => {
        const look = () => {
          if (mails.length >= count) there(mails)
        }
        waiting.push(look)
        look()
      }),
    drop,
    close,
  }
}

function parse(raw: string, recipients: string[]): Received {
  const [head, body] = split(raw)
  const headerLines = unfold(head)
  const headers = Object.fromEntries(headerLines.map(headerOf))
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1]
  const parts = boundary
    ? body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => split(part.replace(/^\r\n/, '')))
    : []
  const part = (type: string) => {
    const found = parts.find(([partHead]) => partHead.toLowerCase().includes(`content-type: ${type}`))
    return found ? decoded(found[0], found[1]) : ''
  }
  return { raw, recipients, headers, headerLines, text: part('text/plain'), html: part('text/html') }
}

function split(text: string): [string, string] {
  const at = text.indexOf('\r\n\r\n')
  return [text.slice(0, at), text.slice(at + 4)]
}

function unfold(head: string): string[] {
  return head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
}

function headerOf(line: string): [string, string] {
  const at = line.indexOf(':')
  const value = line
    .slice(at + 1)
    .trim()
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, code: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(code, 'base64').toString()
        : quotedPrintable(code.replaceAll('_', ' ')).toString(),
    )
  return [line.slice(0, at).toLowerCase(), value]
}

function decoded(head: string, body: string): string {
  const how = /content-transfer-encoding: (\S+)/i.exec(head)?.[1]?.toLowerCase()
  if (how === 'base64') return Buffer.from(body, 'base64').toString()
  return how === 'quoted-printable' ? quotedPrintable(body.replace(/=\r\n/g, '')).toString() : body
}

function quotedPrintable(code: string): Buffer {
  return Buffer.from(
    code.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
