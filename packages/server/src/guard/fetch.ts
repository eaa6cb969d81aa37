import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Agent } from 'undici'
import { keptAgent, newAgent } from './agent.ts'

/** The whole call, from the name to the last byte of the answer. */
const TIMEOUT_MS = 15_000
/** An answer is a status and a few words; who sends more is cut off. */
const ANSWER_MAX = 64 * 1024

/** Why a call was not made, or came to nothing. */
type FetchFailure =
  /** The address is not one that may be called at all. */
  | 'address'
  /** The host is, or turned out to be, in no public network. */
  | 'not_public'
  | 'name'
  | 'refused'
  | 'tls'
  | 'timeout'
  | 'too_large'
  | 'broken'

/** An outgoing call that was not made, or had no answer. Its message names the host, never the path, which may be secret. */
export class FetchError extends Error {
  override readonly name = 'FetchError'
  readonly code: FetchFailure

  constructor(code: FetchFailure, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

export interface Outgoing {
  url: string
  headers?: Readonly<Record<string, string>>
  body: string
  /** Hosts that the operator allows by name, be they in whatever network: `relay.internal`, `127.0.0.1`, `[::1]`. */
  allow: readonly string[]
  timeoutMs?: number
  /** Cuts an answer that is too long, or does not end in time, once its status is known: for whom the status says enough. */
  cut?: boolean
  /**
   * Leaves the connection open a little for the next call to the same place. One that turns out to be closed by then is
   * opened anew, so the other side may get the same twice: for receivers that know what they have.
   */
  keep?: boolean
  signal?: AbortSignal | undefined
}

export interface Answer {
  status: number
  /** `Retry-After`, in seconds, where it is given so. */
  retryAfter: number | undefined
  text: string
}

/**
 * POSTs to another host: the only way out to the network but for the operator's own mail server. Only public unicast
 * addresses are called, unless the operator allows the host by name; the name is resolved once and that address is
 * called; a redirect is an answer like any other; time and size are capped. Rejects with a `FetchError`.
 */
export async function post(out: Outgoing): Promise<Answer> {
  const url = checkUrl(out.url, out.allow)
  const signal = AbortSignal.any([
    AbortSignal.timeout(out.timeoutMs ?? TIMEOUT_MS),
    ...(out.signal ? [out.signal] : []),
  ])
  const addresses = await resolve(url, out.allow, signal)
  if (!out.keep) return once(out, url, addresses, signal)
  const { agent, used } = await keptAgent(url, addresses, mostOf(out))
  try {
    return await ask(out, url, agent, signal)
  } catch (error) {
    // It was closed at the other end since the last call: that says nothing of the receiver.
    if (used && error instanceof FetchError && error.code === 'broken' && !signal.aborted)
      return once(out, url, addresses, signal)
    throw error
  }
}

/** Who reads only the beginning of an answer has no limit for it. */
function mostOf({ cut }: Outgoing): number | undefined {
  return cut ? undefined : ANSWER_MAX
}

async function once(out: Outgoing, url: URL, addresses: LookupAddress[], signal: AbortSignal): Promise<Answer> {
  const agent = await newAgent(addresses, { most: mostOf(out), keep: false })
  try {
    return await ask(out, url, agent, signal)
  } finally {
    await agent.destroy()
  }
}

async function ask(out: Outgoing, url: URL, dispatcher: Agent, signal: AbortSignal): Promise<Answer> {
  const { request } = await import('undici')
  try {
    const answer = await request(url, {
      method: 'POST',
      body: out.body,
      headers: out.headers ?? {},
      dispatcher,
      signal,
    })
    const wait = Number(answer.headers['retry-after'])
    return {
      status: answer.statusCode,
      retryAfter: Number.isFinite(wait) && wait > 0 ? wait : undefined,
      text: out.cut ? await beginning(answer.body) : await answer.body.text(),
    }
  } catch (error) {
    throw failureOf(error, url.hostname)
  }
}

/** What a body begins with; reading on is not waited for, whatever the other side does. */
async function beginning(body: AsyncIterable<Uint8Array>): Promise<string> {
  const read: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of body) {
      read.push(part)
      size += part.length
      if (size >= ANSWER_MAX) break
    }
  } catch {
    // It broke off, or took too long: what came is what it said.
  }
  return Buffer.concat(read).subarray(0, ANSWER_MAX).toString()
}

/**
 * As `checkUrl`, and its name is resolved as well: for when an address is saved. It is resolved and looked at anew each
 * time that it is called.
 */
export async function checkAddress(text: string, allow: readonly string[]): Promise<void> {
  await resolve(checkUrl(text, allow), allow, AbortSignal.timeout(TIMEOUT_MS))
}

/**
 * An address that may be called, as far as can be told without resolving its name. Throws a `FetchError` that says what
 * is wrong with it; call it when an address is saved, too.
 */
export function checkUrl(text: string, allow: readonly string[]): URL {
  if (!URL.canParse(text))
    throw new FetchError('address', 'This is not an address such as https://hooks.example.com/in.')
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAllowed(url.hostname, allow)))
    throw new FetchError('address', `${url.hostname} must be called by https://.`)
  if (url.username || url.password)
    throw new FetchError(
      'address',
      `The address at ${url.hostname} holds a password; give the secret by its own setting.`,
    )
  // The parser has turned every way to write an IPv4 address (hex, octal, one number) into the one with dots.
  if (isIP(bare(url.hostname)) > 0 && !isAllowed(url.hostname, allow) && !isPublic(bare(url.hostname)))
    throw notPublic(url.hostname)
  return url
}

/** Whether an address can be reached from everywhere and is one machine's. Anything unknown is not. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  // Only 2000::/3 is given out (https://www.iana.org/assignments/ipv6-address-space); `::a.b.c.d` and the like are not.
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.parseCIDR('2000::/3'))
}

async function resolve(url: URL, allow: readonly string[], signal: AbortSignal): Promise<LookupAddress[]> {
  const host = bare(url.hostname)
  let addresses: LookupAddress[]
  try {
    // The system's resolver cannot be stopped; it can be left.
    const tooLate = new Promise<never>((_, failed) =>
      signal.addEventListener('abort', () => failed(signal.reason as Error), { once: true }),
    )
    addresses = await Promise.race([lookup(host, { all: true }), tooLate])
  } catch (error) {
    if (signal.aborted) throw failureOf(error, host)
    throw new FetchError('name', `The name ${host} was not found. Compare it, or look after the DNS.`, error)
  }
  if (isAllowed(url.hostname, allow)) return addresses
  // One private address among public ones is how a rebinding name looks.
  if (!addresses.every(({ address }) => isPublic(address))) throw notPublic(host)
  return addresses
}

/**
 * The address at which a host may be spoken to otherwise than by HTTP, such as a mail server: as `post` finds its own.
 * Rejects with a `FetchError`.
 *
 * @param host a name, or an address without brackets
 */
export async function addressOf(host: string, allow: readonly string[]): Promise<string> {
  const name = host.includes(':') ? `[${host}]` : host
  if (!URL.canParse(`https://${name}/`)) throw new FetchError('address', `${host} is no name of a host.`)
  const found = await resolve(checkUrl(`https://${name}/`, allow), allow, AbortSignal.timeout(TIMEOUT_MS))
  // Many machines have no way to IPv6, though a name says so.
  return (found.find(({ family }) => family === 4) ?? found[0]!).address
}

/** Whether the operator allows a host by name, in whatever network it is. */
export function isAllowed(hostname: string, allow: readonly string[]): boolean {
  return allow.some((entry) => bare(entry.toLowerCase()) === bare(hostname))
}

/** IPv6 without the brackets that it has in addresses. */
function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

function notPublic(host: string): FetchError {
  return new FetchError(
    'not_public',
    `${host} is not in a public network, so it is not called. If it is meant, allow it: EARSHOT_ALLOW_HOSTS=${host}.`,
  )
}

function failureOf(error: unknown, host: string): FetchError {
  const { name, code, message } = error as NodeJS.ErrnoException
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return new FetchError('refused', `${host} takes no connection (it does not answer).`, error)
  if (name === 'TimeoutError' || name === 'AbortError' || /TIMEOUT|ETIMEDOUT/.test(code ?? ''))
    return new FetchError('timeout', `${host} did not answer in time.`, error)
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE')
    return new FetchError('too_large', `${host} answered with more than ${ANSWER_MAX / 1024} KiB.`, error)
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return new FetchError('refused', `${host} takes no connection (${code}).`, error)
  if (/CERT|SSL|TLS|SELF_SIGNED|ISSUER|SIGNATURE/.test(code ?? ''))
    return new FetchError('tls', `${host} has no certificate that can be trusted (${code}).`, error)
  return new FetchError('broken', `The connection to ${host} broke: ${message}.`, error)
}
