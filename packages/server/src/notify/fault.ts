/** What kept a mail from going, by the step at which it stopped. */
type FaultCode =
  | 'name'
  | 'refused'
  | 'timeout'
  | 'tls'
  | 'auth'
  | 'sender'
  | 'relay'
  | 'recipient'
  | 'message'
  | 'busy'
  | 'lost'
  | 'hook'
  | 'blocked'

/**
 * What that means for the outbox:
 *
 *   never   it is refused for good: this mail will not go, however often it is tried
 *   later   this mail may go another time
 *   down    no mail goes at the moment: the way itself is broken or set up wrongly
 *   unsure  it was handed over whole, and the answer never came: it may have gone
 */
export type FaultKind = 'never' | 'later' | 'down' | 'unsure'

/** A mail that did not go. The message quotes the other side where it said anything. */
export class MailFault extends Error {
  override readonly name = 'MailFault'
  readonly code: FaultCode
  readonly kind: FaultKind
  /** What the operator can do. */
  readonly next: string

  constructor(code: FaultCode, kind: FaultKind, message: string, next: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
    this.kind = kind
    this.next = next
  }
}

/** What another server said, on one line and not too long to keep. */
export function quoted(said: string): string {
  const line = said.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return line.length > 300 ? `${line.slice(0, 299)}…` : line
}
